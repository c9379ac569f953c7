//! Ragged rows → grid. Text does not say which cells were merged; the length of the other rows does.

use crate::document::{Cell, Span, Table};
use rust_decimal::Decimal;

/// What the first cell of a total row says, white space left out (合计 row: its figures stand under the last columns).
const TOTALS: [&str; 8] = ["合计", "总计", "小计", "总分", "共计", "总得分", "合计数", "总合计"];

/// Whether a cell names a total, also written 合  计.
pub(super) fn is_total(cell: &str) -> bool {
    let letters = || cell.chars().filter(|letter| !letter.is_whitespace());
    TOTALS.iter().any(|total| letters().eq(total.chars()))
}

/// The grid of rows that need not be equally long; none if there are not two columns.
///
/// A short row has merged cells. In a total row the label takes the missing columns, unless its figures then stand where
/// other rows have words; a header of two rows is aligned by the blanks of its second; any other row gives the missing
/// columns to its last cell.
pub(super) fn from_rows(text: &str, mut rows: Vec<Vec<Span>>) -> Option<Table> {
    trim_overhang(&mut rows);
    let columns = rows.iter().map(Vec::len).max().filter(|columns| *columns > 1)?;
    let header = upper_header(&rows, columns);
    let figures = Figures::of(text, &rows, columns);
    let widths = |row: usize, spans: &[Span]| match &header {
        Some(widths) if row == 0 => widths.clone(),
        _ => widths(text, spans, &figures),
    };
    let cells: Vec<Cell> =
        rows.iter().enumerate().flat_map(|(row, spans)| place(row, spans, &widths(row, spans))).collect();
    let span = cells.first()?.span.to(cells.last()?.span);
    Some(Table { span, rows: count(rows.len()), columns: count(columns), cells })
}

/// Drops empty cells at the end of a single row that is longer than every other: a stray tab makes no column.
fn trim_overhang(rows: &mut [Vec<Span>]) {
    let mut lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    let [.., second, longest] = lengths.as_slice() else {
        return;
    };
    if second == longest {
        return;
    }
    if let Some(row) = rows.iter_mut().find(|row| row.len() == *longest) {
        let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        row.truncate(filled.max(*second));
    }
}

/// Columns that each cell of a first row takes which is short because the row below says what belongs under its cells:
/// that row is blank under a cell of both rows (项目, which comes first) and filled under one that is divided (预算安排:
/// 年初预算数, 上年结转).
fn upper_header(rows: &[Vec<Span>], columns: usize) -> Option<Vec<usize>> {
    let [upper, lower, ..] = rows else { return None };
    if upper.len() == columns || lower.len() != columns || !lower.first()?.is_empty() {
        return None;
    }
    let groups = lower.chunk_by(|left, right| !left.is_empty() && !right.is_empty());
    let widths: Vec<usize> = groups.map(<[Span]>::len).collect();
    (widths.len() == upper.len()).then_some(widths)
}

/// What the rows of full length say about the columns.
struct Figures {
    /// Whether a column holds figures at least as often as words.
    are: Vec<bool>,
    /// What its figures add up to; none where they leave the range.
    sums: Vec<Option<Decimal>>,
}

impl Figures {
    fn of(text: &str, rows: &[Vec<Span>], columns: usize) -> Self {
        // The header's word counts for nothing.
        let (mut balance, mut sums) = (vec![1_i64; columns], vec![Some(Decimal::ZERO); columns]);
        for row in rows.iter().filter(|row| row.len() == columns) {
            let cells = row.iter().zip(balance.iter_mut().zip(&mut sums)).filter(|(cell, _)| !cell.is_empty());
            for (cell, (balance, sum)) in cells {
                match figure(cell.of(text)) {
                    Some(value) => {
                        *balance += 1;
                        *sum = sum.and_then(|sum| sum.checked_add(value));
                    }
                    None => *balance -= 1,
                }
            }
        }
        Self { are: balance.into_iter().map(|balance| balance >= 0).collect(), sums }
    }

    /// How many figures of a row, moved to the right, are the sums of the columns they then stand in; none if one stands
    /// where other rows have words.
    fn fit(&self, text: &str, spans: &[Span], shift: usize) -> Option<usize> {
        let mut fitting = 0;
        for (at, value) in spans.iter().enumerate().filter_map(|(at, span)| Some((at + shift, figure(span.of(text))?)))
        {
            if !self.are.get(at).copied().unwrap_or(false) {
                return None;
            }
            fitting += usize::from(self.sums.get(at).copied().flatten() == Some(value));
        }
        Some(fitting)
    }
}

/// The figure of a cell that holds nothing else.
fn figure(cell: &str) -> Option<Decimal> {
    let cell = cell.trim().trim_end_matches(['%', '％']);
    let plain = cell.contains(',').then(|| cell.replace(',', ""));
    plain.as_deref().unwrap_or(cell).parse().ok()
}

/// The filled cells of a row, from left to right.
pub(super) type Placed = Vec<Placement>;

/// A filled cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placement {
    /// First column.
    pub column: usize,
    /// Columns covered.
    pub count: usize,
    /// Its text.
    pub span: Span,
}

/// The grid of cells whose columns are known, blank ones where none is; none of a single row or column.
pub(super) fn placed(rows: Vec<Placed>, columns: usize) -> Option<Table> {
    let mut cells: Vec<Cell> = Vec::new();
    let height = rows.len();
    for (row, placed) in rows.into_iter().enumerate() {
        let (mut column, mut end) = (0, placed.first()?.span.start as usize);
        let mut push = |column: usize, width: usize, span: Span| {
            cells.push(Cell { row: count(row), column: count(column), row_span: 1, column_span: count(width), span });
        };
        for cell in placed {
            (column..cell.column).for_each(|blank| push(blank, 1, Span::new(end, end)));
            push(cell.column, cell.count, cell.span);
            (column, end) = (cell.column + cell.count, cell.span.end as usize);
        }
        (column..columns).for_each(|blank| push(blank, 1, Span::new(end, end)));
    }
    let span = cells.first()?.span.to(cells.last()?.span);
    (columns > 1 && height > 1).then_some(Table { span, rows: count(height), columns: count(columns), cells })
}

/// Columns that each cell of a row takes.
fn widths(text: &str, spans: &[Span], figures: &Figures) -> Vec<usize> {
    let missing = figures.are.len().saturating_sub(spans.len());
    let label = spans
        .iter()
        .position(|span| !span.is_empty())
        .filter(|first| is_total(spans.get(*first).map_or("", |span| span.of(text))));
    let fit = |shift: usize| figures.fit(text, spans, shift);
    let last = spans.len().saturating_sub(1);
    // Where the cell behind the label is kept, though empty, only the empty ones at the end are missing.
    let kept = label.is_some_and(|label| spans.get(label + 1).is_some_and(|next| next.is_empty()));
    let shift = match label {
        None => 0,
        Some(_) if kept && fit(0).is_some() => 0,
        // The more figures are sums the better; else as far to the right as may be.
        Some(_) => {
            (0..=missing).filter_map(|shift| Some((fit(shift)?, shift))).max().map_or(missing, |(_, shift)| shift)
        }
    };
    let width = |index: usize| {
        1 + if Some(index) == label { shift } else { 0 } + if index == last { missing - shift } else { 0 }
    };
    (0..spans.len()).map(width).collect()
}

fn place(row: usize, spans: &[Span], widths: &[usize]) -> Vec<Cell> {
    let mut column = 0;
    let place_cell = |(span, width): (&Span, &usize)| {
        let cell =
            Cell { row: count(row), column: count(column), row_span: 1, column_span: count(*width), span: *span };
        column += width;
        cell
    };
    spans.iter().zip(widths).map(place_cell).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows written with `|`, an empty piece being an empty cell.
    fn grid(rows: &[&str]) -> Vec<(u32, u32, u32)> {
        let text = rows.join("\n");
        let mut start = 0;
        let mut spans = Vec::new();
        for row in &rows.to_vec() {
            let mut cells = Vec::new();
            for cell in row.split('|') {
                cells.push(Span::new(start, start + cell.len()));
                start += cell.len() + 1;
            }
            spans.push(cells);
        }
        let table = from_rows(&text, spans).unwrap();
        table.cells.iter().map(|cell| (cell.row, cell.column, cell.column_span)).collect()
    }

    #[test]
    fn the_figures_of_a_short_total_stand_under_figures() {
        let remarks = grid(&["指标|分值|得分|扣分原因", "产出|60|58|未完成", "效益|40|40|", "合计|100|98"]);
        assert_eq!(remarks.get(12..), Some(&[(3, 0, 1), (3, 1, 1), (3, 2, 2)][..]));
        let kept = grid(&["序号|项目|预算|执行|得分|等级", "1|甲|60|58|90|一等", "2|乙|40|40|95|一等", "合计||100|98"]);
        assert_eq!(kept.get(18..), Some(&[(3, 0, 1), (3, 1, 1), (3, 2, 1), (3, 3, 3)][..]));
        let sums =
            grid(&["序号|项目|年初|全年|执行|等级", "1|甲|60|58|50|一等", "2|乙|40|42|40|一等", "合计|100|100|90"]);
        assert_eq!(sums.get(18..), Some(&[(3, 0, 2), (3, 2, 1), (3, 3, 1), (3, 4, 2)][..]));
        let merged = grid(&["一级指标|二级指标|分值|得分", "产出|数量|60|58", "效益|社会|40|40", "合计|100|98"]);
        assert_eq!(merged.get(12..), Some(&[(3, 0, 2), (3, 2, 1), (3, 3, 1)][..]));
    }

    #[test]
    fn a_short_row_widens_its_last_cell() {
        assert_eq!(grid(&["单位|示例局", "甲|乙|丙"]), [(0, 0, 1), (0, 1, 2), (1, 0, 1), (1, 1, 1), (1, 2, 1)]);
    }

    #[test]
    fn a_total_row_is_aligned_from_the_right() {
        assert_eq!(grid(&["甲|乙|丙|丁", "合  计|7"])[4..], [(1, 0, 3), (1, 3, 1)]);
        assert_eq!(grid(&["甲|乙|丙|丁", "|总分|7"])[4..], [(1, 0, 1), (1, 1, 2), (1, 3, 1)]);
    }

    #[test]
    fn a_header_of_two_rows_is_aligned_by_the_blanks_of_its_second() {
        let header = grid(&["项目|预算|执行|率", "|年初|结转||", "甲|1|2|3|4"]);
        assert_eq!(header[..4], [(0, 0, 1), (0, 1, 2), (0, 3, 1), (0, 4, 1)]);
        let form = grid(&["单位|示例局", "年度|目标|", "甲|1|2"]);
        assert_eq!(form[..2], [(0, 0, 1), (0, 1, 2)], "as many cells as pieces, of which the first are one");
        let ambiguous = grid(&["项目|预算|执行", "|年初|结转|决算", "甲|1|2|3"]);
        assert_eq!(ambiguous[..3], [(0, 0, 1), (0, 1, 1), (0, 2, 2)]);
    }

    #[test]
    fn a_stray_tab_makes_no_column() {
        assert_eq!(grid(&["甲|乙||", "丙|丁"]), [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]);
    }

    #[test]
    fn totals_are_whole_cells() {
        assert_eq!(["合计", "总　分", "合计金额说明", "其中"].map(is_total), [true, true, false, false]);
    }
}

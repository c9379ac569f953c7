//! Ragged rows → grid. Text does not say which cells were merged; the length of the other rows does.

use crate::document::{Cell, Span, Table};

/// What the first cell of a total row says, white space left out (合计 row: its figures stand under the last columns).
const TOTALS: [&str; 8] = ["合计", "总计", "小计", "总分", "共计", "总得分", "合计数", "总合计"];

/// Whether a cell names a total, also written 合  计.
pub(super) fn is_total(cell: &str) -> bool {
    let letters = || cell.chars().filter(|letter| !letter.is_whitespace());
    TOTALS.iter().any(|total| letters().eq(total.chars()))
}

/// The grid of rows that need not be equally long; none if there are not two columns.
///
/// A short row has merged cells. A total row is aligned from the right, its label taking the missing columns;
/// any other row gives them to its last cell.
pub(super) fn from_rows(text: &str, mut rows: Vec<Vec<Span>>) -> Option<Table> {
    trim_overhang(&mut rows);
    let columns = rows.iter().map(Vec::len).max().filter(|columns| *columns > 1)?;
    let cells: Vec<Cell> = rows.iter().enumerate().flat_map(|(row, spans)| place(text, row, spans, columns)).collect();
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

fn place(text: &str, row: usize, spans: &[Span], columns: usize) -> Vec<Cell> {
    let missing = columns.saturating_sub(spans.len());
    let label = spans
        .iter()
        .position(|span| !span.is_empty())
        .filter(|first| is_total(spans.get(*first).map_or("", |span| span.of(text))));
    let widened = label.unwrap_or(spans.len().saturating_sub(1));
    let mut column = 0;
    let place_cell = |(index, span): (usize, &Span)| {
        let column_span = if index == widened { 1 + missing } else { 1 };
        let cell =
            Cell { row: count(row), column: count(column), row_span: 1, column_span: count(column_span), span: *span };
        column += column_span;
        cell
    };
    spans.iter().enumerate().map(place_cell).collect()
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
    fn a_short_row_widens_its_last_cell() {
        assert_eq!(grid(&["单位|示例局", "甲|乙|丙"]), [(0, 0, 1), (0, 1, 2), (1, 0, 1), (1, 1, 1), (1, 2, 1)]);
    }

    #[test]
    fn a_total_row_is_aligned_from_the_right() {
        assert_eq!(grid(&["甲|乙|丙|丁", "合  计|7"])[4..], [(1, 0, 3), (1, 3, 1)]);
        assert_eq!(grid(&["甲|乙|丙|丁", "|总分|7"])[4..], [(1, 0, 1), (1, 1, 2), (1, 3, 1)]);
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

//! Shape 1: a line per cell led by a tab, rows divided by a blank line.
//!
//! A cell's further paragraphs stand on lines without a tab, and any of them may be blank. So a blank line may end a row,
//! or a paragraph of a cell, or (two of them) the table. What it ends is decided by how many cells the rows around it have.

mod runs;

use super::grid;
use super::lines::{Lines, numbering};
use super::plain::Stretch;
use crate::document::{Block, Span};
use runs::{Run, is_cell, runs};
use std::ops::Range;

/// How many runs of cells are tried as one row. A row broken into more would have a blank line after each of so many cells.
const LONGEST_JOIN: usize = 64;
/// Blank lines with no text between two tables: one ends the row, one the table, one is the paragraph between them.
const BLANKS_BETWEEN_TABLES: usize = 3;
/// Characters from which a cell's line is prose rather than an entry.
const PROSE: usize = 60;

/// Whether the unbroken lines with tabs from here on mostly hold one cell each.
pub(super) fn begins(lines: &Lines, at: usize) -> bool {
    let run = (at..lines.len()).map(|line| lines.str(line)).take_while(|line| line.contains('\t'));
    let (mut single, mut several) = (0_usize, 0_usize);
    for line in run {
        match line.strip_prefix('\t') {
            Some(cell) if !cell.trim_end().contains('\t') && !cell.starts_with('\t') => single += 1,
            _ => several += 1,
        }
    }
    lines.str(at).starts_with('\t') && single > several
}

/// Reads every table, and the paragraphs between them, up to where no cell follows any more.
pub(super) fn read(lines: &Lines, at: usize) -> Stretch {
    let (runs, next) = runs(lines, at);
    Stretch { blocks: Assembly { lines, runs: &runs, rows: Vec::new(), blocks: Vec::new() }.blocks(), next }
}

/// What a gap is.
enum Verdict {
    /// A blank paragraph inside the row, or text of the cell before: the row goes on.
    RowGoesOn,
    /// The row ends; text in the gap belongs to its last cell.
    RowEnds,
    /// The table ends; text in the gap stands between two tables.
    TableEnds,
}

struct Assembly<'a> {
    lines: &'a Lines<'a>,
    runs: &'a [Run],
    /// The finished rows of the table being read, each cell as its lines.
    rows: Vec<Vec<Range<usize>>>,
    blocks: Vec<Block>,
}

impl Assembly<'_> {
    fn blocks(mut self) -> Vec<Block> {
        let mut row: Vec<Range<usize>> = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            row.extend(run.cells.iter().cloned());
            let verdict = self.verdict(index, &row);
            let stretch = run.gap.stretch.clone();
            if let (Verdict::RowGoesOn | Verdict::RowEnds, Some(cell), false) =
                (&verdict, row.last_mut(), stretch.is_empty())
            {
                cell.end = stretch.end;
            }
            if !matches!(verdict, Verdict::RowGoesOn) {
                self.rows.push(std::mem::take(&mut row));
            }
            if matches!(verdict, Verdict::TableEnds) {
                self.finish_table();
                self.blocks.extend(self.lines.paragraphs(stretch));
            }
        }
        self.blocks
    }

    fn verdict(&self, index: usize, row: &[Range<usize>]) -> Verdict {
        let (Some(run), Some(next)) = (self.runs.get(index), self.runs.get(index + 1)) else {
            return Verdict::TableEnds;
        };
        let before = self.rows.last().map(Vec::len);
        if self.is_total(row) {
            return if run.gap.stretch.is_empty() && run.gap.blanks < BLANKS_BETWEEN_TABLES {
                Verdict::RowEnds
            } else {
                Verdict::TableEnds
            };
        }
        if !self.has_caption_below(run) && self.completes_row(index, row.len(), before) {
            return Verdict::RowGoesOn;
        }
        match (run.gap.stretch.is_empty(), run.gap.touches) {
            (true, _) if run.gap.blanks >= BLANKS_BETWEEN_TABLES && next.cells.len() != row.len() => Verdict::TableEnds,
            (true, _) => Verdict::RowEnds,
            (false, true) => self.text_before_a_cell(index, row, before),
            (false, false) => self.text_before_a_row(index, row, before),
        }
    }

    /// Whether the row, with the next runs, becomes exactly as long as the row before, and goes on as it should after that.
    fn completes_row(&self, index: usize, length: usize, before: Option<usize>) -> bool {
        let Some(width) = before else {
            return self.is_broken_header(index, length);
        };
        let fits = |after: usize| match self.runs.get(after) {
            None => true,
            Some(run) => {
                let table_ends = after
                    .checked_sub(1)
                    .and_then(|last| self.runs.get(last))
                    .is_some_and(|last| !last.gap.stretch.is_empty());
                table_ends
                    || run.cells.len() == width
                    || self.is_total(&run.cells)
                    || self.reaches(after, width).is_some()
            }
        };
        length < width && self.reaches(index + 1, width - length).is_some_and(fits)
    }

    /// The run after those that together have exactly so many cells.
    fn reaches(&self, from: usize, cells: usize) -> Option<usize> {
        let mut sum = 0;
        for (offset, run) in self.runs.get(from..)?.iter().take(LONGEST_JOIN).enumerate() {
            sum += run.cells.len();
            if sum >= cells || self.is_total(&run.cells) || self.has_caption_below(run) {
                return (sum == cells && !self.is_total(&run.cells)).then_some(from + offset + 1);
            }
        }
        None
    }

    /// The first row with a blank line after each of its cells: as many single cells as the next two rows are long.
    fn is_broken_header(&self, index: usize, length: usize) -> bool {
        let Some(rest) = self.runs.get(index + 1..) else {
            return false;
        };
        let singles = rest.iter().take(LONGEST_JOIN).take_while(|run| run.cells.len() == 1).count();
        let width = length + singles;
        let ahead = |offset: usize| rest.get(singles + offset).is_some_and(|run| run.cells.len() == width);
        let alone = self.runs.get(index).is_some_and(|run| run.cells.len() == 1 && run.gap.stretch.is_empty());
        alone && singles > 0 && width > 2 && ahead(0) && ahead(1)
    }

    /// Text after a blank line with a cell right below: the cell before goes on, or a title stands close above the next table.
    fn text_before_a_cell(&self, index: usize, row: &[Range<usize>], before: Option<usize>) -> Verdict {
        let (Some(run), Some(next)) = (self.runs.get(index), self.runs.get(index + 1)) else {
            return Verdict::TableEnds;
        };
        if before == Some(row.len()) || self.has_caption_below(run) {
            return Verdict::TableEnds;
        }
        let goes_on = match before {
            _ if run.gap.blanks == 1 => true,
            Some(_) => row.len() == 1,
            None => {
                let length = row.len() + next.cells.len();
                row.last().is_some_and(|cell| self.is_blank(cell))
                    || self.runs.get(index + 2).is_some_and(|third| third.cells.len() == length)
            }
        };
        if goes_on { Verdict::RowGoesOn } else { Verdict::TableEnds }
    }

    /// Text with blank lines on both sides: the row's last cell goes on, or the table has ended.
    fn text_before_a_row(&self, index: usize, row: &[Range<usize>], before: Option<usize>) -> Verdict {
        let Some(run) = self.runs.get(index) else {
            return Verdict::TableEnds;
        };
        let last = row.last().map_or("", |cell| self.text(cell));
        let is_amount =
            last.chars().any(|digit| digit.is_ascii_digit()) && last.chars().all(|one| !one.is_alphabetic());
        let as_long = before.unwrap_or_else(|| self.row_ahead(index + 1)) == row.len();
        let goes_on = run.gap.blanks == 1 && as_long && !is_amount && !self.has_caption_below(run);
        if goes_on { Verdict::RowEnds } else { Verdict::TableEnds }
    }

    /// The length of the row that begins with a run, text inside its cells not counted as its end.
    fn row_ahead(&self, from: usize) -> usize {
        let mut length = 0;
        for run in self.runs.iter().skip(from).take(LONGEST_JOIN) {
            length += run.cells.len();
            if run.gap.stretch.is_empty() || !run.gap.touches || run.gap.blanks > 1 {
                break;
            }
        }
        length
    }

    /// Whether a run is followed by what stands between two tables. After a cell that is numbered like a heading
    /// (（一）…), the next number belongs to the cell.
    fn has_caption_below(&self, run: &Run) -> bool {
        let numbered = run.cells.last().is_some_and(|cell| numbering(self.text(cell)).is_some());
        let is_caption = |line| self.lines.is_caption(line) || (!numbered && self.lines.is_heading(line));
        run.gap.stretch.clone().any(is_caption)
    }

    fn is_total(&self, cells: &[Range<usize>]) -> bool {
        cells.iter().map(|cell| self.text(cell)).find(|cell| !cell.is_empty()).is_some_and(grid::is_total)
    }

    fn is_blank(&self, cell: &Range<usize>) -> bool {
        self.text(cell).is_empty()
    }

    fn text(&self, cell: &Range<usize>) -> &str {
        self.span(cell).of(self.lines.text)
    }

    /// A cell's text from behind its tab to the end of its last line.
    fn span(&self, cell: &Range<usize>) -> Span {
        let first = self.lines.span(cell.start);
        let last = self.lines.span(cell.end.saturating_sub(1));
        let start = first.start as usize + usize::from(is_cell(self.lines, cell.start));
        Span::new(start, last.end as usize).trimmed(self.lines.text)
    }

    /// Turns the finished rows into a table, or into paragraphs if they are none.
    fn finish_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let (Some(first), Some(last)) =
            (rows.first().and_then(|row| row.first()), rows.last().and_then(|row| row.last()))
        else {
            return;
        };
        let all = first.start..last.end;
        let spans: Vec<Vec<Span>> = rows.iter().map(|row| row.iter().map(|cell| self.span(cell)).collect()).collect();
        let table = if is_table(self.lines.text, &spans) { grid::from_rows(self.lines.text, spans) } else { None };
        match table {
            Some(table) => self.blocks.push(Block::Table(table)),
            None => self.blocks.extend(self.lines.paragraphs(all)),
        }
    }
}

/// Two rows or more, and not mostly prose: paragraphs indented by a tab look the same but for that.
///
/// Rows of one length, three of them and three cells long, are a table whatever they say. Where cells are blank,
/// a number before a cell's text is no sign of a heading: forms number their lines (1、公务接待) and leave the figures out.
fn is_table(text: &str, rows: &[Vec<Span>]) -> bool {
    let length = rows.first().map_or(0, Vec::len);
    if rows.len() < 2 || rows.iter().flatten().all(|cell| cell.is_empty()) {
        return false;
    }
    if length > 2 && rows.len() > 2 && rows.iter().all(|row| row.len() == length) {
        return true;
    }
    let has_blanks = rows.iter().flatten().any(|cell| cell.is_empty());
    let is_prose = |cell: &str| {
        cell.ends_with(['。', '；', '：', '？', '！', ';', ':'])
            || cell.chars().nth(PROSE).is_some()
            || (!has_blanks && numbering(cell).is_some())
    };
    let filled: Vec<&str> = rows.iter().flatten().filter(|cell| !cell.is_empty()).map(|cell| cell.of(text)).collect();
    let prose = filled.iter().filter(|cell| is_prose(cell)).count();
    prose * 2 <= filled.len()
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use crate::document::Block;

    /// Every block: a paragraph as it is, a table's rows divided by `/` and its cells by `|`, line breaks as `¶`.
    fn blocks(input: &str) -> Vec<String> {
        let document = text(input);
        let shown = |block: &Block| match block {
            Block::Paragraph(paragraph) => document.str(paragraph.span).to_owned(),
            Block::Table(table) => {
                let cell = |cell: &crate::document::Cell| document.str(cell.span).replace('\n', "¶");
                let row = |row| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
                (0..table.rows).map(row).collect::<Vec<_>>().join("/")
            }
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn a_blank_line_ends_a_row_and_two_the_table() {
        assert_eq!(blocks("\t甲\n\t1\n\n\t乙\n\t2\n\n\n正文\n"), ["甲|1/乙|2", "正文"]);
    }

    #[test]
    fn a_table_may_end_with_one_blank_line_or_with_the_text() {
        assert_eq!(blocks("\t甲\n\t1\n\n\t乙\n\t2\n\n正文\n"), ["甲|1/乙|2", "正文"]);
        assert_eq!(blocks("\t甲\n\t1\n\n\t乙\n\t2"), ["甲|1/乙|2"]);
    }

    #[test]
    fn blank_cells_count() {
        assert_eq!(blocks("\t甲\n\t\n\t1\n\n\t\n\t\n\t2\n\n\n"), ["甲||1/||2"]);
    }

    #[test]
    fn a_cell_goes_on_without_a_tab() {
        assert_eq!(blocks("\t甲\n乙\n\t1\n\n\t丙\n\t2\n丁\n\n\n"), ["甲¶乙|1/丙|2¶丁"]);
    }

    #[test]
    fn a_cell_may_begin_with_blank_lines() {
        assert_eq!(
            blocks("\t甲\n\t乙\n\t丙\n\n\t\n\n\n\n产出\n（50分）\n\t1\n\t2\n\n\n"),
            ["甲|乙|丙/产出¶（50分）|1|2"]
        );
    }

    #[test]
    fn a_blank_line_after_a_cell_does_not_break_the_row() {
        let full = "\t1\n\t2\n\t3\n\t4\n\n";
        assert_eq!(blocks(&format!("{full}\t甲\n\t乙\n\n\t丙\n\t丁\n\n{full}")), ["1|2|3|4/甲|乙|丙|丁/1|2|3|4"]);
    }

    #[test]
    fn short_rows_are_not_joined_where_the_rows_around_differ() {
        let form = "\t1\n\t2\n\t3\n\t4\n\n\t目标\n\t甲\n\n\t完成\n\t乙\n\n\ta\n\tb\n\tc\n\td\n\te\n\n";
        assert_eq!(blocks(form), ["1|2|3|4/目标|甲/完成|乙/a|b|c|d|e"]);
    }

    #[test]
    fn a_total_row_stays_short() {
        let full = "\t1\n\t2\n\t3\n\t4\n\n";
        assert_eq!(
            blocks(&format!("{full}{full}\t总分\n\t9\n\n\t备注\n\t无\n\n\n")),
            ["1|2|3|4/1|2|3|4/总分|9/备注|无"]
        );
    }

    #[test]
    fn a_title_close_above_the_next_table_is_no_cell() {
        let first = "\t甲\n\t1\n\n\t总分\n\t1\n\n\n";
        let second = "\t乙\n\t2\n\n\t丙\n\t3\n\n\n";
        for title in ["附件 3", "2024年度项目支出绩效自评表", "单位负责人签字：  填表人：", "送书项目情况"]
        {
            assert_eq!(blocks(&format!("{first}{title}\n{second}")), ["甲|1/总分|1", title, "乙|2/丙|3"]);
        }
    }

    #[test]
    fn numbered_paragraphs_of_one_cell_stay_together() {
        let row = "\t目标\n\t（一）办好读书节。\n\n（二）送书下乡。\n\t已完成\n\n";
        let full = "\t1\n\t2\n\t3\n\n";
        assert_eq!(
            blocks(&format!("{full}{row}{full}\n")),
            ["1|2|3/目标|（一）办好读书节。¶¶（二）送书下乡。|已完成/1|2|3"]
        );
    }

    #[test]
    fn a_caption_ends_the_table_even_if_the_next_row_would_fit() {
        let full = "\t1\n\t2\n\t3\n\n";
        assert_eq!(
            blocks(&format!("{full}\t措施\n\t\n\n\n附件 2\n\t甲\n\n\t乙\n\t丙\n\n\t丁\n\t戊\n\n")),
            ["1|2|3/措施|", "附件 2", "甲/乙|丙/丁|戊"]
        );
    }

    #[test]
    fn tables_of_other_shapes_between_are_tables_of_their_own() {
        let cells = "\t甲\n\t1\n\n\t总分\n\t1\n\t\n\n\n";
        for caption in ["自评表（2）", "绩效情况表二", "附表3（2）"] {
            let tabs = format!("{cells}{caption}\n乙\t2\n总分\t2\n\n自评表（3）\n{cells}");
            assert_eq!(blocks(&tabs), ["甲|1/总分|1", caption, "乙|2/总分|2", "自评表（3）", "甲|1/总分|1"]);
            let pipes = format!("{cells}{caption}\n|乙|2|\n|总分|2|\n");
            assert_eq!(blocks(&pipes).last().map(String::as_str), Some("乙|2/总分|2"));
        }
    }

    #[test]
    fn numbered_lines_of_a_form_are_a_table() {
        let form = "\t一、三公经费\n\t\n\n\t1、公务接待\n\t\n\n\t2、公务用车\n\t2.10\n\n\n";
        assert_eq!(blocks(form), ["一、三公经费|/1、公务接待|/2、公务用车|2.10"]);
        let sentences = "\t问题一。\n\t措施一。\n\t已改。\n\n".repeat(3);
        assert_eq!(blocks(&sentences), [["问题一。|措施一。|已改。"; 3].join("/")]);
    }

    #[test]
    fn paragraphs_indented_by_a_tab_are_paragraphs() {
        assert_eq!(
            blocks("\t一、概况\n\t编制18人。\n\n\t二、支出\n\t共12万元。\n"),
            ["一、概况", "编制18人。", "二、支出", "共12万元。"]
        );
        assert_eq!(blocks("\t示例县文化局\n\n\t二〇二四年\n"), ["示例县文化局", "二〇二四年"]);
    }
}

//! Shape 2: a row per line, cells divided by tabs, as Excel, Word and WPS put a table on the clipboard as text.

use super::grid;
use super::lines::{Lines, numbering};
use super::plain::Stretch;
use crate::document::{Block, Span};

/// The longest cell that may stand in quotation marks, in bytes: Excel's limit of 32,767 characters, three bytes each.
const LONGEST_QUOTED: usize = 3 * 32_767;

/// Lines that a row may be broken into.
const MOST_BROKEN: usize = 40;

/// Whether a row may begin here: there is a tab on this line, or behind the quoted cell that begins it.
pub(super) fn begins(lines: &Lines, at: usize) -> bool {
    let start = lines.span(at).start as usize;
    let behind = |cell: Span| lines.text.as_bytes().get(cell.end as usize + 1) == Some(&b'\t');
    lines.tabs(at) > 0 || quoted(lines, start).is_some_and(behind)
}

/// Reads the rows from a line with a tab on; lines that make no table are paragraphs.
pub(super) fn read(lines: &Lines, at: usize) -> Stretch {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut next = at;
    while let Some(row_at) = row_line(lines, next, rows.last()) {
        let (mut row, mut after) = row(lines, row_at);
        if after == row_at + 1
            && let Some(end) = broken_row(lines, row_at, rows.last())
        {
            (row, after) = (broken_cells(lines, row_at, end), end);
        }
        rows.push(row);
        next = after;
    }
    let table = if is_table(lines.text, &rows) { grid::from_rows(lines.text, rows) } else { None };
    let blocks = match table {
        Some(table) => vec![Block::Table(table)],
        None => lines.paragraphs(at..next).collect(),
    };
    Stretch { blocks, next }
}

/// The line where the next row begins: this one if it has a tab or breaks a row's first cell,
/// or the one after a blank line if it has as many cells as the row before.
fn row_line(lines: &Lines, at: usize, before: Option<&Vec<Span>>) -> Option<usize> {
    if begins(lines, at) || broken_row(lines, at, before).is_some() {
        return Some(at);
    }
    let tabs = lines.tabs(at + 1);
    let same = !lines.is_filled(at) && tabs > 1 && before.is_some_and(|row| row.len() == tabs + 1);
    same.then_some(at + 1)
}

/// The end of a row whose cells have line breaks without quotation marks, as Word copies them:
/// lines that together have as many tabs as the row before, with another such row or the table's end below.
fn broken_row(lines: &Lines, at: usize, before: Option<&Vec<Span>>) -> Option<usize> {
    let tabs = before?.len().saturating_sub(1);
    let end = reaches(lines, at, tabs).filter(|end| tabs > 1 && *end > at + 1)?;
    let fits = !lines.is_filled(end) || lines.tabs(end) == tabs || reaches(lines, end, tabs).is_some();
    fits.then_some(end)
}

/// The line behind those that together have exactly so many tabs.
fn reaches(lines: &Lines, at: usize, tabs: usize) -> Option<usize> {
    let mut sum = 0;
    for line in at..lines.len().min(at + MOST_BROKEN) {
        let begins_total = || lines.str(line).split('\t').next().is_some_and(grid::is_total);
        let is_text = lines.tabs(line) == 0
            && (lines.is_heading(line) || lines.is_caption(line) || lines.str(line).trim_end().ends_with('。'));
        if is_text || (!lines.is_filled(line) && lines.tabs(line) == 0) || (begins_total() && lines.tabs(line) < tabs) {
            return None;
        }
        sum += lines.tabs(line);
        if sum >= tabs {
            return (sum == tabs).then_some(line + 1);
        }
    }
    None
}

/// The cells of a broken row: only tabs divide them.
fn broken_cells(lines: &Lines, at: usize, end: usize) -> Vec<Span> {
    let mut start = lines.span(at).start as usize;
    let whole = Span::new(start, lines.span(end.saturating_sub(1)).end as usize);
    let cells = whole.of(lines.text).split('\t').map(|cell| {
        let span = Span::new(start, start + cell.len()).trimmed(lines.text);
        start += cell.len() + 1;
        span
    });
    cells.collect()
}

/// One row and the line after it.
fn row(lines: &Lines, at: usize) -> (Vec<Span>, usize) {
    let mut cells = Vec::new();
    let mut line = at;
    let mut start = lines.span(at).start as usize;
    loop {
        if let Some(quoted) = quoted(lines, start) {
            cells.push(quoted.trimmed(lines.text));
            let after = quoted.end as usize + 1;
            while (lines.span(line).end as usize) < after {
                line += 1;
            }
            if lines.text.as_bytes().get(after) != Some(&b'\t') {
                return (cells, line + 1);
            }
            start = after + 1;
            continue;
        }
        let end = lines.span(line).end as usize;
        let rest = lines.text.get(start..end).unwrap_or_default();
        let Some(tab) = rest.find('\t') else {
            cells.push(Span::new(start, end).trimmed(lines.text));
            return (cells, line + 1);
        };
        cells.push(Span::new(start, start + tab).trimmed(lines.text));
        start += tab + 1;
    }
}

/// The inside of a cell in quotation marks. Excel quotes a cell only when it holds a line break, a tab or a quotation mark.
fn quoted(lines: &Lines, start: usize) -> Option<Span> {
    if lines.text.as_bytes().get(start) != Some(&b'"') {
        return None;
    }
    let end = lines.closing_quote(start + 1).filter(|end| end - start <= LONGEST_QUOTED)?;
    let inside = lines.text.get(start + 1..end)?;
    // A mark that is not doubled belongs to prose, and the one found to some cell far below.
    let (cell, needed) = (Span::new(start + 1, end), inside.contains(['\n', '\t', '"']));
    (needed && marks_are_doubled(inside)).then_some(cell)
}

fn marks_are_doubled(inside: &str) -> bool {
    let mut bytes = inside.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'"' && bytes.next() != Some(b'"') {
            return false;
        }
    }
    true
}

/// Two rows or more, one of them with two filled cells; no list whose numbers stand before a tab, no table of contents.
fn is_table(text: &str, rows: &[Vec<Span>]) -> bool {
    let filled = |row: &Vec<Span>| row.iter().filter(|cell| !cell.is_empty()).count();
    rows.len() > 1 && rows.iter().any(|row| filled(row) > 1) && !is_list(text, rows) && !is_contents(text, rows)
}

/// 1.⇥加强管理 / 2.⇥细化预算: Word writes its automatic numbers so.
fn is_list(text: &str, rows: &[Vec<Span>]) -> bool {
    rows.iter().all(|row| {
        let [before @ .., last] = row.as_slice() else {
            return false;
        };
        let marks =
            before.iter().filter(|cell| !cell.is_empty()).all(|cell| numbering(cell.of(text)) == Some(cell.len()));
        marks && !last.is_empty()
    })
}

/// 目录: headings on the left, page numbers that never fall on the right.
fn is_contents(text: &str, rows: &[Vec<Span>]) -> bool {
    let pages: Option<Vec<u32>> = rows
        .iter()
        .map(|row| match row.as_slice() {
            [heading, page] if !heading.is_empty() => page.of(text).parse().ok(),
            _ => None,
        })
        .collect();
    let numbered =
        rows.iter().filter(|row| row.first().is_some_and(|heading| numbering(heading.of(text)).is_some())).count();
    pages.is_some_and(|pages| pages.is_sorted()) && numbered * 2 > rows.len()
}

#[cfg(test)]
mod tests {
    use super::super::text;

    /// Every table as rows of cells, cells divided by `|`, rows by `/`.
    fn tables(input: &str) -> Vec<String> {
        let document = text(input);
        let row = |table: &crate::document::Table, row| {
            let cells = table.row(row).iter().map(|cell| document.str(cell.span));
            cells.collect::<Vec<_>>().join("|")
        };
        let table = |table: &crate::document::Table| {
            (0..table.rows).map(|number| row(table, number)).collect::<Vec<_>>().join("/")
        };
        document.tables().map(|(_, found)| table(found)).collect()
    }

    #[test]
    fn a_cell_in_quotation_marks_may_hold_line_breaks() {
        assert_eq!(tables("项目\t\"年初\n\n预算\"\n甲\t1\n"), ["项目|年初\n\n预算/甲|1"]);
    }

    #[test]
    fn a_row_may_begin_with_a_cell_in_quotation_marks() {
        assert_eq!(tables("\"项目\n名称\"\t预算\n\"甲\n乙\"\t1\n"), ["项目\n名称|预算/甲\n乙|1"]);
    }

    #[test]
    fn a_quotation_mark_left_open_is_only_a_character() {
        assert_eq!(tables("项目\t\"年初\n甲\t1\n"), ["项目|\"年初/甲|1"]);
        let prose = "\"小书屋\"建成。\n项目\t\"年初\n预算\"\t决算\n甲\t1\t2\n";
        assert_eq!(tables(prose), ["项目|年初\n预算|决算/甲|1|2"]);
    }

    #[test]
    fn a_row_broken_by_word_is_whole_again() {
        assert_eq!(
            tables("项目\t预算\t决算\n甲\t1\t2\n送书\n下乡\t3\n（约）\t4\n乙\t5\t6\n"),
            ["项目|预算|决算/甲|1|2/送书\n下乡|3\n（约）|4/乙|5|6"]
        );
    }

    #[test]
    fn short_rows_of_a_form_stay_apart() {
        let form = "年度目标\t预期\n甲\t乙\n一级\t二级\t三级\t分值\n产出\t数量\t场次\t50\n总分\t50\n";
        assert_eq!(tables(form), ["年度目标|预期/甲|乙/一级|二级|三级|分值/产出|数量|场次|50/总分|50"]);
    }

    #[test]
    fn text_between_two_tables_is_no_cell() {
        let between = ["二、决算", "2024年决算表", "单位：万元", "以上均已完成。"];
        for line in between {
            let input = format!("项目\t预算\t决算\n甲\t1\t2\n{line}\n项目\t预算\t决算\n乙\t3\t4\n");
            assert_eq!(tables(&input).len(), 2, "{line}");
        }
    }

    #[test]
    fn prose_with_tabs_is_prose() {
        let prose = [
            "\t基本支出12万元。\n",
            "负责人：\t填表人：\n",
            "1.\t加强管理\n2.\t细化预算\n",
            "一、概况\t1\n二、支出\t3\n",
            "\t\t第一段\n\t\t第二段\n",
            "•\t列项\n•\t列项\n",
        ];
        for text in prose {
            assert_eq!(tables(text), Vec::<String>::new(), "{text:?}");
        }
    }
}

//! Shape 2: a row per line, cells divided by tabs, as Excel and WPS put a range on the clipboard as text.

use super::grid;
use super::lines::{Lines, numbering};
use super::plain::Stretch;
use crate::document::{Block, Span};

/// The longest cell that may stand in quotation marks, in bytes: Excel's limit of 32,767 characters, three bytes each.
const LONGEST_QUOTED: usize = 3 * 32_767;

/// Reads the rows from a line with a tab on; lines that make no table are paragraphs.
pub(super) fn read(lines: &Lines, at: usize) -> Stretch {
    let mut rows = Vec::new();
    let mut next = at;
    while let Some(row_at) = row_line(lines, next, rows.last()) {
        let (row, after) = row(lines, row_at);
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

/// The line where the next row stands: this one, or the one after a blank line if it has as many cells as the row before.
fn row_line(lines: &Lines, at: usize, before: Option<&Vec<Span>>) -> Option<usize> {
    if lines.str(at).contains('\t') {
        return Some(at);
    }
    let tabs = lines.str(at + 1).bytes().filter(|byte| *byte == b'\t').count();
    let same = lines.str(at).trim().is_empty() && tabs > 1 && before.is_some_and(|row| row.len() == tabs + 1);
    same.then_some(at + 1)
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
    inside.contains(['\n', '\t', '"']).then_some(Span::new(start + 1, end))
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

//! Shape 3: Markdown, cells between `|`, with or without a `|` at the line's ends.

use super::grid;
use super::lines::Lines;
use super::plain::Stretch;
use crate::document::{Block, Span};

/// Whether a table begins here: a line of dashes follows, or this line and the next are fenced by `|`.
pub(super) fn begins(lines: &Lines, at: usize) -> bool {
    let (line, next) = (lines.str(at), lines.str(at + 1));
    line.contains('|') && (is_ruler(lines, at + 1) || (is_fenced(line) && is_fenced(next)))
}

/// Reads the table that begins at a line.
pub(super) fn read(lines: &Lines, at: usize) -> Stretch {
    let fenced = is_fenced(lines.str(at));
    let belongs = |line: &usize| {
        let line = lines.str(*line).trim();
        if fenced { line.starts_with('|') } else { line.contains('|') }
    };
    let next = (at..lines.len()).find(|line| !belongs(line)).unwrap_or(lines.len());
    let rows =
        (at..next).filter(|line| *line != at + 1 || !is_ruler(lines, *line)).map(|line| cells(lines, line)).collect();
    let blocks = match grid::from_rows(lines.text, rows) {
        Some(table) => vec![Block::Table(table)],
        None => lines.paragraphs(at..next).collect(),
    };
    Stretch { blocks, next }
}

fn is_fenced(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// The line of dashes under the header.
fn is_ruler(lines: &Lines, line: usize) -> bool {
    let dashes =
        |cell: &str| !cell.trim_matches(':').is_empty() && cell.trim_matches(':').bytes().all(|byte| byte == b'-');
    let text = lines.str(line);
    text.contains('|') && text.contains('-') && cells(lines, line).iter().all(|cell| dashes(cell.of(lines.text)))
}

/// The cells of a line; `\|` is a character, not a border.
fn cells(lines: &Lines, line: usize) -> Vec<Span> {
    let line = lines.span(line).trimmed(lines.text);
    let text = line.of(lines.text);
    let mut start = usize::from(text.starts_with('|'));
    let mut found = Vec::new();
    let mut escaped = false;
    let mut push = |from: usize, to: usize| {
        let base = line.start as usize;
        found.push(Span::new(base + from, base + to).trimmed(lines.text));
    };
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped && at >= start {
            push(start, at);
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < text.len() {
        push(start, text.len());
    }
    found
}

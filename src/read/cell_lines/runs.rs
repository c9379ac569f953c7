use super::super::lines::Lines;
use std::ops::Range;

/// Lines without a tab that a cell may go on for after a blank line; more of them are text between two tables.
const LONGEST_CONTINUATION: usize = 40;

/// Cells without a blank line between them, and what follows.
pub(super) struct Run {
    /// Each cell's lines.
    pub cells: Vec<Range<usize>>,
    /// What follows them.
    pub gap: Gap,
}

/// What stands between one run and the next.
pub(super) struct Gap {
    /// Blank lines after the last cell.
    pub blanks: usize,
    /// From the first to the last filled line without a tab; usually none.
    pub stretch: Range<usize>,
    /// Whether the next cell follows the stretch without a blank line.
    pub touches: bool,
}

/// Whether a line begins a cell.
pub(super) fn is_cell(lines: &Lines, line: usize) -> bool {
    lines.str(line).starts_with('\t')
}

/// Whether a line is a row of a table of another shape: its cells stand on one line.
fn is_row(lines: &Lines, line: usize) -> bool {
    let text = lines.str(line).trim();
    text.contains('\t') || text.len() > 2 && text.starts_with('|') && text.ends_with('|')
}

/// Cuts the lines into runs, and tells the first line that belongs to none.
pub(super) fn runs(lines: &Lines, at: usize) -> (Vec<Run>, usize) {
    let mut runs = Vec::new();
    let mut line = at;
    loop {
        let mut cells: Vec<Range<usize>> = Vec::new();
        while is_cell(lines, line) || lines.is_filled(line) && !is_row(lines, line) {
            match cells.last_mut() {
                Some(cell) if !is_cell(lines, line) => cell.end = line + 1,
                _ => cells.push(line..line + 1),
            }
            line += 1;
        }
        let after = line;
        let filled = |line: &usize| is_cell(lines, *line) || lines.is_filled(*line);
        let text = (line..lines.len()).find(filled).unwrap_or(lines.len());
        let most = lines.len().min(text + LONGEST_CONTINUATION + 1);
        let here = |line: &usize| is_cell(lines, *line) || is_row(lines, *line);
        let Some(next) = (text..most).find(here).filter(|next| is_cell(lines, *next)) else {
            runs.push(Run { cells, gap: Gap { blanks: text - after, stretch: text..text, touches: false } });
            return (runs, after);
        };
        let end = (text..next).rev().find(|line| lines.is_filled(*line)).map_or(text, |last| last + 1);
        runs.push(Run { cells, gap: Gap { blanks: text - after, stretch: text..end, touches: end == next } });
        line = next;
    }
}

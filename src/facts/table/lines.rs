use super::{Content, Entry, MAX_COLUMNS};
use crate::document::{Document, Span, Table};
use crate::quantity;

/// One row of the grid: the cells that begin in it, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Grid row.
    pub row: u32,
    /// Its cells with their width in columns.
    pub cells: Vec<(Entry, u32)>,
    /// Whether a cell from above reaches into its first column.
    pub continued: bool,
}

/// Signs that a cell is left empty on purpose (FA10).
const NOTHING: [&str; 9] = ["-", "—", "——", "/", "－", "\\", "无", "…", "--"];

/// The rows of a table.
pub(super) fn of(document: &Document, table: &Table) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut reaches = 0;
    for cell in table.cells.iter().filter(|cell| cell.column < MAX_COLUMNS) {
        let span = cell.span.trimmed(&document.text);
        let indent = indent(&document.text, span);
        let entry = Entry { column: cell.column, span, indent, content: content(&document.text, span) };
        if lines.last().is_none_or(|line| line.row != cell.row) {
            lines.push(Line { row: cell.row, cells: Vec::new(), continued: cell.row < reaches });
        }
        if let Some(line) = lines.last_mut() {
            line.cells.push((entry, cell.column_span));
        }
        if cell.column == 0 {
            reaches = cell.row + cell.row_span;
        }
    }
    lines
}

/// The width of the blanks between the edge of a cell and its text; blanks behind another cell's text are no indent.
fn indent(text: &str, span: Span) -> u32 {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let mut width = 0;
    for character in before.chars().rev() {
        match character {
            ' ' | '\u{a0}' => width += 1,
            '\u{3000}' => width += 2,
            '\n' | '\t' | '|' | '│' | '┃' | '>' => return width,
            _ => return 0,
        }
    }
    width
}

fn content(text: &str, span: Span) -> Content {
    let words = span.of(text);
    if words.is_empty() || NOTHING.contains(&words) {
        return Content::Blank;
    }
    quantity::read_cell(text, span).map_or(Content::Text, Content::Number)
}

impl Line {
    /// The cells that are not blank.
    pub fn filled(&self) -> impl Iterator<Item = &Entry> {
        self.cells.iter().map(|(entry, _)| entry).filter(|entry| !entry.is_blank())
    }

    /// How many cells hold a number.
    pub fn numbers(&self) -> usize {
        self.filled().filter(|entry| entry.number().is_some()).count()
    }

    /// Columns that the cell over a grid column takes.
    pub fn width_over(&self, column: u32) -> u32 {
        let at = self.cells.partition_point(|(entry, _)| entry.column <= column);
        let cell = at.checked_sub(1).and_then(|at| self.cells.get(at));
        cell.filter(|(entry, width)| column < entry.column + width).map_or(0, |(_, width)| *width)
    }

    /// The cell over a grid column.
    pub fn over(&self, column: u32) -> Option<&Entry> {
        let at = self.cells.partition_point(|(entry, _)| entry.column <= column).checked_sub(1)?;
        let (entry, width) = self.cells.get(at)?;
        (column < entry.column + width).then_some(entry)
    }
}

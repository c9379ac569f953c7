//! Running text with tables in it, as Word writes it down in `.doc` and RTF: paragraphs, ends of cells and ends of rows, each
//! at a depth of nesting. What a row looks like is told by its edges, when it ends.

pub(super) mod field;
mod grid;
mod number;

pub(super) use grid::{CellShape, Merge, RowShape};
pub(super) use number::numbered;

use super::draft::{CellDraft, Draft};
use crate::document::Note;
use grid::EdgedRow;

/// Tables within tables that are kept apart; deeper ones become part of the deepest.
const DEEPEST: usize = 24;

/// Paragraphs and cells that are read of one file: of reports, a thousand pages hold a twentieth of it.
const MOST_PARTS: u32 = 1_000_000;

/// A text being written.
#[derive(Default)]
pub(super) struct Flow {
    /// Its open tables, the outermost first.
    open: Vec<OpenTable>,
    written: Vec<Written>,
    /// Paragraphs and cells so far, in this text and those around it.
    parts: u32,
}

/// What is finished.
enum Written {
    Paragraph { text: String, level: Option<u8> },
    Table(Vec<CellDraft>),
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<EdgedRow>,
    /// Cells of the row being written.
    cells: Vec<String>,
    /// Text of the cell being written.
    cell: String,
    /// Tables that stood in its cells, in the order of their ends.
    inside: Vec<Vec<CellDraft>>,
}

impl Flow {
    /// A paragraph at a depth: 0 is outside all tables. In a cell it is one of the cell's paragraphs.
    pub fn paragraph(&mut self, depth: usize, text: &str, level: Option<u8>) {
        if text.trim().is_empty() || !self.has_room() {
            self.settle(depth.min(DEEPEST));
            return;
        }
        match self.table(depth) {
            None => self.written.push(Written::Paragraph { text: text.to_owned(), level }),
            Some(table) => table.write(text),
        }
    }

    /// The last paragraph of a cell.
    pub fn cell_end(&mut self, depth: usize, text: &str) {
        if !self.has_room() {
            return;
        }
        if let Some(table) = self.table(depth.max(1)) {
            table.write(text);
            let cell = std::mem::take(&mut table.cell);
            table.cells.push(cell);
        }
    }

    /// The end of a row.
    pub fn row_end(&mut self, depth: usize, shape: Option<&RowShape>) {
        if let Some(table) = self.table(depth.max(1)) {
            table.end_row(shape);
        }
    }

    /// The end of a row that a tracked change has deleted.
    pub fn row_dropped(&mut self, depth: usize) {
        if let Some(table) = self.table(depth.max(1)) {
            table.cells.clear();
            table.cell.clear();
        }
    }

    /// A text beside this one (a note, a text box): what both hold is bounded together.
    pub fn aside(&self) -> Self {
        Self { parts: self.parts, ..Self::default() }
    }

    /// Goes on behind a text beside it.
    pub fn go_on(&mut self, aside: &Self) {
        self.parts = aside.parts;
    }

    /// Whether nothing was written.
    pub fn is_blank(&self) -> bool {
        self.written.is_empty() && self.open.is_empty()
    }

    /// What the user has to be told if there was more than is read.
    pub fn cut(&self) -> Option<Note> {
        let left_out = self.parts.checked_sub(MOST_PARTS).filter(|left_out| *left_out > 0)?;
        Some(Note::Cut { left_out })
    }

    /// The end of the text, which goes into the draft.
    pub fn finish(mut self, draft: &mut Draft) {
        self.settle(0);
        for written in self.written {
            match written {
                Written::Paragraph { text, level } => draft.paragraph(&text, level, None),
                Written::Table(cells) => draft.table(cells),
            }
        }
    }

    /// Counts a paragraph or cell, and tells whether it is still read.
    fn has_room(&mut self) -> bool {
        self.parts = self.parts.saturating_add(1);
        self.parts <= MOST_PARTS
    }

    /// The table at a depth, the deeper ones being closed; none outside all tables.
    fn table(&mut self, depth: usize) -> Option<&mut OpenTable> {
        let depth = depth.min(DEEPEST);
        self.settle(depth);
        if depth == 0 { None } else { self.open.last_mut() }
    }

    fn settle(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(closed) = self.open.pop() else { return };
            let (cells, inside) = closed.finish();
            match self.open.last_mut() {
                Some(around) => {
                    around.inside.push(cells);
                    around.inside.extend(inside);
                }
                None => self.written.extend(std::iter::once(cells).chain(inside).map(Written::Table)),
            }
        }
        self.open.resize_with(depth, OpenTable::default);
    }
}

impl OpenTable {
    fn write(&mut self, paragraph: &str) {
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            return;
        }
        if !self.cell.is_empty() {
            self.cell.push('\n');
        }
        self.cell.push_str(paragraph);
    }

    fn end_row(&mut self, shape: Option<&RowShape>) {
        // Text behind the last mark of a cell: a cell whose mark is missing.
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        if !self.cells.is_empty() {
            self.rows.push(EdgedRow::new(std::mem::take(&mut self.cells), shape));
        }
    }

    fn finish(mut self) -> (Vec<CellDraft>, Vec<Vec<CellDraft>>) {
        self.end_row(None);
        (grid::cells(self.rows), self.inside)
    }
}

#[cfg(test)]
mod tests;

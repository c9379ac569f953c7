//! Running text of a word processor's file on its way to a [`Draft`]: paragraphs that open and close, tables in tables,
//! text boxes in paragraphs.
//!
//! What stands inside a paragraph (a text box 文本框) comes after it, what stands inside a table after the table.

use super::changes::Changes;
use super::draft::{CellDraft, Draft};
use crate::document::{Block, Cell, Document};

/// Most paragraphs, tables and cells open at once. No report comes near; beyond it a table's text joins the cell it stands in,
/// so that moving text outwards stays linear.
const MOST_OPEN: usize = 160;
/// Most columns a cell may cover; Word allows 63 in a row.
const WIDEST: u32 = 1_000;
/// Most rows a cell may cover.
const TALLEST: u32 = 65_534;

/// The writer of a story.
#[derive(Default)]
pub(super) struct Story {
    draft: Draft,
    /// Tracked changes met on the way.
    pub changes: Changes,
    open: Vec<Open>,
    /// Text of a paragraph whose mark was deleted, which the next paragraph of the same depth continues.
    carried: Option<Carried>,
}

struct Carried {
    depth: usize,
    text: String,
    level: Option<u8>,
}

/// Something begun and not yet ended; `key` tells whose end ends it.
struct Open {
    key: usize,
    kind: Kind,
}

enum Kind {
    Paragraph(Paragraph),
    Table(Grid),
    Row,
    Cell(Extent, Vec<Piece>),
}

#[derive(Default)]
struct Paragraph {
    /// The number before the text.
    label: String,
    text: String,
    level: Option<u8>,
    /// Whether its mark was deleted, so that the next one continues it.
    joined: bool,
    /// What stands in it and comes after it.
    after: Vec<Piece>,
}

/// A finished paragraph, its lines divided by `\n`, or a finished table.
enum Piece {
    Paragraph(String, Option<u8>),
    Table(Vec<CellDraft>),
}

/// A table being written.
#[derive(Default)]
struct Grid {
    /// Row and column at which the next cell stands.
    row: u32,
    column: u32,
    cells: Vec<(Extent, Vec<Piece>)>,
    /// For every column, the cell that begins there and may be continued downwards (by its position in `cells`).
    above: std::collections::BTreeMap<u32, usize>,
    /// What stands between the cells.
    stray: Vec<Piece>,
}

/// Where a cell stands and how far it reaches.
#[derive(Debug, Clone, Copy)]
struct Extent {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
}

impl Story {
    /// A paragraph begins, with the number before it and its heading level.
    pub fn open_paragraph(&mut self, key: usize, label: String, level: Option<u8>) {
        if self.open.len() >= MOST_OPEN {
            return self.line_break();
        }
        let depth = self.open.len();
        let carried = self.carried.take_if(|carried| carried.depth == depth).map(|carried| carried.text);
        let paragraph = Paragraph { label, text: carried.unwrap_or_default(), level, ..Paragraph::default() };
        self.open.push(Open { key, kind: Kind::Paragraph(paragraph) });
    }

    /// The paragraph that is open goes on in the next one.
    pub fn join_next(&mut self) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.joined = true;
        }
    }

    /// Text of the open paragraph; text outside of one is none. Line breaks in it are spaces.
    pub fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.text.extend(text.chars().map(|one| if one == '\n' || one == '\r' { ' ' } else { one }));
        }
    }

    /// A line break in a paragraph (Shift+Enter).
    pub fn line_break(&mut self) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.text.push('\n');
        }
    }

    /// What the open paragraph says so far.
    pub fn so_far(&mut self) -> &str {
        self.paragraph().map_or("", |paragraph| paragraph.text.as_str())
    }

    /// A table begins.
    pub fn open_table(&mut self, key: usize) {
        // A table beyond the limit must leave room for the paragraphs in it.
        if self.open.len() + 4 < MOST_OPEN {
            self.set_down();
            self.open.push(Open { key, kind: Kind::Table(Grid::default()) });
        }
    }

    /// A row begins `before` columns from the left edge. Outside of a table there are none.
    pub fn open_row(&mut self, key: usize, before: u32) {
        if let Some(Open { kind: Kind::Table(grid), .. }) = self.open.last_mut() {
            grid.column = before.min(WIDEST);
            self.open.push(Open { key, kind: Kind::Row });
        }
    }

    /// A cell of so many rows and columns begins; the next one stands `step` columns further right. Outside of a row there are none.
    pub fn open_cell(&mut self, key: usize, [rows, columns]: [u32; 2], step: u32) {
        if let Some(grid) = self.grid() {
            let extent = Extent {
                row: grid.row,
                column: grid.column,
                row_span: rows.clamp(1, TALLEST),
                column_span: columns.clamp(1, WIDEST),
            };
            grid.column = grid.column.saturating_add(step.clamp(1, WIDEST));
            self.open.push(Open { key, kind: Kind::Cell(extent, Vec::new()) });
        }
    }

    /// Passes over places of the open row that are covered or empty.
    pub fn skip_columns(&mut self, columns: u32) {
        if let Some(grid) = self.grid() {
            grid.column = grid.column.saturating_add(columns.min(WIDEST));
        }
    }

    /// Continues the cell above at this place downwards; false if none of that width ends there.
    pub fn continue_cell(&mut self, columns: u32) -> bool {
        let columns = columns.clamp(1, WIDEST);
        let Some(grid) = self.grid() else { return false };
        let above = grid.above.get(&grid.column).and_then(|at| grid.cells.get_mut(*at));
        let Some((extent, _)) = above else { return false };
        if extent.column_span != columns || extent.row + extent.row_span != grid.row || extent.row_span == TALLEST {
            return false;
        }
        extent.row_span += 1;
        grid.column = grid.column.saturating_add(columns);
        true
    }

    /// Widens the cell to the left by so many columns; false if the open row has none yet.
    pub fn widen_cell(&mut self, columns: u32) -> bool {
        let columns = columns.clamp(1, WIDEST);
        let Some(grid) = self.grid() else { return false };
        let Some((extent, _)) = grid.cells.last_mut().filter(|(extent, _)| extent.row == grid.row) else {
            return false;
        };
        extent.column_span = (extent.column_span + columns).min(WIDEST);
        grid.column = grid.column.saturating_add(columns);
        true
    }

    /// Another document that stands here: it comes after what is open, as text boxes do.
    pub fn insert(&mut self, document: &Document) {
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.put(Piece::Paragraph(document.str(paragraph.span).to_owned(), paragraph.level));
                }
                Block::Table(table) => {
                    let cell = |cell: &Cell| CellDraft {
                        row: cell.row,
                        column: cell.column,
                        row_span: cell.row_span,
                        column_span: cell.column_span,
                        text: document.str(cell.span).to_owned(),
                        place: None,
                    };
                    self.put(Piece::Table(table.cells.iter().map(cell).collect()));
                }
            }
        }
        self.draft.notes.extend(document.notes.iter().cloned());
    }

    /// Ends what was begun with `key`, if anything was.
    pub fn close(&mut self, key: usize) {
        if self.open.last().is_none_or(|open| open.key != key) {
            return;
        }
        self.set_down();
        let Some(ended) = self.open.pop() else { return };
        match ended.kind {
            Kind::Paragraph(paragraph) => self.close_paragraph(paragraph),
            Kind::Table(grid) => self.close_table(grid),
            Kind::Row => {
                if let Some(Open { kind: Kind::Table(grid), .. }) = self.open.last_mut() {
                    grid.row = grid.row.saturating_add(1);
                }
            }
            Kind::Cell(extent, pieces) => {
                if let Some(grid) = self.grid() {
                    grid.above.insert(extent.column, grid.cells.len());
                    grid.cells.push((extent, pieces));
                }
            }
        }
    }

    /// The draft with all that was written, and a note on the tracked changes if there were any.
    pub fn finish(mut self) -> Draft {
        while let Some(key) = self.open.last().map(|open| open.key) {
            self.close(key);
        }
        self.set_down();
        self.draft.notes.extend(self.changes.notes());
        self.draft
    }

    fn close_paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph { label, text, level, joined, after } = paragraph;
        if joined {
            self.carried = Some(Carried { depth: self.open.len(), text, level });
        } else {
            self.put(Piece::Paragraph(label + &text, level));
        }
        after.into_iter().for_each(|piece| self.put(piece));
    }

    /// A single column, however wide, is layout: its content stands on its own.
    fn close_table(&mut self, grid: Grid) {
        let mut columns = grid.cells.iter().map(|(extent, _)| extent.column);
        let first = columns.next();
        if columns.all(|column| Some(column) == first) {
            grid.cells.into_iter().flat_map(|(_, pieces)| pieces).chain(grid.stray).for_each(|piece| self.put(piece));
            return;
        }
        let (mut cells, mut after) = (Vec::with_capacity(grid.cells.len()), Vec::new());
        for (extent, pieces) in grid.cells {
            let (text, inner) = split(pieces);
            let rows_left = grid.row.saturating_sub(extent.row);
            after.extend(inner);
            cells.push(CellDraft {
                row: extent.row,
                column: extent.column,
                row_span: extent.row_span.min(rows_left),
                column_span: extent.column_span,
                text,
                place: None,
            });
        }
        self.put(Piece::Table(cells));
        after.into_iter().chain(grid.stray).for_each(|piece| self.put(piece));
    }

    /// Hands a finished piece to what it stands in.
    fn put(&mut self, piece: Piece) {
        match self.open.last_mut() {
            Some(Open { kind: Kind::Paragraph(paragraph), .. }) => paragraph.after.push(piece),
            Some(Open { kind: Kind::Cell(_, pieces), .. }) => pieces.push(piece),
            Some(Open { kind: Kind::Table(grid), .. }) => grid.stray.push(piece),
            Some(Open { kind: Kind::Row, .. }) => {
                if let Some(grid) = self.grid() {
                    grid.stray.push(piece);
                }
            }
            None => match piece {
                Piece::Paragraph(text, level) => {
                    text.split('\n').for_each(|line| self.draft.paragraph(line, level, None));
                }
                Piece::Table(cells) => self.draft.table(cells),
            },
        }
    }

    /// Writes down a carried text that no paragraph continues, within what is open.
    fn set_down(&mut self) {
        let depth = self.open.len();
        if let Some(carried) = self.carried.take_if(|carried| carried.depth >= depth) {
            self.put(Piece::Paragraph(carried.text, carried.level));
        }
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.open.last_mut() {
            Some(Open { kind: Kind::Paragraph(paragraph), .. }) => Some(paragraph),
            _ => None,
        }
    }

    /// The table whose row is open.
    fn grid(&mut self) -> Option<&mut Grid> {
        match self.open.as_mut_slice() {
            [.., Open { kind: Kind::Table(grid), .. }, Open { kind: Kind::Row, .. }] => Some(grid),
            _ => None,
        }
    }
}

/// A cell's text, one paragraph a line, and the tables that stand in it.
fn split(pieces: Vec<Piece>) -> (String, Vec<Piece>) {
    let (mut text, mut tables) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph, _) => {
                for line in paragraph.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    text += line;
                }
            }
            table @ Piece::Table(_) => tables.push(table),
        }
    }
    (text, tables)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::{Note, Source};

    /// Paragraphs as text, headings with `#` before it, cells as `row,column[rows×columns] text`.
    pub(crate) fn shown(document: &Document) -> Vec<String> {
        let mut shown = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let level = "#".repeat(paragraph.level.unwrap_or(0).into());
                    shown.push(level + document.str(paragraph.span));
                }
                Block::Table(table) => shown.extend(table.cells.iter().map(|cell| {
                    let size = match (cell.row_span, cell.column_span) {
                        (1, 1) => String::new(),
                        (rows, columns) => format!("[{rows}×{columns}]"),
                    };
                    format!("{},{}{size} {}", cell.row, cell.column, document.str(cell.span))
                })),
            }
        }
        shown
    }

    #[test]
    fn what_stands_inside_comes_after_what_it_stands_in() {
        let mut story = Story::default();
        story.open_paragraph(1, "一、".into(), Some(1));
        story.text("前");
        story.open_paragraph(2, String::new(), None);
        story.text("框");
        story.close(2);
        story.text("后");
        story.close(1);
        story.open_table(3);
        story.open_row(4, 0);
        for (key, text) in [(5, "甲"), (7, "1")] {
            story.open_cell(key, [1, 1], 1);
            story.open_paragraph(key + 1, String::new(), None);
            story.text(text);
            story.close(key + 1);
            story.close(key);
        }
        story.changes.inserted = 2;
        // Nothing more is closed: the file was cut, or written by a program with faults.
        let document = story.finish().finish(Source::Docx);
        assert_eq!(shown(&document), ["#一、前后", "框", "0,0 甲", "0,1 1"]);
        assert_eq!(document.notes, [Note::TrackedChanges { inserted: 2, deleted: 0 }]);
    }
}

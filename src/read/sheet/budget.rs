//! How much of a workbook is read. No report comes near these numbers; they keep a hostile file from filling the memory.

use super::super::lines::normalised;
use super::{Sheet, SheetCell};

/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 1_000;
/// Merged cells and hidden ranges that are kept of a sheet, and formats of a workbook; programs write a few hundred.
pub(super) const MOST_KEPT: usize = 100_000;
/// Cells that show something, in the whole workbook.
const MOST_CELLS: usize = 2_000_000;
/// Cells that are there only because a file says how often one is repeated: a few bytes stand for as many as the sheet has
/// places, and programs repeat hardly anything but blank cells.
const MOST_COPIES: usize = 100_000;
/// Bytes of their text: a short file may show one long shared string in very many cells.
const MOST_TEXT: usize = 64 * 1024 * 1024;
/// Rows and columns of a sheet, as in Excel.
const MOST_LINES: [u32; 2] = [1_048_576, 16_384];

/// What may still be read.
pub(super) struct Budget {
    cells: usize,
    copies: usize,
    text: usize,
    /// Whether something was left out.
    pub cut: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MOST_CELLS, copies: MOST_COPIES, text: MOST_TEXT, cut: false }
    }
}

impl Budget {
    /// Adds a cell to its sheet, its line breaks made `\n`; one that shows nothing is left out. False if it exceeds a limit.
    pub fn take(&mut self, sheet: &mut Sheet, [row, column]: [u32; 2], text: String) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        let left = self.cells.checked_sub(1).zip(self.text.checked_sub(text.len()));
        let Some((cells, bytes)) = left.filter(|_| Self::has_place([row, column])) else {
            self.cut = true;
            return false;
        };
        (self.cells, self.text) = (cells, bytes);
        let text = if text.contains('\r') { normalised(&text) } else { text };
        sheet.cells.push(SheetCell { row, column, text });
        true
    }

    /// Whether one more cell may repeat another.
    pub fn may_copy(&mut self) -> bool {
        let left = self.copies.checked_sub(1);
        self.copies = left.unwrap_or(0);
        self.cut |= left.is_none();
        left.is_some()
    }

    /// Whether a sheet has such a row and column.
    pub fn has_place([row, column]: [u32; 2]) -> bool {
        let [rows, columns] = MOST_LINES;
        row < rows && column < columns
    }
}

/// Keeps a merged cell or a hidden range as long as there is room.
pub(super) fn keep<T>(kept: &mut Vec<T>, one: T) {
    if kept.len() < MOST_KEPT {
        kept.push(one);
    }
}

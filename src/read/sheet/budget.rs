//! How much of a workbook is read. No report comes near these numbers; they keep a hostile file from filling the memory.

use super::super::lines::normalised;
use super::{Sheet, SheetCell};

/// Cells that show something, in the whole workbook.
const MOST_CELLS: usize = 2_000_000;
/// Bytes of their text: a short file may show one long shared string in very many cells.
const MOST_TEXT: usize = 64 * 1024 * 1024;
/// Rows and columns of a sheet, as in Excel.
const MOST_LINES: [u32; 2] = [1_048_576, 16_384];

/// What may still be read.
pub(super) struct Budget {
    cells: usize,
    text: usize,
    /// Whether something was left out.
    pub cut: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT, cut: false }
    }
}

impl Budget {
    /// Adds a cell to its sheet, its line breaks made `\n`; one that shows nothing is left out.
    pub fn take(&mut self, sheet: &mut Sheet, [row, column]: [u32; 2], text: String) {
        if text.trim().is_empty() {
            return;
        }
        let left = self.cells.checked_sub(1).zip(self.text.checked_sub(text.len()));
        let Some((cells, bytes)) = left.filter(|_| Self::has_place([row, column])) else {
            self.cut = true;
            return;
        };
        (self.cells, self.text) = (cells, bytes);
        let text = if text.contains('\r') { normalised(&text) } else { text };
        sheet.cells.push(SheetCell { row, column, text });
    }

    /// Whether nothing more can be taken.
    pub fn is_spent(&self) -> bool {
        self.cells == 0 || self.text == 0
    }

    /// Whether a sheet has such a row and column.
    pub fn has_place([row, column]: [u32; 2]) -> bool {
        let [rows, columns] = MOST_LINES;
        row < rows && column < columns
    }
}

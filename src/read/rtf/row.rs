//! The definition of a row: `\trowd`, its edges `\cellx`, and before each edge the merges of its cell.

use crate::read::flow::{CellShape, Merge, RowShape};

/// Cells of a row; Word allows 63.
const MOST_CELLS: usize = 1_000;

/// A row being defined. It holds until the next `\trowd`: several rows may share it.
#[derive(Default)]
pub(super) struct RowDefinition {
    shape: RowShape,
    next: CellShape,
}

impl RowDefinition {
    /// Takes in a control word, if it is about a row.
    pub fn take(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            "trowd" => *self = Self::default(),
            "trleft" => self.shape.left = number,
            "clmgf" => self.next.across = Merge::First,
            "clmrg" => self.next.across = Merge::Continued,
            "clvmgf" => self.next.down = Merge::First,
            "clvmrg" => self.next.down = Merge::Continued,
            "cellx" => {
                let cell = std::mem::take(&mut self.next);
                if self.shape.cells.len() < MOST_CELLS {
                    self.shape.cells.push(CellShape { right: number, ..cell });
                }
            }
            _ => {}
        }
    }

    /// The row's shape; none if it was never defined.
    pub fn shape(&self) -> Option<&RowShape> {
        Some(&self.shape).filter(|shape| !shape.cells.is_empty())
    }
}

use serde::{Deserialize, Serialize};

/// Where a paragraph or cell stands in the user's own file. It holds from its first byte to the next origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Byte offset in the canonical text at which the paragraph or cell begins.
    pub start: u32,
    /// The place in the file.
    pub place: Place,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// On a page (PDF, OFD).
    Page {
        /// Page from 1.
        page: u32,
        /// The part of the page that it covers.
        area: Area,
    },
    /// A cell of a workbook.
    Cell {
        /// Position in [`Document::sheets`](super::Document::sheets).
        sheet: u32,
        /// Row of the sheet from 0, hidden ones counted.
        row: u32,
        /// Column of the sheet from 0, hidden ones counted.
        column: u32,
    },
}

/// A rectangle on a page, in hundredths of a point (1/7200 inch) from its top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Bottom edge.
    pub bottom: i32,
}

impl Area {
    /// The smallest rectangle around both.
    pub fn to(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

use super::Span;
use serde::{Deserialize, Serialize};

/// A real grid. Whatever shape the table was pasted in, its cells end up here with their place and extent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// From the first cell's first byte to the last cell's last.
    pub span: Span,
    /// Number of grid rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// Cells in reading order. Merged cells appear once, at their top left place.
    pub cells: Vec<Cell>,
}

/// One cell, possibly merged over several rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Grid row of the top left corner, from 0.
    pub row: u32,
    /// Grid column of the top left corner, from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Its text without surrounding white space; empty for a blank cell. May contain line breaks.
    pub span: Span,
}

impl Table {
    /// The cells that begin in `row`, from left to right.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The cell that covers a grid place, also where it is merged over it.
    pub fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        let covers = |cell: &&Cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        };
        self.row(row).iter().find(covers).or_else(|| {
            let before = self.cells.partition_point(|cell| cell.row < row);
            self.cells.get(..before)?.iter().rev().find(covers)
        })
    }
}

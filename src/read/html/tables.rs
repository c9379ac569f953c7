use super::tree::{Row, SourceCell};
use crate::document::{Cell, Span};

/// Columns a cell may cover, and rows, as the HTML standard limits them.
const WIDEST: u32 = 1_000;
const TALLEST: u32 = 65_534;
/// Columns of a grid, as in Excel. Cells that would lie further right are one column wide.
const MOST_COLUMNS: usize = 16_384;
/// Places a table may make us look at, many times what a real report has; beyond that merged cells are taken as single.
const MOST_PLACES: usize = 4_000_000;

/// Which places of the grid are taken by merged cells from above.
#[derive(Default)]
pub(super) struct Merges {
    /// For every column, the first row in which it is free again.
    free_from: Vec<u32>,
    looked_at: usize,
}

impl Merges {
    /// Every cell's place in reading order (their spans yet empty), and the grid's height and width.
    pub fn place(mut self, rows: &[Row]) -> (Vec<Cell>, [u32; 2]) {
        let height = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut cells = Vec::new();
        let mut width = 0;
        for (row, sources) in (0..height).zip(rows) {
            let mut column = 0;
            for source in sources {
                let cell = self.place_cell(row, column, height - row, source);
                column = cell.column + cell.column_span;
                width = width.max(column);
                cells.push(cell);
            }
        }
        (cells, [height, width])
    }

    fn place_cell(&mut self, row: u32, from: u32, rows_left: u32, source: &SourceCell) -> Cell {
        let span = Span::new(0, 0);
        let mut at = from as usize;
        while self.looked_at < MOST_PLACES && self.free_from.get(at).is_some_and(|free| *free > row) {
            at += 1;
            self.looked_at += 1;
        }
        let column = u32::try_from(at).unwrap_or(u32::MAX);
        let columns = source.columns.min(WIDEST) as usize;
        if self.looked_at >= MOST_PLACES || at + columns > MOST_COLUMNS {
            return Cell { row, column, row_span: 1, column_span: 1, span };
        }
        let row_span = source.rows.min(TALLEST).min(rows_left);
        // A cell from above may stand in the way of the later columns: HTML lets them overlap, a grid does not.
        let free = |place: &usize| self.free_from.get(*place).is_none_or(|free| *free <= row);
        let columns = (at..at + columns).take_while(free).count().max(1);
        self.looked_at += columns;
        if self.free_from.len() < at + columns {
            self.free_from.resize(at + columns, 0);
        }
        self.free_from.iter_mut().skip(at).take(columns).for_each(|free| *free = row + row_span);
        Cell { row, column, row_span, column_span: u32::try_from(columns).unwrap_or(1), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(rows: &[&[(u32, u32)]]) -> Vec<[u32; 4]> {
        let cell = |(columns, rows): &(u32, u32)| SourceCell { columns: *columns, rows: *rows, content: Vec::new() };
        let rows: Vec<Row> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let (cells, _) = Merges::default().place(&rows);
        cells.iter().map(|cell| [cell.row, cell.column, cell.row_span, cell.column_span]).collect()
    }

    #[test]
    fn cells_go_where_no_merged_cell_is() {
        let cells = places(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)]]);
        assert_eq!(cells, [[0, 0, 2, 1], [0, 1, 1, 2], [1, 1, 1, 1], [1, 2, 1, 1]]);
    }

    #[test]
    fn a_merged_cell_ends_with_its_table() {
        assert_eq!(places(&[&[(1, 99), (1, 1)]]), [[0, 0, 1, 1], [0, 1, 1, 1]]);
    }

    #[test]
    fn senseless_extents_take_no_time() {
        let row: &[(u32, u32)] = &[(u32::MAX, u32::MAX); 64];
        assert_eq!(places(&vec![row; 2_000]).len(), 128_000);
    }
}

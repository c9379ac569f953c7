//! Merged cells (合并单元格) as a grid can have them: none upon another, however wrong the file is.

use super::super::draft::CellDraft;
use super::{Merge, SheetCell};
use crate::document::Place;
use std::collections::BTreeMap;

/// The merged cells that reach into the row being looked at. Rows are asked for from top to bottom.
#[derive(Default)]
struct Taken {
    /// First column → last column and last row.
    ranges: BTreeMap<u32, [u32; 2]>,
}

impl Taken {
    /// Whether no merged cell covers these columns of a row. Cells that ended above are forgotten on the way, each once.
    fn is_free(&mut self, row: u32, first: u32, last: u32) -> bool {
        while let Some((start, [last_column, last_row])) =
            self.ranges.range(..=last).next_back().map(|(start, end)| (*start, *end))
        {
            if last_row >= row {
                return last_column < first;
            }
            self.ranges.remove(&start);
        }
        true
    }

    fn take(&mut self, merge: &Merge) {
        let last = |start: u32, count: u32| start.saturating_add(count.saturating_sub(1));
        self.ranges.insert(merge.column, [last(merge.column, merge.columns), last(merge.row, merge.rows)]);
    }
}

/// The merged cells in reading order, without those that would lie upon an earlier one.
pub(super) fn disjoint(merges: &[Merge]) -> Vec<Merge> {
    let mut merges: Vec<Merge> = merges.iter().filter(|merge| merge.rows > 1 || merge.columns > 1).copied().collect();
    merges.sort_unstable_by_key(|merge| (merge.row, merge.column));
    let mut taken = Taken::default();
    merges.retain(|merge| {
        let free = merge.rows > 0
            && merge.columns > 0
            && taken.is_free(merge.row, merge.column, merge.column.saturating_add(merge.columns - 1));
        if free {
            taken.take(merge);
        }
        free
    });
    merges
}

/// The cells with their extents in reading order. What lies under a merged cell is not shown and left out.
pub(super) fn placed(sheet: u32, mut cells: Vec<SheetCell>, merges: &[Merge]) -> Vec<CellDraft> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells.dedup_by_key(|cell| (cell.row, cell.column));
    let (mut taken, mut ahead) = (Taken::default(), merges.iter().peekable());
    let mut placed = Vec::with_capacity(cells.len());
    for SheetCell { row, column, text } in cells {
        let mut own = None;
        while let Some(merge) = ahead.next_if(|merge| (merge.row, merge.column) <= (row, column)) {
            taken.take(merge);
            own = Some(merge).filter(|merge| (merge.row, merge.column) == (row, column));
        }
        let [row_span, column_span] = own.map_or([1, 1], |merge| [merge.rows, merge.columns]);
        if own.is_some() || taken.is_free(row, column, column) {
            let place = Some(Place::Cell { sheet, row, column });
            placed.push(CellDraft { row, column, row_span, column_span, text, place });
        }
    }
    placed
}

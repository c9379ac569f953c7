//! Merged cells (合并单元格) as a grid can have them: none upon another, however wrong the file is.

use super::super::draft::CellDraft;
use super::{Merge, SheetCell};
use crate::document::Place;
use std::collections::BTreeMap;

/// The merged cells that reach into the row being looked at. Rows are asked for from top to bottom.
#[derive(Default)]
struct Taken {
    /// First column → last column, last row, number of the merged cell.
    ranges: BTreeMap<u32, (u32, u32, usize)>,
}

impl Taken {
    /// The merged cell that covers one of these columns of a row. Those that ended above are forgotten on the way, each
    /// once.
    fn covering(&mut self, row: u32, first: u32, last: u32) -> Option<usize> {
        loop {
            let (start, (last_column, last_row, number)) = self.ranges.range(..=last).next_back()?;
            if *last_row >= row {
                return (*last_column >= first).then_some(*number);
            }
            let start = *start;
            self.ranges.remove(&start);
        }
    }

    fn take(&mut self, merge: &Merge, number: usize) {
        let last = |start: u32, count: u32| start.saturating_add(count.saturating_sub(1));
        let range = (last(merge.column, merge.columns), last(merge.row, merge.rows), number);
        self.ranges.insert(merge.column, range);
    }
}

/// The merged cells in reading order, without those that would lie upon an earlier one.
pub(super) fn disjoint(merges: &[Merge]) -> Vec<Merge> {
    let is_merged = |merge: &&Merge| merge.rows > 0 && merge.columns > 0 && (merge.rows > 1 || merge.columns > 1);
    let mut merges: Vec<Merge> = merges.iter().filter(is_merged).copied().collect();
    merges.sort_unstable_by_key(|merge| (merge.row, merge.column));
    let mut taken = Taken::default();
    merges.retain(|merge| {
        let free = taken.covering(merge.row, merge.column, merge.column.saturating_add(merge.columns - 1)).is_none();
        if free {
            taken.take(merge, 0);
        }
        free
    });
    merges
}

/// The cells with their extents in reading order. What lies under a merged cell is not shown and left out; a merged cell
/// that shows nothing hides nothing: it is taken out of `merges`.
pub(super) fn placed(sheet: u32, mut cells: Vec<SheetCell>, merges: &mut Vec<Merge>) -> Vec<CellDraft> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells.dedup_by_key(|cell| (cell.row, cell.column));
    let (mut taken, mut ahead) = (Taken::default(), merges.iter().enumerate().peekable());
    let mut blank = vec![true; merges.len()];
    let mut pierced = vec![false; merges.len()];
    let mut placed = Vec::with_capacity(cells.len());
    for SheetCell { row, column, text } in cells {
        let mut own = None;
        while let Some((number, merge)) = ahead.next_if(|(_, merge)| (merge.row, merge.column) <= (row, column)) {
            taken.take(merge, number);
            own = Some((number, merge)).filter(|(_, merge)| (merge.row, merge.column) == (row, column));
        }
        let [row_span, column_span] = own.map_or([1, 1], |(_, merge)| [merge.rows, merge.columns]);
        let covering = taken.covering(row, column, column);
        match (own, covering) {
            (Some((own, _)), _) => blank.iter_mut().skip(own).take(1).for_each(|blank| *blank = false),
            (None, Some(above)) if blank.get(above) == Some(&false) => continue,
            (None, Some(above)) => pierced.iter_mut().skip(above).take(1).for_each(|pierced| *pierced = true),
            (None, None) => {}
        }
        let place = Some(Place::Cell { sheet, row, column });
        placed.push(CellDraft { row, column, row_span, column_span, text, place });
    }
    let mut pierced = pierced.into_iter();
    merges.retain(|_| pierced.next() == Some(false));
    placed
}

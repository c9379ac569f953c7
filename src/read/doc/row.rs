//! The definition of a table row (TAP) → its edges and merged cells.

use super::bytes::{i16_at, slice, u16_at};
use super::sprm::{DEFINE_TABLE, Sprm};
use crate::read::flow::{CellShape, Merge, RowShape};

/// `sprmTVertMerge`: one cell's vertical merge.
const MERGE_DOWN: u16 = 0xD62B;
/// `sprmTMerge`: cells merged across, from a first to before a last.
const MERGE_ACROSS: u16 = 0x5624;

/// A row as the modifiers behind its end mark define it.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    left: i32,
    cells: Vec<Tc>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tc {
    right: i32,
    /// `horzMerge`, two bits.
    across: u16,
    /// `vertMerge`, two bits: 1 continues the cell above, 3 begins.
    down: u16,
}

/// Length of a `TC80`.
const TC: usize = 20;

impl Row {
    /// Takes in one modifier, if it is about the row's cells.
    pub fn apply(&mut self, sprm: &Sprm) {
        match sprm.code {
            DEFINE_TABLE => self.define(sprm.operand),
            MERGE_DOWN => {
                if let (Some(cell), Some(flag)) = (self.cells.get_mut(usize::from(sprm.byte())), sprm.operand.get(1)) {
                    cell.down = u16::from(flag & 3);
                }
            }
            MERGE_ACROSS => {
                let [first, limit] = [0, 1].map(|at| sprm.operand.get(at).map_or(0, |cell| usize::from(*cell)));
                let merged = self.cells.iter_mut().take(limit).skip(first);
                merged.enumerate().for_each(|(number, cell)| cell.across = if number == 0 { 2 } else { 1 });
            }
            _ => {}
        }
    }

    /// `TDefTableOperand`: number of cells, their edges in twips, what is known of each.
    fn define(&mut self, operand: &[u8]) {
        let count = operand.first().map_or(0, |count| usize::from(*count));
        let edge = |number: usize| i16_at(operand, 1 + 2 * number).map(i32::from);
        let flags = |number: usize| {
            let descriptor = slice(operand, 1 + 2 * (count + 1) + TC * number, 2)?;
            u16_at(descriptor, 0)
        };
        let cell = |number: usize| {
            let flags = flags(number).unwrap_or(0);
            Some(Tc { right: edge(number + 1)?, across: flags & 3, down: flags >> 5 & 3 })
        };
        self.left = edge(0).unwrap_or(0);
        self.cells = (0..count).map_while(cell).collect();
    }

    /// Its shape; none if the row was never defined.
    ///
    /// Word 97 and [MS-DOC] give the two flags of a horizontal merge opposite meanings. Both agree that a merged set begins
    /// with a flag of its own, so the first flag met is the one that begins.
    pub fn shape(&self) -> Option<RowShape> {
        let mut begins = None;
        let cells = self.cells.iter().map(|cell| {
            let across = match (cell.across, begins) {
                (0, _) => Merge::Single,
                (flag, Some(first)) if flag != first => Merge::Continued,
                _ => Merge::First,
            };
            begins = (cell.across != 0).then(|| begins.unwrap_or(cell.across));
            let down = match cell.down {
                0 => Merge::Single,
                1 => Merge::Continued,
                _ => Merge::First,
            };
            CellShape { right: cell.right, across, down }
        });
        let shape = RowShape { left: self.left, cells: cells.collect() };
        (!shape.cells.is_empty()).then_some(shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(flags: &[u16]) -> Vec<Merge> {
        let cells = flags.iter().map(|flag| Tc { across: *flag, ..Tc::default() }).collect();
        Row { left: 0, cells }.shape().unwrap().cells.iter().map(|cell| cell.across).collect()
    }

    #[test]
    fn horizontal_merges_are_read_in_both_meanings() {
        use Merge::{Continued, First, Single};
        for (first, next) in [(1, 2), (2, 1), (3, 1), (3, 2)] {
            let flags = [0, first, next, next, first, next, 0];
            assert_eq!(across(&flags), [Single, First, Continued, Continued, First, Continued, Single]);
        }
    }

    #[test]
    fn a_row_is_defined_and_then_merged() {
        let mut row = Row::default();
        let operand = [3, 0x98, 0xFF, 0, 1, 0, 2, 0, 3, 0x60, 0]; // edges -104, 256, 512, 768; the first cell begins a merge
        for (code, operand) in [(DEFINE_TABLE, &operand[..]), (MERGE_DOWN, &[1, 1]), (MERGE_ACROSS, &[1, 3])] {
            row.apply(&Sprm { code, operand });
        }
        let shape = row.shape().unwrap();
        assert_eq!(
            (shape.left, shape.cells.iter().map(|cell| cell.right).collect::<Vec<_>>()),
            (-104, vec![256, 512, 768])
        );
        let merges: Vec<_> = shape.cells.iter().map(|cell| (cell.across, cell.down)).collect();
        let expected =
            [(Merge::Single, Merge::First), (Merge::First, Merge::Continued), (Merge::Continued, Merge::Single)];
        assert_eq!(merges, expected);
    }
}

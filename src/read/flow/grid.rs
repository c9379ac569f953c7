//! Rows of cells between edges → one grid. Its columns are all the edges of all rows.

use crate::read::draft::CellDraft;

/// Edges nearer to each other than this are one edge: 1 mm in twips (1/1440 inch). Rows that were drawn by hand or converted
/// miss each other by so much, and no column is so narrow.
const TOLERANCE: i32 = 57;
/// Width that is taken for a cell of which the row does not tell the edge.
const UNTOLD: i32 = 1_000;

/// How a row is divided. Lengths are twips from any common point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read) struct RowShape {
    /// Left edge of the first cell.
    pub left: i32,
    /// Its cells from left to right.
    pub cells: Vec<CellShape>,
}

/// Place and merges of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) struct CellShape {
    /// Its right edge.
    pub right: i32,
    /// Merged with its neighbours to the left or right.
    pub across: Merge,
    /// Merged with those above or below.
    pub down: Merge,
}

/// A cell's part in a merged one (合并单元格).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) enum Merge {
    /// It stands alone.
    #[default]
    Single,
    /// It is the one whose text is shown.
    First,
    /// It is covered by the one before it.
    Continued,
}

/// A row whose cells are merged across already.
pub(super) struct EdgedRow {
    cells: Vec<EdgedCell>,
    /// Whether the edges are the file's and not assumed.
    told: bool,
}

struct EdgedCell {
    left: i32,
    right: i32,
    down: Merge,
    text: String,
}

impl EdgedRow {
    /// Puts the texts between the edges of a shape; cells of which it does not speak follow on the right.
    pub fn new(texts: Vec<String>, shape: Option<&RowShape>) -> Self {
        let mut cells: Vec<EdgedCell> = Vec::with_capacity(texts.len());
        let mut edge = shape.map_or(0, |shape| shape.left);
        let mut shapes = shape.into_iter().flat_map(|shape| shape.cells.iter().copied());
        for text in texts {
            let untold = CellShape { right: edge.saturating_add(UNTOLD), ..CellShape::default() };
            let shape = match shapes.next() {
                Some(shape) => shape,
                // A mark too many, as LibreOffice writes them behind tables in cells.
                None if shape.is_some() && text.is_empty() => continue,
                None => untold,
            };
            let left = edge;
            edge = shape.right.max(left);
            match cells.last_mut() {
                Some(before) if shape.across == Merge::Continued => before.take_in(edge, &text),
                _ => cells.push(EdgedCell { left, right: edge, down: shape.down, text }),
            }
        }
        Self { cells, told: shape.is_some() }
    }
}

impl EdgedCell {
    /// Grows over the cell to its right; should that hold text, Word shows it as part of the merged cell.
    fn take_in(&mut self, right: i32, text: &str) {
        self.right = right;
        if !text.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(text);
        }
    }
}

/// A cell that one in the next row may continue.
struct Above {
    columns: [u32; 2],
    /// Its place among the finished cells, if it is or continues a cell merged downwards.
    chain: Option<usize>,
}

/// The cells in reading order, merged ones once.
pub(super) fn cells(rows: Vec<EdgedRow>) -> Vec<CellDraft> {
    let edges = Edges::of(&rows);
    let mut cells: Vec<CellDraft> = Vec::new();
    let mut above: Vec<Above> = Vec::new();
    for (row, edged) in (0..u32::MAX).zip(rows) {
        let mut here = Vec::with_capacity(edged.cells.len());
        let mut free = 0;
        for cell in edged.cells {
            let columns = if edged.told { edges.columns(&cell, free) } else { [free, free + 1] };
            free = columns[1];
            let chain = match cell.down {
                Merge::Continued => continued(&above, columns),
                Merge::Single | Merge::First => None,
            };
            if let Some(upper) = chain.and_then(|upper| cells.get_mut(upper)) {
                upper.row_span += 1;
            } else {
                let [column, end] = columns;
                cells.push(CellDraft {
                    row,
                    column,
                    row_span: 1,
                    column_span: end - column,
                    text: cell.text,
                    place: None,
                });
            }
            let begun = (cell.down == Merge::First).then(|| cells.len() - 1);
            here.push(Above { columns, chain: chain.or(begun) });
        }
        above = here;
    }
    cells
}

/// The merged cell of the row above that covers the same columns.
fn continued(above: &[Above], columns: [u32; 2]) -> Option<usize> {
    let at = above.partition_point(|cell| cell.columns[0] < columns[0]);
    above.get(at).filter(|cell| cell.columns == columns)?.chain
}

/// The edges of all rows, those within the tolerance being one; the first of each is kept.
struct Edges(Vec<i32>);

impl Edges {
    fn of(rows: &[EdgedRow]) -> Self {
        let told = rows.iter().filter(|row| row.told).flat_map(|row| &row.cells);
        let mut all: Vec<i32> = told.flat_map(|cell| [cell.left, cell.right]).collect();
        all.sort_unstable();
        all.dedup_by(|next, kept| next.saturating_sub(*kept) <= TOLERANCE);
        Self(all)
    }

    /// First column and the one after the last, not before the columns that are taken.
    fn columns(&self, cell: &EdgedCell, free: u32) -> [u32; 2] {
        let start = self.column(cell.left).max(free);
        [start, self.column(cell.right).max(start + 1)]
    }

    fn column(&self, edge: i32) -> u32 {
        let after = self.0.partition_point(|kept| *kept <= edge);
        u32::try_from(after.saturating_sub(1)).unwrap_or(0)
    }
}

//! A frame of edges → a grid of cells: a cell spans until a wall stands at the midpoint of its neighbour's side.

use super::Ink;
use super::line::Line;
use super::ruling::{Edge, Frame};
use super::seam::{Seam, seam};
use crate::document::{Area, Place};
use crate::read::draft::CellDraft;

/// Edges nearer to each other than this bound no column or row.
const SNAP: i32 = 300;
/// Lines may stick out of a table by this much.
const OVERHANG: i32 = 800;
/// Most columns, and most places, of a grid on one page.
const MOST_COLUMNS: usize = 200;
const MOST_PLACES: usize = 100_000;
/// Widest margin inside a cell.
const WIDEST_MARGIN: i32 = 600;

/// A table on a page, or on several once they are joined.
#[derive(Debug, Clone)]
pub(super) struct Grid<'a> {
    /// Column edges, from left to right.
    pub columns: Vec<i32>,
    /// Number of rows.
    pub rows: u32,
    /// Row edges, from top to bottom, while it stands on one page and has ruled rows.
    pub row_edges: Vec<i32>,
    /// Whether lines stand between its columns; otherwise the edges lie somewhere between their texts.
    pub ruled: bool,
    /// Its last page, from 1.
    pub page: u32,
    /// The box around it, on its last page.
    pub area: Area,
    /// Cells in reading order.
    pub cells: Vec<Cell<'a>>,
}

/// A cell with the lines in it.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    /// Grid row of the top left corner.
    pub row: u32,
    /// Grid column of the top left corner.
    pub column: u32,
    /// Rows covered.
    pub row_span: u32,
    /// Columns covered.
    pub column_span: u32,
    /// Page from 1.
    pub page: u32,
    /// Its box.
    pub area: Area,
    /// Its text from top to bottom.
    pub lines: Vec<Line<'a>>,
}

/// The empty cells of a frame, and which of them covers which place.
pub(super) struct Outline {
    columns: Vec<i32>,
    rows: Vec<i32>,
    /// For each place, row by row, its cell.
    cover: Vec<usize>,
    /// Row, column, rows covered, columns covered.
    cells: Vec<[usize; 4]>,
}

impl Outline {
    /// The cells of a frame; none if it encloses nothing (underlines, brackets, crosses) or is too large for a table.
    pub fn of(frame: &Frame) -> Option<Self> {
        if frame.across.len() < 2 || frame.down.is_empty() {
            return None;
        }
        let area = frame.area();
        let columns = clustered(&frame.down, area.left, area.right);
        let rows = clustered(&frame.across, area.top, area.bottom);
        let (wide, high) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
        if wide == 0 || high == 0 || wide > MOST_COLUMNS || wide * high > MOST_PLACES {
            return None;
        }
        let mut outline = Self { cover: vec![usize::MAX; wide * high], columns, rows, cells: Vec::new() };
        let right_walls = walls(&frame.down, &outline.columns, &outline.rows);
        let lower_walls = walls(&frame.across, &outline.rows, &outline.columns);
        // Both ask whether a wall stands behind the place: to its right, or below it.
        let closed_right = |row: usize, column: usize| right_walls.get((column + 1) * high + row) != Some(&false);
        let closed_below = |row: usize, column: usize| lower_walls.get((row + 1) * wide + column) != Some(&false);
        for at in 0..wide * high {
            let (row, column) = (at / wide, at % wide);
            if outline.cover.get(at) != Some(&usize::MAX) {
                continue;
            }
            let is_free = |row: usize, column: usize| outline.cover.get(row * wide + column) == Some(&usize::MAX);
            let mut right = column + 1;
            while right < wide && !closed_right(row, right - 1) && is_free(row, right) {
                right += 1;
            }
            let opens_below = |row: usize| {
                (column..right).all(|column| !closed_below(row, column) && is_free(row + 1, column))
                    && (column + 1..right).all(|column| !closed_right(row + 1, column - 1))
            };
            let mut below = row + 1;
            while below < high && opens_below(below - 1) {
                below += 1;
            }
            let cell = outline.cells.len();
            for row in row..below {
                if let Some(places) = outline.cover.get_mut(row * wide + column..row * wide + right) {
                    places.fill(cell);
                }
            }
            outline.cells.push([row, column, below - row, right - column]);
        }
        Some(outline)
    }

    /// The box around it.
    pub fn area(&self) -> Area {
        let ends = |edges: &[i32]| (edges.first().copied().unwrap_or(0), edges.last().copied().unwrap_or(0));
        let ((left, right), (top, bottom)) = (ends(&self.columns), ends(&self.rows));
        Area { left, top, right, bottom }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell around a point.
    pub fn cell_at(&self, [x, y]: [i32; 2]) -> Option<usize> {
        let column = self.columns.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.rows.partition_point(|edge| *edge <= y).checked_sub(1)?;
        let wide = self.columns.len() - 1;
        if column < wide { self.cover.get(row * wide + column).copied() } else { None }
    }

    /// The box of a cell.
    pub fn cell_area(&self, cell: usize) -> Area {
        let [row, column, row_span, column_span] = self.cells.get(cell).copied().unwrap_or_default();
        let edge = |edges: &[i32], at: usize| edges.get(at).copied().unwrap_or(0);
        Area {
            left: edge(&self.columns, column),
            right: edge(&self.columns, column + column_span),
            top: edge(&self.rows, row),
            bottom: edge(&self.rows, row + row_span),
        }
    }

    /// The table, each cell with its lines.
    pub fn filled<'a>(&self, page: u32, mut lines: Vec<Vec<Line<'a>>>) -> Grid<'a> {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let cell = |(at, [row, column, row_span, column_span]): (usize, &[usize; 4])| Cell {
            row: small(*row),
            column: small(*column),
            row_span: small(*row_span),
            column_span: small(*column_span),
            page,
            area: self.cell_area(at),
            lines: lines.get_mut(at).map(std::mem::take).unwrap_or_default(),
        };
        let cells = self.cells.iter().enumerate().map(cell).collect();
        Grid {
            columns: self.columns.clone(),
            rows: small(self.rows.len() - 1),
            row_edges: self.rows.clone(),
            ruled: true,
            page,
            area: self.area(),
            cells,
        }
    }
}

/// Coordinates of edges, those nearly the same once, with the ends of the frame where it is open at a side.
fn clustered(edges: &[Edge], first: i32, last: i32) -> Vec<i32> {
    let mut found: Vec<i32> = Vec::new();
    for edge in edges {
        if found.last().is_none_or(|before| edge.at - before > SNAP) {
            found.push(edge.at);
        }
    }
    if found.first().is_some_and(|edge| edge - first > OVERHANG) {
        found.insert(0, first);
    }
    if found.last().is_some_and(|edge| last - edge > OVERHANG) {
        found.push(last);
    }
    found
}

/// Which stretches of each line are walls: one flag for each line and each gap between the `across` coordinates.
fn walls(edges: &[Edge], lines: &[i32], across: &[i32]) -> Vec<bool> {
    let gaps = across.len().saturating_sub(1);
    let mut walls = vec![false; lines.len() * gaps];
    for edge in edges {
        let Some(line) = lines.partition_point(|line| *line <= edge.at).checked_sub(1) else { continue };
        let middle = |at: usize| across.get(at).zip(across.get(at + 1)).map(|(a, b)| a + (b - a) / 2);
        let first = across.partition_point(|at| *at < edge.from).saturating_sub(1);
        let covered = (first..gaps).skip_while(|gap| middle(*gap).is_some_and(|middle| middle < edge.from));
        for gap in covered.take_while(|gap| middle(*gap).is_some_and(|middle| middle <= edge.to)) {
            if let Some(wall) = walls.get_mut(line * gaps + gap) {
                *wall = true;
            }
        }
    }
    walls
}

impl Cell<'_> {
    /// Its text: wrapped lines joined, others divided by `\n`.
    pub fn text(&self) -> String {
        let margin = self.margin();
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for line in &self.lines {
            match before.map(|before| self.seam(before, line, margin)) {
                None | Some(Seam::Glued) => {}
                Some(Seam::Spaced) => text.push(' '),
                Some(Seam::Broken) => text.push('\n'),
            }
            text.push_str(&line.text());
            before = Some(line);
        }
        text
    }

    /// Whether the text of `below` goes on where this one's last line ends.
    pub fn goes_on_in(&self, below: &Self) -> bool {
        let ends = self.lines.last().zip(below.lines.first());
        ends.is_some_and(|(last, first)| self.seam(last, first, self.margin()) == Seam::Glued)
    }

    /// What its longest line leaves free at either side.
    fn margin(&self) -> i32 {
        let sides = |line: &Line| (line.area.left - self.area.left).min(self.area.right - line.area.right);
        self.lines.iter().map(sides).min().unwrap_or(0).clamp(0, WIDEST_MARGIN)
    }

    fn seam(&self, before: &Line, after: &Line, margin: i32) -> Seam {
        let room = self.area.right - self.area.left - 2 * margin - before.width();
        seam(before, after, room.min(self.area.right - margin - before.area.right))
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl<'a> Grid<'a> {
    /// Its ink in the order in which a draft writes it.
    pub fn ink(&self) -> Vec<Ink<'a>> {
        let mut cells: Vec<&Cell> = self.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        cells.into_iter().flat_map(|cell| cell.lines.iter().flat_map(|line| line.ink(cell.page))).collect()
    }

    /// The cells as a draft takes them.
    pub fn drafts(&self) -> Vec<CellDraft> {
        let draft = |cell: &Cell| CellDraft {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: cell.text(),
            place: Some(Place::Page { page: cell.page, area: cell.area }),
        };
        self.cells.iter().map(draft).collect()
    }
}

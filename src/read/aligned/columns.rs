use super::names;
use super::pieces::{Piece, is_figure};
use super::rows::Row;
use crate::document::{Span, Table};
use crate::read::grid::{self, Placed, Placement};

/// Lengths of rows that are tried as the full one.
const MOST_TRIED: usize = 4;
/// What stands no farther from a column belongs to it.
const RAGGED: usize = 2;

/// Left and right end of what stands in each column, in places of the line.
pub(super) struct Columns(Vec<[usize; 2]>);

impl Columns {
    /// The columns of rows whose cells stand under each other; none if those of the full rows do not.
    pub fn of(text: &str, rows: &[Row]) -> Option<Self> {
        let mut lengths: Vec<usize> = rows.iter().map(|row| row.pieces.len()).filter(|length| *length > 1).collect();
        lengths.sort_unstable_by(|one, other| other.cmp(one));
        let repeated = lengths.chunk_by(|one, other| one == other).filter(|chunk| chunk.len() > 1);
        let counts = repeated.filter_map(|chunk| chunk.first().copied()).chain(lengths.first().copied());
        let counts: Vec<usize> = counts.take(MOST_TRIED).collect();
        // Columns that all rows fit are better than any that only most of them do.
        let of = |tenths: usize| counts.iter().find_map(|count| Self::of_count(text, rows, *count, tenths));
        of(10).or_else(|| of(8))
    }

    /// The columns that the rows of one length have, with those that others have besides; none if fewer than so many tenths
    /// of the rows fit.
    fn of_count(text: &str, rows: &[Row], count: usize, tenths: usize) -> Option<Self> {
        let mut columns = Self::of_full(rows, count)?;
        let valued = |row: &&Row| row.pieces.iter().any(|piece| is_figure(piece.of(text)));
        for piece in rows.iter().filter(valued).chain(rows).flat_map(|row| &row.pieces) {
            columns.add(piece);
        }
        let wide = || rows.iter().filter(|row| row.pieces.len() > 1);
        (wide().filter(|row| columns.agrees(row)).count() * 10 >= wide().count() * tenths).then_some(columns)
    }

    /// What the cells of the rows of this length cover, if no two columns overlap.
    fn of_full(rows: &[Row], count: usize) -> Option<Self> {
        let mut columns: Vec<[usize; 2]> = Vec::new();
        for row in rows.iter().filter(|row| row.pieces.len() == count) {
            if columns.is_empty() {
                columns = row.pieces.iter().map(|piece| [piece.left, piece.right]).collect();
            }
            for (column, piece) in columns.iter_mut().zip(&row.pieces) {
                *column = [column[0].min(piece.left), column[1].max(piece.right)];
            }
        }
        columns.is_sorted_by(|[_, right], [left, _]| right <= left).then_some(Self(columns))
    }

    /// A column of its own for what stands where no column is.
    fn add(&mut self, piece: &Piece) {
        let at = self.0.partition_point(|[_, right]| *right <= piece.left);
        if self.0.get(at).is_none_or(|[left, _]| *left >= piece.right) {
            let gap = |edge: Option<usize>| edge.unwrap_or(usize::MAX);
            let before = gap(at.checked_sub(1).and_then(|at| self.0.get(at)).map(|[_, right]| piece.left - right));
            let after = gap(self.0.get(at).map(|[left, _]| left - piece.right));
            if before.min(after) > RAGGED {
                self.0.insert(at, [piece.left, piece.right]);
            }
        }
    }

    /// Whether no two cells of a row with a gap between them stand in one column.
    fn agrees(&self, row: &Row) -> bool {
        let placed: Vec<usize> = row.pieces.iter().map(|piece| self.place(piece)).collect();
        placed.is_sorted_by(|one, other| one < other)
    }

    /// The column that shares most with a piece, the first of several, else the nearest.
    fn place(&self, piece: &Piece) -> usize {
        let from = self.0.partition_point(|[_, right]| *right <= piece.left);
        let shared = self.0.iter().enumerate().skip(from).take_while(|(_, [left, _])| *left < piece.right);
        if let Some((at, _)) = shared.max_by_key(|(at, column)| (piece.shares(**column), std::cmp::Reverse(*at))) {
            return at;
        }
        let distance = |at: usize| {
            self.0.get(at).map_or(usize::MAX, |[left, right]| {
                left.saturating_sub(piece.right).max(piece.left.saturating_sub(*right))
            })
        };
        from.checked_sub(1).filter(|before| distance(*before) <= distance(from)).unwrap_or(from)
    }

    /// First column and number of columns that a piece of a head covers.
    fn covered(&self, piece: &Piece) -> (usize, usize) {
        let from = self.0.partition_point(|[_, right]| *right <= piece.left);
        let count = self.0.iter().skip(from).take_while(|[left, _]| *left < piece.right).count();
        if count > 1 { (from, count) } else { (self.place(piece), 1) }
    }

    /// The rows as a grid.
    pub fn grid(&self, text: &str, rows: &[Row]) -> Option<Table> {
        let head = rows.iter().take_while(|row| row.is_of_words(text)).count().min(rows.len() - 1);
        let (upper, body) = rows.split_at_checked(head)?;
        let mut placed = self.head(upper);
        placed.extend(names::joined(text, body, |piece| self.place(piece), |column| self.right(column)));
        grid::placed(placed, self.0.len())
    }

    fn right(&self, column: usize) -> usize {
        self.0.get(column).map_or(0, |[_, right]| *right)
    }

    /// The rows of the head: a cell above several others covers their columns.
    fn head(&self, rows: &[Row]) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::with_capacity(rows.len());
        let mut below = vec![false; self.0.len()];
        for row in rows.iter().rev() {
            let mut cells: Placed = Vec::new();
            for piece in &row.pieces {
                let (column, count) = self.covered(piece);
                match cells.last_mut() {
                    Some(last) if column < last.column + last.count => last.span = last.span.to(piece.span),
                    _ => cells.push(Placement { column, count, span: piece.span }),
                }
            }
            self.spread(&mut cells, &row.pieces, &below);
            cells.iter().flat_map(|cell| cell.column..cell.column + cell.count).for_each(|at| {
                below.iter_mut().skip(at).take(1).for_each(|filled| *filled = true);
            });
            placed.push(cells);
        }
        placed.reverse();
        placed
    }

    /// Gives the columns that only a lower row names to the cell above them that is divided too: the nearest, or, where all
    /// begin with their first column, the one to the left.
    fn spread(&self, cells: &mut Placed, pieces: &[Piece], below: &[bool]) {
        let piece = |cell: &Placement| pieces.iter().find(|piece| piece.span.start == cell.span.start);
        let edge = |at: usize| self.0.get(at).copied().unwrap_or_default();
        let is_left =
            |cell: &Placement| piece(cell).is_some_and(|piece| piece.left.abs_diff(edge(cell.column)[0]) < RAGGED);
        let left = cells.iter().all(is_left);
        let middles: Vec<usize> =
            cells.iter().map(|cell| piece(cell).map_or(0, |piece| piece.left + piece.right)).collect();
        let named = |at: usize| below.get(at).copied().unwrap_or(false);
        let divided: Vec<bool> = cells.iter().map(|cell| named(cell.column)).collect();
        let mut owners: Vec<Option<usize>> = vec![None; self.0.len()];
        for (owner, cell) in cells.iter().enumerate() {
            owners.iter_mut().skip(cell.column).take(cell.count).for_each(|place| *place = Some(owner));
        }
        for at in (0..self.0.len()).filter(|at| named(*at)) {
            if owners.get(at).is_some_and(Option::is_none) {
                let after = cells.partition_point(|cell| cell.column <= at);
                let middle = edge(at).into_iter().sum();
                let nearest = [after.checked_sub(1), Some(after).filter(|_| !left)].into_iter().flatten();
                let nearest = nearest.filter(|owner| divided.get(*owner).copied().unwrap_or(false));
                let nearest =
                    nearest.min_by_key(|owner| middles.get(*owner).map_or(usize::MAX, |one| one.abs_diff(middle)));
                owners.iter_mut().skip(at).take(1).for_each(|place| *place = nearest);
            }
        }
        for (owner, cell) in cells.iter_mut().enumerate() {
            let own = |place: &&Option<usize>| **place == Some(owner);
            let before = owners.iter().take(cell.column).rev().take_while(own).count();
            let after = owners.iter().skip(cell.column + cell.count).take_while(own).count();
            cell.column -= before;
            cell.count += before + after;
        }
    }
}

/// The grid of rows of which only the gaps are known, not the places: the first cell is the first, whatever it stands under.
pub(super) fn by_order(text: &str, rows: &[Row]) -> Option<Table> {
    let wide: Vec<&Row> = rows.iter().filter(|row| row.pieces.len() > 1).collect();
    let like_neighbour =
        wide.windows(2).filter(|pair| matches!(pair, [one, other] if one.pieces.len() == other.pieces.len())).count();
    let most = wide.iter().map(|row| row.pieces.len()).max()?;
    let gap = gap(&wide, most);
    let spans = |row: &Row| row.pieces.iter().map(|piece| piece.span).collect::<Vec<_>>();
    let with_blanks = |row: &Row| match gap {
        Some(gap) if row.pieces.len() < most => blanks(row, gap, most),
        _ => spans(row),
    };
    ((like_neighbour + 1) * 2 >= wide.len()).then(|| grid::from_rows(text, rows.iter().map(with_blanks).collect()))?
}

/// The gap between any two cells of the full rows, if it is always the same.
fn gap(rows: &[&Row], most: usize) -> Option<usize> {
    let full = rows.iter().filter(|row| row.pieces.len() == most);
    let mut gaps = full.flat_map(|row| row.pieces.windows(2)).filter_map(|pair| match pair {
        [one, other] => Some(other.left - one.right),
        _ => None,
    });
    let first = gaps.next()?;
    gaps.all(|gap| gap == first).then_some(first)
}

/// The cells of a row with a blank one wherever a gap is as wide as two.
fn blanks(row: &Row, gap: usize, most: usize) -> Vec<Span> {
    let mut cells: Vec<Span> = Vec::new();
    let mut end: Option<usize> = None;
    let mut missing = most - row.pieces.len();
    for piece in &row.pieces {
        let skipped = end.map_or(0, |end| ((piece.left - end) / gap).saturating_sub(1)).min(missing);
        missing -= skipped;
        let at = cells.last().map_or(piece.span.start, |cell: &Span| cell.end) as usize;
        cells.extend(std::iter::repeat_n(Span::new(at, at), skipped));
        cells.push(piece.span);
        end = Some(piece.right);
    }
    cells
}

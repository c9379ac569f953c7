//! Names too long for their column, which go on in the line below or begin in the one above.

use super::pieces::Piece;
use super::rows::Row;
use crate::read::grid::{self, Placed, Placement};
use crate::read::lines::numbering;

/// A name that goes on in the next line ends at most this far from the right end of its column.
const RAGGED: usize = 2;
/// Names shorter than this are not broken, in places.
const BROKEN: usize = 12;

/// The rows below the head; a line that only goes on with a name is no row.
///
/// Text that goes on below is not contiguous with what it goes on from, and a cell has one span: it keeps its first line.
pub(super) fn joined(
    text: &str,
    rows: &[Row],
    place: impl Fn(&Piece) -> usize,
    right: impl Fn(usize) -> usize,
) -> Vec<Placed> {
    let is_full = |piece: &Piece| piece.right + RAGGED >= right(place(piece)) && piece.right - piece.left >= BROKEN;
    let mut placed: Vec<Placed> = Vec::with_capacity(rows.len());
    let (mut begun, mut above, mut below): (Option<&Piece>, Option<&Row>, Option<Piece>) = (None, None, None);
    for (at, row) in rows.iter().enumerate() {
        let next = rows.get(at + 1);
        if let ([piece], true) = (row.pieces.as_slice(), row.is_of_words(text)) {
            let column = place(piece);
            let in_column = |row: &Row| row.pieces.iter().find(|other| place(other) == column).copied();
            let own = numbering(piece.of(text)).is_some() || grid::is_total(piece.of(text));
            let nameless = next
                .is_some_and(|next| next.pieces.len() > 1 && in_column(next).is_none() && begins(next, column, &place));
            if !own && nameless && above.is_none_or(|above| in_column(above).is_some()) {
                begun = Some(piece);
                continue;
            }
            let goes_on = below
                .or_else(|| above.and_then(in_column))
                .is_some_and(|name| is_full(&name) && name.left.abs_diff(piece.left) <= RAGGED);
            let was_begun = above.is_some_and(|above| in_column(above).is_none() && above.pieces.len() > 1);
            if !own && (goes_on || was_begun) {
                below = Some(*piece);
                continue;
            }
        }
        let mut cells: Placed = Vec::with_capacity(row.pieces.len());
        if let Some(name) = begun.take() {
            cells.push(Placement { column: place(name), count: 1, span: name.span });
        }
        for piece in &row.pieces {
            let column = place(piece);
            match cells.last_mut() {
                Some(last) if column <= last.column => last.span = last.span.to(piece.span),
                _ => cells.push(Placement { column, count: 1, span: piece.span }),
            }
        }
        placed.push(cells);
        (above, below) = (Some(row), None);
    }
    placed
}

/// Whether nothing stands before this column in a row, so that what stands in it may have begun a line above.
fn begins(row: &Row, column: usize, place: &impl Fn(&Piece) -> usize) -> bool {
    row.pieces.first().is_some_and(|first| place(first) > column)
}

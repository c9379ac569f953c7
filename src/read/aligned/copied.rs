//! Rows as PDF viewers copy them: one space between cells, blank cells left out.
//!
//! Without places only rows of one shape can be trusted: a name, and then as many figures as every other row has.

use super::pieces::{Piece, is_amount, shape, tokens, unspread};
use crate::document::Block;
use crate::read::grid::{self, Placed, Placement};
use crate::read::lines::{Lines, is_folio};
use crate::read::plain::Stretch;

/// Fewest rows of one shape that make a table.
const FEWEST: usize = 3;

/// A row: the words before its figures, and how many figures there are.
struct Row {
    tokens: Vec<Piece>,
    figures: usize,
}

impl Row {
    fn words(&self) -> &[Piece] {
        self.tokens.get(..self.tokens.len() - self.figures).unwrap_or_default()
    }

    fn is_total(&self, text: &str) -> bool {
        self.words().first().is_some_and(|first| grid::is_total(whole(self.words(), *first).of(text)))
    }
}

/// Reads the rows that begin at a line or below it, if it is their head; none where there are none.
pub(super) fn read(lines: &Lines, at: usize) -> Option<Stretch> {
    let headed = row(lines, at).is_none();
    let from = at + usize::from(headed);
    let figures = row(lines, from)?.figures;
    let (mut rows, mut next) = (Vec::new(), from);
    while let Some((row, after)) = row_ahead(lines, next).filter(|(row, _)| row.figures == figures) {
        rows.push(row);
        next = after;
    }
    let numbered = rows.iter().all(|row| row.is_total(lines.text) || is_numbered(lines.text, row));
    let columns = figures + 1 + usize::from(numbered);
    let head = unspread(lines.text, tokens(lines.text, lines.span(at)));
    if headed && head.len() != columns {
        return None;
    }
    // A row with fewer figures leaves it open which of them are missing, and then the sums say nothing.
    let open = at.checked_sub(1).is_some_and(|above| is_short_row(lines, above)) || is_short_row(lines, next);
    if rows.len() < FEWEST || open {
        return (!headed).then(|| Stretch { blocks: lines.paragraphs(at..next).collect(), next });
    }
    let mut placed: Vec<Placed> = Vec::with_capacity(rows.len() + 1);
    if headed {
        placed.push(
            head.iter().enumerate().map(|(column, name)| Placement { column, count: 1, span: name.span }).collect(),
        );
    }
    placed.extend(rows.iter().map(|row| cells(lines.text, row, columns)));
    let blocks = grid::placed(placed, columns).map(Block::Table).into_iter().collect();
    Some(Stretch { blocks, next })
}

/// The next row, over a page number.
fn row_ahead(lines: &Lines, from: usize) -> Option<(Row, usize)> {
    let folio = (from..from + 3).find(|line| is_folio(lines.str(*line)));
    let after = |line: usize| (line..line + 2).find(|line| lines.is_filled(*line));
    let line = if lines.is_filled(from) && folio != Some(from) { from } else { after(folio? + 1)? };
    Some((row(lines, line)?, line + 1))
}

fn row(lines: &Lines, line: usize) -> Option<Row> {
    let inner = lines.str(line).trim();
    if lines.tabs(line) > 0 || !inner.contains(' ') || inner.contains(['。', '；', '|']) {
        return None;
    }
    let tokens = tokens(lines.text, lines.span(line));
    let figures = shape(lines.text, &tokens)?;
    Some(Row { tokens, figures })
}

/// Whether the words begin with a number of the row or a code.
fn is_numbered(text: &str, row: &Row) -> bool {
    matches!(row.words(), [first, _, ..] if first.of(text).bytes().all(|one| one.is_ascii_digit()))
}

/// Whether a line that is no row ends with an amount all the same.
fn is_short_row(lines: &Lines, line: usize) -> bool {
    let inner = lines.str(line).trim();
    inner.rsplit_once(' ').is_some_and(|(name, amount)| is_amount(amount) && !name.contains(['，', '。', '；']))
}

fn cells(text: &str, row: &Row, columns: usize) -> Placed {
    let names = columns - row.figures;
    let mut cells: Placed = Vec::with_capacity(columns);
    match row.words() {
        [first, second, ..] if names == 2 && is_numbered(text, row) => {
            cells.push(Placement { column: 0, count: 1, span: first.span });
            cells.push(Placement { column: 1, count: 1, span: whole(row.words(), *second).span });
        }
        [first, ..] => cells.push(Placement { column: 0, count: names, span: whole(row.words(), *first).span }),
        [] => {}
    }
    let figures = row.tokens.iter().skip(row.words().len()).zip(names..);
    cells.extend(figures.map(|(figure, column)| Placement { column, count: 1, span: figure.span }));
    cells
}

/// From a token to the last of the words.
fn whole(words: &[Piece], from: Piece) -> Piece {
    words.last().map_or(from, |last| from.to(*last))
}

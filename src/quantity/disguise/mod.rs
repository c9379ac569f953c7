//! What looks like a quantity and is none: one file for each kind, asked in the order of certainty.

mod code;
mod idiom;
mod ordinal;
mod time;

pub(super) use code::web_address;
pub(super) use idiom::slogan;

use super::Not;
use super::cursor::Cursor;
use super::measure::Measure;
use super::written::Written;

/// A number with its unit, before it is decided whether it is a quantity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'t> {
    pub written: Written<'t>,
    pub measure: Option<Measure<'t>>,
    /// Whether the text is one table cell: a bare number there is an amount, however it looks.
    pub cell: bool,
}

/// A stretch that is no quantity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Disguise<'t> {
    pub start: Cursor<'t>,
    pub end: Cursor<'t>,
    pub not: Not,
}

impl<'t> Candidate<'t> {
    /// Reads the number whose first digit stands here, with its unit.
    pub fn read(here: Cursor<'t>, cell: bool) -> Self {
        let written = Written::read(here, cell);
        Self { written, measure: Measure::after(written.end), cell }
    }

    /// What it is, if it is no quantity.
    pub fn disguise(&self) -> Option<Disguise<'t>> {
        [ordinal::document_number, time::time, ordinal::ordinal, code::code, idiom::idiom]
            .into_iter()
            .find_map(|recognise| recognise(self))
    }

    fn start(&self) -> Cursor<'t> {
        self.written.start
    }

    fn end(&self) -> Cursor<'t> {
        self.written.end
    }

    /// From the first digit to `end`.
    fn until(&self, end: Cursor<'t>, not: Not) -> Disguise<'t> {
        Disguise { start: self.start(), end, not }
    }

    /// Whether nothing but a number stands in the cell.
    fn fills_cell(&self) -> bool {
        self.cell && self.end().blanks().peek().is_none()
    }
}

/// Past a dash, tilde or 至 between the ends of a range.
pub(super) fn range_sign(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let sign = here.eat_one(&['-', '－', '—', '–', '−', '~', '～', '‐', '‑', '至', '到'])?;
    // A Chinese dash is often typed as two.
    Some(sign.eat_one(&['-', '－', '—', '–']).unwrap_or(sign))
}

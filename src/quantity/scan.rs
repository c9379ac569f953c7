use super::compound::Compound;
use super::cursor::{Cursor, is_digit, is_hanzi};
use super::disguise::{Candidate, range_sign, web_address};
use super::sign::{self, Setting, negated};
use super::words::words;
use super::{Bound, Dimension, Not, Quantity, Reading, Unit};
use super::{chinese, currency};
use crate::document::Span;
use rust_decimal::Decimal;

/// Everything numeric that stands in `text` under `span`; the spans returned are offsets in `text`.
///
/// Characters outside `span` are not looked at: its beginning counts as the beginning of a line.
/// Linear in the length of the span.
pub fn read(text: &str, span: Span) -> Reading {
    let mut scan = Scan { base: span.start as usize, ..Scan::default() };
    scan.all(span.of(text));
    Reading { quantities: scan.found.into_iter().map(|found| found.quantity).collect(), others: scan.others }
}

/// A quantity with the bound words around it.
#[derive(Debug)]
pub(super) struct Found {
    pub quantity: Quantity,
    /// From the bound word before to the bound word after, in the document's offsets.
    pub extent: Span,
}

/// One pass over a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Where the stretch begins in the document.
    pub base: usize,
    /// Whether the stretch is one table cell.
    pub cell: bool,
    pub found: Vec<Found>,
    pub others: Vec<(Span, Not)>,
}

impl Scan {
    /// Reads the whole stretch.
    pub fn all(&mut self, stretch: &str) {
        let mut here = Cursor::start_of(stretch);
        while let Some(c) = here.peek() {
            here = match c {
                _ if is_digit(c) => self.number(here),
                'h' | 'w' => self.address(here),
                '\u{2460}'..='\u{24FF}' => self.other(here, here.next(), Not::Ordinal),
                _ if chinese::begins(c) => self.numeral(here),
                _ => here.next(),
            };
        }
    }

    fn span(&self, start: Cursor, end: Cursor) -> Span {
        Span::new(self.base + start.at(), self.base + end.at())
    }

    fn other<'t>(&mut self, start: Cursor, end: Cursor<'t>, not: Not) -> Cursor<'t> {
        self.others.push((self.span(start, end), not));
        end
    }

    fn address<'t>(&mut self, here: Cursor<'t>) -> Cursor<'t> {
        match web_address(here) {
            Some(end) if here.to(end).contains(is_digit) => self.other(here, end, Not::Code),
            Some(end) => end,
            None => here.next(),
        }
    }

    /// The number whose first digit stands here; returns where to read on.
    fn number<'t>(&mut self, here: Cursor<'t>) -> Cursor<'t> {
        if let Some(compound) = Compound::read(here) {
            return self.quantity(&Amount::compound(here, &compound).in_context(self.cell));
        }
        let candidate = Candidate::read(here, self.cell);
        if let Some(disguise) = candidate.disguise() {
            return self.other(disguise.start, disguise.end, disguise.not);
        }
        let Some(first) = Amount::of(&candidate) else {
            return self.other(here, candidate.written.end, Not::Code);
        };
        match first.range_end(self.cell) {
            Some(second) => {
                let unit = first.unit.or(second.unit);
                self.quantity(&Amount { unit, bound: Some(Bound::Range), ..first });
                self.quantity(&Amount { bound: Some(Bound::Range), ..second })
            }
            None => self.quantity(&first),
        }
    }

    /// Chinese numerals from here; most of them are words and pass in silence.
    fn numeral<'t>(&mut self, here: Cursor<'t>) -> Cursor<'t> {
        let run = chinese::Numeral::read(here);
        match run.amount {
            Some((value, unit)) => {
                let amount = Amount {
                    start: run.number,
                    number_end: run.number_end,
                    end: run.end,
                    value,
                    unit: Some(unit),
                    bound: run.bound,
                    lead: here,
                };
                self.quantity(&amount)
            }
            None => run.end,
        }
    }

    fn quantity<'t>(&mut self, amount: &Amount<'t>) -> Cursor<'t> {
        let behind = words().bound_after(amount.end.blanks());
        let before = words().bound_before(amount.lead.back_blanks());
        let bound = match amount.bound {
            Some(Bound::Range) => Bound::Range,
            within => behind.or(before).map(|(_, bound)| bound).or(within).unwrap_or_default(),
        };
        let (first, last) = (before.map_or(amount.lead, |(start, _)| start), behind.map_or(amount.end, |(end, _)| end));
        let quantity = Quantity {
            span: self.span(amount.lead, amount.end),
            number: self.span(amount.start, amount.number_end),
            value: amount.value,
            unit: amount.unit,
            bound,
        };
        self.found.push(Found { quantity, extent: self.span(first, last) });
        amount.end
    }
}

/// A number that is a quantity, with what belongs to it.
#[derive(Debug, Clone, Copy)]
struct Amount<'t> {
    /// Where number and unit together begin (before 百分之).
    lead: Cursor<'t>,
    /// First character of the number, its sign included.
    start: Cursor<'t>,
    number_end: Cursor<'t>,
    /// Past the unit.
    end: Cursor<'t>,
    value: Decimal,
    unit: Option<Unit>,
    bound: Option<Bound>,
}

impl<'t> Amount<'t> {
    /// The amount with its sign, and with the unit behind or before it.
    fn of(candidate: &Candidate<'t>) -> Option<Self> {
        Some(Self::unsigned(candidate)?.in_context(candidate.cell))
    }

    fn compound(start: Cursor<'t>, found: &Compound<'t>) -> Self {
        let Compound { number_end, end, value, unit, bound } = *found;
        Self { lead: start, start, number_end, end, value, unit: Some(unit), bound }
    }

    /// With what stands before it: a sign, 百分之, a mark of money, in any order that is in use.
    fn in_context(self, cell: bool) -> Self {
        let signed = self.signed(cell);
        if signed.unit.is_none()
            && let Some(lead) = signed.start.back_over("百分之")
        {
            return Self { lead, unit: Some(Unit::Percent), ..signed };
        }
        let Some(mark) = currency::before(signed.start) else { return signed };
        let priced = Self { lead: mark, unit: signed.unit.or(Some(Unit::Yuan)), ..signed };
        // -￥100.00
        match sign::before(mark, priced.setting(cell)).filter(|_| signed.start.at() == self.start.at()) {
            Some(sign) => Self { lead: sign, start: sign, value: negated(priced.value), ..priced },
            None => priced,
        }
    }

    fn setting(&self, cell: bool) -> Setting {
        let dimension = self.unit.map(Unit::dimension);
        Setting { cell, amount: matches!(dimension, Some(Dimension::Money | Dimension::Percent | Dimension::Rate)) }
    }

    fn signed(self, cell: bool) -> Self {
        match sign::before(self.start, self.setting(cell)) {
            Some(sign) => Self { lead: sign, start: sign, value: negated(self.value), ..self },
            None => self,
        }
    }

    /// The other end of a range that begins with this amount: 1-2次, 63%~68%, 10至20人.
    fn range_end(&self, cell: bool) -> Option<Self> {
        let sign = range_sign(self.end.blanks())?;
        let spoken = self.end.blanks().peek().is_some_and(is_hanzi);
        // 由10个到20个 is a change, 10到20个 a range.
        if spoken && self.unit.is_some() {
            return None;
        }
        let second_start = sign.blanks();
        second_start.peek().filter(|c| is_digit(*c))?;
        let candidate = Candidate::read(second_start, cell);
        if candidate.disguise().is_some() {
            return None;
        }
        let second = Self::unsigned(&candidate)?;
        // (1-131/146) and 12-3=9 are calculations.
        let calculated = matches!(second.end.peek(), Some('/' | '=' | '＝' | '×' | '*' | '+' | '÷'));
        let same_unit = self.unit.is_none() || second.unit.is_none() || self.unit == second.unit;
        (!calculated && same_unit && self.value < second.value).then_some(second)
    }

    fn unsigned(candidate: &Candidate<'t>) -> Option<Self> {
        let written = &candidate.written;
        let measure = candidate.measure;
        Some(Self {
            lead: written.start,
            start: written.start,
            number_end: written.end,
            end: measure.map_or(written.end, |measure| measure.end),
            value: written.value()?,
            unit: measure.map(|measure| measure.unit),
            bound: measure.and_then(|measure| measure.bound),
        })
    }
}

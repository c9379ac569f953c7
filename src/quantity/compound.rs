//! One amount in several units: 1亿2000万元, 12万3千元, 3万5000人, 5元6角.

use super::cursor::Cursor;
use super::measure::{Measure, ROUGHLY};
use super::words::words;
use super::written::Written;
use super::{Bound, Dimension, Unit};
use rust_decimal::Decimal;

/// Powers of ten with their names, the longest first.
const RANKS: [(&str, u32); 8] =
    [("万亿", 12), ("千万", 7), ("百万", 6), ("十万", 5), ("亿", 8), ("万", 4), ("千", 3), ("百", 2)];

/// More parts than this no amount has: 亿, 万, 千, 百, 元.
const MOST_PARTS: usize = 6;

/// An amount in several units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compound<'t> {
    pub number_end: Cursor<'t>,
    pub end: Cursor<'t>,
    /// In [`Compound::unit`], the finest of its units.
    pub value: Decimal,
    pub unit: Unit,
    pub bound: Option<Bound>,
}

/// What stands in larger units before the last part.
#[derive(Debug, Clone, Copy)]
struct Head<'t> {
    /// What is counted in 万 and more, in 元 or in pieces.
    large: Decimal,
    /// 千 and 百 behind it; a 万 that follows counts them all (2千5百万元).
    small: Decimal,
    /// Power of ten of the last one.
    rank: u32,
    end: Cursor<'t>,
    parts: usize,
}

impl<'t> Compound<'t> {
    /// The compound amount whose first digit stands here; `None` where one unit is all.
    pub fn read(here: Cursor<'t>) -> Option<Self> {
        let mut head = Head { large: Decimal::ZERO, small: Decimal::ZERO, rank: u32::MAX, end: here, parts: 0 };
        while let Some(next) = head.then() {
            head = next;
        }
        if head.parts > 0
            && let Some(found) = head.closed_by_number().and_then(|found| found.with_small_change())
        {
            return Some(found);
        }
        match head.parts {
            0 => Self::yuan(here)?.with_small_change().filter(|found| found.unit == Unit::Yuan && found.is_fine()),
            1 => head.multiplied(),
            _ => head.multiplied().or_else(|| head.closed()),
        }
    }

    /// 1234元, before 5角.
    fn yuan(here: Cursor<'t>) -> Option<Self> {
        let written = Written::read(here, false);
        let end = yuan_at(written.end).filter(|_| written.decimals == 0)?;
        Some(Self { number_end: written.end, end, value: written.value()?, unit: Unit::Yuan, bound: None })
    }

    /// Takes in 5角6分 behind the 元.
    fn with_small_change(self) -> Option<Self> {
        let mut found = self;
        if self.unit != Unit::Yuan || self.end.previous() != Some('元') || self.value.scale() > 0 {
            return Some(found);
        }
        for (unit, scale) in [("角", 1), ("分", 2)] {
            let start = found.end.skip(|c| c == '零');
            let Some((digit, value)) = start.short_number(1..=2) else { continue };
            let Some(end) = digit.eat(unit) else { continue };
            found.value = found.value.checked_add(Decimal::try_new(i64::from(value), scale).ok()?)?;
            (found.end, found.number_end) = (end, end);
        }
        Some(found)
    }

    fn is_fine(&self) -> bool {
        self.value.scale() > 0
    }
}

impl<'t> Head<'t> {
    /// With the next part, a number and its power of ten, if one smaller than the last follows.
    fn then(self) -> Option<Self> {
        let written = Written::read(self.next_number()?, false);
        let number =
            written.value().filter(|_| written.decimals == 0 && !written.grouped && self.parts < MOST_PARTS)?;
        let smaller = |rank: u32| {
            rank < self.rank
                && (self.parts == 0 || power(rank).checked_mul(number).is_some_and(|own| own < power(self.rank)))
        };
        let (end, rank) =
            RANKS.iter().find_map(|(word, rank)| Some((written.end.eat(word)?, *rank)).filter(|_| smaller(*rank)))?;
        let value = number.checked_mul(power(rank))?;
        let (large, small) = if rank < 4 { (Decimal::ZERO, value) } else { (value, Decimal::ZERO) };
        Some(Self {
            large: self.large.checked_add(large)?,
            small: self.small.checked_add(small)?,
            rank,
            end,
            parts: self.parts + 1,
        })
    }

    fn sum(self) -> Option<Decimal> {
        self.large.checked_add(self.small)
    }

    /// 2千5百万元, 2千余万元: a larger unit follows and counts what is said in 千 and 百.
    fn multiplied(self) -> Option<Compound<'t>> {
        let measure = Measure::after(self.end)?;
        let factor = measure.unit.factor();
        let own = self.small.checked_mul(factor)?;
        let fits = measure.unit.dimension() == Dimension::Money
            && factor >= power(4)
            && !self.small.is_zero()
            && (self.large.is_zero() || own < power(8));
        let value = self.large.checked_div(factor)?.checked_add(self.small)?;
        fits.then_some(Compound {
            number_end: self.end,
            end: measure.end,
            value,
            unit: measure.unit,
            bound: measure.bound,
        })
    }

    /// Where the number of the next part begins.
    fn next_number(self) -> Option<Cursor<'t>> {
        let start = if self.parts == 0 { self.end } else { self.end.skip(|c| matches!(c, '零' | '又')) };
        start.peek().filter(char::is_ascii_digit).map(|_| start)
    }

    /// 3万5000元, 1亿2000.5万元, 1万2000人: the last part is a number with a unit of its own.
    fn closed_by_number(self) -> Option<Compound<'t>> {
        let written = Written::read(self.next_number()?, false);
        let measure = Measure::after(written.end)?;
        let factor = measure.unit.factor();
        let own = written.value()?.checked_mul(factor)?;
        let kept = match measure.unit.dimension() {
            Dimension::Money | Dimension::People => true,
            _ => matches!(measure.unit, Unit::Count | Unit::TenThousandCount),
        };
        let value = self.sum()?.checked_div(factor)?.checked_add(written.value()?)?;
        (kept && own < power(self.rank)).then_some(Compound {
            number_end: written.end,
            end: measure.end,
            value,
            unit: measure.unit,
            bound: measure.bound,
        })
    }

    /// 1亿2000万元, 12万3千元, 1万2千人: the last part is counted in its power of ten.
    fn closed(self) -> Option<Compound<'t>> {
        let rough = self.end.eat_one(&ROUGHLY);
        let behind = rough.unwrap_or(self.end);
        let bound = rough.map(|_| Bound::About);
        if let Some(end) = yuan_at(behind) {
            let (unit, rank, number_end) = match self.rank {
                4..=7 => (Unit::TenThousandYuan, 4, self.end.back()),
                3 => (Unit::ThousandYuan, 3, self.end.back()),
                _ => (Unit::Yuan, 0, self.end),
            };
            let value = self.sum()?.checked_div(power(rank))?;
            return Some(Compound { number_end, end, value, unit, bound });
        }
        match words().unit_at(behind) {
            Some((end, word)) if matches!(word.unit, Unit::Person | Unit::PersonTime | Unit::Count) => {
                Some(Compound { number_end: self.end, end, value: self.sum()?, unit: word.unit, bound })
            }
            Some(_) => None,
            // 1亿2000万 without 元.
            None if self.rank == 4 && rough.is_none() => {
                let value = self.sum()?.checked_div(power(4))?;
                Some(Compound { number_end: self.end.back(), end: self.end, value, unit: Unit::TenThousandYuan, bound })
            }
            None => None,
        }
    }
}

fn power(rank: u32) -> Decimal {
    10_i64.checked_pow(rank).map_or(Decimal::MAX, Decimal::from)
}

/// Past 元 here, if it is the unit of money.
fn yuan_at(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let (end, word) = words().unit_at(here)?;
    (word.unit == Unit::Yuan).then_some(end)
}

//! Chinese numerals, read only where they are certain to be an amount: 百分之三十七点七五, 三十万元, 十二个, 壹佰元整.

mod capital;
mod numeral;
mod share;

use super::cursor::Cursor;
use super::disguise::slogan;
use super::measure::Measure;
use super::{Bound, Dimension, Unit};
use numeral::is_numeral;
use rust_decimal::Decimal;

/// What a run of Chinese numerals is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral<'t> {
    /// Where the number itself begins.
    pub number: Cursor<'t>,
    pub number_end: Cursor<'t>,
    /// Where to read on.
    pub end: Cursor<'t>,
    /// `None`: a word, not an amount.
    pub amount: Option<(Decimal, Unit)>,
    pub bound: Option<Bound>,
}

/// Whether a run of Chinese numerals may begin with `c`.
pub(super) fn begins(c: char) -> bool {
    is_numeral(c) || capital::begins(c)
}

impl<'t> Numeral<'t> {
    /// The longest run of numerals here.
    pub fn read(here: Cursor<'t>) -> Self {
        if let Some((end, value)) = capital::amount(here) {
            let number_end = if matches!(end.previous(), Some('整' | '正')) { end.back() } else { end };
            let number_end = number_end.back_over("元").unwrap_or(number_end);
            let amount = Self::of(here, number_end, end, (value, Unit::Yuan));
            return Self { bound: Some(Bound::Again), ..amount };
        }
        if let Some(share) = share::spoken(here) {
            return share;
        }
        let run = run_at(here);
        if run.at() == here.at() {
            return Self::word(here, here.next());
        }
        if matches!(here.previous(), Some('第' | '之' | '几' | '数' | '上' | '好' | '周' | '点')) {
            return Self::word(here, run);
        }
        share::tenths(here, run)
            .or_else(|| share::fraction(here, run))
            .or_else(|| counted(here))
            .unwrap_or(Self::word(here, run))
    }

    fn of(number: Cursor<'t>, number_end: Cursor<'t>, end: Cursor<'t>, amount: (Decimal, Unit)) -> Self {
        Self { number, number_end, end, amount: Some(amount), bound: None }
    }

    fn word(number: Cursor<'t>, end: Cursor<'t>) -> Self {
        Self { number, number_end: end, end, amount: None, bound: None }
    }
}

/// 三十万元, 一亿二千万元, 八点零一万亿元, 十二个.
fn counted<'t>(here: Cursor<'t>) -> Option<Numeral<'t>> {
    let (value, number_end) = number_at(here)?;
    let measure = Measure::after(number_end)?;
    let signs = here.to(number_end);
    let certain = match measure.unit.dimension() {
        Dimension::Money => {
            let yuan = measure.end.previous() == Some('元');
            yuan && (measure.unit != Unit::Yuan || signs.chars().count() >= 2 || signs == "零")
        }
        _ => measure.hanzi && signs.chars().count() >= 2 && slogan(here, number_end).is_none(),
    };
    let amount = Numeral::of(here, number_end, measure.end, (value, measure.unit));
    certain.then_some(Numeral { bound: measure.bound, ..amount })
}

/// Past the numerals here and the 万 and 亿 inside them; one at their end belongs to the unit.
fn run_at(here: Cursor<'_>) -> Cursor<'_> {
    let mut run = here.skip(|c| is_numeral(c) || matches!(c, '万' | '亿'));
    while run.at() > here.at() && matches!(run.previous(), Some('万' | '亿')) {
        run = run.back();
    }
    run
}

/// The number said here, counted in the 万 or 亿 that follows it: 一亿二千|万元 is twelve thousand.
fn number_at(here: Cursor<'_>) -> Option<(Decimal, Cursor<'_>)> {
    let run = run_at(here);
    let signs = here.to(run);
    if let Some(point) = run.eat("点") {
        let end = point.skip(is_numeral);
        if let Some(value) = numeral::decimal(signs, point.to(end)) {
            return Some((value, end));
        }
    }
    if !signs.contains(['万', '亿']) {
        return Some((Decimal::from(numeral::integer(signs)?), run));
    }
    let (sign, rank) = match run.peek() {
        Some('万') => ("万", 10_000),
        Some('亿') => ("亿", 100_000_000),
        _ => ("", 1),
    };
    let whole = numeral::integer(&format!("{signs}{sign}"))?;
    Some((Decimal::from(whole.checked_div(rank)?), run))
}

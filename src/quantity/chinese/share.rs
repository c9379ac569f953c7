//! Shares in words: 百分之三十七点七五, 千分之五, 二成六, 八成, 四分之三.

use super::numeral::{digit, is_numeral};
use super::{Numeral, number_at};
use crate::quantity::Unit;
use crate::quantity::cursor::Cursor;
use rust_decimal::Decimal;

/// 百分之… and 千分之….
pub(super) fn spoken<'t>(here: Cursor<'t>) -> Option<Numeral<'t>> {
    let (number, unit) = [("百分之", Unit::Percent), ("千分之", Unit::PerMille)]
        .into_iter()
        .find_map(|(words, unit)| Some((here.eat(words)?, unit)))?;
    if unit == Unit::Percent
        && let Some(end) = number.eat("百").filter(|end| !end.peek().is_some_and(is_numeral))
    {
        return Some(Numeral::of(here, end, end, (Decimal::ONE_HUNDRED, unit)));
    }
    Some(match number_at(number) {
        Some((value, end)) => Numeral::of(here, end, end, (value, unit)),
        None => Numeral::word(number, number.skip(is_numeral)),
    })
}

/// 二成六 is 26 %, 八成 some eight tenths; the latter counts only where a clause ends, for 成 begins many words.
pub(super) fn tenths<'t>(here: Cursor<'t>, run: Cursor<'t>) -> Option<Numeral<'t>> {
    let tens = single_digit(here, run)?;
    let sign = run.eat("成")?;
    let ones_end = sign.skip(is_numeral);
    let ones = single_digit(sign, ones_end);
    let end = if ones.is_some() { ones_end } else { sign };
    let ends = matches!(end.peek(), None | Some('，' | '。' | '；' | '、' | '）' | '以' | '左' | '多' | '\n'));
    let amount = match ones {
        Some(ones) => (Decimal::from(tens * 10 + ones), Unit::Percent),
        None => (Decimal::from(tens), Unit::Tenth),
    };
    ends.then(|| Numeral::of(here, if ones.is_some() { end } else { run }, end, amount))
}

/// 四分之三: as rough a word as 七成五.
pub(super) fn fraction<'t>(here: Cursor<'t>, run: Cursor<'t>) -> Option<Numeral<'t>> {
    let (whole, _) = number_at(here).filter(|(_, end)| end.at() == run.at())?;
    let over = run.eat("分之")?;
    let (part, end) = number_at(over)?;
    let fits = part > Decimal::ZERO && part < whole && whole <= Decimal::TEN;
    let share = part.checked_mul(Decimal::TEN)?.checked_div(whole)?.round_dp(2);
    fits.then(|| Numeral::of(here, end, end, (share, Unit::Tenth)))
}

fn single_digit(start: Cursor, end: Cursor) -> Option<u64> {
    let mut signs = start.to(end).chars();
    let value = digit(signs.next()?)?;
    signs.next().is_none().then_some(value)
}

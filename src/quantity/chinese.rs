//! Chinese numerals, read only where they are certain to be an amount: 百分之三十七点七五, 二成六, 三十万元, 十二个.

use super::cursor::Cursor;
use super::disguise::slogan;
use super::measure::Measure;
use super::{Bound, Dimension, Unit};
use rust_decimal::Decimal;

/// What a run of Chinese numerals is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral<'t> {
    /// Where the number itself begins (behind 百分之).
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
    matches!(c, '百' | '千') || is_numeral(c)
}

fn is_numeral(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '两') || numeral_digit(c).is_some()
}

fn numeral_digit(c: char) -> Option<u32> {
    match c {
        '零' | '〇' => Some(0),
        '两' => Some(2),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(sign, _)| *sign == c).map(|(_, value)| value),
    }
}

impl<'t> Numeral<'t> {
    /// The longest run of numerals here.
    pub fn read(here: Cursor<'t>) -> Self {
        for (words, unit) in [("百分之", Unit::Percent), ("千分之", Unit::PerMille)] {
            if let Some(number) = here.eat(words) {
                return Self::share(number, unit);
            }
        }
        let run = here.skip(is_numeral);
        let word = Self { number: here, number_end: run, end: run, amount: None, bound: None };
        if matches!(here.previous(), Some('第' | '之' | '几' | '数' | '上' | '好' | '周' | '点')) {
            return word;
        }
        word.tenths(here, run).or_else(|| word.counted(here, run)).unwrap_or(word)
    }

    fn share(number: Cursor<'t>, unit: Unit) -> Self {
        let run = number.skip(is_numeral);
        let word = Self { number, number_end: run, end: run, amount: None, bound: None };
        if number.to(run) == "百" {
            return Self { amount: Some((Decimal::ONE_HUNDRED, unit)), ..word };
        }
        match decimal(number, run) {
            Some((value, end)) => Self { number_end: end, end, amount: Some((value, unit)), ..word },
            None => word,
        }
    }

    /// 二成六 is 26 %; 三成 counts only where a clause ends, for 成 begins many words.
    fn tenths(self, here: Cursor<'t>, run: Cursor<'t>) -> Option<Self> {
        let tens = single_digit(here, run)?;
        let sign = run.eat("成")?;
        let ones_end = sign.skip(is_numeral);
        let (end, ones) = match single_digit(sign, ones_end) {
            Some(ones) => (ones_end, ones),
            None => (sign, 0),
        };
        let ends = matches!(end.peek(), None | Some('，' | '。' | '；' | '、' | '）' | '以' | '左' | '\n'));
        ends.then(|| Self {
            number_end: end,
            end,
            amount: Some((Decimal::from(tens * 10 + ones), Unit::Percent)),
            ..self
        })
    }

    /// 三十万元, 八点零一万亿元, 十二个.
    fn counted(self, here: Cursor<'t>, run: Cursor<'t>) -> Option<Self> {
        let (value, number_end) = decimal(here, run)?;
        let measure = Measure::after(number_end)?;
        let signs = here.to(number_end).chars().count();
        let certain = match measure.unit.dimension() {
            Dimension::Money => measure.end.previous() == Some('元') && (measure.unit != Unit::Yuan || signs >= 2),
            _ => measure.hanzi && signs >= 2 && number_end.at() == run.at() && slogan(here, run).is_none(),
        };
        // 一亿二千万元 goes on: neither half is the amount.
        if measure.end.peek().is_some_and(is_numeral) && measure.unit.dimension() == Dimension::Money {
            let end = measure.end.skip(|c| is_numeral(c) || matches!(c, '万' | '亿' | '元'));
            return Some(Self { end, ..self });
        }
        certain.then_some(Self {
            number_end,
            end: measure.end,
            amount: Some((value, measure.unit)),
            bound: measure.bound,
            ..self
        })
    }
}

fn single_digit(start: Cursor, end: Cursor) -> Option<u32> {
    let mut signs = start.to(end).chars();
    let value = numeral_digit(signs.next()?)?;
    signs.next().is_none().then_some(value)
}

/// The value of an integer below ten thousand and the decimals behind 点.
fn decimal<'t>(start: Cursor<'t>, run: Cursor<'t>) -> Option<(Decimal, Cursor<'t>)> {
    let whole = Decimal::from(integer(start.to(run))?);
    let Some(point) = run.eat("点") else {
        return Some((whole, run));
    };
    let end = point.skip(is_numeral);
    let digits = point.to(end);
    if digits.is_empty() || digits.chars().count() > 10 {
        return Some((whole, run));
    }
    let fraction = digits.chars().try_fold(0_i64, |value, sign| Some(value * 10 + i64::from(numeral_digit(sign)?)))?;
    let scale = u32::try_from(digits.chars().count()).ok()?;
    Some((whole.checked_add(Decimal::new(fraction, scale))?, end))
}

/// 三千二百零五 → 3205; `None` for what is no integer in good form (二五, 百, 三百五).
fn integer(signs: &str) -> Option<u32> {
    let (mut total, mut digit, mut least_rank) = (0, None, 10_000);
    let mut zero = false;
    for sign in signs.chars() {
        let rank = match sign {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' => {
                if digit.is_some() || zero {
                    return None;
                }
                zero = true;
                continue;
            }
            _ if digit.is_some() => return None,
            _ => {
                digit = numeral_digit(sign);
                continue;
            }
        };
        let leading_ten = rank == 10 && least_rank == 10_000 && !zero;
        let count = digit.take().or(leading_ten.then_some(1))?;
        if rank >= least_rank {
            return None;
        }
        total += count * rank;
        least_rank = rank;
        zero = false;
    }
    let colloquial = digit.is_some() && !zero && least_rank > 10 && least_rank < 10_000;
    let empty = digit.is_none() && least_rank == 10_000 && signs.chars().count() != 1;
    (!colloquial && !empty && !signs.is_empty()).then(|| total + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_in_good_form() {
        for (signs, value) in [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("三千二百", 3200),
            ("零", 0),
            ("两千零三十", 2030),
        ] {
            assert_eq!(integer(signs), Some(value), "{signs}");
        }
    }

    #[test]
    fn what_is_said_loosely_has_no_value() {
        for signs in ["二五", "百", "三百五", "千百", "十百", "二〇二二", "", "零零"] {
            assert_eq!(integer(signs), None, "{signs}");
        }
    }
}

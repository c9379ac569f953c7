//! Numbers inside fixed expressions: 1+17+N, 5A级, 157办, 24小时, “四个100%”.

use super::{Candidate, Disguise};
use crate::quantity::cursor::Cursor;
use crate::quantity::words::words;
use crate::quantity::{Dimension, Not};

/// A slogan in quotation marks has at most this many characters.
const SLOGAN: usize = 8;

/// What the number is a part of, if that is a name and not a count.
pub(super) fn idiom<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let end = formula(candidate)
        .or_else(|| grade(candidate))
        .or_else(|| called(candidate))
        .or_else(|| round_the_clock(candidate))
        .or_else(|| hundred_percent(candidate))
        .or_else(|| {
            slogan(candidate.start(), candidate.end()).filter(|_| !has_amount(candidate)).map(|()| candidate.end())
        })?;
    Some(candidate.until(end, Not::Idiom))
}

fn has_amount(candidate: &Candidate) -> bool {
    candidate.measure.is_some_and(|measure| matches!(measure.unit.dimension(), Dimension::Money | Dimension::Percent))
}

/// Whether both ends stand inside one short pair of quotation marks.
pub(in crate::quantity) fn slogan<'t>(start: Cursor<'t>, end: Cursor<'t>) -> Option<()> {
    let before = start.before().chars().rev().take(SLOGAN).position(|c| matches!(c, '“' | '”' | '「' | '‘'))?;
    let opened = start.before().chars().rev().nth(before)? != '”';
    let number = start.to(end).chars().count();
    let room = (SLOGAN + 1).checked_sub(before + number)?;
    let closed = end.rest().chars().take(room).find(|c| matches!(c, '“' | '”' | '」' | '’'))? != '“';
    (opened && closed).then_some(())
}

/// `1+17+N`: small terms, no unit and no result.
fn formula<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    candidate.written.small_of(2)?;
    let mut end = candidate.end();
    for _ in 0..SLOGAN {
        let Some(plus) = end.eat_one(&['+', '＋']) else { break };
        end = match plus.short_number(1..=2) {
            Some((term, _)) => term,
            None => plus.eat_one(&['N', 'n', 'X', 'x', 'Ｎ', 'Ｘ'])?,
        };
    }
    let calculated = matches!(end.peek(), Some('=' | '＝' | '.' | '%' | '％' | '+' | '＋' | '×'))
        || crate::quantity::measure::Measure::after(end).is_some_and(|m| m.unit.dimension() == Dimension::Money);
    let goes_on = end.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    (end.at() > candidate.end().at() && !calculated && !goes_on).then_some(end)
}

/// 5A级, 4G.
fn grade<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    candidate.written.small_of(1).filter(|_| candidate.measure.is_none())?;
    let letter = candidate.end().peek().filter(char::is_ascii_uppercase)?;
    let end = candidate.end().skip(|c| c == letter);
    let goes_on = end.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| end.eat("级").unwrap_or(end))
}

/// 157办, 12345热线, 90后, 100周年.
fn called<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let plain = candidate.written.decimals == 0 && !candidate.written.grouped;
    words().called_at(candidate.end()).filter(|_| plain)
}

/// 24小时, 7×24小时.
fn round_the_clock<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    (candidate.written.small() == Some(24)).then(|| candidate.end().eat("小时"))?
}

/// 四个100%: the hundred percent are the name of the thing counted.
fn hundred_percent<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let measure = candidate.measure.filter(|measure| measure.unit == crate::quantity::Unit::Percent)?;
    let counter = candidate.start().back_blanks().back_over("个")?;
    counter.previous().filter(|c| "两二三四五六七八九十".contains(*c)).map(|_| measure.end)
}

//! Project, credit, identity and account codes, telephone numbers, versions, addresses.

use super::{Candidate, Disguise};
use crate::quantity::cursor::{Cursor, folded, is_digit, is_hanzi};
use crate::quantity::{Dimension, Not};

/// From this length on a run of digits is a code: 15 digits of 元 would be more than the national budget.
const CODE_DIGITS: usize = 15;

/// A630, 106001-…, 11430725006430036T, 0736-6622…, 13912345678, 10.0.0.1, 2010506统计管理.
pub(super) fn code<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let written = &candidate.written;
    let plain = written.decimals == 0 && !written.grouped;
    let priced = candidate
        .measure
        .is_some_and(|measure| matches!(measure.unit.dimension(), Dimension::Money | Dimension::Percent));
    if let Some(disguise) = behind_letter(candidate).filter(|_| !priced) {
        return Some(disguise);
    }
    let end = dotted(candidate)
        .or_else(|| before_letter(candidate))
        .or_else(|| long(candidate).filter(|_| plain))
        .or_else(|| telephone(candidate).filter(|_| plain && candidate.measure.is_none()))
        .or_else(|| leading_zero(candidate).filter(|_| plain && !priced))
        .or_else(|| hyphenated(candidate).filter(|_| plain && candidate.measure.is_none()))
        .or_else(|| budget_item(candidate).filter(|_| plain))
        .or_else(|| torn_tail(candidate))?;
    Some(candidate.until(end, Not::Code))
}

/// Past `http://…` or `www.…` here; whatever digits it holds are no amounts.
pub(in crate::quantity) fn web_address(here: Cursor<'_>) -> Option<Cursor<'_>> {
    ["http://", "https://", "www."].iter().find_map(|scheme| here.eat(scheme))?;
    Some(here.skip(|c| c.is_ascii_graphic()))
}

fn is_code_character(c: char) -> bool {
    let c = folded(c);
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// `1.2.3`, `10.0.0.1`.
fn dotted<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let part = |here: Cursor<'t>| here.eat_one(&['.', '．']).filter(|next| next.peek().is_some_and(is_digit));
    let mut end = part(candidate.end()).filter(|_| candidate.written.decimals > 0)?.digits();
    while let Some(next) = part(end) {
        end = next.digits();
    }
    Some(end)
}

/// `A630`, `COVID-19`, `v2.0`, `GB/T 9704-2012`.
fn behind_letter<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let digits = candidate.start();
    let letters = digits.back_while(|c| c.is_ascii_alphabetic());
    let joined = matches!(digits.previous(), Some('-' | '/' | '_'))
        && digits.back().previous().is_some_and(|c| c.is_ascii_alphabetic());
    let spaced = digits.back_blanks().previous().is_some_and(|c| c.is_ascii_uppercase()) && candidate.measure.is_none();
    let named = letters.at() < digits.at() || joined || spaced;
    if !named || crate::quantity::currency::before(digits).is_some() {
        return None;
    }
    let run = digits.skip(is_code_character);
    let version = run.eat(".").filter(|next| next.peek().is_some_and(is_digit)).map(Cursor::digits);
    let mail = run.eat("@").map(|host| host.skip(|c| c.is_ascii_graphic()));
    let end = mail.or(version).unwrap_or(run);
    Some(Disguise { start: letters, end, not: Not::Code })
}

/// Letters behind the digits that are no unit; 5A and 4G are left to the idioms.
fn before_letter<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let end = candidate.end();
    let letter = end.peek().filter(|c| c.is_ascii_alphabetic() || *c == '@')?;
    let end = if letter == '@' { end.skip(|c| c.is_ascii_graphic()) } else { end.skip(is_code_character) };
    (candidate.measure.is_none() && candidate.start().to(end).len() > 2).then_some(end)
}

fn long<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    (candidate.written.whole_digits >= CODE_DIGITS).then(|| candidate.end().skip(is_code_character))
}

/// Mobile 1[3-9]xxxxxxxxx and landline 0xxx-xxxxxxx.
fn telephone<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let digits = candidate.start().to(candidate.end());
    let mobile = digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3");
    if mobile {
        return Some(candidate.end());
    }
    let subscriber = candidate.end().eat_one(&['-', '－', '—'])?;
    let end = subscriber.digits();
    let landline =
        digits.starts_with('0') && (3..=4).contains(&digits.len()) && (7..=8).contains(&subscriber.to(end).len());
    landline.then_some(end)
}

fn leading_zero<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let zero = matches!(candidate.start().peek(), Some('0' | '０'));
    (zero && candidate.written.whole_digits > 1).then(|| candidate.end().skip(is_code_character))
}

/// `106001-单位名称`, `12-3-4`.
fn hyphenated<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let hyphen = candidate.end().eat_one(&['-', '－'])?;
    if candidate.written.whole_digits >= 5 && hyphen.peek().is_some_and(|c| is_hanzi(c) || c.is_ascii_alphabetic()) {
        return Some(candidate.end());
    }
    let second = hyphen.digits();
    let third =
        second.eat_one(&['-', '－']).filter(|next| second.at() > hyphen.at() && next.peek().is_some_and(is_digit));
    third.map(|_| hyphen.skip(is_code_character))
}

/// Functional and economic classification: 2010506统计管理 at the start of a line, 204类, 20101款.
fn budget_item<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let end = candidate.end();
    let level = match candidate.written.whole_digits {
        3 => "类",
        5 => "款",
        7 => "项",
        _ => return None,
    };
    let digits = candidate.start().to(end);
    let functional = ("201".."240").contains(&digits.get(..3).unwrap_or_default());
    if functional && end.eat(level).is_some() {
        return Some(end);
    }
    let economic = ("301".."313").contains(&digits.get(..3).unwrap_or_default());
    let titled = end.peek().is_some_and(is_hanzi) && candidate.measure.is_none();
    (candidate.start().leads_line() && (functional || economic) && titled).then_some(end)
}

/// `.93` without digits before the point: a decimal that a line break tore apart, or `No.93`. Half a number is none.
fn torn_tail<'t>(candidate: &Candidate<'t>) -> Option<Cursor<'t>> {
    let point = candidate.start().back_over(".")?;
    (!point.previous().is_some_and(is_digit)).then(|| candidate.end())
}

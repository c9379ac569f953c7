//! Document numbers, list numbers, numbers of annexes and everything behind 第.

use super::time::year_at;
use super::{Candidate, Disguise, range_sign};
use crate::quantity::cursor::{Cursor, is_digit, is_hanzi};
use crate::quantity::{Not, Unit};

/// 〔2019〕1号, [2016]46 号, （2008）3号.
pub(super) fn document_number<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let open = candidate.start().back_blanks();
    let bracket = open.previous()?;
    let close = match bracket {
        '〔' => '〕',
        '﹝' => '﹞',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〖' => '〗',
        '(' => ')',
        '（' => '）',
        _ => return None,
    };
    let closed = year_at(candidate.start())?.blanks().eat_one(&[close])?;
    let number = closed.blanks();
    let number = number.eat("第").unwrap_or(number).blanks();
    let digits = number.digits();
    let sign = (digits.at() > number.at()).then(|| digits.soft_break().eat("号")).flatten();
    let end = match sign {
        Some(end) => end,
        // Six-cornered brackets hold nothing but the year of a document.
        None if matches!(bracket, '〔' | '﹝') && digits.at() > number.at() => digits,
        None if matches!(bracket, '〔' | '﹝') => closed,
        None => return None,
    };
    Some(Disguise { start: open.back(), end, not: Not::DocumentNumber })
}

/// 第3, 第12号, 附件2, （1）, and list numbers at the start of a line or sentence.
pub(super) fn ordinal<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    behind_ordinal_mark(candidate)
        .or_else(|| numbered(candidate))
        .or_else(|| in_brackets(candidate))
        .or_else(|| list_number(candidate))
        .or_else(|| labelled(candidate))
}

fn behind_ordinal_mark<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let start = candidate.start().back_blanks().back_over("第")?;
    let run = candidate.start().digits();
    let second = range_sign(run).filter(|sign| sign.peek().is_some_and(is_digit));
    let end = second.map_or(run, Cursor::digits);
    Some(match end.blanks().eat("号") {
        Some(end) => Disguise { start, end, not: Not::DocumentNumber },
        None => Disguise { start, end, not: Not::Ordinal },
    })
}

/// 2号 in 1号、2号; 3季度.
fn numbered<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    candidate.written.small()?;
    let near = candidate.end().blanks();
    let end = near.eat("号").or_else(|| near.eat("季度"))?;
    Some(candidate.until(end, Not::Ordinal))
}

fn in_brackets<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    candidate.written.small_of(2)?;
    let open = candidate.start().back_blanks();
    matches!(open.previous(), Some('(' | '（')).then_some(())?;
    let close = candidate.end().blanks().eat_one(&[')', '）'])?;
    Some(Disguise { start: open.back(), end: close, not: Not::Ordinal })
}

fn list_number<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let whole_end = candidate.written.whole_end;
    if candidate.written.grouped || candidate.written.whole_digits > 3 {
        return None;
    }
    let leads_line = candidate.start().leads_line();
    let end = if leads_line {
        leading_number(candidate, whole_end)?
    } else {
        // 注：1.…；2.…: within a line only behind punctuation and before a word.
        let opens = matches!(candidate.start().back_blanks().previous(), Some('。' | '；' | ';' | '：' | ':' | '！'));
        let end = whole_end.eat_one(&['.', '．', '、']).filter(|_| opens)?;
        end.blanks().peek().filter(|c| is_hanzi(*c) || matches!(c, '“' | '《' | '（'))?;
        end
    };
    Some(candidate.until(end, Not::Ordinal))
}

/// `1、`, `1.`, `1）` at the start of a line, `5.1` before a heading.
fn leading_number<'t>(candidate: &Candidate<'t>, whole_end: Cursor<'t>) -> Option<Cursor<'t>> {
    if let Some(end) = whole_end.blanks().eat_one(&['、']) {
        let enumeration = end.digits().eat("、").filter(|_| end.peek().is_some_and(is_digit));
        return enumeration.is_none().then_some(end);
    }
    if let Some(end) = whole_end.blanks().eat_one(&[')', '）']) {
        return end.blanks().peek().filter(|c| is_hanzi(*c)).map(|_| end);
    }
    let point = whole_end.eat_one(&['.', '．'])?;
    if candidate.written.decimals == 0 {
        return Some(point);
    }
    let dated = year_at(point).is_some_and(|end| end.soft_break().eat("年").is_some())
        || point.short_number(1..=2).is_some_and(|(end, _)| end.eat("月").is_some());
    let counted = candidate.measure.is_some_and(|measure| {
        // Nobody counts 1.3名: a list number stands before 3名.
        matches!(measure.unit, Unit::Person | Unit::PersonTime | Unit::Count) && measure.bound.is_none()
    });
    if dated || counted {
        return Some(point);
    }
    section_number(point).filter(|_| candidate.measure.is_none() && candidate.written.whole_digits <= 2)
}

/// `.1` or `.1.2` behind the chapter, before a title; `.10` and `.50` are more likely decimals.
fn section_number(point: Cursor<'_>) -> Option<Cursor<'_>> {
    let (mut end, part) = point.short_number(1..=2)?;
    let mut section = (1..=20).contains(&part) && !matches!(point.peek(), Some('0')) && !part.is_multiple_of(10);
    while let Some((further, _)) = end.eat_one(&['.', '．']).and_then(|point| point.short_number(1..=2)) {
        (end, section) = (further, true);
    }
    let titled = end.blanks().peek().is_some_and(is_hanzi);
    (section && titled).then_some(end)
}

/// 附件2, 目标1：, 表1-1; but 完成任务3项 is a count.
fn labelled<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    candidate.written.small_of(3).filter(|_| candidate.measure.is_none())?;
    crate::quantity::words::words().label_before(candidate.start().back_blanks())?;
    let mut end = candidate.end();
    while let Some((further, _)) = end.eat_one(&['-', '－', '—']).and_then(|sign| sign.short_number(1..=2)) {
        end = further;
    }
    Some(candidate.until(end, Not::Ordinal))
}

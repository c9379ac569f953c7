//! Years, dates and times of day.

use super::{Candidate, Disguise, range_sign};
use crate::quantity::cursor::{Cursor, is_digit};
use crate::quantity::{Dimension, Not};

/// 2022年, 2021-2023年, 2022年12月31日, 1-6月, 2024-10-15, 12:30, 9时30分.
pub(super) fn time<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let value = candidate.written.small_of(4).filter(|_| !is_sum_of_money(candidate));
    let Some(value) = value else {
        return dotted_date(candidate);
    };
    let is_year = candidate.written.whole_digits == 4 && is_calendar_year(value);
    if is_year {
        return year(candidate);
    }
    let end = candidate.end();
    if let Some(end) = month_and_day(candidate.start()) {
        return Some(candidate.until(end, Not::Date));
    }
    if candidate.written.whole_digits > 2 {
        return None;
    }
    let near = end.blanks();
    if value <= 31 && near.eat("日").is_some() {
        return Some(candidate.until(near.next(), Not::Date));
    }
    clock(candidate, value).or_else(|| short_year(candidate, value))
}

fn is_sum_of_money(candidate: &Candidate) -> bool {
    candidate.measure.is_some_and(|measure| measure.unit.dimension() == Dimension::Money)
}

fn is_calendar_year(value: u32) -> bool {
    (1900..2100).contains(&value)
}

/// A four-digit calendar year here.
pub(super) fn year_at(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let (end, value) = here.short_number(4..=4)?;
    is_calendar_year(value).then_some(end)
}

fn year<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let end = candidate.end();
    if let Some(sign) = end.soft_break().eat("年") {
        return Some(after_year(candidate, sign));
    }
    if let Some(second) = range_sign(end.blanks()).and_then(|sign| year_at(sign.blanks())) {
        let sign = second.blanks().eat("年").unwrap_or(second);
        return Some(candidate.until(sign.eat("度").unwrap_or(sign), Not::Year));
    }
    if let Some(end) = numeric_date(end) {
        return Some(candidate.until(end, Not::Date));
    }
    let listed = end.eat_one(&['、', '和', '与', '及']).and_then(year_at);
    let named = ["财年", "会计年度", "预算年度", "级", "届"].iter().find_map(|word| end.eat(word));
    if let Some(end) = named.or(listed.map(|_| end)) {
        return Some(candidate.until(end, Not::Year));
    }
    let opened = matches!(candidate.start().back_blanks().previous(), Some('(' | '（' | '[' | '［' | '【'));
    let closed = matches!(end.blanks().peek(), Some(')' | '）' | ']' | '］' | '】'));
    (opened && closed && !candidate.cell).then(|| candidate.until(end, Not::Year))
}

/// What follows 年: nothing, 度, a month, a range of months.
fn after_year<'t>(candidate: &Candidate<'t>, sign: Cursor<'t>) -> Disguise<'t> {
    match month_and_day(sign.blanks()) {
        Some(end) => candidate.until(end, Not::Date),
        None => candidate.until(sign.eat("度").unwrap_or(sign), Not::Year),
    }
}

/// `10月`, `1-6月`, `12月31日` here.
fn month_and_day(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let (first, _) = here.short_number(1..=2)?;
    let last =
        range_sign(first.blanks()).and_then(|sign| sign.blanks().short_number(1..=2)).map_or(first, |(end, _)| end);
    let month = last.soft_break().eat("月")?;
    let day = month.soft_break().short_number(1..=2).and_then(|(first, _)| {
        let last = range_sign(first).and_then(|sign| sign.short_number(1..=2)).map_or(first, |(end, _)| end);
        last.blanks().eat_one(&['日', '号'])
    });
    Some(day.unwrap_or(month))
}

/// `-10-15`, `/10/15`, `.10.15`, `-10` behind a year.
fn numeric_date(year: Cursor<'_>) -> Option<Cursor<'_>> {
    let separator = year.peek().filter(|c| matches!(c, '-' | '/' | '.' | '－' | '．'))?;
    let (month, value) = year.next().short_number(1..=2)?;
    if !(1..=12).contains(&value) {
        return None;
    }
    let day = month.eat_one(&[separator]).and_then(|sign| sign.short_number(1..=2));
    Some(day.filter(|(_, day)| (1..=31).contains(day)).map_or(month, |(end, _)| end))
}

/// 2024.10.15 and 2022.3, which read as decimals at first. In a cell of its own 2022.12 is an amount.
fn dotted_date<'t>(candidate: &Candidate<'t>) -> Option<Disguise<'t>> {
    let written = &candidate.written;
    if candidate.measure.is_some() || written.grouped || written.decimals == 0 || written.decimals > 2 {
        return None;
    }
    let end = numeric_date(year_at(written.start)?)?;
    let month_only = end.at() == written.end.at();
    let amount = end.peek().is_some_and(is_digit) || (month_only && candidate.fills_cell());
    (!amount).then(|| candidate.until(end, Not::Date))
}

/// `12:30`, `9时30分`, `9点半`.
fn clock<'t>(candidate: &Candidate<'t>, hour: u32) -> Option<Disguise<'t>> {
    if hour > 24 {
        return None;
    }
    let end = candidate.end();
    let two_digits =
        |here: Cursor<'t>| here.eat(":").and_then(|sign| sign.short_number(2..=2)).filter(|(_, v)| *v < 60);
    if let Some((minute, _)) = two_digits(end) {
        let end = two_digits(minute).map_or(minute, |(second, _)| second);
        return Some(candidate.until(end, Not::Date));
    }
    let sign = end.eat_one(&['时', '点'])?;
    let minute = sign.short_number(1..=2).and_then(|(end, _)| end.eat("分"));
    let end = minute.or_else(|| sign.eat_one(&['半', '整', '许', '前', '起']))?;
    Some(candidate.until(end, Not::Date))
}

/// 22年 for 2022年. Round tens and single digits are spans of time (5年, 10年).
fn short_year<'t>(candidate: &Candidate<'t>, value: u32) -> Option<Disguise<'t>> {
    let sign = candidate.end().eat("年")?;
    let duration = ["以", "来", "间", "内", "的", "期", "中", "左右", "多"].iter().any(|word| sign.eat(word).is_some());
    let is_year = (11..40).contains(&value) && !value.is_multiple_of(10) && !duration;
    is_year.then(|| candidate.until(sign, Not::Year))
}

//! Dates (日期) as the text writes them: 2023年12月31日, 二〇二四年六月一日, 2023.9.30, 6月28日至7月5日.

use super::numbering;
use crate::document::{Block, Document, Span};

/// A date, as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Where it stands.
    pub span: Span,
    /// Its year; `None` where none is written.
    pub year: Option<u16>,
    /// Its month, whatever number stands there.
    pub month: u32,
    /// Its day, whatever number stands there; `None` for a month alone.
    pub day: Option<u32>,
    /// Whether it ends a span of time that the date before begins (6月28日至7月5日).
    pub ends: bool,
    /// Whether it is written in digits and marks alone (2023.9.30), as a version or a clause may be too.
    pub bare: bool,
}

impl Date {
    /// Whether a calendar has it.
    pub fn exists(&self) -> bool {
        let days = match self.month {
            2 if self.year.is_none_or(is_leap) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day))
    }

    /// Whether it lies before another date for certain: both years are written, and as much more as is needed.
    pub fn is_before(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (self.year, other.year) else { return false };
        match (self.day, other.day) {
            (Some(day), Some(later)) => (own, self.month, day) < (others, other.month, later),
            _ => (own, self.month) < (others, other.month),
        }
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// All dates of a document, in text order.
pub(super) fn read(document: &Document) -> Vec<Date> {
    let spans = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.span],
        Block::Table(table) => table.cells.iter().map(|cell| cell.span).collect(),
    });
    spans.flat_map(|span| within(document.str(span), span.range().start)).collect()
}

/// The dates of one paragraph or cell that begins at an offset.
fn within(text: &str, offset: usize) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    let mut at = 0;
    // Where a range that the last date begins would go on.
    let mut goes_on = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = text.get(..at).unwrap_or_default();
        let begins = goes_on == Some(at) || is_digit(rest.chars().next()) && !is_digit(before.chars().next_back());
        let open = dates.last().filter(|_| goes_on == Some(at)).copied();
        let found = begins.then(|| written(rest, open).or_else(|| numeric(rest, before, open.is_some()))).flatten();
        let Some((parts, len)) = found else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        dates.extend(parts.into_iter().flatten().map(|date| Date { span: date.span.moved(offset + at), ..date }));
        at += len;
        goes_on = text.get(at..).and_then(past_range_sign).map(|rest| text.len() - rest.len());
        at = goes_on.unwrap_or(at);
    }
    dates
}

/// Whether there is a character and it is a digit of either kind.
fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c))
}

/// A date or the two ends of a span of time, and how long the text of them is.
type Found = ([Option<Date>; 2], usize);

/// A date in words: 2023年12月31日, 6月28日, 2023年1-6月; behind the sign of a range also 4月 and 31日.
fn written(text: &str, open: Option<Date>) -> Option<Found> {
    let (year, rest) = year(text).map_or((None, text), |(year, rest)| (Some(year), rest));
    let span = |from: &str, to: &str| Span::new(text.len() - from.len(), text.len() - to.len());
    let of = |month, day, span| Date { span, year, month, day, ends: open.is_some(), bare: false };
    if let Some((begun, (until, after))) = open.filter(|_| year.is_none()).zip(day(rest)) {
        // 6月28日至31日
        begun.day?;
        let year = begun.year.filter(|_| begun.day <= Some(until));
        return Some((
            [Some(Date { year, ..of(begun.month, Some(until), span(text, after)) }), None],
            text.len() - after.len(),
        ));
    }
    let (month, after) = number(rest)?;
    if let Some(from) = past_range_sign(after) {
        // 2023年1-6月
        let (last, behind) = number(from)?;
        let behind = behind.strip_prefix('月').filter(|_| year.is_some())?;
        let until = Date { year: year.filter(|_| month <= last), ends: true, ..of(last, None, span(from, behind)) };
        return Some(([Some(of(month, None, span(text, after))), Some(until)], text.len() - behind.len()));
    }
    let after = after.strip_prefix('月')?;
    let after = after.strip_prefix('份').unwrap_or(after);
    if let Some((day, behind)) = day(blanks(after)) {
        return Some(([Some(of(month, Some(day), span(text, behind))), None], text.len() - behind.len()));
    }
    if let Some((first, from, last, behind)) = days(blanks(after)) {
        let until =
            Date { year: year.filter(|_| first <= last), ends: true, ..of(month, Some(last), span(from, behind)) };
        return Some(([Some(of(month, Some(first), span(text, from))), Some(until)], text.len() - behind.len()));
    }
    (year.is_some() || open.is_some())
        .then(|| ([Some(of(month, None, span(text, after))), None], text.len() - after.len()))
}

/// `28-31日`: the first day, where the second begins, the second, and what follows.
fn days(text: &str) -> Option<(u32, &str, u32, &str)> {
    let (first, rest) = number(text)?;
    let from = past_range_sign(rest)?;
    let (last, behind) = day(from)?;
    Some((first, from, last, behind))
}

/// `28日`, `28号`; not 30日龄 and not 31号楼.
fn day(text: &str) -> Option<(u32, &str)> {
    let (day, rest) = number(text)?;
    let rest = blanks(rest);
    let after = rest.strip_prefix(['日', '号'])?;
    let goes_on = if rest.starts_with('号') {
        after.starts_with(|c: char| c.is_alphanumeric() && !"前起至到止".contains(c))
    } else {
        after.starts_with(['龄', '均'])
    };
    (!goes_on).then_some((day, after))
}

/// `2023年`, `二〇二三年` with what follows.
fn year(text: &str) -> Option<(u16, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '〇' | '○' | '零' | 'O' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find_map(|(digit, value)| (digit == c).then_some(value)),
    };
    let mut value = 0;
    let mut rest = text;
    for _ in 0..4 {
        let c = rest.chars().next()?;
        value = value * 10 + digit(c)?;
        rest = rest.get(c.len_utf8()..)?;
    }
    let rest = blanks(rest).strip_prefix('年')?;
    let year = u16::try_from(value).ok().filter(|year| (1900..2100).contains(year))?;
    Some((year, blanks(rest)))
}

/// A number of at most two digits, Arabic or Chinese, with what follows after white space.
fn number(text: &str) -> Option<(u32, &str)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(text).map(|(value, rest)| (value, blanks(rest)));
    }
    let end = text.find(|c: char| !"一二三四五六七八九十".contains(c)).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    numbering::value_of(numeral).map(|value| (value, blanks(rest)))
}

/// One or two Arabic digits and what follows.
fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    digits.parse().ok().filter(|_| end <= 2).map(|value| (value, rest))
}

/// What follows white space; a line may break between the parts of a date.
fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{3000}', '\n', '\r'])
}

/// What follows the sign of a range: 至, 到, a dash or tilde.
fn past_range_sign(text: &str) -> Option<&str> {
    let text = blanks(text);
    let rest = text.trim_start_matches(['-', '－', '—', '–', '−', '~', '～', '〜', '‐', '‑', '至', '到', '─']);
    (rest.len() < text.len()).then(|| blanks(rest))
}

/// `2023.09.30`, `2023-9-30`, `2023/09/30`: not a part of a longer code.
fn numeric(text: &str, before: &str, ends: bool) -> Option<Found> {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "./_．#〔[%％".contains(c);
    if !ends && before.ends_with(|c: char| goes_on(c) || "-－".contains(c)) {
        return None;
    }
    let year: u16 = text.get(..4)?.parse().ok().filter(|year| (1990..2100).contains(year))?;
    let rest = text.get(4..)?;
    let mark = rest.chars().next().filter(|c| ".-/．－".contains(*c))?;
    let (month, rest) = digits(rest.strip_prefix(mark)?)?;
    let (day, rest) = digits(rest.strip_prefix(mark)?)?;
    // 2023.13.31-02 is a code, 2023.3.1-2023.5.1 a span of time.
    let span_of_time = || rest.get(1..5).is_some_and(|next| next.starts_with("20")) && !ends;
    if rest.starts_with(goes_on) || (rest.starts_with(['-', '－']) && !span_of_time()) {
        return None;
    }
    let len = text.len() - rest.len();
    let date = Date { span: Span::new(0, len), year: Some(year), month, day: Some(day), ends, bare: true };
    Some(([Some(date), None], len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, bool, bool)> {
        within(text, 0).iter().map(|date| (date.span.of(text), date.exists(), date.ends)).collect()
    }

    #[test]
    fn dates_are_read_in_every_form() {
        assert_eq!(seen("于2023年2月29日备案"), [("2023年2月29日", false, false)]);
        assert_eq!(seen("2024年2月29日"), [("2024年2月29日", true, false)]);
        assert_eq!(seen("11月31日"), [("11月31日", false, false)]);
        assert_eq!(seen("二〇二四年六月三十一日。"), [("二〇二四年六月三十一日", false, false)]);
        assert_eq!(seen("2023 年 4 月\n30 日"), [("2023 年 4 月\n30 日", true, false)]);
        assert_eq!(seen("2023.09.31"), [("2023.09.31", false, false)]);
        assert_eq!(seen("自2023年1月至13月"), [("2023年1月", true, false), ("13月", false, true)]);
        assert_eq!(seen("2023年1—12月"), [("2023年1", true, false), ("12月", true, true)]);
        assert_eq!(seen("6月28日至31日"), [("6月28日", true, false), ("31日", false, true)]);
        assert_eq!(seen("6月28-30日"), [("6月28-", true, false), ("30日", true, true)]);
        assert_eq!(seen("2023.3.1—2023.5.1")[1], ("2023.5.1", true, true));
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "2.31万元",
            "2.4.31版",
            "编号2023.13.31-02",
            "30日龄",
            "11月30日龄",
            "9月31号楼",
            "每月31日",
            "13月工资",
            "12月份工资",
            "3个月",
            "2023年度",
            "2023年",
            "v2023.9.31",
            "2023.9.31.4",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }
}

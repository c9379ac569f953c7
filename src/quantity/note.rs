//! What stands around a number in its cell and says nothing about it: note marks (①, *, [1], 注2), Markdown stars, quotation
//! marks, and a remark in brackets.

use super::cursor::{Cursor, is_digit, is_hanzi};
use crate::document::Span;

/// Marks that may stand on either side.
const EITHER: [char; 16] = ['*', '＊', '※', '†', '‡', '★', '☆', '`', '~', '_', '“', '”', '"', '\'', '‘', '’'];
/// Brackets around the number of a note.
const BRACKETS: [(char, char); 6] = [('[', ']'), ('［', '］'), ('【', '】'), ('〔', '〕'), ('(', ')'), ('（', '）')];
/// A cell with more marks than this holds no number.
const MOST: usize = 8;

/// The cell without the marks around its number.
pub(super) fn bare(text: &str, cell: Span) -> Span {
    let mut inner = cell;
    for _ in 0..MOST {
        let shorter = Span { start: inner.start + before(inner.of(text)), end: inner.end };
        let shorter = Span { end: shorter.end - behind(shorter.of(text)), ..shorter }.trimmed(text);
        if shorter == inner || shorter.is_empty() {
            break;
        }
        inner = shorter;
    }
    inner
}

/// The number without a remark behind it: 30.00（含结转5.00）; the remark itself is the second.
pub(super) fn remarked(text: &str, cell: Span) -> Option<(Span, Span)> {
    let words = cell.of(text);
    let at = words.find(['（', '('])?;
    let open = Cursor::start_of(words.get(at..)?).next();
    let closed = words.ends_with(['）', ')']);
    let is_remark = open.peek().is_some_and(is_hanzi) && !["含）", "含)"].iter().any(|word| open.eat(word).is_some());
    let at = u32::try_from(at).ok()?;
    let number = Span { start: cell.start, end: cell.start + at }.trimmed(text);
    let remark = Span { start: cell.start + at, end: cell.end };
    (closed && is_remark && number.of(text).contains(is_digit)).then_some((number, remark))
}

/// Bytes of the mark that a cell begins with.
fn before(cell: &str) -> u32 {
    let mut signs = cell.chars();
    let length = match signs.next() {
        Some('=') if signs.as_str().starts_with('"') => 1,
        Some(c) if EITHER.contains(&c) || is_circled(c) => c.len_utf8(),
        _ => 0,
    };
    u32::try_from(length).unwrap_or(0)
}

/// Bytes of the mark that a cell ends with, behind a number.
fn behind(cell: &str) -> u32 {
    let Some(last) = cell.chars().next_back() else { return 0 };
    let rest = cell.strip_suffix(last).unwrap_or(cell);
    let length = if EITHER.contains(&last) || is_circled(last) || (is_raised(last) && !ends_in_letter(rest)) {
        last.len_utf8()
    } else {
        bracketed(cell)
            .or_else(|| named(cell))
            .filter(|length| {
                let number = cell.get(..cell.len() - length).unwrap_or_default().trim_end();
                number.contains(is_digit) && number.ends_with(|c: char| is_digit(c) || "%％元)）".contains(c))
            })
            .unwrap_or(0)
    };
    u32::try_from(length).unwrap_or(0)
}

/// [1], （2）, （注）, [注3] at the end of a cell.
fn bracketed(cell: &str) -> Option<usize> {
    let close = cell.chars().next_back()?;
    let (open, _) = BRACKETS.iter().find(|(_, end)| *end == close)?;
    let at = cell.rfind(*open)?;
    let inside = cell.get(at + open.len_utf8()..cell.len() - close.len_utf8())?.trim();
    let number = inside.strip_prefix("附注").or_else(|| inside.strip_prefix('注')).unwrap_or(inside);
    let is_number = number.chars().count() <= 2 && number.chars().all(|c| is_digit(c) || is_circled(c));
    (is_number && !inside.is_empty()).then_some(cell.len() - at)
}

/// 注, 注1, 注① at the end of a cell.
fn named(cell: &str) -> Option<usize> {
    let at = cell.rfind('注')?;
    let number = cell.get(at + '注'.len_utf8()..)?;
    let is_number = number.chars().count() <= 2 && number.chars().all(|c| is_digit(c) || is_circled(c));
    is_number.then_some(cell.len() - at)
}

fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// m², km²: the raised figure belongs to the unit.
fn ends_in_letter(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphabetic())
}

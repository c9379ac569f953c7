//! Digits set in groups: 1,265.26 and 3，518.85 with commas, 1 234.50 with blanks (GB/T 15835), and 1,2345.00 in wrong ones.

use super::Dimension;
use super::cursor::{Cursor, is_digit};
use super::measure::Measure;
use super::written::decimals_end;

/// Longer chains of digit groups exceed what a decimal holds; the limit also keeps the look-ahead bounded.
const MOST_GROUPS: usize = 9;

/// The end of an integer that is set in groups: `run` is the end of its first one.
pub(super) fn end<'t>(start: Cursor<'t>, run: Cursor<'t>, cell: bool) -> Option<Cursor<'t>> {
    by_commas(start, run).or_else(|| by_blanks(start, run, cell)).or_else(|| unevenly(start, run, cell))
}

/// Whether the digits of a number as written stand in groups that are not of three: 1,2345.00.
pub fn is_uneven(number: &str) -> bool {
    let whole = number.split(['.', '．']).next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(|c: char| !is_digit(c)).split([',', '，']);
    let first = groups.next().map_or(0, |group| group.chars().count());
    let mut rest = groups.map(|group| group.chars().filter(|c| is_digit(*c)).count()).peekable();
    rest.peek().is_some() && (first > 3 || rest.any(|digits| digits != 3))
}

/// A half-width comma between groups of three is a separator. A full-width one also ends clauses, so it needs decimals or a
/// unit of money behind the last group.
fn by_commas<'t>(start: Cursor<'t>, run: Cursor<'t>) -> Option<Cursor<'t>> {
    let comma = run.peek().filter(|c| matches!(c, ',' | '，'))?;
    let end = in_threes(start, run, comma)?;
    (comma == ',' || is_amount(end)).then_some(end)
}

/// Thin and hard blanks are set to hold a number together. A common one also parts two numbers: it needs decimals or a unit of
/// money behind the last group, and a word, a sign or the edge of a cell right before the first.
fn by_blanks<'t>(start: Cursor<'t>, run: Cursor<'t>, cell: bool) -> Option<Cursor<'t>> {
    let blank = run.peek().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{2007}'..='\u{200A}' | '\u{202F}'))?;
    let end = in_threes(start, run, blank)?;
    let attached = match start.previous() {
        None => cell,
        Some(before) => !before.is_whitespace() && !matches!(before, '、' | '|' | '）' | ')' | '.'),
    };
    let held = blank != ' ' || (attached && is_amount(end));
    held.then_some(end)
}

/// A comma at a wrong place still holds together what decimals or a unit of money show to be one amount, if no group is
/// shorter than three: 2,30万元 may be two numbers.
fn unevenly<'t>(start: Cursor<'t>, run: Cursor<'t>, cell: bool) -> Option<Cursor<'t>> {
    if matches!(start.peek(), Some('0' | '０')) {
        return None;
    }
    let mut end = run;
    for _ in 0..MOST_GROUPS {
        let Some(group) = end.eat_one(&[',']).filter(|group| group.peek().is_some_and(is_digit)) else { break };
        let next = group.digits();
        if group.to(next).chars().count() < 3 {
            return None;
        }
        end = next;
    }
    let whole_cell = cell && end.blanks().peek().is_none();
    (end.at() > run.at() && end.eat_one(&[',']).is_none() && (is_amount(end) || whole_cell)).then_some(end)
}

/// The end of groups of three behind a first of at most three.
fn in_threes<'t>(start: Cursor<'t>, run: Cursor<'t>, separator: char) -> Option<Cursor<'t>> {
    let (mut end, _) = start.short_number(1..=3).filter(|(end, _)| end.at() == run.at())?;
    if matches!(start.peek(), Some('0' | '０')) {
        return None;
    }
    let digit_behind = |here: Cursor<'t>| here.eat_one(&[separator]).filter(|next| next.peek().is_some_and(is_digit));
    for _ in 0..MOST_GROUPS {
        let Some(group) = digit_behind(end) else { break };
        end = group.short_number(3..=3)?.0;
    }
    (digit_behind(end).is_none() && end.at() > run.at()).then_some(end)
}

/// Whether decimals or a unit of money follow.
fn is_amount(end: Cursor) -> bool {
    decimals_end(end).is_some()
        || Measure::after(end).is_some_and(|measure| measure.unit.dimension() == Dimension::Money)
}

//! Where a line ends and the next begins: wrapped in the middle of a sentence, of a number, or broken on purpose.

use super::line::{Line, is_numeric, is_wide};
use crate::read::lines::numbering;

/// What stands between a line and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// Nothing: a word or number goes on.
    Glued,
    /// A space between words.
    Spaced,
    /// A line break.
    Broken,
}

/// Whether `after` continues `before`, which had `spare` room left at its end.
///
/// A line was wrapped if the next one's first word would not have fitted; otherwise someone broke it.
pub(super) fn seam(before: &Line, after: &Line, spare: i32) -> Seam {
    let (end, start) = (before.text(), after.text());
    let (Some(last), Some(first)) = (end.chars().next_back(), start.chars().next()) else { return Seam::Broken };
    let prose = end.contains(is_prose) || start.contains(is_prose);
    // Between Chinese and figures programs leave a little room that is no gap.
    let slack = if prose && !is_end(last) { before.size / 2 } else { before.size / 8 };
    if spare >= after.unit() + slack {
        return Seam::Broken;
    }
    if is_end(last) && numbering(&start).is_some() {
        return Seam::Broken;
    }
    if is_numeric(last) && is_numeric(first) {
        let no_digit_fits = spare < after.first_width() + slack;
        // Prose wraps inside a number as it does anywhere; a column of numbers may be several of them.
        let whole = prose && no_digit_fits;
        return if whole || number_goes_on(&end, &start, no_digit_fits) { Seam::Glued } else { Seam::Broken };
    }
    if is_wide(last) || is_wide(first) || "-/(（".contains(last) { Seam::Glued } else { Seam::Spaced }
}

/// What ends a sentence or a clause before a list.
pub(super) fn is_end(one: char) -> bool {
    "。！？；：.;:".contains(one)
}

fn is_prose(one: char) -> bool {
    one >= '\u{2E80}' && one.is_alphabetic()
}

/// Whether the number at the end of a line goes on at the start of the next: `1,23` `4.56`, not `12.50` `13`.
fn number_goes_on(before: &str, after: &str, no_digit_fits: bool) -> bool {
    let digits = |one: char| one.is_ascii_digit() || one == '.' || one == ',';
    let head = before.trim_end_matches(digits).len();
    let left = before.get(head..).unwrap_or_default();
    let right = after.get(..after.len() - after.trim_start_matches(digits).len()).unwrap_or_default();
    let cut_at_mark = left.ends_with(['.', ',']) && right.starts_with(|one: char| one.is_ascii_digit());
    if !cut_at_mark && !no_digit_fits || left.is_empty() {
        return false;
    }
    if right.is_empty() {
        return after.starts_with(['%', '‰']) && left.ends_with(|one: char| one.is_ascii_digit());
    }
    if !is_number(&format!("{left}{right}")) {
        return false;
    }
    let group_open = left.rsplit_once(',').is_some_and(|(_, group)| !group.contains('.') && group.len() < 3);
    let decimals_open = left.split_once('.').is_some_and(|(_, decimals)| decimals.len() < 2);
    let whole = right.split('.').next().unwrap_or_default().len();
    cut_at_mark
        || right.starts_with(['.', ','])
        || group_open
        || decimals_open
        || !left.contains(['.', ',']) && whole < left.len()
}

/// Whether the digits make one number: groups of three, one point, two decimals where it was cut among them.
fn is_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    (1..=if grouped { 3 } else { 15 }).contains(&first.len())
        && groups.all(|group| group.len() == 3)
        && !decimals.contains(['.', ','])
        && decimals.len() <= 4
}

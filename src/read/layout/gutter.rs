//! Running text set in columns (分栏): the left one is read before the right one.

use super::line::Line;
use super::page::{Item, Page, Within};
use super::seam::is_end;
use crate::document::Area;
use std::ops::Range;

/// Narrowest gap between two columns of text, in font sizes ×10.
const NARROWEST: i32 = 12;
/// Fewest lines that each column has.
const FEWEST: usize = 3;
/// Places on a page at which a right column may begin that are looked at.
const MOST_PLACES: usize = 4;
/// A line of a column is one whose end is as near to the column's, in font sizes.
const FULL: i32 = 2;
/// Columns within columns.
const DEEPEST: usize = 3;

/// Puts the lines of columns of text behind each other.
pub(super) fn part(page: &mut Page) {
    let mut at = 0;
    while at < page.items.len() {
        let is_text = |item: &&Item| matches!(item, Item::Line(_, Within::Page));
        let count = page.items.iter().skip(at).take_while(is_text).count();
        let mut lines: Vec<Line> = page.items.iter().skip(at).take(count).filter_map(text).collect();
        if let Some(columns) = columns(&mut lines, 0) {
            let before = page.items.len();
            page.items.splice(at..at + count, columns);
            at += page.items.len() + count - before;
        } else {
            at += count;
        }
        at += 1;
    }
}

fn text<'a>(item: &Item<'a>) -> Option<Line<'a>> {
    if let Item::Line(line, Within::Page) = item { Some(line.clone()) } else { None }
}

/// The lines, those of columns one column after the other; none if there are no columns.
fn columns<'a>(lines: &mut Vec<Line<'a>>, depth: usize) -> Option<Vec<Item<'a>>> {
    if lines.len() < FEWEST || depth == DEEPEST {
        return None;
    }
    let (range, gutter) = starts(lines).into_iter().find_map(|start| gutter(lines, start))?;
    let after = lines.split_off(range.end);
    let inside = lines.split_off(range.start);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in inside {
        for part in line.split_where(|before, after| before <= gutter[0] && after >= gutter[1]) {
            if part.area.left < gutter[0] { left.push(part) } else { right.push(part) }
        }
    }
    let mut items: Vec<Item> = std::mem::take(lines).into_iter().map(|line| Item::Line(line, Within::Page)).collect();
    for mut column in [left, right] {
        items.extend(columns(&mut column, depth + 1).unwrap_or_else(|| {
            let area = column.iter().map(|line| line.area).reduce(Area::to).unwrap_or_default();
            column.into_iter().map(|line| Item::Line(line, Within::Column(area))).collect()
        }));
    }
    items.extend(after.into_iter().map(|line| Item::Line(line, Within::Page)));
    Some(items)
}

/// Where the right column may begin: the places, away from the left margin, at which most stretches of text begin.
fn starts(lines: &[Line]) -> Vec<i32> {
    let Some(margin) = lines.iter().map(|line| line.area.left).min() else { return Vec::new() };
    let parts = lines.iter().flat_map(|line| line.split(line.size * NARROWEST / 10));
    let mut places: Vec<i32> =
        parts.filter(|part| part.area.left - margin > part.size * 6).map(|part| part.area.left / 100).collect();
    places.sort_unstable();
    let mut counted: Vec<(usize, i32)> = places
        .chunk_by(|one, other| one == other)
        .map(|same| (same.len(), same.first().copied().unwrap_or(0)))
        .collect();
    counted.sort_unstable_by_key(|(count, place)| (std::cmp::Reverse(*count), *place));
    counted.into_iter().take(MOST_PLACES).filter(|(count, _)| *count > 1).map(|(_, place)| place * 100).collect()
}

/// The stretch of lines that leave the space left of `start` free, and that space, if what stands on both sides is text.
fn gutter(lines: &[Line], start: i32) -> Option<(Range<usize>, [i32; 2])> {
    let begins = |line: &Line| {
        let parts = line.split(line.size * NARROWEST / 10);
        parts.iter().any(|part| (start..start + 100).contains(&part.area.left))
    };
    let first = lines.iter().position(begins)?;
    let mut space = [i32::MIN, start];
    let mut end = first;
    for line in lines.iter().skip(first) {
        let left = line.marks.iter().map(|mark| mark.area.right).filter(|right| *right <= start).max();
        let crossed = line.marks.iter().any(|mark| mark.area.left < start && mark.area.right > start);
        let narrowed = left.map_or(space[0], |left| space[0].max(left));
        if crossed || start.saturating_sub(narrowed) < line.size * NARROWEST / 10 {
            break;
        }
        (space[0], end) = (narrowed, end + 1);
    }
    // A heading that stands above the left column alone belongs to it.
    let range = first..end;
    let inside = lines.get(range.clone())?;
    let sides = |right: bool| -> Vec<Line> {
        let parts =
            inside.iter().flat_map(|line| line.split_where(|before, after| before <= space[0] && after >= start));
        parts.filter(|part| (part.area.left >= start) == right).collect()
    };
    (reads_on(&sides(false), true) && reads_on(&sides(true), false)).then_some((range, space))
}

/// Whether these lines are running text: several end at the right edge in the middle of a sentence. The last column may be
/// a short one.
fn reads_on(lines: &[Line], fully: bool) -> bool {
    let Some(right) = lines.iter().map(|line| line.area.right).max() else { return false };
    let goes_on = |pair: &[Line]| match pair {
        [line, next] => {
            let full = right - line.area.right <= line.size * FULL && line.width() > line.size * 8;
            full && !line.text().ends_with(is_end) && line.size == next.size
        }
        _ => false,
    };
    let wrapped = lines.windows(2).filter(|pair| goes_on(pair)).count();
    let words = |line: &Line| line.text().chars().filter(|one| one.is_alphabetic()).count() >= 2;
    lines.len() >= FEWEST && lines.iter().all(words) && (!fully || wrapped >= 2)
}

//! What was changed between two versions of a report: numbers first, lines where more than their numbers changed.

use super::mask;
use crate::document::{Document, Span};
use std::collections::BTreeMap;

/// Changes that are told; a report that was written anew has more than anyone reads.
const MOST: usize = 500;
/// Characters before a number that name it.
const NAME: usize = 14;
/// Characters of a line that are quoted.
const QUOTED: usize = 80;

/// A number or a line that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words before the number; empty for a line.
    pub name: String,
    /// What stood there; empty for a line that was added.
    pub before: String,
    /// What stands there now; empty for a line that was taken out.
    pub after: String,
    /// Where it stands now; none for a line that was taken out.
    pub span: Option<Span>,
}

/// What was changed, in the order of the text. Lines that merely moved are taken for the same.
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    let (before, after) = (Lines::of(&old.text), Lines::of(&new.text));
    let mut changes = Vec::new();
    for pair in paired(&before.masked, &after.masked) {
        match pair {
            (Some(old), Some(new)) if before.masked.get(old) == after.masked.get(new) => {
                numbers(before.line(old), after.line(new), after.start(new), &mut changes);
            }
            (old, new) => {
                let line = |lines: &Lines, at: Option<usize>| quoted(at.map_or("", |at| lines.line(at)));
                let span = new.map(|at| Span::new(after.start(at), after.start(at) + after.line(at).len()));
                let change = Change { name: String::new(), before: line(&before, old), after: line(&after, new), span };
                changes.extend((change.before != change.after).then_some(change));
            }
        }
        if changes.len() >= MOST {
            break;
        }
    }
    changes
}

/// The lines of a text that hold something.
struct Lines<'a> {
    /// First byte and content of each.
    lines: Vec<(usize, &'a str)>,
    /// Each without its numbers.
    masked: Vec<String>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let lines: Vec<(usize, &str)> =
            text.lines().filter(|line| !line.trim().is_empty()).map(|line| (start(line), line)).collect();
        let masked = lines.iter().map(|(_, line)| mask::numbers(line)).collect();
        Self { lines, masked }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |(_, line)| line)
    }

    fn start(&self, at: usize) -> usize {
        self.lines.get(at).map_or(0, |(start, _)| *start)
    }
}

/// Lines of the two versions that belong together, in the order of the text. Lines that occur once in either are the
/// anchors; between them lines are paired from both ends, and what is left in between was rewritten.
fn paired(old: &[String], new: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (at, other) in anchors(old, new).into_iter().chain([(old.len(), new.len())]) {
        between(old, new, (from, at), (to, other), &mut pairs);
        if at < old.len() {
            pairs.push((Some(at), Some(other)));
        }
        (from, to) = (at + 1, other + 1);
    }
    pairs
}

/// The longest run, ascending in both, of lines that occur once in either.
fn anchors(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let once = |lines: &[String]| {
        let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            places.entry(line.clone()).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (mine, theirs) = (once(old), once(new));
    let place = |line: &String| mine.get(line).copied().flatten().zip(theirs.get(line).copied().flatten());
    let common: Vec<(usize, usize)> = old.iter().filter_map(place).collect();
    // Of each length the run that ends first, and what precedes each line in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::new();
    let position = |at: &usize| common.get(*at).map_or(0, |(_, new)| *new);
    for (index, (_, new)) in common.iter().enumerate() {
        let length = ends.partition_point(|end| position(end) < *new);
        previous.push(length.checked_sub(1).and_then(|before| ends.get(before).copied()));
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut run: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |at| previous.get(*at).copied().flatten())
            .filter_map(|at| common.get(at).copied())
            .collect();
    run.reverse();
    run
}

/// Pairs the lines between two anchors.
fn between(
    old: &[String],
    new: &[String],
    (mut from, mut until): (usize, usize),
    (mut to, mut end): (usize, usize),
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
) {
    while from < until && to < end && old.get(from) == new.get(to) {
        pairs.push((Some(from), Some(to)));
        (from, to) = (from + 1, to + 1);
    }
    let mut last = Vec::new();
    while from < until && to < end && old.get(until - 1) == new.get(end - 1) {
        (until, end) = (until - 1, end - 1);
        last.push((Some(until), Some(end)));
    }
    for step in 0..(until - from).max(end - to) {
        let within = |start: usize, end: usize| Some(start + step).filter(|at| *at < end);
        pairs.push((within(from, until), within(to, end)));
    }
    pairs.extend(last.into_iter().rev());
}

/// The numbers that differ in two lines that are otherwise the same.
fn numbers(before: &str, after: &str, start: usize, changes: &mut Vec<Change>) {
    for (old, new) in mask::places(before).into_iter().zip(mask::places(after)) {
        let (was, is) = (before.get(old).unwrap_or_default(), after.get(new.clone()).unwrap_or_default());
        if was != is {
            changes.push(Change {
                name: name_of(after, new.start),
                before: was.to_owned(),
                after: is.to_owned(),
                span: Some(Span::new(start + new.start, start + new.end)),
            });
        }
    }
}

/// What a number is called: in running text the words before it, in a table row the first cell.
fn name_of(line: &str, number: usize) -> String {
    if let Some((first, _)) = line.split_once('\t') {
        return first.trim().chars().take(NAME).collect();
    }
    let is_name = |c: &char| !matches!(c, '，' | '。' | '；' | '、' | '（' | '(' | '：' | ':');
    let before = line.get(..number).unwrap_or_default().chars().rev();
    let name: Vec<char> = before.take_while(is_name).take(NAME).collect();
    name.into_iter().rev().collect::<String>().trim().to_owned()
}

fn quoted(line: &str) -> String {
    let line = line.trim().replace('\t', " | ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn told(old: &str, new: &str) -> Vec<(String, String, String)> {
        let changes = changes(&read::text(old), &read::text(new));
        changes.into_iter().map(|change| (change.name, change.before, change.after)).collect()
    }

    fn owned(told: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        told.iter().map(|(name, old, new)| ((*name).into(), (*old).into(), (*new).into())).collect()
    }

    #[test]
    fn a_number_is_told_with_its_name() {
        let old = "一、情况\n全年支出300.50万元，其中：设备100.20万元。\n合计\t5\t6";
        let new = "一、情况\n全年支出250.50万元，其中：设备100.20万元。\n合计\t5\t1,007.2";
        assert_eq!(told(old, new), owned(&[("全年支出", "300.50", "250.50"), ("合计", "6", "1,007.2")]));
    }

    #[test]
    fn lines_that_moved_down_are_the_same() {
        let old = "甲项目3万元\n乙项目4万元\n丙项目5万元";
        let new = "一段新写的话\n甲项目3万元\n乙项目9万元\n丙项目5万元";
        assert_eq!(told(old, new), owned(&[("", "", "一段新写的话"), ("乙项目", "4", "9")]));
    }

    #[test]
    fn a_line_that_was_rewritten_is_told_whole() {
        assert_eq!(
            told("甲\n完成了三件事\n乙", "甲\n完成了四件大事\n乙"),
            owned(&[("", "完成了三件事", "完成了四件大事")])
        );
        assert_eq!(told("甲\n乙\n丙", "甲\n丙"), owned(&[("", "乙", "")]));
        assert_eq!(told("甲\n乙\n丙", "甲\n乙\n丙"), []);
    }

    #[test]
    fn rows_alike_are_paired_in_their_order() {
        let old = "表\n小计\t1\n小计\t2\n小计\t3";
        assert_eq!(told(old, "表\n小计\t1\n小计\t5\n小计\t3"), owned(&[("小计", "2", "5")]));
    }

    #[test]
    fn the_place_is_that_in_the_new_version() {
        let new = read::text("加了一行\n支出2万元");
        let changes = changes(&read::text("支出1万元"), &new);
        let span = changes.iter().find(|change| change.before == "1").and_then(|change| change.span);
        assert_eq!(span.map(|span| new.str(span)), Some("2"));
    }
}

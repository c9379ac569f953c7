//! Headers, footers and page numbers (页眉页脚): what stands at the same place of most pages is no part of the report.

use super::line::Line;
use super::page::{Item, Page};
use std::collections::BTreeMap;

/// Lines at the top and at the bottom of a page that may be furniture.
const OUTERMOST: usize = 3;
/// Furniture on several pages stands at the same height, give or take this much.
const SAME_HEIGHT: i32 = 200;

/// One line in the margin of a page.
struct Candidate {
    page: usize,
    item: usize,
    baseline: i32,
    /// The first number in it.
    number: Option<i64>,
}

impl Candidate {
    /// Its number less that of its page: the same for all that count the pages.
    fn since(&self) -> Option<i64> {
        self.number.map(|number| number.saturating_sub(i64::try_from(self.page).unwrap_or(0)))
    }
}

/// Takes headers, footers and page numbers away.
pub(super) fn remove(pages: &mut [Page]) {
    let mut alike: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    let mut dropped: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for (at, page) in pages.iter().enumerate() {
        for (item, line) in marginal(page) {
            let text = line.text();
            if is_page_number(&text) {
                dropped.iter_mut().skip(at).take(1).for_each(|items| items.push(item));
                continue;
            }
            let (shape, number) = shape(&text);
            alike.entry(shape).or_default().push(Candidate { page: at, item, baseline: line.baseline, number });
        }
    }
    for candidates in alike.values_mut() {
        candidates.sort_by_key(|candidate| (candidate.baseline, candidate.page));
        let level = |a: &Candidate, b: &Candidate| b.baseline - a.baseline <= SAME_HEIGHT;
        for stack in candidates.chunk_by(level).filter(|stack| is_furniture(stack, pages.len())) {
            for candidate in stack {
                dropped.iter_mut().skip(candidate.page).take(1).for_each(|items| items.push(candidate.item));
            }
        }
    }
    for candidate in alike.get("#").into_iter().flat_map(|numbers| page_numbers(numbers)) {
        dropped.iter_mut().skip(candidate.page).take(1).for_each(|items| items.push(candidate.item));
    }
    for (page, items) in pages.iter_mut().zip(dropped) {
        let mut at = 0..;
        page.items.retain(|_| at.next().is_none_or(|at| !items.contains(&at)));
    }
}

/// The outermost lines in the upper and lower tenth of a page.
fn marginal<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = (usize, &'p Line<'a>)> {
    let line = |(at, item): (usize, &'p Item<'a>)| match item {
        Item::Line(line, _) => Some((at, line)),
        Item::Table(_) => None,
    };
    let zone = page.height / 10;
    let (top, bottom) = (zone, page.height - zone);
    let upper = page.items.iter().enumerate().take(OUTERMOST).filter_map(line);
    let lower = page.items.iter().enumerate().skip(page.items.len().saturating_sub(OUTERMOST));
    upper
        .filter(move |(_, line)| line.baseline <= top)
        .chain(lower.filter_map(line).filter(move |(_, line)| line.baseline >= bottom))
}

/// The text with `#` for each number, and the first of the numbers.
fn shape(text: &str) -> (String, Option<i64>) {
    let (mut shape, mut number, mut digits) = (String::new(), None, String::new());
    for one in text.chars().chain([' ']) {
        if one.is_ascii_digit() {
            digits.push(one);
            continue;
        }
        if !digits.is_empty() {
            number = number.or_else(|| digits.parse().ok());
            digits.clear();
            shape.push('#');
        }
        shape.push(one);
    }
    (shape, number)
}

/// Of lone numbers at any height, as pages of two formats have them, those that count the pages together with most others.
fn page_numbers(numbers: &[Candidate]) -> Vec<&Candidate> {
    let mut counting: BTreeMap<i64, Vec<&Candidate>> = BTreeMap::new();
    for candidate in numbers {
        if let Some(since) = candidate.since() {
            counting.entry(since).or_default().push(candidate);
        }
    }
    counting.into_values().max_by_key(Vec::len).filter(|most| most.len() > 2).unwrap_or_default()
}

/// Whether lines alike at one height are on all pages, or on every other one or so, and say the same or count the pages.
fn is_furniture(stack: &[Candidate], pages: usize) -> bool {
    let often = if pages <= 3 { stack.len() >= 2 && stack.len() == pages } else { stack.len() * 3 >= pages };
    let Some(first) = stack.first().filter(|_| often && stack.len() >= 2) else { return false };
    let same = stack.iter().all(|candidate| candidate.number == first.number);
    same || stack.iter().all(|candidate| candidate.since() == first.since())
}

/// A page number that cannot be anything else: `- 3 -`, `—3—`, `第3页 共8页`, `3/8`.
fn is_page_number(text: &str) -> bool {
    const DASHES: [char; 6] = ['-', '—', '–', '－', '―', '~'];
    let bare: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let is_number = |text: &str| {
        (1..=4).contains(&text.chars().count())
            && text
                .chars()
                .all(|one| one.is_ascii_digit() || ('０'..='９').contains(&one) || "一二三四五六七八九十".contains(one))
    };
    let between_dashes = bare.strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES));
    if between_dashes.is_some_and(|inner| is_number(inner.trim_matches(DASHES))) {
        return true;
    }
    let page = |text: &str| {
        let inner =
            text.strip_prefix('第').or_else(|| text.strip_prefix('共')).and_then(|rest| rest.strip_suffix('页'));
        inner.is_some_and(is_number)
    };
    let end = bare.find('页').map_or(0, |at| at + '页'.len_utf8());
    let (first, rest) = bare.split_at(end);
    let rest = rest.trim_start_matches(['，', ',', '/', '／', '、']);
    page(first) && (rest.is_empty() || page(rest))
}

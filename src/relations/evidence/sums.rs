//! `sum/prose` by structure: a figure and others that make it up.

use super::Known;
use super::figures::Figure;
use crate::document::{Block, Span};
use crate::facts::prose::{Kind, Lead};
use crate::facts::table::is_numbered;
use crate::quantity::Dimension;
use crate::relations::slip::Digits;
use crate::relations::worth::{Grain, logarithm};
use crate::relations::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict, slip, solve};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "sum/prose";
const NAME: &str = "合计 = 各项之和";

/// Figures of one list.
const LONGEST: usize = 24;
/// One part in so many of the total may be missing from a complete list.
const NEAR: u64 = 10;
/// Items of one list of paragraphs.
const MOST_ITEMS: usize = 40;
/// What a sum must be worth beyond the price of trying.
const ENOUGH: i64 = 120;

/// A reading of a figure as the sum of others.
#[derive(Debug, Clone)]
struct Reading {
    total: usize,
    parts: Vec<(Sign, usize)>,
    shape: Shape,
    /// Whether the list ends where the text does: with its bracket, its sentence, its items.
    natural: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    /// 286人（教师241人、教辅27人、工勤18人）.
    Bracket,
    /// The parts follow in the sentence.
    Forward,
    /// The parts stand before.
    Back,
    /// The parts stand in the sentence behind.
    Next,
    /// The parts are the first figures of paragraphs that follow or precede.
    Items,
    /// 减少6.80万元，其中…减少1.20万元；…减少5.90万元；…增加0.30万元.
    Changes,
    /// 期初A，拨入B，付出C，期末D.
    Flow,
    /// 支出A。与上年B相比，增加C.
    Difference,
}

/// All sums that structure shows: those that hold, then those that one slip of the pen keeps from holding.
pub(super) fn relate(input: &Input, figures: &[Figure], known: &Known) -> Vec<Relation> {
    let mut readings = Vec::new();
    for total in 0..figures.len() {
        bracket(figures, total, &mut readings);
        forward(figures, total, &mut readings);
        back(figures, total, &mut readings);
        next_sentence(figures, total, &mut readings);
        changes(figures, total, &mut readings);
        flow(figures, total, &mut readings);
        difference(figures, total, &mut readings);
    }
    items(input, figures, &mut readings);
    let accepted = holding(figures, &readings);
    let mut relations: Vec<Relation> =
        accepted.iter().filter_map(|reading| relation(input, figures, reading)).filter(Relation::agrees).collect();
    let slipped = slipped(input, figures, known, &readings, &accepted);
    relations.extend(slipped);
    relations
}

/// Whether a figure may be a total or a part of one: a figure of its own, not a price, a rate or an earlier year's.
fn counts(figure: &Figure) -> bool {
    let mention = figure.mention;
    mention.kind == Kind::Figure
        && !matches!(mention.dimension, Dimension::Percent | Dimension::Rate)
        && figure.value > 0
}

fn is_part(figure: &Figure, total: &Figure) -> bool {
    counts(figure) && figure.is_like(total) && !figure.mention.outside
}

fn plus(parts: &[usize]) -> Vec<(Sign, usize)> {
    parts.iter().map(|part| (Sign::Plus, *part)).collect()
}

/// Each beginning of a list of parts is a reading; the whole list is the natural one.
fn prefixes(total: usize, parts: &[usize], shape: Shape, natural: bool, readings: &mut Vec<Reading>) {
    for length in 2..=parts.len() {
        let whole = length == parts.len();
        let parts = plus(parts.get(..length).unwrap_or_default());
        readings.push(Reading { total, parts, shape, natural: natural && whole });
    }
}

fn bracket(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let inside = |figure: &Figure| figure.sentence == total.sentence && figure.mention.depth > total.mention.depth;
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST).take_while(|(_, figure)| inside(figure));
    let own = behind.filter(|(_, figure)| figure.mention.depth == total.mention.depth + 1 && is_part(figure, total));
    let parts: Vec<usize> = own.map(|(place, _)| place).collect();
    prefixes(at, &parts, Shape::Bracket, true, readings);
}

fn forward(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST);
    let own = behind
        .take_while(|(_, figure)| figure.sentence == total.sentence && figure.mention.depth >= total.mention.depth)
        .filter(|(_, figure)| figure.mention.depth == total.mention.depth);
    let mut parts = Vec::new();
    // 支持消费稳增长30万元 is no change: with what looks like changes, too, a list may agree.
    let mut all = Vec::new();
    for (place, figure) in own {
        // A semicolon may end the list.
        if figure.mention.after_semicolon && parts.len() > 1 {
            readings.push(Reading { total: at, parts: plus(&parts), shape: Shape::Forward, natural: true });
        }
        if figure.mention.lead == Lead::Total && !parts.is_empty() && figure.is_like(total) {
            break;
        }
        if is_part(figure, total) {
            parts.push(place);
        }
        if figure.is_like(total) && figure.mention.kind != Kind::Each {
            all.push(place);
        }
    }
    prefixes(at, &parts, Shape::Forward, true, readings);
    if all.len() > parts.len() {
        prefixes(at, &all, Shape::Forward, false, readings);
    }
    // 安排369万元，其中上年结转88万元，资金来源含基金368万元、其他1万元: the last ones may be a list of their own.
    for from in 1..parts.len().saturating_sub(1) {
        let own = plus(parts.get(from..).unwrap_or_default());
        readings.push(Reading { total: at, parts: own, shape: Shape::Forward, natural: false });
    }
}

fn back(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let before = figures.get(..at).unwrap_or_default().iter().enumerate().rev().take(LONGEST);
    let own = before
        .take_while(|(_, figure)| figure.sentence == total.sentence && figure.mention.depth >= total.mention.depth);
    let level = own.filter(|(_, figure)| figure.mention.depth == total.mention.depth && is_part(figure, total));
    let parts: Vec<usize> = level.map(|(place, _)| place).collect();
    for length in 2..=parts.len() {
        let mut run = parts.get(..length).unwrap_or_default().to_vec();
        run.reverse();
        let natural = length == parts.len();
        readings.push(Reading { total: at, parts: plus(&run), shape: Shape::Back, natural });
    }
}

fn next_sentence(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let next = |figure: &&(usize, &Figure)| figure.1.block == total.block && figure.1.sentence == total.sentence + 1;
    let behind = figures.iter().enumerate().skip(at + 1).take(2 * LONGEST);
    let list: Vec<(usize, &Figure)> = behind.collect();
    let depth = list.iter().find(next).map_or(0, |(_, figure)| figure.mention.depth);
    let own = list.iter().filter(next).filter(|(_, figure)| figure.mention.depth == depth && is_part(figure, total));
    let parts: Vec<usize> = own.map(|(place, _)| *place).collect();
    prefixes(at, &parts, Shape::Next, true, readings);
}

/// Increases and decreases that make up one of both.
fn changes(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let is_change = |figure: &Figure| matches!(figure.mention.kind, Kind::Up | Kind::Down) && figure.value > 0;
    let Some(total) = figures.get(at).filter(|total| is_change(total) && !total.is_percent()) else { return };
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST);
    let own = behind.take_while(|(_, figure)| figure.sentence == total.sentence);
    let parts: Vec<(Sign, usize)> = own
        .filter(|(_, figure)| is_change(figure) && figure.is_like(total))
        .map(|(place, figure)| {
            (if figure.mention.kind == total.mention.kind { Sign::Plus } else { Sign::Minus }, place)
        })
        .collect();
    if parts.len() > 1 {
        readings.push(Reading { total: at, parts, shape: Shape::Changes, natural: true });
    }
}

/// Four figures in a row: what there was, what came, what went, what is left.
fn flow(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some([a, b, c, total]) = figures.get(at..at + 4) else { return };
    let money = total.mention.dimension == Dimension::Money;
    let alike =
        money && [a, b, c].iter().all(|part| part.is_like(total) && counts(part) && part.sentence == total.sentence);
    let level = [a, b, c].iter().all(|part| part.mention.depth == total.mention.depth);
    if alike && level && counts(total) {
        let parts = vec![(Sign::Plus, at), (Sign::Plus, at + 1), (Sign::Minus, at + 2)];
        readings.push(Reading { total: at + 3, parts, shape: Shape::Flow, natural: true });
    }
}

/// A change right behind the earlier figure it is measured against, and the figure of this year in the sentence before.
fn difference(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(change) = figures.get(at) else { return };
    let Some((before, now)) = at.checked_sub(1).zip(at.checked_sub(2)) else { return };
    let (Some(earlier), Some(own)) = (figures.get(before), figures.get(now)) else { return };
    let beside = own.block == change.block && earlier.sentence == change.sentence && earlier.is_like(change);
    let compared = earlier.mention.kind == Kind::Earlier && own.sentence + 1 == change.sentence && counts(own);
    if beside && own.is_like(change) && !change.is_percent() {
        let signs = match change.mention.kind {
            Kind::Up => [Sign::Plus, Sign::Minus],
            Kind::Down => [Sign::Minus, Sign::Plus],
            _ => return,
        };
        let parts = signs.into_iter().zip([now, before]).collect();
        readings.push(Reading { total: at, parts, shape: Shape::Difference, natural: compared });
    }
}

/// Paragraphs of one numbering with the paragraph before them and the one behind.
fn items(input: &Input, figures: &[Figure], readings: &mut Vec<Reading>) {
    let mut by_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate() {
        by_block.entry(figure.block).or_default().push(place);
    }
    let style = |block: usize| match input.document.blocks.get(block) {
        Some(Block::Paragraph(paragraph)) => style(input.document.str(paragraph.span)),
        _ => None,
    };
    let mut block = 0;
    while block < input.document.blocks.len() {
        let Some(own) = style(block) else {
            block += 1;
            continue;
        };
        let end = (block..input.document.blocks.len().min(block + MOST_ITEMS)).find(|next| style(*next) != Some(own));
        let end = end.unwrap_or(input.document.blocks.len().min(block + MOST_ITEMS));
        if end - block > 1 {
            let outside = [block.checked_sub(1), Some(end)];
            let totals = outside.into_iter().flatten().filter(|near| style(*near) != Some(own));
            for total in totals.filter_map(|near| by_block.get(&near)).flatten() {
                readings.extend(of_items(figures, &by_block, *total, block..end));
            }
        }
        block = end;
    }
}

/// The first figure of each item that is like the total.
fn of_items(
    figures: &[Figure],
    by_block: &BTreeMap<usize, Vec<usize>>,
    total: usize,
    blocks: std::ops::Range<usize>,
) -> Option<Reading> {
    let whole = figures.get(total).filter(|total| counts(total))?;
    let first = |block: usize| {
        let mut own = by_block.get(&block)?.iter();
        own.find(|place| figures.get(**place).is_some_and(|figure| is_part(figure, whole))).copied()
    };
    let parts: Vec<usize> = blocks.filter_map(first).collect();
    (parts.len() > 1).then(|| Reading { total, parts: plus(&parts), shape: Shape::Items, natural: true })
}

/// How a paragraph is numbered: by the sign its number ends with, or 一是.
fn style(text: &str) -> Option<u8> {
    let text = text.trim_start();
    let mut characters = text.chars();
    let first = characters.next()?;
    if "一二三四五六七八九十".contains(first) && characters.next() == Some('是') {
        return Some(1);
    }
    if !is_numbered(text) {
        return None;
    }
    Some(match first {
        '（' | '(' if text.chars().nth(1).is_some_and(|second| second.is_ascii_digit()) => 2,
        '（' | '(' => 3,
        digit if digit.is_ascii_digit() => 4,
        '①'..='⑳' => 5,
        _ => 6,
    })
}

/// What is left of the total when its parts are taken off, the tolerance, and what it is worth that nothing is left.
fn left(figures: &[Figure], reading: &Reading) -> Option<(i64, i64, u32)> {
    let total = figures.get(reading.total)?;
    let (mut left, mut halves, mut grain) = (total.value, total.half, Grain::default().with(total.value));
    for (sign, part) in &reading.parts {
        let part = figures.get(*part)?;
        left = match sign {
            Sign::Plus => left.checked_sub(part.value)?,
            Sign::Minus => left.checked_add(part.value)?,
        };
        halves = halves.max(part.half);
        grain = grain.with(part.value);
    }
    let counted = matches!(total.mention.dimension, Dimension::People | Dimension::Count);
    let tolerance = if counted { 0 } else { halves * i64::try_from(reading.parts.len() + 1).unwrap_or(1) };
    Some((left, tolerance.min(4 * halves), grain.worth(total.value)))
}

/// Cues that a reading is meant, in hundredths of a decimal logarithm.
fn cues(figures: &[Figure], reading: &Reading) -> i64 {
    let Some(total) = figures.get(reading.total) else { return 0 };
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    let opened = first.is_some_and(|first| matches!(first.mention.lead, Lead::Among | Lead::Namely));
    let closed = total.mention.lead == Lead::Total && reading.shape == Shape::Back;
    let mut cues = if reading.natural { 50 } else { 0 };
    cues += if opened || closed { 60 } else { 0 };
    cues += match reading.shape {
        Shape::Bracket | Shape::Changes | Shape::Difference => 60,
        Shape::Items => 40,
        Shape::Forward => 20,
        Shape::Back | Shape::Flow => 0,
        Shape::Next => -40,
    };
    cues
}

/// Readings that hold and are worth more than the price of trying, the best first; a figure is the total of one
/// reading, and part of one on each level.
fn holding(figures: &[Figure], readings: &[Reading]) -> Vec<Reading> {
    let mut tried: BTreeMap<usize, u64> = BTreeMap::new();
    for reading in readings {
        *tried.entry(reading.total).or_default() += 1;
    }
    let mut ranked: Vec<(i64, &Reading)> = Vec::new();
    for reading in readings {
        let Some((left, tolerance, worth)) = left(figures, reading) else { continue };
        if left.abs() > tolerance {
            continue;
        }
        let price = i64::from(logarithm(tried.get(&reading.total).copied().unwrap_or(1))) * 7 / 10;
        let tail = if left == 0 { 0 } else { 50 };
        let worth = i64::from(worth) - price - tail + cues(figures, reading);
        if worth >= ENOUGH && is_apart(figures, reading) {
            ranked.push((worth, reading));
        }
    }
    ranked.sort_by_key(|(worth, reading)| (Reverse(*worth), reading.total, reading.shape));
    let mut totals = BTreeSet::new();
    let mut parts = BTreeSet::new();
    let mut accepted = Vec::new();
    for (_, reading) in ranked {
        let shared = reading.parts.iter().filter(|(_, part)| parts.contains(part)).count();
        if totals.contains(&reading.total) || shared > 0 {
            continue;
        }
        totals.insert(reading.total);
        parts.extend(reading.parts.iter().map(|(_, part)| *part));
        accepted.push(reading.clone());
    }
    accepted
}

/// Whether the parts are not the total told again: 全年A万元，其中…A万元.
fn is_apart(figures: &[Figure], reading: &Reading) -> bool {
    let value = |place: usize| figures.get(place).map_or(0, |figure| figure.value);
    let total = value(reading.total);
    reading.parts.iter().filter(|(_, part)| value(*part) != 0).count() > 1
        && (reading.shape >= Shape::Changes || reading.parts.iter().all(|(_, part)| value(*part) < total))
}

/// Readings that one slip of the pen keeps from holding.
fn slipped(
    input: &Input,
    figures: &[Figure],
    known: &Known,
    readings: &[Reading],
    accepted: &[Reading],
) -> Vec<Relation> {
    let totals: BTreeSet<usize> = accepted.iter().map(|reading| reading.total).collect();
    let parts: BTreeMap<usize, usize> =
        accepted.iter().flat_map(|reading| reading.parts.iter().map(|(_, part)| (*part, reading.total))).collect();
    let is_known = |place: usize| {
        figures.get(place).is_none_or(|figure| {
            known.explained.contains(&figure.span.start) || known.doubted.contains(&figure.span.start)
        })
    };
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    let mut natural: Vec<&Reading> = readings.iter().filter(|reading| reading.natural).collect();
    natural.sort_by_key(|reading| (reading.shape, Reverse(reading.parts.len())));
    for reading in natural {
        let explained = totals.contains(&reading.total) || is_known(reading.total);
        // What belongs to another total is not this one's, and what stands beside the total in a sum is no part of it.
        let claimed = reading.parts.iter().any(|(_, part)| parts.contains_key(part));
        let sibling = parts.contains_key(&reading.total);
        let again = told.contains(&reading.total) || reading.parts.iter().any(|(_, part)| told.contains(part));
        if explained || claimed || again || (sibling && reading.shape != Shape::Bracket) {
            continue;
        }
        if let Some(relation) = slip(input, figures, reading) {
            told.insert(reading.total);
            told.extend(reading.parts.iter().map(|(_, part)| *part));
            found.push(relation);
        }
    }
    found
}

/// Whether what is left of a total may come from one slip: cheap to say, before anything is built.
fn may_be_slip(figures: &[Figure], reading: &Reading) -> bool {
    let Some((left, ..)) = left(figures, reading).filter(|(left, ..)| *left != 0) else { return false };
    let value = |place: usize| figures.get(place).map_or(0, |figure| figure.value);
    let total = value(reading.total);
    let near = left.abs() <= total / i64::try_from(NEAR).unwrap_or(1);
    let alike = |a: i64, b: i64| {
        let (less, more) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        less > 0
            && b > 0
            && (more / less < 12 || [100, 1_000, 10_000].iter().any(|times| less.checked_mul(*times) == Some(more)))
    };
    let part = |(sign, part): &(Sign, usize)| {
        let own = value(*part);
        alike(own, if *sign == Sign::Plus { own.saturating_add(left) } else { own.saturating_sub(left) })
    };
    near || alike(total, total.saturating_sub(left)) || reading.parts.iter().any(part)
}

/// The broken sum, if a slip of the pen in one of its figures explains it and the list is one.
fn slip(input: &Input, figures: &[Figure], reading: &Reading) -> Option<Relation> {
    let total = figures.get(reading.total).filter(|_| may_be_slip(figures, reading))?;
    let few = reading.parts.len() < 3 && !matches!(reading.shape, Shape::Bracket | Shape::Difference);
    let again = reading.parts.iter().any(|(_, part)| figures.get(*part).is_some_and(|part| part.value == total.value));
    if again || !are_parallel(input, figures, reading) || is_sibling(input, figures, reading) {
        return None;
    }
    let relation = relation(input, figures, reading).filter(|relation| relation.verdict == Verdict::Broken)?;
    let open = is_open(input, figures, reading);
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    let after_colon = |first: &Figure| {
        let between = Span { start: total.span.end, end: first.mention.clause.start.max(total.span.end) };
        let end = total.span.end as usize;
        let next = input.document.text.get(end..).and_then(|behind| behind.chars().next());
        input.document.str(between).trim().is_empty() && matches!(next, Some('：' | ':'))
            || matches!(input.document.str(between).trim(), "：" | ":")
    };
    let opened =
        first.is_some_and(|first| matches!(first.mention.lead, Lead::Among | Lead::Namely) || after_colon(first));
    let listed = opened || matches!(reading.shape, Shape::Bracket | Shape::Items | Shape::Difference);
    let named = opened && reading.shape == Shape::Next;
    let loose = few || matches!(reading.shape, Shape::Next | Shape::Flow) && !named || (open && !opened);
    let least = match () {
        () if loose => Digits { swapped: 3, other: 4 },
        () if listed && !open => Digits { swapped: 2, other: 3 },
        () if listed => Digits { swapped: 2, other: 4 },
        () => Digits { swapped: 3, other: 4 },
    };
    let slips = (0..relation.operands.len()).filter(|position| {
        let Some(operand) = relation.operands.get(*position) else { return false };
        let needed = solve::needed(&relation, *position);
        // Four figures in a row are no account for certain: only exchanged digits say that they are meant as one.
        let telling = |needed| match reading.shape {
            Shape::Flow => slip::between(operand.value, needed) == Some(slip::Slip::Swapped),
            _ => true,
        };
        needed.is_some_and(|needed| slip::is_worth(operand.value, needed, least) && telling(needed))
    });
    let account = matches!(reading.shape, Shape::Flow | Shape::Difference);
    let near = !account
        && !open
        && (opened || matches!(reading.shape, Shape::Bracket | Shape::Items | Shape::Changes))
        && !few
        && is_near(&relation);
    (slips.count() > 0 || near).then(|| {
        let mut relation = relation;
        relation.severity = Severity::Warning;
        relation
    })
}

/// Whether the list says that it is not complete: 等, 如, 主要是.
fn is_open(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    let last = reading.parts.last().and_then(|(_, part)| figures.get(*part));
    let behind = last.and_then(|last| input.document.text.get(last.span.end as usize..)).unwrap_or_default();
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    let words = first.map(|first| input.document.str(first.mention.clause)).unwrap_or_default();
    let among = first.is_some_and(|first| first.mention.lead == Lead::Among);
    let includes = words.trim_start().starts_with(['含', '如']);
    // Increases and decreases that are divided are divided in full.
    let among = among && reading.shape != Shape::Changes;
    among || includes || behind.starts_with('等') || PROSE.examples.occur_in(words) || words.contains("主要")
}

/// Whether parts of a list that is meant to be complete miss the total by little: one of them was not updated.
fn is_near(relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let off = (stated - expected).abs();
    off.checked_mul(Decimal::from(NEAR)).is_some_and(|off| off <= stated.abs().max(expected.abs()))
}

/// Whether the parts are told alike: the same kind of separator and no other figure of their kind between them.
fn are_parallel(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    if matches!(reading.shape, Shape::Items | Shape::Changes | Shape::Flow | Shape::Difference) {
        return true;
    }
    let separator = |place: usize| {
        let figure = figures.get(place)?;
        let words = input.document.str(figure.mention.clause).trim_start();
        let before = input.document.text.get(..figure.mention.clause.start as usize)?;
        let own = words.chars().next().filter(|first| "、，；和及".contains(*first));
        own.or_else(|| before.trim_end().chars().next_back())
    };
    let mut later: Vec<Option<char>> = reading.parts.iter().skip(1).map(|(_, part)| separator(*part)).collect();
    later.pop_if(|last| last.is_some_and(|last| "和及".contains(last)));
    later.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// Whether the total is told as one of the parts: 中央资金A、省级资金B、县级资金C, 一季度A，二季度B.
fn is_sibling(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    if reading.shape != Shape::Forward || first.is_some_and(|first| first.mention.lead != Lead::None) {
        return false;
    }
    let ending = |place: usize| -> Option<Vec<char>> {
        let words = input.document.str(figures.get(place)?.mention.clause);
        Some(words.trim_end_matches(|c: char| c.is_whitespace() || "为：:".contains(c)).chars().rev().take(2).collect())
    };
    let own = ending(reading.total);
    own.as_ref().is_some_and(|own| own.len() == 2) && reading.parts.iter().all(|(_, part)| ending(*part) == own)
}

fn relation(input: &Input, figures: &[Figure], reading: &Reading) -> Option<Relation> {
    let mut operands: Vec<Operand> = vec![figures.get(reading.total)?.operand(input, Role::Total)?];
    let mut terms = Vec::new();
    for (sign, part) in &reading.parts {
        terms.push((*sign, Expr::Operand(operands.len())));
        operands.push(figures.get(*part)?.operand(input, Role::Part)?);
    }
    let plain = terms.iter().all(|(sign, _)| *sign == Sign::Plus);
    let relation = if plain {
        Relation::sum(RULE, Severity::Error, operands)
    } else {
        Relation::new(RULE, Severity::Error, operands, Comparison::Equal, Expr::Sum(terms))
    };
    Some(relation.named(NAME))
}

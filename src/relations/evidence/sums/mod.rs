//! `sum/prose` by structure: a figure and others that make it up.

mod listed;
mod readings;
mod slipped;

use self::slipped::separator;
use super::Known;
use super::figures::Figure;
use super::rows::Rows;
use crate::facts::prose::{Kind, Lead};
use crate::quantity::Dimension;
use crate::relations::worth::{Grain, logarithm};
use crate::relations::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign};
use crate::vocabulary::PROSE;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "sum/prose";
const NAME: &str = "合计 = 各项之和";

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
pub(super) fn relate(input: &Input, figures: &[Figure], known: &Known, rows: &Rows) -> Vec<Relation> {
    let mut readings = readings::all(input, figures);
    readings
        .retain(|reading| !rows.mixes(std::iter::once(reading.total).chain(reading.parts.iter().map(|part| part.1))));
    let accepted = holding(input, figures, &readings);
    let mut relations: Vec<Relation> =
        accepted.iter().filter_map(|reading| relation(input, figures, reading)).filter(Relation::agrees).collect();
    relations.extend(slipped::relate(input, figures, known, &readings, &accepted));
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
fn cues(input: &Input, figures: &[Figure], reading: &Reading) -> i64 {
    let Some(total) = figures.get(reading.total) else { return 0 };
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    let opened = first.is_some_and(|first| matches!(first.mention.lead, Lead::Among | Lead::Namely));
    let closed = total.mention.lead == Lead::Total && reading.shape == Shape::Back;
    let mut cues = if reading.natural { 50 } else { 0 };
    cues -= if is_cut_short(input, figures, reading) { 150 } else { 0 };
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

/// Whether the list goes on where the reading ends, or the total itself is told as one of the list: 甲3个、乙4个、丙7个.
fn is_cut_short(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    let Some((_, last)) = reading.parts.last() else { return false };
    let next = match reading.shape {
        Shape::Bracket | Shape::Forward | Shape::Next => last + 1,
        Shape::Back if figures.get(reading.total).is_some_and(|total| total.mention.lead != Lead::Total) => {
            reading.total
        }
        _ => return false,
    };
    let goes_on = figures.get(next).zip(figures.get(*last)).is_some_and(|(next, last)| {
        next.sentence == last.sentence && next.mention.depth == last.mention.depth && next.is_like(last) && counts(next)
    });
    let sign = |place: usize| separator(input, figures, place);
    goes_on && sign(next) == Some('、') && sign(*last) == Some('、')
}

/// Readings that hold and are worth more than the price of trying, the best first; a figure is the total of one
/// reading, and part of one on each level.
fn holding(input: &Input, figures: &[Figure], readings: &[Reading]) -> Vec<Reading> {
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
        let worth = i64::from(worth) - price - tail + cues(input, figures, reading);
        if worth >= ENOUGH && is_apart(figures, reading) {
            ranked.push((worth, reading));
        }
    }
    ranked.sort_by_key(|(worth, reading)| (Reverse(*worth), reading.total, reading.shape));
    let mut totals = BTreeSet::new();
    let mut parts = BTreeSet::new();
    let mut accepted = Vec::new();
    for (_, reading) in ranked {
        let shared = reading.parts.iter().any(|(_, part)| parts.contains(part));
        // 412名，其中男性236名、女性176名；按类别分，…: divided twice, if the second division is announced.
        let again = totals.contains(&reading.total) && !is_announced(input, figures, reading);
        if again || shared {
            continue;
        }
        totals.insert(reading.total);
        parts.extend(reading.parts.iter().map(|(_, part)| *part));
        accepted.push(reading.clone());
    }
    accepted
}

/// Whether the list is opened as one: by 其中, 包括 or 按…分.
fn is_announced(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    let first = reading.parts.first().and_then(|(_, part)| figures.get(*part));
    first.is_some_and(|first| {
        matches!(first.mention.lead, Lead::Among | Lead::Namely) || {
            let before = input.document.text.get(..first.mention.clause.start as usize).unwrap_or_default();
            let lead_in = before.trim_end().strip_suffix(['，', '：', ':', ',']).unwrap_or_default();
            let lead_in = lead_in.rsplit(['，', '；', '。', '、']).next();
            let own = input.document.str(first.mention.clause).trim_start();
            PROSE.dividing.begin(own) || lead_in.is_some_and(|words| PROSE.dividing.begin(words.trim_start()))
        }
    })
}

/// Whether the parts are not the total told again: 全年A万元，其中…A万元.
fn is_apart(figures: &[Figure], reading: &Reading) -> bool {
    let value = |place: usize| figures.get(place).map_or(0, |figure| figure.value);
    let total = value(reading.total);
    reading.parts.iter().filter(|(_, part)| value(*part) != 0).count() > 1
        && (reading.shape >= Shape::Changes || reading.parts.iter().all(|(_, part)| value(*part) < total))
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

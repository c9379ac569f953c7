//! Sums that do not hold although they are meant: one slip of the pen explains them, or the list is closed by its form.

use super::{Reading, Shape, left, listed, relation};
use crate::document::Span;
use crate::facts::prose::Lead;
use crate::relations::evidence::Known;
use crate::relations::evidence::figures::Figure;
use crate::relations::slip::Digits;
use crate::relations::{Input, Relation, Severity, Sign, Verdict, slip, solve};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One part in so many of the total may be missing from a complete list.
pub(super) const NEAR: u64 = 10;

/// Readings that are meant and do not hold.
pub(super) fn relate(
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
    let listed = listed::Listed::new(input, figures, readings);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    let mut natural: Vec<&Reading> = readings.iter().filter(|reading| reading.natural).collect();
    natural.sort_by_key(|reading| (reading.shape, Reverse(reading.parts.len())));
    // Lists that are closed by their form come first: what they are is certain before it is known whether they agree.
    let mut runs: Vec<Reading> = natural.iter().filter_map(|reading| listed::run(input, figures, reading)).collect();
    runs.sort_by_key(|list| list.total);
    for list in &runs {
        let claimed = list.parts.iter().any(|(_, part)| parts.contains_key(part));
        let again = told.contains(&list.total) || list.parts.iter().any(|(_, part)| told.contains(part));
        if claimed || again || is_known(list.total) {
            continue;
        }
        if let Some(relation) = listed.broken(input, figures, list) {
            told.insert(list.total);
            told.extend(list.parts.iter().map(|(_, part)| *part));
            found.push(relation);
        }
    }
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
        && (reading.shape != Shape::Items || announces_items(input, total))
        && is_near(&relation);
    (slips.count() > 0 || near).then(|| {
        let mut relation = relation;
        relation.severity = Severity::Warning;
        relation
    })
}

/// Whether the list says that it is not complete: 等, 如, 主要是.
pub(super) fn is_open(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    let part = |part: Option<&(Sign, usize)>| part.and_then(|(_, part)| figures.get(*part));
    let (first, last) = (part(reading.parts.first()), part(reading.parts.last()));
    let (Some(total), Some(first), Some(last)) = (figures.get(reading.total), first, last) else { return true };
    let behind = input.document.text.get(last.span.end as usize..).unwrap_or_default();
    let own = first.mention.clause;
    let words = input.document.str(own);
    let lead_in = input.document.str(Span { start: total.span.end.min(own.end), end: own.end });
    let includes = words.trim_start().starts_with(['含', '如']);
    // Increases and decreases that are divided are divided in full.
    let among = first.mention.lead == Lead::Among && reading.shape != Shape::Changes;
    let exemplary = PROSE.examples.occur_in(lead_in) || lead_in.contains("主要");
    among || includes || behind.starts_with('等') || exemplary
}

/// Whether the paragraph of a total ends with a colon, so that the items below it are what it is made of.
fn announces_items(input: &Input, total: &Figure) -> bool {
    let paragraph = input.document.blocks.get(total.block).map(|block| input.document.str(block.span()));
    paragraph.is_some_and(|text| text.trim_end().ends_with(['：', ':']))
}

/// Whether parts of a list that is meant to be complete miss the total by little: one of them was not updated.
pub(super) fn is_near(relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let off = (stated - expected).abs();
    off.checked_mul(Decimal::from(NEAR)).is_some_and(|off| off <= stated.abs().max(expected.abs()))
}

/// Whether the parts are told alike: the same kind of separator and no other figure of their kind between them.
pub(super) fn are_parallel(input: &Input, figures: &[Figure], reading: &Reading) -> bool {
    if matches!(reading.shape, Shape::Items | Shape::Changes | Shape::Flow | Shape::Difference) {
        return true;
    }
    let mut later: Vec<Option<char>> =
        reading.parts.iter().skip(1).map(|(_, part)| separator(input, figures, *part)).collect();
    later.pop_if(|last| last.is_some_and(|last| "和及".contains(last)));
    later.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// The sign that divides a figure from the one before: the last before its clause, or what its clause begins with.
pub(super) fn separator(input: &Input, figures: &[Figure], place: usize) -> Option<char> {
    let figure = figures.get(place)?;
    let words = input.document.str(figure.mention.clause).trim_start();
    let before = input.document.text.get(..figure.mention.clause.start as usize)?;
    let own = words.chars().next().filter(|first| "、，；和及".contains(*first));
    own.or_else(|| before.trim_end().chars().next_back())
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

//! Lists that their form closes: no slip of the pen need explain why they miss their total.
//!
//! Of the lists in the labelled reports that stand in a bracket, or are opened by 其中, 包括 or a colon, whose parts are
//! told alike and follow each other, and of which no beginning agrees, nine in ten that pass their total or lack
//! less than a twelfth of it were wrong. Of people only what excludes each other is certain to add up.

use super::slipped::{are_parallel, is_open};
use super::{Reading, Shape, is_announced, is_cut_short, left, relation};
use crate::document::Span;
use crate::facts::prose::Lead;
use crate::quantity::Dimension;
use crate::relations::evidence::figures::Figure;
use crate::relations::{Input, Relation, Severity, Verdict, partition};
use crate::vocabulary::PROSE;
use std::collections::BTreeSet;

/// Of an open list so much of the total may be missing: one part in twelve.
const LITTLE: i64 = 12;

/// What is known of all readings before one of them is held against its figures.
pub(super) struct Listed {
    /// First parts of lists that hold for their total, however little that is worth.
    held: BTreeSet<usize>,
}

impl Listed {
    pub(super) fn new(input: &Input, figures: &[Figure], readings: &[Reading]) -> Self {
        let holds = |reading: &&Reading| {
            let agrees = left(figures, reading).is_some_and(|(left, tolerance, _)| left.abs() <= tolerance.max(1));
            agrees && !is_cut_short(input, figures, reading)
        };
        Self {
            held: readings
                .iter()
                .filter(holds)
                .filter_map(|reading| reading.parts.first())
                .map(|part| part.1)
                .collect(),
        }
    }

    /// The broken sum of a list that its form closes.
    pub(super) fn broken(&self, input: &Input, figures: &[Figure], list: &Reading) -> Option<Relation> {
        // A list that agrees up to some place of it was meant to end there.
        if self.held.contains(&list.parts.first()?.1) {
            return None;
        }
        let total = figures.get(list.total)?;
        let (left, ..) = super::left(figures, list)?;
        let values = || list.parts.iter().filter_map(|(_, part)| figures.get(*part)).map(|part| part.value);
        let open = is_open(input, figures, list);
        let little = left.checked_mul(LITTLE).is_some_and(|times| times.abs() <= total.value);
        let people = total.mention.dimension == Dimension::People;
        // 脱贫户187人，占45.39%；女性203人: whoever is the one may be the other.
        let apart = exclude_each_other(input, figures, list);
        let speaks = match () {
            () if total.mention.dimension == Dimension::Score || values().any(|value| value >= total.value) => false,
            () if people && !apart => false,
            () if list.shape == Shape::Next => little,
            () if list.shape == Shape::Back => {
                total.mention.dimension != Dimension::Money && left.abs().saturating_mul(2) < total.value
            }
            () if left < 0 && !little => exclude_each_other(input, figures, list) || !people && list.parts.len() > 2,
            () if left < 0 => true,
            () => little || !open && list.parts.len() > 2 && left.saturating_mul(2) < total.value,
        };
        let relation = relation(input, figures, list).filter(|broken| speaks && broken.verdict == Verdict::Broken)?;
        Some(Relation { severity: Severity::Warning, ..relation })
    }
}

/// The list that a reading begins with: opened, told alike to its end, with no other figure of the kind between its parts.
pub(super) fn run(input: &Input, figures: &[Figure], reading: &Reading) -> Option<Reading> {
    if reading.shape == Shape::Back {
        return summed(input, figures, reading);
    }
    if !reading.natural || !matches!(reading.shape, Shape::Bracket | Shape::Forward | Shape::Next) {
        return None;
    }
    let total = figures.get(reading.total)?;
    let first = figures.get(reading.parts.first()?.1)?;
    let opened = reading.shape == Shape::Bracket
        || is_behind_colon(input, total, first)
        || is_announced(input, figures, reading);
    if !opened {
        return None;
    }
    let part = |place: usize| reading.parts.get(place).and_then(|(_, part)| figures.get(*part).map(|own| (*part, own)));
    let mut length = 1;
    while let Some((at, own)) = part(length) {
        let before = part(length - 1).map_or(at, |(before, _)| before);
        let between = figures.get(before + 1..at).unwrap_or_default();
        let follows = between.iter().all(|other| !other.is_like(own));
        let list = Reading { parts: reading.parts.get(..=length)?.to_vec(), ..reading.clone() };
        if !follows || own.mention.beside || own.mention.label.measure != first.mention.label.measure {
            break;
        }
        if !are_parallel(input, figures, &list) {
            break;
        }
        length += 1;
    }
    let parts = reading.parts.get(..length).filter(|parts| parts.len() > 1)?.to_vec();
    let list = Reading { parts, ..reading.clone() };
    are_named_apart(input, figures, &list).then_some(list)
}

/// The list that 合计 ends: all figures before it that are told alike.
fn summed(input: &Input, figures: &[Figure], reading: &Reading) -> Option<Reading> {
    let total = figures.get(reading.total).filter(|total| total.mention.lead == Lead::Total)?;
    let whole = reading.natural && are_parallel(input, figures, reading) && are_named_apart(input, figures, reading);
    let near = reading.parts.last().is_some_and(|(_, last)| {
        figures.get(last + 1..reading.total).is_some_and(|between| between.iter().all(|other| !other.is_like(total)))
    });
    (whole && near && reading.parts.len() > 1).then(|| reading.clone())
}

/// Whether each part has a name of its own.
fn are_named_apart(input: &Input, figures: &[Figure], list: &Reading) -> bool {
    let parts = list.parts.iter();
    let names: BTreeSet<&str> =
        parts.filter_map(|(_, part)| Some(partition::name(input, figures.get(*part)?.mention))).collect();
    names.len() == list.parts.len() && !names.contains("")
}

/// Whether only a colon stands between a total and the clause of the first part.
fn is_behind_colon(input: &Input, total: &Figure, first: &Figure) -> bool {
    let between = Span { start: total.span.end, end: first.span.start.max(total.span.end) };
    let words = input.document.str(between).trim_start();
    words.starts_with(['：', ':'])
        || words.split(['：', ':']).next().is_some_and(|lead| lead.chars().count() < 8) && words.contains(['：', ':'])
}

/// Whether the names of the parts end alike (行政编制、事业编制), or name classes that nobody is in twice.
fn exclude_each_other(input: &Input, figures: &[Figure], list: &Reading) -> bool {
    let names: Vec<&str> =
        list.parts.iter().filter_map(|(_, part)| Some(partition::name(input, figures.get(*part)?.mention))).collect();
    let ends: BTreeSet<Option<char>> = names.iter().map(|name| name.chars().next_back()).collect();
    ends.len() == 1 || names.iter().all(|name| PROSE.staff_classes.occur_in(name))
}

//! Broken relations → causes: the one number whose correction mends most of them and breaks none.

mod wording;

pub use wording::finding;
pub(crate) use wording::{difference, shown, shown_value};

use crate::document::Span;
use crate::relations::slip::{self, Slip};
use crate::relations::solve;
use crate::relations::{Comparison, Relation, Verdict};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// One fault and the broken relations it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Positions of the broken relations, the most telling first.
    pub relations: Vec<usize>,
    /// The corrections that would mend them, the likeliest first; more than one where they are equally likely.
    pub corrections: Vec<Correction>,
}

/// A number that, changed, mends broken relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The number in the text.
    pub span: Span,
    /// Its value now, in the base unit.
    pub written: Decimal,
    /// The value that agrees, in the base unit.
    pub value: Decimal,
    /// How many broken relations it mends.
    pub mends: usize,
    /// The slip of the pen that explains it, if one does.
    pub slip: Option<Slip>,
    /// Whether the new value already stands beside it, in a relation of the old one: 决算 as high as its 预算.
    pub echoed: bool,
}

/// Relations by the numbers in them.
struct Graph<'a> {
    relations: &'a [Relation],
    by_span: BTreeMap<Span, Vec<(usize, usize)>>,
}

/// A number that takes part in more relations than this (a grand total in a table of thousands of rows) is judged by the
/// broken ones alone.
const MOST_CHECKED: usize = 64;

/// In a sum of more numbers than this only the total is tried: the cost of trying each part grows with their square.
const MOST_OPERANDS: usize = 300;

/// Groups the broken relations by their likeliest common cause, in text order.
pub fn causes(relations: &[Relation]) -> Vec<Cause> {
    let graph = Graph::new(relations);
    let broken = |index: &usize| relations.get(*index).is_some_and(|relation| relation.verdict == Verdict::Broken);
    let mut open: BTreeSet<usize> = (0..relations.len()).filter(broken).collect();
    let mut candidates = graph.candidates(&open);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank()));
    let rivals = Rivals::new(&candidates);
    let mut causes = Vec::new();
    for candidate in &candidates {
        let mended: Vec<usize> = candidate.mended.iter().copied().filter(|index| open.contains(index)).collect();
        if mended.iter().filter(|index| graph.is_equation(**index)).count() < 2 {
            continue;
        }
        mended.iter().for_each(|index| {
            open.remove(index);
        });
        causes.push(Cause { relations: mended, corrections: rivals.of(candidate) });
    }
    let by_relation = by_relation(&candidates);
    for index in open.iter().copied().filter(|index| graph.is_equation(*index)) {
        let own = by_relation.get(&index).map_or(&[][..], Vec::as_slice);
        causes.push(Cause { relations: vec![index], corrections: graph.single(index, own) });
    }
    attach_limits(&graph, open.into_iter().filter(|index| !graph.is_equation(*index)), &mut causes);
    for cause in &mut causes {
        let culprit = cause.corrections.first().map(|correction| correction.span);
        cause.relations.sort_by_key(|index| (!graph.is_stated(*index, culprit), graph.telling(*index)));
    }
    causes.sort_by_key(|cause| cause.relations.first().copied());
    causes
}

/// A limit that is exceeded by numbers already complained of is the same fault.
fn attach_limits(graph: &Graph, limits: impl Iterator<Item = usize>, causes: &mut Vec<Cause>) {
    let mut cause_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (position, cause) in causes.iter().enumerate() {
        cause_of.extend(cause.relations.iter().map(|relation| (*relation, position)));
    }
    for index in limits {
        let same_fault = |other: &usize| {
            let cause = cause_of.get(other).and_then(|position| causes.get(*position));
            cause.is_some_and(|cause| graph.within(index, *other) || graph.mended_by(index, &cause.corrections))
        };
        let known = graph.neighbours(index).find(same_fault);
        match known.and_then(|other| cause_of.get(&other)).and_then(|position| causes.get_mut(*position)) {
            Some(cause) => cause.relations.push(index),
            None => causes.push(Cause { relations: vec![index], corrections: Vec::new() }),
        }
    }
}

/// Candidates by the relations they mend.
fn by_relation(candidates: &[Candidate]) -> BTreeMap<usize, Vec<Correction>> {
    let mut map: BTreeMap<usize, Vec<Correction>> = BTreeMap::new();
    for candidate in candidates {
        for index in &candidate.mended {
            map.entry(*index).or_default().push(candidate.correction);
        }
    }
    map
}

/// Corrections that are equally likely: they mend the same and rank the same.
struct Rivals<'a> {
    groups: BTreeMap<(&'a [usize], bool, bool), Vec<Correction>>,
}

impl<'a> Rivals<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let mut groups: BTreeMap<(&[usize], bool, bool), Vec<Correction>> = BTreeMap::new();
        for candidate in candidates {
            groups.entry(candidate.group()).or_default().push(candidate.correction);
        }
        Self { groups }
    }

    /// The correction and at most one that is as likely.
    fn of(&self, candidate: &Candidate) -> Vec<Correction> {
        let group = self.groups.get(&candidate.group());
        group.map_or_else(Vec::new, |group| group.iter().take(2).copied().collect())
    }
}

/// A correction with the broken relations it mends.
struct Candidate {
    correction: Correction,
    mended: Vec<usize>,
}

impl Candidate {
    /// More mended first; then what a slip of the pen explains.
    fn rank(&self) -> (usize, bool, bool) {
        (self.mended.len(), self.correction.slip.is_some(), self.correction.echoed)
    }

    fn group(&self) -> (&[usize], bool, bool) {
        (&self.mended, self.correction.slip.is_some(), self.correction.echoed)
    }
}

impl<'a> Graph<'a> {
    fn new(relations: &'a [Relation]) -> Self {
        let mut by_span: BTreeMap<Span, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, relation) in relations.iter().enumerate() {
            for (position, operand) in relation.operands.iter().enumerate() {
                if !operand.span.is_empty() {
                    by_span.entry(operand.span).or_default().push((index, position));
                }
            }
        }
        Self { relations, by_span }
    }

    /// For each number of each broken relation the value that would mend it, if that breaks nothing that agrees.
    fn candidates(&self, broken: &BTreeSet<usize>) -> Vec<Candidate> {
        let mut found: BTreeMap<(Span, Decimal), Candidate> = BTreeMap::new();
        for index in broken {
            let Some(relation) = self.relations.get(*index) else { continue };
            let tried = if relation.operands.len() > MOST_OPERANDS { 1 } else { relation.operands.len() };
            for (position, operand) in relation.operands.iter().enumerate().take(tried) {
                let Some(value) = solve::needed(relation, position) else { continue };
                if operand.span.is_empty() || found.contains_key(&(operand.span, value)) {
                    continue;
                }
                let Some(mended) = self.effect(operand.span, value) else { continue };
                let slip = slip::between(operand.value, value);
                let echoed = slip.is_some() && self.echoes(operand.span, value);
                let (span, written, mends) = (operand.span, operand.value, mended.len());
                let correction = Correction { span, written, value, mends, slip, echoed };
                found.insert((operand.span, value), Candidate { correction, mended });
            }
        }
        found.into_values().collect()
    }

    /// The broken relations that a new value mends; `None` if it breaks one that agrees.
    fn effect(&self, span: Span, value: Decimal) -> Option<Vec<usize>> {
        let uses = self.by_span.get(&span)?;
        let mut mended = Vec::new();
        for (index, position) in uses {
            let relation = self.relations.get(*index)?;
            let checked = uses.len() <= MOST_CHECKED || relation.verdict == Verdict::Broken;
            if !checked {
                continue;
            }
            match (relation.verdict, solve::agrees_with(relation, *position, value)) {
                (Verdict::Broken, true) => mended.push(*index),
                (Verdict::Holds | Verdict::Rounding, false) => return None,
                _ => {}
            }
        }
        Some(mended)
    }

    /// Whether a relation is an equation, not a limit.
    fn is_equation(&self, index: usize) -> bool {
        let comparison =
            self.relations.get(index).and_then(|relation| relation.formula.as_ref()).map(|(sign, _)| *sign);
        matches!(comparison, Some(Comparison::Equal | Comparison::EqualOrTruncated))
    }

    /// Whether all numbers of one relation take part in another.
    fn within(&self, inner: usize, outer: usize) -> bool {
        let (Some(inner), Some(outer)) = (self.relations.get(inner), self.relations.get(outer)) else { return false };
        inner.operands.iter().all(|operand| outer.operands.iter().any(|other| other.span == operand.span))
    }

    /// Whether one of the corrections of another fault mends this relation too.
    fn mended_by(&self, index: usize, corrections: &[Correction]) -> bool {
        let Some(relation) = self.relations.get(index) else { return false };
        let place = |span: Span| relation.operands.iter().position(|operand| operand.span == span);
        corrections.iter().any(|correction| {
            place(correction.span).is_some_and(|position| solve::agrees_with(relation, position, correction.value))
        })
    }

    /// Whether a value stands in a relation of the number at `span`.
    fn echoes(&self, span: Span, value: Decimal) -> bool {
        let uses = self.by_span.get(&span).map_or(&[][..], Vec::as_slice).iter().take(MOST_CHECKED);
        let mut others = uses
            .filter_map(|(index, _)| self.relations.get(*index))
            .flat_map(|relation| relation.operands.iter().take(MOST_OPERANDS).filter(|operand| operand.span != span));
        others.any(|operand| operand.value == value)
    }

    /// Relations that share a number with this one.
    fn neighbours(&self, index: usize) -> impl Iterator<Item = usize> {
        let operands = self.relations.get(index).map_or(&[][..], |relation| relation.operands.as_slice());
        let uses = operands.iter().filter_map(|operand| self.by_span.get(&operand.span));
        uses.flat_map(|uses| uses.iter().take(MOST_CHECKED).map(|(other, _)| *other))
            .filter(move |other| *other != index)
    }

    /// Corrections of a relation that stands alone: those a slip explains, the stated number first.
    fn single(&self, index: usize, own: &[Correction]) -> Vec<Correction> {
        let mut slips: Vec<Correction> = own.iter().copied().filter(|own| own.slip.is_some()).collect();
        // The likeliest kind of evidence only: limits mended too, then a value that stands beside it, a digit, a sign.
        let evidence = |correction: &Correction| {
            (std::cmp::Reverse(correction.mends), !correction.echoed, correction.slip == Some(Slip::Sign))
        };
        let strongest = slips.iter().map(evidence).min();
        slips.retain(|correction| Some(evidence(correction)) == strongest);
        let stated =
            self.relations.get(index).and_then(|relation| relation.operands.first()).map(|operand| operand.span);
        slips.sort_by_key(|correction| (Some(correction.span) != stated, correction.slip, correction.span));
        slips.truncate(2);
        slips
    }

    /// Whether a relation states the number at `span`: the equation of the culprit itself says most.
    fn is_stated(&self, index: usize, span: Option<Span>) -> bool {
        let first = self.relations.get(index).and_then(|relation| relation.operands.first());
        first.is_some_and(|operand| Some(operand.span) == span)
    }

    /// Graver relations are more telling, then those with more operands.
    fn telling(
        &self,
        index: usize,
    ) -> (std::cmp::Reverse<crate::relations::Severity>, std::cmp::Reverse<usize>, usize) {
        let relation = self.relations.get(index);
        let severity = relation.map_or(crate::relations::Severity::Info, |relation| relation.severity);
        (std::cmp::Reverse(severity), std::cmp::Reverse(relation.map_or(0, |relation| relation.operands.len())), index)
    }
}

//! Broken relations → causes: the one number whose correction mends most of them and breaks none.

mod wording;

pub use wording::finding;

use crate::document::Span;
use crate::relations::slip::{self, Slip};
use crate::relations::solve;
use crate::relations::{Comparison, Relation, Verdict};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
}

/// Relations by the numbers in them.
struct Graph<'a> {
    relations: &'a [Relation],
    by_span: BTreeMap<Span, Vec<(usize, usize)>>,
}

/// A number that takes part in more relations than this (a grand total in a table of thousands of rows) is judged by the
/// broken ones alone.
const MOST_CHECKED: usize = 64;

/// Groups the broken relations by their likeliest common cause, in text order.
pub fn causes(relations: &[Relation]) -> Vec<Cause> {
    let graph = Graph::new(relations);
    let mut open: Vec<usize> = (0..relations.len())
        .filter(|index| relations.get(*index).is_some_and(|r| r.verdict == Verdict::Broken))
        .collect();
    let mut candidates = graph.candidates(&open);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank()));
    let mut causes = Vec::new();
    for candidate in &candidates {
        let mended: Vec<usize> = candidate.mended.iter().copied().filter(|index| open.contains(index)).collect();
        if mended.iter().filter(|index| graph.is_equation(**index)).count() < 2 {
            continue;
        }
        open.retain(|index| !mended.contains(index));
        let rivals =
            candidates.iter().filter(|other| other.rank() == candidate.rank() && other.mended == candidate.mended);
        causes.push(Cause { relations: mended, corrections: rivals.map(|rival| rival.correction).take(2).collect() });
    }
    for index in open.iter().copied().filter(|index| graph.is_equation(*index)) {
        let corrections = graph.single(index, &candidates);
        causes.push(Cause { relations: vec![index], corrections });
    }
    // A limit that is exceeded by numbers already complained of is the same fault.
    for index in open.into_iter().filter(|index| !graph.is_equation(*index)) {
        match causes.iter_mut().find(|cause| cause.relations.iter().any(|own| graph.within(index, *own))) {
            Some(cause) => cause.relations.push(index),
            None => causes.push(Cause { relations: vec![index], corrections: Vec::new() }),
        }
    }
    causes.iter_mut().for_each(|cause| cause.relations.sort_by_key(|index| graph.telling(*index)));
    causes.sort_by_key(|cause| cause.relations.first().copied());
    causes
}

/// A correction with the broken relations it mends.
struct Candidate {
    correction: Correction,
    mended: Vec<usize>,
}

impl Candidate {
    /// More mended first; then what a slip of the pen explains.
    fn rank(&self) -> (usize, bool) {
        (self.mended.len(), self.correction.slip.is_some())
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
    fn candidates(&self, broken: &[usize]) -> Vec<Candidate> {
        let mut found: BTreeMap<(Span, Decimal), Candidate> = BTreeMap::new();
        for index in broken {
            let Some(relation) = self.relations.get(*index) else { continue };
            for (position, operand) in relation.operands.iter().enumerate() {
                let Some(value) = solve::needed(relation, position) else { continue };
                if operand.span.is_empty() || found.contains_key(&(operand.span, value)) {
                    continue;
                }
                let Some(mended) = self.effect(operand.span, value) else { continue };
                let slip = slip::between(operand.value, value);
                let correction =
                    Correction { span: operand.span, written: operand.value, value, mends: mended.len(), slip };
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

    /// Corrections of a relation that stands alone: those a slip explains, the stated number first.
    fn single(&self, index: usize, candidates: &[Candidate]) -> Vec<Correction> {
        let own = candidates.iter().filter(|candidate| candidate.mended.contains(&index));
        let mut slips: Vec<Correction> = own.map(|own| own.correction).filter(|own| own.slip.is_some()).collect();
        let stated =
            self.relations.get(index).and_then(|relation| relation.operands.first()).map(|operand| operand.span);
        slips.sort_by_key(|correction| (Some(correction.span) != stated, correction.slip, correction.span));
        slips.truncate(2);
        slips
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

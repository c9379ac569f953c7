//! Relations that no word announces: figures of running text that belong together because of where they stand, and
//! because it would be a strange coincidence if they agreed by chance.
//!
//! Structure proposes (brackets, lists, items, sentences that follow each other), words weigh but open nothing, and the
//! figures themselves decide: what holds at a high price ([`super::worth`]) was meant. What does not hold is spoken of
//! only where a slip of the pen in one figure explains it and nothing else does.

mod beside;
mod figures;
mod means;
mod rates;
mod rows;
mod sums;

use super::{Input, Relation};
use std::collections::BTreeSet;

/// Adds what the finders that go by words have not found.
pub(super) fn relate(input: &Input, found: &[Relation]) -> Vec<Relation> {
    let figures = figures::all(input);
    let rows = rows::Rows::of(input, &figures);
    let mut relations = rows.relate(input, &figures);
    let known = Known::new(found.iter().chain(&relations));
    relations.extend(sums::relate(input, &figures, &known, &rows));
    relations.extend(rates::relate(input, &figures, &known));
    relations.extend(means::relate(input, &figures, &known));
    relations
}

/// What is known already of figures, by where they stand.
struct Known {
    /// Stated sides of relations that agree.
    explained: BTreeSet<u32>,
    /// Stated sides of relations that are broken.
    doubted: BTreeSet<u32>,
    /// Part and base of percentages that agree.
    pairs: BTreeSet<(u32, u32)>,
    /// What percentages that agree are taken of.
    bases: BTreeSet<u32>,
}

impl Known {
    fn new<'a>(found: impl Iterator<Item = &'a Relation> + Clone) -> Self {
        let stated = |wanted: fn(&Relation) -> bool| {
            let relations = found.clone().filter(move |relation| wanted(relation) && relation.is_equation());
            relations.filter_map(|relation| relation.operands.first()).map(|operand| operand.span.start).collect()
        };
        let quotients = found.clone().filter(|relation| relation.agrees() && relation.is_quotient());
        let pairs = quotients.filter_map(|relation| match relation.operands.as_slice() {
            [_, part, base] => Some((part.span.start, base.span.start)),
            _ => None,
        });
        let pairs: BTreeSet<(u32, u32)> = pairs.collect();
        let bases = pairs.iter().map(|(_, base)| *base).collect();
        Self {
            explained: stated(Relation::agrees),
            doubted: stated(|relation| relation.verdict == super::Verdict::Broken),
            pairs,
            bases,
        }
    }
}

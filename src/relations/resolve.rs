//! The one place where readings compete: what another reading of the same figures explains is not held against them.
//!
//! A figure is the stated side of at most one reading of a kind. Where one agrees at a price that chance would hardly
//! pay, a broken one over the same figures was not meant; it stays in the report as undecided.

use super::{Comparison, Expr, Relation, Verdict, slip};
use crate::document::{Block, Document, Span};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Rules of sums in tables, which explain each other where they are found.
const OF_TABLES: [&str; 3] = ["sum/table", "sum/group", "sum/across"];

/// Takes back what another reading explains away.
pub(super) fn resolve(document: &Document, relations: &mut [Relation]) {
    doubt_what_most_contradict(document, relations);
    let (sums, quotients) = (agreeing(relations, Relation::is_sum), agreeing(relations, Relation::is_quotient));
    let mut whole_of: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for (at, sum) in sums.iter().enumerate() {
        for part in sum.iter().skip(1) {
            whole_of.entry(*part).or_default().push(at);
        }
    }
    let totals: BTreeMap<Span, usize> =
        sums.iter().enumerate().filter_map(|(at, sum)| Some((*sum.first()?, at))).collect();
    let rates: BTreeSet<Span> = quotients.iter().filter_map(|quotient| quotient.first().copied()).collect();
    let bases: BTreeSet<Span> = quotients.iter().filter_map(|quotient| quotient.last().copied()).collect();
    // Which percentage two figures have made up already.
    let told: BTreeMap<(Span, Span), Span> =
        quotients.iter().filter_map(|one| Some(((*one.get(1)?, *one.last()?), *one.first()?))).collect();
    let together: BTreeSet<(Span, Span)> =
        sums.iter().filter(|sum| sum.len() == 3).flat_map(|sum| pairs(sum)).collect();
    for relation in relations.iter_mut().filter(|relation| relation.verdict == Verdict::Broken) {
        let Some((stated, others)) = relation.operands.split_first() else { continue };
        // In a table the same figures make up sums on several levels.
        let in_prose = !relation.rule.starts_with("score/") && !OF_TABLES.contains(&relation.rule.as_ref());
        let explained = if relation.is_sum() {
            let parts: Vec<Span> = others.iter().map(|part| part.span).collect();
            let own = totals.get(&stated.span).and_then(|at| sums.get(*at));
            let shares = own.is_some_and(|sum| sum.iter().skip(1).any(|part| parts.contains(part)));
            let differs = parts.iter().any(|part| together.contains(&(stated.span, *part)));
            in_prose
                && (shares || differs || belongs_elsewhere(stated.span, (&parts, is_near(relation)), &whole_of, &sums))
        } else {
            // Where others of the same base agree, this one was meant as they are.
            let base = others.last().map_or(stated.span, |base| base.span);
            let other = rates.contains(&stated.span) && !bases.contains(&base);
            let used = others.first().zip(others.last()).is_some_and(|(part, base)| {
                let first = told.get(&(part.span, base.span));
                first.is_some_and(|first| *first < stated.span && base.span.max(part.span) < stated.span)
            });
            relation.is_quotient() && (other || used || is_of_nothing(relation) || is_far_off(relation))
        };
        if explained {
            relation.verdict = Verdict::Open;
        }
    }
}

/// Whether both sides come near each other: a figure was mistyped, and the reading is right.
fn is_near(relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let ten = Decimal::TEN.checked_mul((stated - expected).abs());
    ten.is_some_and(|ten| ten <= stated.abs().max(expected.abs()))
}

/// Whether a percentage that says something would be of nothing: 接待费0万元 beside 占预算的85.2% is not what it is of.
fn is_of_nothing(relation: &Relation) -> bool {
    let says = relation.stated.is_some_and(|stated| !stated.is_zero());
    says && relation.operands.get(1).is_some_and(|part| part.value.is_zero())
}

/// Whether a percentage is so far from what the figures give that they cannot be the ones it is made of: no slip but a
/// moved point makes 108.13% of 1330.77%.
fn is_far_off(relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let (less, more) = (stated.abs().min(expected.abs()), stated.abs().max(expected.abs()));
    let far = less.checked_mul(Decimal::from(5)).is_some_and(|five| five < more);
    far && less > Decimal::ONE
        && relation.rule != "ratio/growth"
        && slip::between(stated, expected.round_dp(stated.scale())).is_none()
}

/// A report is mostly right: a reading of one table that most of its instances contradict is a wrong reading.
fn doubt_what_most_contradict(document: &Document, relations: &mut [Relation]) {
    let table = |relation: &Relation| {
        let place = relation.operands.first()?.span.start;
        let at = document.blocks.partition_point(|block| block.span().end <= place);
        matches!(document.blocks.get(at), Some(Block::Table(_))).then_some(at)
    };
    let mut counts: BTreeMap<(String, usize), (usize, usize)> = BTreeMap::new();
    for relation in relations.iter() {
        let Some(at) = table(relation).filter(|_| relation.is_equation() || relation.rule == "score/grade") else {
            continue;
        };
        let (broken, all) = counts.entry((relation.rule.to_string(), at)).or_default();
        *broken += usize::from(relation.verdict == Verdict::Broken);
        *all += usize::from(relation.verdict != Verdict::Open);
    }
    for relation in relations.iter_mut().filter(|relation| relation.verdict == Verdict::Broken) {
        let count = table(relation).and_then(|at| counts.get(&(relation.rule.to_string(), at)));
        if count.is_some_and(|(broken, all)| *broken >= MANY && broken * 2 > *all) {
            relation.verdict = Verdict::Open;
        }
    }
}

/// Broken instances of one reading that doubt the reading rather than the figures.
const MANY: usize = 3;

/// What stands beside each other in one difference: 年末A，较年初B净增C.
fn pairs(sum: &[Span]) -> Vec<(Span, Span)> {
    sum.iter().flat_map(|one| sum.iter().map(move |other| (*one, *other))).filter(|(one, other)| one != other).collect()
}

/// Whether the parts, most of them together, make up another whole, or the whole and its parts are siblings of one sum.
fn belongs_elsewhere(
    total: Span,
    (parts, near): (&[Span], bool),
    whole_of: &BTreeMap<Span, Vec<usize>>,
    sums: &[Vec<Span>],
) -> bool {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    for sum in parts.iter().filter_map(|part| whole_of.get(part)).flatten() {
        *count.entry(*sum).or_default() += 1;
    }
    count.iter().any(|(sum, shared)| {
        let Some(sum) = sums.get(*sum) else { return false };
        let another = sum.first() != Some(&total) && !parts.contains(sum.first().unwrap_or(&total));
        let sibling = sum.iter().skip(1).any(|part| *part == total);
        // 国家级25家，省级13家，市级38家 of which the last is the sum of the others: counted twice, it is no list of parts.
        let twice = !near && sum.first().is_some_and(|first| parts.contains(first)) && *shared + 1 >= sum.len();
        sibling || twice || (another && *shared > 1 && shared * 5 >= parts.len() * 3)
    })
}

/// The places of the numbers of relations that agree, zeros left out: the stated one first.
fn agreeing(relations: &[Relation], is_of_kind: fn(&Relation) -> bool) -> Vec<Vec<Span>> {
    let found = relations.iter().filter(|relation| relation.agrees() && is_of_kind(relation));
    let places = found.map(|relation| {
        let numbers = relation.operands.iter().enumerate().filter(|(at, operand)| *at == 0 || !operand.value.is_zero());
        numbers.map(|(_, operand)| operand.span).collect::<Vec<_>>()
    });
    places.filter(|places| places.len() > 2).collect()
}

impl Relation {
    /// Whether it is an equation, not a limit.
    pub fn is_equation(&self) -> bool {
        matches!(self.formula, Some((Comparison::Equal | Comparison::EqualOrTruncated, _)))
    }

    /// Whether it adds up (and takes off) several numbers.
    pub(super) fn is_sum(&self) -> bool {
        matches!(self.formula, Some((Comparison::Equal, Expr::Sum(_))))
    }

    /// Whether it states a percentage.
    pub(super) fn is_quotient(&self) -> bool {
        matches!(self.formula, Some((Comparison::EqualOrTruncated, _)))
    }
}

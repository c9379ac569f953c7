//! Tails (尾差) of quotients: percentages that are not what their figures give although their digits come near.

use super::{Comparison, Expr, Relation, Verdict};
use crate::quantity::Interval;
use rust_decimal::{Decimal, RoundingStrategy};

/// How many quotients must show that the report rounds before a digit that was cut off is worth a note.
const HABIT: usize = 3;

/// Rules whose full hundred is worth a note where the two figures are not equal.
const OF_ALL: [&str; 2] = ["ratio/completion", "ratio/table-rate"];

/// How a percentage came from its exact quotient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// Rounded up: cutting off would have given other digits.
    Rounded,
    /// Cut off: rounding would have given other digits, whatever the figures were before they were rounded.
    CutOff,
    /// Exact, or both would give the same.
    Either,
}

/// Notes a percentage whose last digit was cut off where the report rounds otherwise, and 100 % of what is not all.
pub(super) fn note(relations: &mut [Relation]) {
    let digits: Vec<Digits> = relations.iter().map(digits).collect();
    let count = |wanted: Digits| digits.iter().filter(|digits| **digits == wanted).count();
    let rounds = count(Digits::Rounded) >= HABIT && count(Digits::Rounded) > count(Digits::CutOff);
    for (relation, digits) in relations.iter_mut().zip(&digits) {
        if rounds && *digits == Digits::CutOff || is_nearly_all(relation) {
            relation.verdict = Verdict::Rounding;
        }
    }
}

fn digits(relation: &Relation) -> Digits {
    let quotient = relation.formula.as_ref().filter(|(comparison, _)| *comparison == Comparison::EqualOrTruncated);
    let (Some((_, right)), Some(stated), Some(expected)) = (quotient, relation.operands.first(), relation.expected)
    else {
        return Digits::Either;
    };
    let scale = stated.written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scale = u32::try_from(scale).unwrap_or(0).min(12);
    let rounded = expected.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    let cut_off = expected.round_dp_with_strategy(scale, RoundingStrategy::ToZero);
    if relation.verdict != Verdict::Holds || rounded == cut_off {
        return Digits::Either;
    }
    let reach = reach(relation, right);
    let half = Decimal::new(5, scale + 1);
    if stated.value == rounded {
        Digits::Rounded
    } else if stated.value == cut_off && reach.is_some_and(|reach| reach.low >= cut_off + half) {
        Digits::CutOff
    } else {
        Digits::Either
    }
}

/// The values a quotient can have, given the digits its figures are written with.
fn reach(relation: &Relation, right: &Expr) -> Option<Interval> {
    right.interval(&|index| relation.operands.get(index).and_then(|operand| operand.interval))
}

/// Whether 100% is said of two figures that cannot be equal.
fn is_nearly_all(relation: &Relation) -> bool {
    let all = Decimal::ONE_HUNDRED;
    let stated = relation.verdict == Verdict::Holds && relation.stated == Some(all);
    let reach = relation.formula.as_ref().and_then(|(_, right)| reach(relation, right));
    let apart = reach.is_some_and(|reach| reach.high < all || all < reach.low);
    stated && apart && OF_ALL.contains(&relation.rule.as_ref())
}

//! Tails (尾差). Of quotients: percentages that are not what their figures give although their digits come near. Of sums
//! of whole amounts: what a report that rounds to whole 万元 misses by.

use super::{Comparison, Expr, Input, Relation, Verdict};
use crate::quantity::{Dimension, Interval, Unit};
use crate::vocabulary::PROSE;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// How many quotients must show that the report rounds before a digit that was cut off is worth a note.
const HABIT: usize = 3;

/// Rules whose full hundred is worth a note where the two figures are not equal.
const OF_ALL: [&str; 2] = ["ratio/completion", "ratio/table-rate"];

/// How many sums of whole amounts must miss by a tail before it is the report's habit and no slip.
const HABIT_OF_SUMS: usize = 3;

/// A whole amount below this is found with decimals somewhere in a report by mere chance.
const TELLING: Decimal = Decimal::ONE_HUNDRED;

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

/// Excuses sums of whole amounts that miss by a tail where the report shows that it rounds: it says so, it tells one of the
/// amounts with decimals elsewhere, or its sums miss by a tail as a rule.
pub(super) fn excuse(input: &Input, relations: &mut [Relation]) {
    let missing = relations.iter().filter(|relation| misses_by_a_tail(relation)).count();
    if missing == 0 {
        return;
    }
    let rounds = missing >= HABIT_OF_SUMS || PROSE.rounded.occur_in(&input.document.text);
    let told = told_with_decimals(input);
    let is_rounded = |relation: &Relation| {
        let telling = relation.operands.iter().filter(|operand| operand.value.abs() >= TELLING * factor(operand.unit));
        rounds || telling.map(|operand| operand.value).any(|value| told.contains(&value))
    };
    for relation in relations.iter_mut().filter(|relation| misses_by_a_tail(relation) && is_rounded(relation)) {
        relation.verdict = Verdict::Rounding;
    }
}

/// Whether whole amounts of one unit, all above that of 元, miss their sum by no more than rounding each of them explains.
fn misses_by_a_tail(relation: &Relation) -> bool {
    let sum = matches!(&relation.formula, Some((Comparison::Equal, Expr::Sum(_))));
    let broken = relation.verdict == Verdict::Broken;
    let (true, true, Some(first), Some(difference)) = (sum, broken, relation.operands.first(), relation.difference())
    else {
        return false;
    };
    let whole = relation.operands.iter().all(|operand| {
        let amount =
            operand.unit.is_none() || operand.dimension == Dimension::Money && operand.unit != Some(Unit::Yuan);
        amount && operand.unit == first.unit && !operand.written.contains(['.', '．'])
    });
    let room = factor(first.unit).checked_mul(Decimal::new(5, 1) * Decimal::from(relation.operands.len() as u64));
    whole && room.is_some_and(|room| difference.abs() <= room)
}

/// What the amounts with decimals are when they are rounded or cut off to whole ones of their unit, in 元.
fn told_with_decimals(input: &Input) -> BTreeSet<Decimal> {
    let told = input.facts.iter().filter_map(|fact| {
        let quantity = input.quantities.get(fact.quantity).filter(|quantity| quantity.value.scale() > 0)?;
        let unit = fact.unit.filter(|unit| unit.dimension() == Dimension::Money);
        let strategies = [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::ToZero];
        let whole = |strategy| quantity.value.round_dp_with_strategy(0, strategy).checked_mul(factor(unit));
        Some(strategies.map(whole))
    });
    told.flatten().flatten().collect()
}

fn factor(unit: Option<Unit>) -> Decimal {
    unit.map_or(Decimal::ONE, Unit::factor)
}

fn digits(relation: &Relation) -> Digits {
    let quotient = relation.formula.as_ref().filter(|(comparison, _)| *comparison == Comparison::EqualOrTruncated);
    let (Some((_, right)), Some(stated), Some(expected)) = (quotient, relation.operands.first(), relation.expected)
    else {
        return Digits::Either;
    };
    let scale = stated.decimals();
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

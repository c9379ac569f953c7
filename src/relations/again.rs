//! `cross/restated`: a fact that is told again in other words, far away or in a table (C16); how alike two facts are is
//! said by [`same`].

use super::slip::{self, Slip};
use super::{Input, Operand, Relation, Role, Severity, Verdict};
use crate::facts::same::{self, Likeness, Statement};
use crate::quantity::Unit;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Digits that a number must show for a difference that is no slip to mean something.
const LONG: usize = 3;

/// So many facts may be told wrongly again in one report.
const FEW: usize = 4;

/// Two statements and what their comparison gives.
struct Pair {
    one: usize,
    other: usize,
    likeness: Likeness,
    relation: Relation,
}

/// Every pair of statements that are each other's best match and have no other.
pub fn relate(input: &Input) -> Vec<Relation> {
    let statements =
        same::statements(input.document, input.quantities, input.outline, input.prose, input.facts, input.stretches);
    let pairs: Vec<Pair> = same::pairs(&statements)
        .into_iter()
        .filter_map(|(one, other, likeness)| {
            let relation = compare(input, statements.get(one)?, statements.get(other)?)?;
            Some(Pair { one, other, likeness, relation })
        })
        .collect();
    let partners = Partners::of(&pairs);
    let mut told = BTreeSet::new();
    let (mut relations, mut differing) = (Vec::new(), Vec::new());
    for pair in pairs {
        if pair.relation.agrees() {
            // Once for each further place.
            if told.insert(pair.other) {
                relations.push(pair.relation);
            }
        } else if partners.are_each_others(&pair) {
            let results = statements.get(pair.one).zip(statements.get(pair.other));
            let results = results.is_some_and(|(one, other)| same::are_results(one, other));
            differing.push(judged(pair, results));
        }
    }
    relations.extend(totals(input, &statements));
    // Bulletins of several years in one file tell everything twice: then it is the reading that is wrong.
    let broken = differing.iter().filter(|relation| relation.verdict == Verdict::Broken).count();
    let many = differing.len() > FEW && differing.len() > relations.len();
    relations
        .extend(differing.into_iter().map(|relation| if many || broken > FEW { relation.open() } else { relation }));
    relations
}

/// The totals of tables that running text tells in other words.
fn totals(input: &Input, statements: &[Statement]) -> Vec<Relation> {
    same::totals_told(statements).into_iter().filter_map(|counted| total(input, statements, &counted)).collect()
}

/// The total of a table and the one number of running text that is meant to be it: the only one with its counter, or,
/// where there are more, the only one whose digits are those of the total in another order.
fn total(input: &Input, statements: &[Statement], counted: &same::Told) -> Option<Relation> {
    let total = statements.get(counted.total)?;
    let against: Vec<Relation> =
        counted.told.iter().filter_map(|told| compare(input, total, statements.get(*told)?)).collect();
    let is_told = against.iter().any(Relation::agrees);
    let mut swapped = against.iter().filter(|relation| !is_told && has_exchanged_digits(relation));
    if let (Some(one), None) = (swapped.next(), swapped.next()) {
        return Some(one.clone());
    }
    let ([told], [relation]) = (counted.told.as_slice(), against.as_slice()) else { return None };
    let (stated, expected) = (relation.stated?, relation.expected?);
    // Far apart they are of two things.
    let near = (stated - expected).abs() * Decimal::TEN <= expected.abs();
    let long = slip::significant(stated).min(slip::significant(expected)) >= LONG;
    let relation = relation.clone();
    let reached = statements.get(*told)?.reaches();
    reached.then(|| if near && long { relation } else { relation.open() })
}

/// Whether both numbers are long and one has the digits of the other in another order.
fn has_exchanged_digits(relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let digits = slip::significant(stated.max(expected));
    digits >= LONG && slip::between(stated, expected) == Some(Slip::Swapped)
}

fn compare(input: &Input, one: &Statement, other: &Statement) -> Option<Relation> {
    let operand = |statement: &Statement, role| {
        let quantity = input.quantities.get(statement.quantity)?;
        Operand::of(input.document, quantity, statement.unit, role)
    };
    let relation =
        Relation::same("cross/restated", Severity::Warning, operand(other, Role::Stated)?, operand(one, Role::Other)?);
    let decided = relation.verdict != Verdict::Open;
    decided.then(|| relation.named("同一数字前后一致"))
}

/// With whom each statement agrees, and with whom not.
struct Partners {
    agreeing: BTreeMap<usize, Likeness>,
    differing: BTreeMap<usize, Vec<Likeness>>,
}

impl Partners {
    fn of(pairs: &[Pair]) -> Self {
        let mut partners = Self { agreeing: BTreeMap::new(), differing: BTreeMap::new() };
        for pair in pairs {
            for at in [pair.one, pair.other] {
                if pair.relation.agrees() {
                    let best = partners.agreeing.entry(at).or_insert(pair.likeness);
                    *best = pair.likeness.max(*best);
                } else {
                    partners.differing.entry(at).or_default().push(pair.likeness);
                }
            }
        }
        partners
    }

    /// Whether two that differ are each other's only match: at most one of them is confirmed elsewhere, and neither has
    /// others that differ from it as well.
    fn are_each_others(&self, pair: &Pair) -> bool {
        let confirmed = |at: usize| self.agreeing.get(&at).is_some_and(|likeness| *likeness >= pair.likeness);
        let rivals = |at: usize| {
            let all = self.differing.get(&at).map_or(&[][..], Vec::as_slice);
            all.iter().filter(|likeness| **likeness >= pair.likeness).count() > 1
        };
        let (one, other) = (confirmed(pair.one), confirmed(pair.other));
        // One that is confirmed has told the same to several: the odd one is alone.
        let (own, others) = (!rivals(pair.one), !rivals(pair.other));
        let by_one = !(one && other) && others && (own || one);
        let by_other = other && !one && own;
        by_one || by_other
    }
}

/// How grave a difference is: only a slip of the pen tells a fact that was told wrongly from another fact; for results of
/// running text that have no other match, one wrong digit of two is enough.
fn judged(pair: Pair, results: bool) -> Relation {
    let relation = pair.relation;
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return relation.open() };
    let coarse = relation.operands.iter().filter_map(last_digit).max();
    let at_once = slip::between(stated, expected);
    let slipped =
        at_once.or_else(|| told_coarsely(stated, expected, coarse?)).is_some() || slip::are_exchanged(stated, expected);
    let digits = slip::significant(stated).min(slip::significant(expected));
    let long = digits >= LONG || at_once == Some(Slip::Swapped);
    match pair.likeness {
        Likeness::Same if slipped && long && at_once.is_some() => Relation { severity: Severity::Error, ..relation },
        _ if slipped && long || results && differ_in_a_digit(stated, expected) => relation,
        _ => relation.open(),
    }
}

/// Whether two short whole numbers of the same length differ in one digit or in the order of their digits: 16 and 19.
fn differ_in_a_digit(one: Decimal, other: Decimal) -> bool {
    let (one, other) = (one.normalize().to_string(), other.normalize().to_string());
    let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
    one.len() > 1 && one.len() == other.len() && differing == 1
}

/// What one in the last digit of a number stands for: 100 in 1.23万.
fn last_digit(operand: &Operand) -> Option<Decimal> {
    let decimals = operand.written.split_once(['.', '．']).map_or(0, |(_, decimals)| decimals.len());
    let factor = operand.unit.map_or(Decimal::ONE, Unit::factor);
    factor.checked_div(Decimal::from(10_u64.checked_pow(u32::try_from(decimals).ok()?)?))
}

/// The slip between two numbers of which one is told in round figures: 1.23万 and 12,806.
fn told_coarsely(stated: Decimal, expected: Decimal, coarse: Decimal) -> Option<Slip> {
    let round = |value: Decimal| value.checked_div(coarse).map(|value| value.round());
    slip::between(round(stated)?, round(expected)?)
}

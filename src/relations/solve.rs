//! Equations solved for one of their numbers.

use super::{Comparison, Expr, Operand, Relation, Sign, Verdict};
use crate::quantity::{Interval, Unit};
use rust_decimal::Decimal;

/// The value, in the base unit and with the decimals it is written with, that operand `position` must have for the
/// relation to hold; `None` where there is none or the relation is no equation.
pub fn needed(relation: &Relation, position: usize) -> Option<Decimal> {
    let (comparison, right) = relation.formula.as_ref()?;
    if !matches!(comparison, Comparison::Equal | Comparison::EqualOrTruncated) {
        return None;
    }
    let value = |index: usize| relation.operands.get(index).map(|operand| operand.value);
    let operand = relation.operands.get(position)?;
    let exact = if position == 0 {
        right.value(&value)?
    } else {
        invert(right, position, relation.operands.first()?.value, &value)?
    };
    Some(as_written(operand, exact))
}

/// Whether the relation agrees when operand `position` has another value.
pub fn agrees_with(relation: &Relation, position: usize, new: Decimal) -> bool {
    let Some((comparison, right)) = &relation.formula else { return relation.agrees() };
    let mut operands = relation.operands.clone();
    let Some(operand) = operands.get_mut(position) else { return false };
    let shift = new - operand.value;
    operand.value = new;
    operand.interval = operand.interval.and_then(|interval| {
        Some(Interval { low: interval.low.checked_add(shift)?, high: interval.high.checked_add(shift)? })
    });
    matches!(comparison.judge(right, &operands), Verdict::Holds | Verdict::Rounding)
}

/// Rounded to the decimals the operand is written with, in its own unit.
fn as_written(operand: &Operand, exact: Decimal) -> Decimal {
    let factor = operand.unit.map_or(Decimal::ONE, Unit::factor);
    let Some(own) = exact.checked_div(factor) else { return exact };
    // A figure written 260 may well have to be 260.15: two decimals are the custom.
    let decimals = operand.decimals().max(2).max(own.scale().min(6));
    let rounded = own.round_dp(decimals.min(6));
    rounded.checked_mul(factor).map_or(exact, |value| value.normalize())
}

/// The value of operand `wanted` for which `expr` equals `target`, if the operand occurs in it once.
fn invert(expr: &Expr, wanted: usize, target: Decimal, value: &dyn Fn(usize) -> Option<Decimal>) -> Option<Decimal> {
    match expr {
        Expr::Operand(index) => (*index == wanted).then_some(target),
        Expr::Constant(_) | Expr::Least(..) => None,
        Expr::Absolute(inner) => invert(inner, wanted, target, value),
        Expr::Sum(terms) => {
            let (place, (sign, term)) = terms.iter().enumerate().find(|(_, (_, term))| contains(term, wanted))?;
            let others = terms.iter().enumerate().filter(|(index, _)| *index != place);
            let rest = others.map(|(_, term)| term).try_fold(Decimal::ZERO, |sum, (sign, term)| match sign {
                Sign::Plus => sum.checked_add(term.value(value)?),
                Sign::Minus => sum.checked_sub(term.value(value)?),
            })?;
            let own = target.checked_sub(rest)?;
            invert(term, wanted, if *sign == Sign::Plus { own } else { -own }, value)
        }
        Expr::Product(a, b) => {
            let (inside, other) = if contains(a, wanted) { (a, b) } else { (b, a) };
            invert(inside, wanted, target.checked_div(other.value(value)?)?, value)
        }
        Expr::Quotient(a, b) if contains(a, wanted) && contains(b, wanted) => None,
        Expr::Quotient(a, b) if contains(a, wanted) => invert(a, wanted, target.checked_mul(b.value(value)?)?, value),
        Expr::Quotient(a, b) => invert(b, wanted, a.value(value)?.checked_div(target)?, value),
    }
}

fn contains(expr: &Expr, wanted: usize) -> bool {
    match expr {
        Expr::Operand(index) => *index == wanted,
        Expr::Constant(_) => false,
        Expr::Sum(terms) => terms.iter().any(|(_, term)| contains(term, wanted)),
        Expr::Product(a, b) | Expr::Quotient(a, b) | Expr::Least(a, b) => contains(a, wanted) || contains(b, wanted),
        Expr::Absolute(a) => contains(a, wanted),
    }
}

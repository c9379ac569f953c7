use super::{Operand, Verdict};
use crate::quantity::Interval;
use rust_decimal::Decimal;

/// The right side of a relation over the operands of that relation, by their position.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// An operand.
    Operand(usize),
    /// A number that is not written in the report: 100 of a percentage, the count of a list.
    Constant(Decimal),
    /// Sum with signs.
    Sum(Vec<(Sign, Expr)>),
    /// Product.
    Product(Box<Expr>, Box<Expr>),
    /// Quotient.
    Quotient(Box<Expr>, Box<Expr>),
    /// Absolute value.
    Absolute(Box<Expr>),
    /// The lesser of two: marks never exceed their weight.
    Least(Box<Expr>, Box<Expr>),
}

/// Sign of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
}

/// How the stated operand compares with the right side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Equal, within the written precision.
    Equal,
    /// Equal, and the last written digit may have been cut off instead of rounded (rates, T2).
    EqualOrTruncated,
    /// Not above.
    AtMost,
    /// Not below.
    AtLeast,
}

impl Expr {
    /// The exact value with these operand values; `None` where a divisor is zero or the range is left.
    pub fn value(&self, operand: &dyn Fn(usize) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Operand(index) => operand(*index),
            Self::Constant(value) => Some(*value),
            Self::Sum(terms) => terms.iter().try_fold(Decimal::ZERO, |sum, (sign, term)| match sign {
                Sign::Plus => sum.checked_add(term.value(operand)?),
                Sign::Minus => sum.checked_sub(term.value(operand)?),
            }),
            Self::Product(a, b) => a.value(operand)?.checked_mul(b.value(operand)?),
            Self::Quotient(a, b) => a.value(operand)?.checked_div(b.value(operand)?),
            Self::Absolute(a) => Some(a.value(operand)?.abs()),
            Self::Least(a, b) => Some(a.value(operand)?.min(b.value(operand)?)),
        }
    }

    /// The values it can take when each operand ranges over its interval.
    pub fn interval(&self, operand: &dyn Fn(usize) -> Option<Interval>) -> Option<Interval> {
        match self {
            Self::Operand(index) => operand(*index),
            Self::Constant(value) => Some(Interval::exactly(*value)),
            Self::Sum(terms) => {
                terms.iter().try_fold(Interval::exactly(Decimal::ZERO), |sum, (sign, term)| match sign {
                    Sign::Plus => sum.plus(term.interval(operand)?),
                    Sign::Minus => sum.minus(term.interval(operand)?),
                })
            }
            Self::Product(a, b) => a.interval(operand)?.multiplied(b.interval(operand)?),
            Self::Quotient(a, b) => a.interval(operand)?.divided(b.interval(operand)?),
            Self::Absolute(a) => {
                let Interval { low, high } = a.interval(operand)?;
                let least = if low.is_sign_negative() && high.is_sign_positive() {
                    Decimal::ZERO
                } else {
                    low.abs().min(high.abs())
                };
                Some(Interval { low: least, high: low.abs().max(high.abs()) })
            }
            Self::Least(a, b) => {
                let (a, b) = (a.interval(operand)?, b.interval(operand)?);
                Some(Interval { low: a.low.min(b.low), high: a.high.min(b.high) })
            }
        }
    }
}

impl Comparison {
    /// Judges `operands[0]` against the right side. `Open` where the right side has no value.
    pub fn judge(self, right: &Expr, operands: &[Operand]) -> Verdict {
        let value = |index: usize| operands.get(index).map(|operand| operand.value);
        let interval = |index: usize| operands.get(index).and_then(|operand| operand.interval);
        let (Some(stated), Some(expected)) = (operands.first(), right.value(&value)) else {
            return Verdict::Open;
        };
        let exact = match self {
            Self::Equal | Self::EqualOrTruncated => stated.value == expected,
            Self::AtMost => stated.value <= expected,
            Self::AtLeast => stated.value >= expected,
        };
        if exact {
            return Verdict::Holds;
        }
        let (Some(written), Some(reach)) = (stated.interval, right.interval(&interval)) else {
            return Verdict::Broken;
        };
        let near = match self {
            // The same figure twice, with as many decimals: 96.25 cannot be both 96.2 and 96.3.
            Self::Equal if matches!(right, Expr::Operand(_)) => written.low < reach.high && reach.low < written.high,
            Self::Equal => written.meets(reach),
            Self::EqualOrTruncated => {
                let half = (written.high - written.low) / Decimal::TWO;
                written.widened(half).is_some_and(|wide| wide.meets(reach))
            }
            Self::AtMost => written.low <= reach.high,
            Self::AtLeast => written.high >= reach.low,
        };
        if near { Verdict::Rounding } else { Verdict::Broken }
    }
}

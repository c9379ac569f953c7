//! Slips of the pen: whether two numbers differ as a mistyped number differs from the right one.

use super::{Operand, Relation, Verdict, solve};
use crate::quantity::Dimension;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How a number was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits are exchanged.
    Swapped,
    /// A digit too many or too few.
    Length,
    /// The decimal point or the unit is off by a power of ten.
    Shifted,
    /// The sign is wrong.
    Sign,
}

/// The slip that turns `right` into `written`, if one does. Both are compared with the same number of decimals.
pub fn between(written: Decimal, right: Decimal) -> Option<Slip> {
    if written == right {
        return None;
    }
    if written == -right {
        return Some(Slip::Sign);
    }
    if shifted(written, right) {
        return Some(Slip::Shifted);
    }
    if written.is_sign_negative() != right.is_sign_negative() {
        return None;
    }
    let scale = written.normalize().scale().max(right.normalize().scale());
    let (a, b) = (digits(written, scale), digits(right, scale));
    if a.len() == b.len() {
        let wrong: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
        return match wrong.as_slice() {
            [_] => Some(Slip::Digit),
            [x, y] if *y == x + 1 && a.get(*x) == b.get(*y) && a.get(*y) == b.get(*x) => Some(Slip::Swapped),
            _ => None,
        };
    }
    let (long, short) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
    (long.len() == short.len() + 1 && one_left_out(long, short)).then_some(Slip::Length)
}

/// Whether two digits of a long number changed places, though others stand between them: 85.36 and 86.35.
pub fn are_exchanged(one: Decimal, other: Decimal) -> bool {
    let scale = one.normalize().scale().max(other.normalize().scale());
    let (a, b) = (digits(one, scale), digits(other, scale));
    let wrong: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
    let exchanged = matches!(wrong.as_slice(), [x, y] if a.get(*x) == b.get(*y) && a.get(*y) == b.get(*x));
    exchanged && a.len() == b.len() && significant(one) >= 4
}

/// Whether a slip explains the difference of two numbers and is hardly chance: one wrong digit among one or two is.
pub fn is_telling(written: Decimal, right: Decimal) -> bool {
    let fine = significant(written).max(significant(right)) >= 3;
    between(written, right).is_some_and(|slip| fine || slip != Slip::Digit)
}

/// How many digits a number must have for a slip in it to be more than chance.
#[derive(Debug, Clone, Copy)]
pub struct Digits {
    /// Where two neighbours are exchanged.
    pub swapped: usize,
    /// Where a digit is another, too many or too few, or the point is moved.
    pub other: usize,
}

/// Whether a slip explains the difference of two numbers that have so many digits.
pub fn is_worth(written: Decimal, right: Decimal, least: Digits) -> bool {
    let long = significant(written).max(significant(right));
    match between(written, right) {
        Some(Slip::Swapped) => long >= least.swapped,
        Some(Slip::Digit | Slip::Length | Slip::Shifted) => long >= least.other,
        Some(Slip::Sign) | None => false,
    }
}

/// Whether two long numbers differ in one digit or in two exchanged ones: hardly chance, though they may be of two things.
/// Marks are never longer than four digits.
pub fn is_striking(one: Decimal, other: Decimal, dimension: Dimension) -> bool {
    let least = if dimension == Dimension::Score { 4 } else { 5 };
    let long = significant(one).max(significant(other)) >= least;
    long && matches!(between(one, other), Some(Slip::Digit | Slip::Swapped))
}

/// Whether the difference of a broken relation is one that a slip in its stated number explains, and hardly chance:
/// the numbers must be fine enough (four digits and more) for a difference of one digit to mean something.
pub fn explains(relation: &Relation) -> bool {
    let (Verdict::Broken, Some(stated), Some(expected)) = (relation.verdict, relation.stated, relation.expected) else {
        return false;
    };
    let fine = relation.operands.iter().map(|operand| significant(operand.value)).max().unwrap_or(0) >= 4;
    let decimals = stated.scale();
    fine && (between(stated, expected).is_some() || between(stated, expected.round_dp(decimals)).is_some())
}

/// In a longer sum some number or other is always a slip away from mending it.
const LONGEST: usize = 100;

/// Whether a slip in any one number of a broken sum explains it. Marks are coarse: only exchanged digits count there.
pub fn explains_any(relation: &Relation, dimension: Dimension) -> bool {
    if relation.operands.len() > LONGEST {
        return false;
    }
    let marks = dimension == Dimension::Score;
    let fine = relation.operands.iter().any(|operand| significant(operand.value) >= 4) || marks;
    let slipped = |(position, operand): (usize, &Operand)| {
        let slip = solve::needed(relation, position).and_then(|needed| between(operand.value, needed));
        let telling = if marks { slip == Some(Slip::Swapped) } else { slip.is_some() };
        fine && telling && significant(operand.value) >= 3
    };
    relation.verdict == Verdict::Broken && relation.operands.iter().enumerate().any(slipped)
}

/// Whether a slip in any one number of a broken sum mends it and is hardly chance: exchanged, lost or doubled digits, a
/// decimal point, or one digit among three and more.
pub fn mends(relation: &Relation) -> bool {
    let slipped = |(position, operand): (usize, &Operand)| {
        solve::needed(relation, position).is_some_and(|needed| is_telling(operand.value, needed))
    };
    let short = relation.operands.len() <= LONGEST;
    relation.verdict == Verdict::Broken && short && relation.operands.iter().enumerate().any(slipped)
}

/// Digits from the first that is not zero to the last that is not zero.
pub fn significant(value: Decimal) -> usize {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

fn shifted(a: Decimal, b: Decimal) -> bool {
    let (large, small) = if a.abs() > b.abs() { (a, b) } else { (b, a) };
    let factors = [10, 100, 1_000, 10_000].map(Decimal::from);
    !small.is_zero() && factors.iter().any(|factor| small.checked_mul(*factor) == Some(large))
}

fn digits(value: Decimal, scale: u32) -> Vec<u8> {
    let mut scaled = value.abs();
    scaled.rescale(scale);
    scaled.mantissa().unsigned_abs().to_string().into_bytes()
}

fn one_left_out(long: &[u8], short: &[u8]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long.get(same + 1..) == short.get(same..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(written: &str, right: &str) -> Option<Slip> {
        between(written.parse().unwrap(), right.parse().unwrap())
    }

    #[test]
    fn slips_are_told_from_other_differences() {
        assert_eq!(slip("122.61", "152.61"), Some(Slip::Digit));
        assert_eq!(slip("2105100", "2015100"), Some(Slip::Swapped));
        assert_eq!(slip("1000000", "100000"), Some(Slip::Shifted));
        assert_eq!(slip("90.47", "90.74"), Some(Slip::Swapped));
        assert_eq!(slip("1234.5", "12344.5"), Some(Slip::Length));
        assert_eq!(slip("-18.81", "18.81"), Some(Slip::Sign));
        assert_eq!(slip("560.00", "467.72"), None);
    }
}

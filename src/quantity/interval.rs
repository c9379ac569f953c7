use rust_decimal::Decimal;

/// A closed interval of exact values.
///
/// A number written with d decimals stands for every value within ±0.5·10⁻ᵈ (XBRL Calculations 1.1);
/// a relation that only fails inside these widths is a rounding tail, not a contradiction.
/// All operations are checked: `None` means that [`Decimal`] cannot hold the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Least value.
    pub low: Decimal,
    /// Greatest value.
    pub high: Decimal,
}

impl Interval {
    /// Exactly one value.
    pub fn exactly(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Every exact value that could have been written as `written`.
    pub fn of_written(written: Decimal) -> Option<Self> {
        let half_last_digit = Decimal::try_new(5, written.scale() + 1).unwrap_or(Decimal::ZERO);
        Self::exactly(written).widened(half_last_digit)
    }

    /// The interval grown by `by` at both ends.
    pub fn widened(self, by: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(by)?, high: self.high.checked_add(by)? })
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// Product with a number.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let (a, b) = (self.low.checked_mul(factor)?, self.high.checked_mul(factor)?);
        Some(Self { low: a.min(b), high: a.max(b) })
    }

    /// Product.
    pub fn multiplied(self, other: Self) -> Option<Self> {
        let (a, b) = (self.times(other.low)?, self.times(other.high)?);
        Some(Self { low: a.low.min(b.low), high: a.high.max(b.high) })
    }

    /// Quotient; `None` if the divisor can be zero.
    pub fn divided(self, other: Self) -> Option<Self> {
        if other.low <= Decimal::ZERO && Decimal::ZERO <= other.high {
            return None;
        }
        let ends = [
            self.low.checked_div(other.low)?,
            self.low.checked_div(other.high)?,
            self.high.checked_div(other.low)?,
            self.high.checked_div(other.high)?,
        ];
        let low = ends.into_iter().min()?;
        let high = ends.into_iter().max()?;
        Some(Self { low, high })
    }

    /// Whether some value lies in both.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Interval {
        Interval::of_written(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_sum_may_be_off_by_what_its_digits_hide() {
        let parts = written("12.1").plus(written("45.4")).unwrap();
        assert!(parts.meets(written("57.6")));
        assert!(!parts.meets(written("57.7")));
    }

    #[test]
    fn a_divisor_that_may_be_zero_gives_no_quotient() {
        assert_eq!(written("3").divided(written("0.0")), None);
    }
}

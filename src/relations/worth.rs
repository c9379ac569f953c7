//! What it is worth that an equation holds: how unlikely it is by chance.
//!
//! An equation over round numbers holds by chance more easily than one over long ones. With the granularity g of its
//! numbers (the largest 10ᵏ or 5·10ᵏ that divides all of them), a total T could have had T ÷ g values, so that it has
//! just this one is worth log₁₀(T ÷ g). Counted in hundredths: 12 = 5 + 4 + 3 is worth 108, 552.61 = 403.89 + 148.72
//! is worth 474.

/// Hundredths of the decimal logarithm of 1 to 9.
const LOGARITHMS: [u32; 10] = [0, 0, 30, 48, 60, 70, 78, 85, 90, 95];

/// The trace that numbers leave behind while an equation grows: what divides all of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Grain {
    /// Trailing zeros that all numbers share, and whether five times that divides them all; `None` before the first.
    shared: Option<(u32, bool)>,
}

impl Grain {
    /// With one more number. Zero is divided by everything.
    pub fn with(self, number: i64) -> Self {
        let own = number.unsigned_abs();
        if own == 0 {
            return self;
        }
        let mut zeros = 0;
        let mut rest = own;
        while rest.is_multiple_of(10) {
            rest /= 10;
            zeros += 1;
        }
        let fives = rest.is_multiple_of(5);
        Self {
            shared: Some(match self.shared {
                None => (zeros, fives),
                Some((known, known_fives)) => match known.cmp(&zeros) {
                    std::cmp::Ordering::Less => (known, known_fives),
                    std::cmp::Ordering::Greater => (zeros, fives),
                    std::cmp::Ordering::Equal => (known, known_fives && fives),
                },
            }),
        }
    }

    /// What it is worth that numbers of this grain make up `total`, in hundredths of a decimal logarithm.
    pub fn worth(self, total: i64) -> u32 {
        let Some((zeros, fives)) = self.shared else { return 0 };
        let grain = 10_u64.checked_pow(zeros).unwrap_or(u64::MAX).saturating_mul(if fives { 5 } else { 1 });
        logarithm(total.unsigned_abs() / grain.max(1))
    }
}

/// Hundredths of the decimal logarithm, by the first digit.
pub fn logarithm(number: u64) -> u32 {
    let mut first = number;
    let mut places = 0;
    while first >= 10 {
        first /= 10;
        places += 1;
    }
    let own = usize::try_from(first).ok().and_then(|first| LOGARITHMS.get(first)).copied();
    100 * places + own.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(total: i64, parts: &[i64]) -> u32 {
        parts.iter().fold(Grain::default().with(total), |grain, part| grain.with(*part)).worth(total)
    }

    #[test]
    fn long_numbers_are_worth_more_than_round_ones() {
        assert_eq!(worth(12, &[5, 4, 3]), 100);
        assert_eq!(worth(55_261, &[40_389, 14_872]), 470);
        assert_eq!(worth(3_000, &[2_000, 1_000]), 48);
        assert_eq!(worth(100, &[25, 75]), 130);
        assert_eq!(worth(0, &[0]), 0);
    }
}

//! Lengths and coefficients as OFD writes them, in millionths: exact, and the same on every machine.

/// One.
pub(super) const ONE: i64 = 1_000_000;
/// Nothing on a page is larger: ten kilometres.
const LARGEST: i64 = 10_000_000 * ONE;

/// A decimal number (`-12.5`, `.5`, `1e-3`) in millionths; none if it is none.
pub(super) fn number(text: &str) -> Option<i64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?.clamp(-40, 40)),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && decimals.is_empty() {
        return None;
    }
    // Value = all digits × 10^power; digits that would lie below a millionth are left out.
    let mut value = 0_i64;
    let mut power = 6 + exponent;
    for (at, digit) in whole.bytes().chain(decimals.bytes()).enumerate() {
        let digit = i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        let after_point = at >= whole.len();
        if after_point && power <= 0 || value > LARGEST {
            continue;
        }
        value = value * 10 + digit;
        power -= i32::from(after_point);
    }
    while power != 0 && value != 0 && value <= LARGEST {
        (value, power) = if power > 0 { (value * 10, power - 1) } else { (value / 10, power + 1) };
    }
    let value = value.min(LARGEST);
    Some(if negative { -value } else { value })
}

/// The numbers of a list; a list with anything else in it is empty.
pub(super) fn numbers(text: &str) -> Vec<i64> {
    text.split_whitespace().map(number).collect::<Option<_>>().unwrap_or_default()
}

/// The product of two.
pub(super) fn times(a: i64, b: i64) -> i64 {
    let product = i128::from(a) * i128::from(b) / i128::from(ONE);
    i64::try_from(product).map_or(LARGEST, |product| product.clamp(-LARGEST, LARGEST))
}

/// Millimetres as hundredths of a point: × 7200 / 25.4.
pub(super) fn to_points(millimetres: i64) -> i32 {
    let points = i128::from(millimetres) * 36_000 / 127 / i128::from(ONE);
    i32::try_from(points.clamp(-10_000_000, 10_000_000)).unwrap_or(0)
}

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f` (CTM).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Matrix([i64; 6]);

impl Matrix {
    /// Leaves every point where it is.
    pub const IDENTITY: Self = Self([ONE, 0, 0, ONE, 0, 0]);

    /// Six numbers; anything else leaves every point where it is.
    pub fn of(text: &str) -> Self {
        <[i64; 6]>::try_from(numbers(text)).map_or(Self::IDENTITY, Self)
    }

    /// Moves by a vector.
    pub fn moved([x, y]: [i64; 2]) -> Self {
        Self([ONE, 0, 0, ONE, x, y])
    }

    /// First this, then `next`.
    pub fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [x0, x1] = [next.turn([a, b]), next.turn([c, d])];
        let [e, f] = next.apply([e, f]);
        Self([x0[0], x0[1], x1[0], x1[1], e, f])
    }

    /// A point.
    pub fn apply(self, point: [i64; 2]) -> [i64; 2] {
        let [x, y] = self.turn(point);
        let [.., e, f] = self.0;
        [(x + e).clamp(-LARGEST, LARGEST), (y + f).clamp(-LARGEST, LARGEST)]
    }

    /// Which way it turns text, in quarters clockwise; none if it slants it.
    pub fn quarters(self) -> Option<usize> {
        let [a, b, ..] = self.0;
        match (b.abs() * 4 < a.abs(), a.abs() * 4 < b.abs()) {
            (true, _) => Some(if a > 0 { 0 } else { 2 }),
            (_, true) => Some(if b > 0 { 1 } else { 3 }),
            _ => None,
        }
    }

    /// How much it stretches heights.
    pub fn upright(self) -> i64 {
        let [_, _, c, d, ..] = self.0;
        c.abs().max(d.abs())
    }

    /// Turns by so many quarters clockwise, about the origin.
    pub fn quarter_turned(quarters: usize) -> Self {
        const TURNS: [[i64; 4]; 4] = [[ONE, 0, 0, ONE], [0, ONE, -ONE, 0], [-ONE, 0, 0, -ONE], [0, -ONE, ONE, 0]];
        let [a, b, c, d] = TURNS.get(quarters % 4).copied().unwrap_or([ONE, 0, 0, ONE]);
        Self([a, b, c, d, 0, 0])
    }

    fn turn(self, [x, y]: [i64; 2]) -> [i64; 2] {
        let [a, b, c, d, ..] = self.0;
        [times(a, x) + times(c, y), times(b, x) + times(d, y)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let written = ["0", "12.5", "-.25", "+3.", "1e-3", "1.5E2", "0.1234567", "", "-", "1.2.3", "NaN", "五"];
        let read =
            [Some(0), Some(12_500_000), Some(-250_000), Some(3_000_000), Some(1_000), Some(150_000_000), Some(123_456)];
        assert_eq!(written.map(number)[..7], read);
        assert!(written.map(number)[7..].iter().all(Option::is_none));
    }

    #[test]
    fn no_number_is_too_large() {
        assert_eq!(number(&"9".repeat(400)), Some(LARGEST));
        assert_eq!(number("1e999999999"), Some(LARGEST));
        assert_eq!(number("-1e2147483647"), Some(-LARGEST));
        assert_eq!(number("1e99999999999"), None);
        assert_eq!(number("1e-40"), Some(0));
        assert_eq!(times(LARGEST, LARGEST), LARGEST);
        assert_eq!(to_points(LARGEST), 10_000_000);
    }

    #[test]
    fn matrices_follow_each_other() {
        let twice = Matrix::of("2 0 0 2 1 1");
        let both = twice.then(Matrix::moved([ONE, -ONE]));
        assert_eq!(both.apply([3 * ONE, 4 * ONE]), [8 * ONE, 8 * ONE]);
        assert_eq!((both.quarters(), both.upright()), (Some(0), 2 * ONE));
        assert_eq!(Matrix::of("0 1 -1 0 0 0").quarters(), Some(1));
        assert_eq!(Matrix::of("0 -1 1 0 0 0").quarters(), Some(3));
        assert_eq!(Matrix::of("1 1 -1 1 0 0").quarters(), None);
        assert_eq!(Matrix::of("1 2 3"), Matrix::IDENTITY);
    }

    #[test]
    fn a_millimetre_in_points() {
        assert_eq!(to_points(210 * ONE), 59_527);
    }
}

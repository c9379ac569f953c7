//! Matrices, and the border at which lengths become whole hundredths of a point.

use hayro_syntax::object::Number;

/// Lengths beyond this, in hundredths of a point, are absurd (a sheet of 35 m) and cut, so that sums stay far from overflow.
const FARTHEST: f64 = 10_000_000.0;

/// Coefficients are kept below this, so that no product of operands becomes infinite.
const LARGEST: f64 = 1e12;

/// An affine map (PDF 32000-1, 8.3): `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that leaves everything in place.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// From the operands of `cm` or `Tm`.
    pub fn of(operands: [Number; 6]) -> Self {
        Self(operands.map(length))
    }

    /// First this map, then the other.
    pub fn then(self, after: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [ra, rb, rc, rd, re, rf] = after.0;
        let product = [
            a * ra + b * rc,
            a * rb + b * rd,
            c * ra + d * rc,
            c * rb + d * rd,
            e * ra + f * rc + re,
            e * rb + f * rd + rf,
        ];
        Self(product.map(tame))
    }

    /// Where a point comes to lie.
    pub fn point(self, x: f64, y: f64) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// The map that leads back; nowhere if this one makes everything flat.
    #[cfg(feature = "export")]
    pub fn back(self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let size = a * d - b * c;
        if size.abs() < 1e-9 {
            return Self([0.0; 6]);
        }
        Self([d, -b, -c, a, c * f - d * e, b * e - a * f].map(|part| tame(part / size)))
    }

    /// Length of a unit that stood upright.
    pub fn upright(self) -> f64 {
        let [_, _, c, d, _, _] = self.0;
        c.hypot(d)
    }

    /// By how much lengths grow on average.
    pub fn growth(self) -> f64 {
        let [a, b, c, d, _, _] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// An operand, kept finite and within reach.
pub(super) fn length(operand: Number) -> f64 {
    tame(operand.as_f64())
}

fn tame(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) }
}

/// A length of the page, given in hundredths of a point, as a whole number.
#[allow(clippy::cast_possible_truncation, reason = "clamped before")]
pub(super) fn whole(hundredths: f64) -> i32 {
    hundredths.round().clamp(-FARTHEST, FARTHEST) as i32
}

#[cfg(all(test, feature = "export"))]
mod tests {
    use super::Matrix;

    #[test]
    fn a_map_leads_back() {
        let map = Matrix([0.0, -150.0, 150.0, 0.0, 20.0, 84_200.0]);
        let [x, y] = map.point(31.5, 47.25);
        assert_eq!(map.back().point(x, y).map(|one| (one * 100.0).round()), [3_150.0, 4_725.0]);
        assert_eq!(Matrix([0.0; 6]).back(), Matrix([0.0; 6]));
    }
}

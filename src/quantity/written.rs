use super::cursor::{Cursor, folded, is_digit};
use super::grouping;
use rust_decimal::Decimal;

/// [`Decimal`] holds 28 digits; what is longer is a code, not an amount.
const MOST_DIGITS: usize = 28;

/// Arabic digits as written, without sign: `1,265.26`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'t> {
    pub start: Cursor<'t>,
    pub end: Cursor<'t>,
    /// Past the integer part.
    pub whole_end: Cursor<'t>,
    /// Digits of the integer part.
    pub whole_digits: usize,
    /// Digits behind the point.
    pub decimals: usize,
    /// Whether its digits stand in groups.
    pub grouped: bool,
}

impl<'t> Written<'t> {
    /// The number whose first digit stands here; in a cell of its own it may be written more freely.
    pub fn read(start: Cursor<'t>, cell: bool) -> Self {
        let run = start.digits();
        let grouped = grouping::end(start, run, cell);
        let whole_end = grouped.unwrap_or(run);
        let end = decimals_end(whole_end).unwrap_or(whole_end);
        Self {
            start,
            end,
            whole_end,
            whole_digits: count_digits(start.to(whole_end)),
            decimals: count_digits(whole_end.to(end)),
            grouped: grouped.is_some(),
        }
    }

    /// The value with the scale that was written; `None` if it has more digits than [`Decimal`] can hold.
    pub fn value(&self) -> Option<Decimal> {
        if self.whole_digits + self.decimals > MOST_DIGITS {
            return None;
        }
        let digits: String =
            self.start.to(self.end).chars().map(folded).filter(|c| c.is_ascii_digit() || *c == '.').collect();
        Decimal::from_str_exact(&digits).ok()
    }

    /// The value if it is a plain integer of at most four digits, as years, months and list numbers are.
    pub fn small(&self) -> Option<u32> {
        if self.grouped || self.decimals > 0 {
            return None;
        }
        self.start.short_number(1..=4).map(|(_, value)| value)
    }

    /// The value if it is a plain integer of at most `digits` digits.
    pub fn small_of(&self, digits: usize) -> Option<u32> {
        self.small().filter(|_| self.whole_digits <= digits)
    }
}

fn count_digits(text: &str) -> usize {
    text.chars().filter(|c| is_digit(*c)).count()
}

/// The end of the decimals behind a point, if a digit follows the point.
pub(super) fn decimals_end(point: Cursor<'_>) -> Option<Cursor<'_>> {
    let digits = point.eat_one(&['.', '．'])?;
    let end = digits.digits();
    (end.at() > digits.at()).then_some(end)
}

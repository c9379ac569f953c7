use super::Dimension;
use super::cursor::{Cursor, folded, is_digit};
use super::measure::Measure;
use rust_decimal::Decimal;

/// [`Decimal`] holds 28 digits; what is longer is a code, not an amount.
const MOST_DIGITS: usize = 28;
/// Longer chains of digit groups exceed [`MOST_DIGITS`]; the limit also keeps the look-ahead bounded.
const MOST_GROUPS: usize = 9;

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
    /// Whether commas separate thousands.
    pub grouped: bool,
}

impl<'t> Written<'t> {
    /// The number whose first digit stands here.
    pub fn read(start: Cursor<'t>) -> Self {
        let run = start.digits();
        let grouped = grouped_end(start, run);
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
        let digits: String = self.start.to(self.end).chars().map(folded).filter(|c| *c != ',').collect();
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
fn decimals_end(point: Cursor<'_>) -> Option<Cursor<'_>> {
    let digits = point.eat_one(&['.', '．'])?;
    let end = digits.digits();
    (end.at() > digits.at()).then_some(end)
}

/// The end of an integer with thousands commas, if the groups are certain.
///
/// A half-width comma between groups of three is a separator. A full-width one also ends clauses, so it needs
/// decimals or a money unit behind the last group: 3，518.85.
fn grouped_end<'t>(start: Cursor<'t>, run: Cursor<'t>) -> Option<Cursor<'t>> {
    let first = start.short_number(1..=3).filter(|(end, _)| end.at() == run.at());
    let (mut end, _) = first.filter(|_| !matches!(start.peek(), Some('0' | '０')))?;
    let comma = end.peek().filter(|c| matches!(c, ',' | '，'))?;
    for _ in 0..MOST_GROUPS {
        let Some(group) = end.eat_one(&[comma]).filter(|group| group.peek().is_some_and(is_digit)) else {
            break;
        };
        end = group.short_number(3..=3)?.0;
    }
    let torn = end.eat_one(&[comma]).is_some_and(|next| next.peek().is_some_and(is_digit));
    if torn || end.at() == run.at() {
        return None;
    }
    (comma == ',' || decimals_end(end).is_some() || money_follows(end)).then_some(end)
}

fn money_follows(end: Cursor) -> bool {
    Measure::after(end).is_some_and(|measure| measure.unit.dimension() == Dimension::Money)
}

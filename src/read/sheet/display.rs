//! Stored number → the text that a cell shows, by its number format (数字格式).

mod builtin;
mod code;
mod date;
mod number;

use code::{Kind, Section, Token};
use rust_decimal::{Decimal, RoundingStrategy};

pub(super) use builtin::code as builtin;

/// Significant digits of a stored number; what follows is the noise of binary fractions.
const SIGNIFICANT: u32 = 15;
/// Characters of a number in the format General (常规): digits and the point.
const GENERAL_WIDTH: usize = 11;

/// A number format, parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

impl NumberFormat {
    /// Parses a format code such as `#,##0.00;[Red]-#,##0.00`.
    pub fn new(code: &str) -> Self {
        Self { sections: code::sections(code) }
    }

    /// What a cell shows that stores `stored`. Where the format would show nothing (`;;;`), the number itself:
    /// a value that stands in the sheet is not left out.
    pub fn show(&self, stored: &str, from_1904: bool) -> String {
        let Some(value) = parse(stored) else {
            return stored.trim().to_owned();
        };
        let shown = self.section(value).and_then(|(section, signed)| match section.kind {
            Kind::General => worded(section, if signed { value } else { value.abs() }),
            Kind::Date => date::show(section, value, from_1904),
            Kind::Number => number::show(section, value, signed),
        });
        shown.filter(|shown| !shown.trim().is_empty()).unwrap_or_else(|| general(value))
    }

    /// The section for a number, and whether the sign is still to be written.
    fn section(&self, value: Decimal) -> Option<(&Section, bool)> {
        let numeric = self.sections.get(..self.sections.len().min(3))?;
        let negative = value < Decimal::ZERO;
        if numeric.iter().any(|section| section.condition.is_some()) {
            let fits = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(value));
            return numeric.iter().find(fits).map(|section| (section, negative));
        }
        match numeric {
            [only] => Some((only, negative)),
            [_, below] if negative => Some((below, false)),
            [_, below, _] if negative => Some((below, false)),
            [_, _, zero] if value.is_zero() => Some((zero, false)),
            [above, ..] => Some((above, false)),
            [] => None,
        }
    }
}

/// A number as General shows it between the words of its section; none where the section names no such number.
fn worded(section: &Section, value: Decimal) -> Option<String> {
    let mut shown = String::new();
    for token in &section.tokens {
        match token {
            Token::General => shown.push_str(&general(value)),
            Token::Literal(one) => shown.push(*one),
            _ => {}
        }
    }
    section.tokens.contains(&Token::General).then_some(shown)
}

/// The stored number without the noise of its binary form (`0.30000000000000004` is 0.3); none if it is no number.
fn parse(stored: &str) -> Option<Decimal> {
    let stored = stored.trim();
    let scientific = stored.contains(['e', 'E']);
    let value = if scientific { Decimal::from_scientific(stored).ok() } else { stored.parse().ok() };
    let smaller_than_any_amount =
        || (scientific && stored.contains("E-") || stored.contains("e-")).then_some(Decimal::ZERO);
    let value: Decimal = value.or_else(smaller_than_any_amount)?;
    if stored.len() <= SIGNIFICANT as usize {
        return Some(value);
    }
    value.round_sf_with_strategy(SIGNIFICANT, RoundingStrategy::MidpointAwayFromZero).or(Some(value))
}

/// A number in the format General: as many decimals as eleven characters leave room for. A long integer, which Excel
/// shows as 1.23457E+11, keeps its digits.
fn general(value: Decimal) -> String {
    let whole = value.trunc().abs().to_string().len();
    let decimals = GENERAL_WIDTH.saturating_sub(1 + whole);
    let places = u32::try_from(decimals).unwrap_or(0);
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
    if rounded.is_zero() { "0".into() } else { rounded.to_string() }
}

/// A number as the format General shows it.
pub(super) fn plain(stored: &str) -> String {
    parse(stored).map_or_else(|| stored.to_owned(), general)
}

/// A number that a program wrote with all digits of its binary form, as General shows it; any other text as it is.
pub(super) fn unformatted(shown: &str) -> String {
    let numeric = |one: char| one.is_ascii_digit() || ".-+eE".contains(one);
    let noisy = shown.len() > GENERAL_WIDTH && shown.contains(['.', 'e', 'E']) && shown.chars().all(numeric);
    if noisy { plain(shown) } else { shown.to_owned() }
}

#[cfg(test)]
mod tests;

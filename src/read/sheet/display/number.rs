//! Numbers in digit placeholders: `#,##0.00`, `0.00%`, `0.00,`, and the 万元 format of Chinese Excel, `0!.0,`.

use super::code::{Section, Token};
use rust_decimal::{Decimal, RoundingStrategy};

/// What a section shows of a number; none if the number is too large to be scaled.
pub(super) fn show(section: &Section, value: Decimal, signed: bool) -> Option<String> {
    let tokens = section.tokens.as_slice();
    let digit = |token: &Token| matches!(token, Token::Digit(_));
    let Some(last) = tokens.iter().rposition(digit) else {
        return Some(tokens.iter().filter_map(literal).collect());
    };
    let behind = tokens.get(last + 1..)?.iter().take_while(|token| **token == Token::Comma).count();
    let point = tokens.iter().position(|token| *token == Token::Point);
    let (whole, fraction) = tokens.split_at_checked(point.unwrap_or(tokens.len()))?;
    let before_point = match fraction {
        [] => 0,
        _ => whole.iter().rev().take_while(|token| **token == Token::Comma).count(),
    };
    let places = fraction.iter().filter(|token| digit(token)).count();
    let scaled = scale(value.abs(), tokens, behind + before_point)?;
    let places = u32::try_from(places).ok()?;
    let rounded = scaled.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let written = rounded.to_string();
    let (integer, decimals) = written.split_once('.').unwrap_or((&written, ""));
    let mut shown = String::new();
    if signed && !rounded.is_zero() {
        shown.push('-');
    }
    shown.push_str(&whole_part(whole, if integer == "0" { "" } else { integer }));
    shown.push_str(&fraction_part(fraction, decimals));
    Some(shown)
}

/// A hundred for every percent sign, a thousandth for every comma behind the digits.
fn scale(value: Decimal, tokens: &[Token], commas: usize) -> Option<Decimal> {
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let hundreds = (0..percents).try_fold(value, |value, _| value.checked_mul(Decimal::ONE_HUNDRED))?;
    (0..commas).try_fold(hundreds, |value, _| value.checked_div(Decimal::ONE_THOUSAND))
}

fn literal(token: &Token) -> Option<char> {
    match token {
        Token::Literal(one) => Some(*one),
        Token::Percent => Some('%'),
        _ => None,
    }
}

/// Digits fill their places from the right; those left over stand before the first place.
fn whole_part(tokens: &[Token], integer: &str) -> String {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let first = tokens.iter().position(is_digit);
    let last = tokens.iter().rposition(is_digit);
    let within = |at: usize| first.is_some_and(|first| at > first) && last.is_some_and(|last| at < last);
    let grouped = tokens.iter().enumerate().any(|(at, token)| *token == Token::Comma && within(at));
    let mut digits = integer.chars().rev();
    let (mut reversed, mut count) = (String::new(), 0);
    let mut write = |digit: char, reversed: &mut String| {
        if grouped && count > 0 && count % 3 == 0 {
            reversed.push(',');
        }
        count += 1;
        reversed.push(digit);
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(place) => {
                let digit = digits.next().or((*place == '0').then_some('0'));
                digit.into_iter().for_each(|digit| write(digit, &mut reversed));
                if first == Some(at) {
                    digits.by_ref().for_each(|digit| write(digit, &mut reversed));
                }
            }
            token => reversed.extend(literal(token)),
        }
    }
    let rest: String = digits.rev().collect();
    let placed: String = reversed.chars().rev().collect();
    placed + &rest
}

/// Decimals fill their places from the left; an optional place stays empty where only noughts follow.
fn fraction_part(tokens: &[Token], decimals: &str) -> String {
    let mut rest = decimals.chars();
    let (mut shown, mut point) = (String::new(), false);
    for token in tokens {
        match token {
            Token::Digit(place) => {
                let nothing_follows = rest.as_str().trim_end_matches('0').is_empty();
                let digit = rest.next().unwrap_or('0');
                if *place == '0' || !nothing_follows {
                    if !point {
                        shown.push('.');
                        point = true;
                    }
                    shown.push(digit);
                }
            }
            token => shown.extend(literal(token)),
        }
    }
    shown
}

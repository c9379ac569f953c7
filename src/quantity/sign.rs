//! Signs of negative numbers: the minus in all its widths, △ and ▲ of the accountant, ↓, 负, and a dash where it can be none.

use super::cursor::{Cursor, is_digit, is_hanzi};
use super::words::words;
use rust_decimal::Decimal;

/// What negates wherever it stands right before a number that nothing joins it to.
const MINUS: [char; 4] = ['-', '－', '−', '﹣'];
/// Dashes; in running text they part more often than they negate.
const DASHES: [char; 3] = ['–', '—', '‒'];
/// Marks of the accountant.
const MARKS: [char; 3] = ['△', '▲', '↓'];

/// Where a number stands, as far as its sign goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Whether it stands alone in a cell.
    pub cell: bool,
    /// Whether it is an amount of money or a percentage.
    pub amount: bool,
}

/// Before the sign that negates the number here.
pub(super) fn before(number: Cursor<'_>, setting: Setting) -> Option<Cursor<'_>> {
    let mark = number.previous()?;
    let sign = number.back();
    let negates = match mark {
        _ if MINUS.contains(&mark) => !joins(sign),
        _ if DASHES.contains(&mark) => !joins(sign) && (opens_cell(sign, setting) || of_a_change(sign, setting)),
        _ if MARKS.contains(&mark) => {
            !joins(sign) && (opens_cell(sign, setting) || setting.amount && !sign.leads_line())
        }
        '负' => (setting.amount || setting.cell) && !matches!(sign.previous(), Some('抱' | '担' | '欠' | '胜' | '肩')),
        _ => false,
    };
    negates.then_some(sign)
}

/// A cell without the minus behind its number: 20.00-.
pub(super) fn stripped(cell: &str) -> Option<&str> {
    cell.strip_suffix(MINUS).or_else(|| cell.strip_suffix(DASHES)).map(str::trim_end)
}

/// The value with the other sign; zero has none.
pub(super) fn negated(value: Decimal) -> Decimal {
    if value.is_zero() { value } else { -value }
}

/// A dash behind a digit, a unit or a letter joins, it does not negate.
fn joins(sign: Cursor) -> bool {
    sign.previous().is_some_and(|c| {
        is_digit(c)
            || c.is_ascii_alphabetic()
            || matches!(c, '%' | '％')
            || [&MINUS[..], &DASHES, &MARKS].iter().any(|signs| signs.contains(&c))
    })
}

fn opens_cell(sign: Cursor, setting: Setting) -> bool {
    setting.cell && sign.back_blanks().previous().is_none()
}

/// 预算调整—20.00万元: only a change can be negative.
fn of_a_change(sign: Cursor, setting: Setting) -> bool {
    setting.amount && sign.previous().is_some_and(is_hanzi) && words().changes_before(sign)
}

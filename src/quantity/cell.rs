use super::cursor::Cursor;
use super::scan::{Scan, negated};
use super::{Bound, Quantity};
use crate::document::Span;

/// The one quantity that a table cell holds, if it holds nothing else: `100`, `-9.32`, `(12.5)`, `≥95%`, `2次以上`.
///
/// A bare `2023` is one (its column decides whether that is a year); `2023年`, `1-2次`, `—` and an empty cell are none.
pub fn read_cell(text: &str, span: Span) -> Option<Quantity> {
    let cell = span.trimmed(text);
    match in_brackets(text, cell) {
        Some(inner) => negative(only_quantity(text, inner)?, cell),
        None => only_quantity(text, cell),
    }
}

fn only_quantity(text: &str, cell: Span) -> Option<Quantity> {
    let mut scan = Scan { base: cell.start as usize, cell: true, ..Scan::default() };
    scan.all(cell.of(text));
    let found = scan.found.pop().filter(|_| scan.found.is_empty() && scan.others.is_empty())?;
    let before = Span { start: cell.start, end: found.extent.start }.of(text).trim();
    let after = Span { start: found.extent.end, end: cell.end }.of(text).trim();
    let whole = matches!(before, "" | "$" | "+" | "达" | "达到" | "完成") && matches!(after, "" | "$");
    let loose_minus = before == "-" || before == "－";
    match (whole, loose_minus && after.is_empty()) {
        (true, _) => Some(found.quantity),
        (_, true) => negative(found.quantity, cell),
        _ => None,
    }
}

/// What stands inside brackets that enclose the whole cell; `(1)` is a list number.
fn in_brackets(text: &str, cell: Span) -> Option<Span> {
    let open = Cursor::start_of(cell.of(text)).eat_one(&['(', '（'])?;
    let inside = open.rest().strip_suffix([')', '）'])?;
    let start = cell.start as usize + open.at();
    let list_number = open.short_number(1..=2).is_some_and(|(end, _)| end.at() == open.at() + inside.len());
    (!list_number).then(|| Span::new(start, start + inside.len()))
}

/// The accountant's brackets turn the sign; a bound in brackets is no amount.
fn negative(quantity: Quantity, cell: Span) -> Option<Quantity> {
    let amount = quantity.bound == Bound::Exact && !quantity.value.is_sign_negative();
    amount.then(|| Quantity { value: negated(quantity.value), span: cell, ..quantity })
}

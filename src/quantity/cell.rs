use super::cursor::Cursor;
use super::measure::Measure;
use super::scan::Scan;
use super::sign::{self, negated};
use super::{Bound, Quantity, note};
use crate::document::Span;

/// The one quantity that a table cell holds, if it holds nothing else: `100`, `-9.32`, `(12.5)`, `≥95%`, `2次以上`; marks
/// and remarks around it are no part of it.
///
/// A bare `2023` is one (its column decides whether that is a year); `2023年`, `1-2次`, `—` and an empty cell are none.
pub fn read_cell(text: &str, span: Span) -> Option<Quantity> {
    let cell = span.trimmed(text);
    plain(text, cell).or_else(|| {
        let bare = note::bare(text, cell);
        (bare != cell).then(|| plain(text, bare)).flatten().or_else(|| plain(text, note::remarked(text, bare)?.0))
    })
}

/// What stands in brackets behind the one quantity of a cell: 30.00（含结转5.00）.
pub fn remark(text: &str, span: Span) -> Option<Span> {
    let cell = span.trimmed(text);
    // Nearly all cells of a large table have no bracket at all.
    let bracketed = cell.of(text).contains(['）', ')']);
    if !bracketed || plain(text, cell).is_some() { None } else { Some(note::remarked(text, note::bare(text, cell))?.1) }
}

/// The quantity with the sign that brackets or a minus behind it give.
fn plain(text: &str, cell: Span) -> Option<Quantity> {
    if let Some((inner, close)) = in_brackets(text, cell) {
        return bracketed(text, cell, inner, close);
    }
    only_quantity(text, cell).or_else(|| followed_by_minus(text, cell))
}

fn only_quantity(text: &str, cell: Span) -> Option<Quantity> {
    let mut scan = Scan { base: cell.start as usize, cell: true, ..Scan::default() };
    scan.all(cell.of(text));
    let found = scan.found.pop().filter(|_| scan.found.is_empty() && scan.others.is_empty())?;
    let before = Span { start: cell.start, end: found.extent.start }.of(text).trim();
    let after = Span { start: found.extent.end, end: cell.end }.of(text).trim();
    let whole = matches!(before, "" | "$" | "+" | "达" | "达到" | "完成") && matches!(after, "" | "$");
    let loose_minus = matches!(before, "-" | "－" | "−" | "—" | "–" | "△" | "▲");
    match (whole, loose_minus && after.is_empty()) {
        (true, _) => Some(found.quantity),
        (_, true) => {
            let number = Span { start: cell.start, end: found.quantity.number.end };
            negative(found.quantity, cell, number)
        }
        _ => None,
    }
}

/// 20.00-, 20.00%-.
fn followed_by_minus(text: &str, cell: Span) -> Option<Quantity> {
    let number = sign::stripped(cell.of(text))?;
    let start = cell.start as usize;
    negative(only_quantity(text, Span::new(start, start + number.len()))?, cell, cell)
}

/// What stands inside brackets with which the cell begins, and where they close; `(1)` is a list number.
fn in_brackets(text: &str, cell: Span) -> Option<(Span, u32)> {
    let open = Cursor::start_of(cell.of(text)).eat_one(&['(', '（'])?;
    let length = open.rest().find([')', '）'])?;
    let inside = open.rest().get(..length)?;
    let whole = open.rest().get(length..)?.chars().count() == 1;
    let list_number = open.short_number(1..=2).is_some_and(|(end, _)| end.at() == open.at() + inside.len());
    let start = cell.start as usize + open.at();
    let inner = Span::new(start, start + length);
    (!(list_number && whole)).then_some((inner, inner.end))
}

/// The accountant's brackets turn the sign: (12.5), （20.00）%, （6.67%）.
fn bracketed(text: &str, cell: Span, inner: Span, close: u32) -> Option<Quantity> {
    let quantity = only_quantity(text, inner)?;
    let bracket = text.get(close as usize..)?.chars().next()?.len_utf8();
    let number = Span::new(cell.start as usize, close as usize + bracket);
    let behind = Span { start: number.end, end: cell.end };
    let rest = behind.of(text).trim();
    if rest.is_empty() {
        return negative(quantity, cell, cell);
    }
    let measure = Measure::after(Cursor::start_of(rest)).filter(|measure| measure.end.rest().is_empty())?;
    quantity.unit.is_none().then(|| negative(Quantity { unit: Some(measure.unit), ..quantity }, cell, number))?
}

/// A bound with a sign is no amount. `number` is what shows the value with its sign.
fn negative(quantity: Quantity, cell: Span, number: Span) -> Option<Quantity> {
    let amount = quantity.bound == Bound::Exact && !quantity.value.is_sign_negative();
    amount.then(|| Quantity { value: negated(quantity.value), span: cell, number, ..quantity })
}

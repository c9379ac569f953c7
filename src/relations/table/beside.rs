//! Columns that follow from those beside them: shares of the total (`ratio/share`, C13), changes since last year
//! (`ratio/growth`, C12), numbers by their price (`ratio/price`).
//!
//! What a header leaves open, the rows decide: the reading that most of them follow is the one that is meant, and
//! where none is, nothing is said.

use super::Input;
use super::row::{hundred_times, percent};
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::quantity::{Dimension, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Columns before one that are tried as what it follows from.
const REACH: usize = 5;

/// Rows that must follow a reading before another row is held against it.
const ENOUGH: usize = 2;

/// All relations of columns with the columns before them.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    stretch.columns.iter().flat_map(|column| of_column(input, stretch, column)).collect()
}

fn of_column(input: &Input, stretch: &Stretch, column: &Column) -> Vec<Relation> {
    if TABLE.is_share(&column.text) && column.measure.is_none() {
        return meant(shares(input, stretch, column));
    }
    if TABLE.is_growth(&column.text) && column.measure.is_none() {
        return meant(changes(input, stretch, column));
    }
    if TABLE.is_price(&column.text) {
        return meant(products(input, stretch, column));
    }
    Vec::new()
}

/// The reading that most rows follow, if it is certain that it is meant.
fn meant(readings: Vec<Vec<Relation>>) -> Vec<Relation> {
    let tells = |relation: &&Relation| relation.stated.is_some_and(|stated| !stated.is_zero());
    let follow = |reading: &[Relation]| reading.iter().filter(tells).filter(|relation| relation.agrees()).count();
    let mut best: Vec<Relation> = Vec::new();
    for reading in readings {
        if follow(&reading) > follow(&best) {
            best = reading;
        }
    }
    let failing = best.iter().filter(|relation| !relation.agrees()).count();
    if follow(&best) >= ENOUGH && follow(&best) > failing { best } else { Vec::new() }
}

/// Amounts and counts before a column, the nearest first.
fn amounts_before<'a>(stretch: &'a Stretch, column: &Column) -> Vec<&'a Column> {
    use ColumnKind::{Area, Count, Money, People, Unknown};
    let is_amount = |other: &&Column| {
        matches!(other.kind, Money | People | Count | Area | Unknown) && !TABLE.never_summed(&other.text)
    };
    let before = stretch.columns.iter().rev().filter(|other| other.index < column.index);
    before.filter(is_amount).take(REACH).collect()
}

fn operand(input: &Input, row: &Row, column: &Column, role: Role) -> Option<Operand> {
    let written = |entry: &&Entry| !entry.is_blank();
    input.operand(column, row.entry(column.index).filter(written)?, role)
}

/// 占比 = the row's amount ÷ that of the only total row.
fn shares(input: &Input, stretch: &Stretch, share: &Column) -> Vec<Vec<Relation>> {
    let mut totals = stretch.rows.iter().filter(|row| row.kind == RowKind::Total);
    let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let of = |row: &Row, whole: &Row, amount: &Column| {
        let stated = percent(operand(input, row, share, Role::Stated)?)?;
        let part = operand(input, row, amount, Role::Part)?;
        let whole = operand(input, whole, amount, Role::Base).filter(|whole| !whole.value.is_zero())?;
        Some(super::row::share("ratio/share", Severity::Warning, vec![stated, part, whole]).named("占比 = 该项 ÷ 合计"))
    };
    let of_row = |row: &Row, amount: &Column| {
        let relation = of(row, total, amount)?;
        // The share of a part may be one of its own whole.
        let parent = row.parent.and_then(|parent| stretch.rows.get(parent));
        let within = parent.and_then(|parent| of(row, parent, amount)).filter(Relation::agrees);
        Some(match within {
            Some(within) if !relation.agrees() => within,
            _ if parent.is_some() => relation.open(),
            _ => relation,
        })
    };
    let reading = |amount: &Column| stretch.rows.iter().filter_map(|row| of_row(row, amount)).collect();
    amounts_before(stretch, share).into_iter().map(reading).collect()
}

/// 增减额 = this year's - last year's, 增减率 = 增减额 ÷ last year's: of every two amounts before the column.
fn changes(input: &Input, stretch: &Stretch, change: &Column) -> Vec<Vec<Relation>> {
    let amounts = amounts_before(stretch, change);
    let pairs = amounts.iter().flat_map(|now| amounts.iter().map(move |before| (*now, *before)));
    let two = pairs.filter(|(now, before)| now.index != before.index && now.kind == before.kind);
    // Last year's stands first, as a rule.
    let (usual, reversed): (Vec<_>, Vec<_>) = two.partition(|(now, before)| before.index < now.index);
    let mut readings = Vec::new();
    for (now, before) in usual.into_iter().chain(reversed) {
        let of = |row: &Row, rate: bool| changed(input, row, change, [now, before], rate);
        for rate in [false, true] {
            let reading: Vec<Relation> = stretch.rows.iter().filter_map(|row| of(row, rate)).collect();
            readings.push(if has_signs(&reading) { reading } else { without_signs(reading) });
        }
    }
    readings
}

fn changed(input: &Input, row: &Row, change: &Column, [now, before]: [&Column; 2], rate: bool) -> Option<Relation> {
    if TABLE.is_mean(&row.name) && !rate {
        return None;
    }
    let amount = |column: &Column, role| operand(input, row, column, role);
    let (now, before) = (amount(now, Role::Part)?, amount(before, Role::Base)?);
    if now.dimension == Dimension::Percent || before.dimension == Dimension::Percent {
        return None;
    }
    let difference = Expr::Sum(vec![(Sign::Plus, Expr::Operand(1)), (Sign::Minus, Expr::Operand(2))]);
    let relation = if rate {
        let stated = percent(amount(change, Role::Stated)?)?;
        let base = Some(before).filter(|before| before.value > Decimal::ZERO)?;
        let quotient = hundred_times(Expr::Quotient(Box::new(difference), Box::new(Expr::Operand(2))));
        let operands = vec![stated, now, base];
        Relation::new("ratio/growth", Severity::Error, operands, Comparison::EqualOrTruncated, quotient)
            .named("增减率 = （本年数 - 上年数） ÷ 上年数")
    } else {
        let change = &Column { unit: change.unit.or(now.unit), ..change.clone() };
        let stated = amount(change, Role::Stated).filter(|stated| stated.unit != Some(Unit::Percent))?;
        let operands = vec![stated, now, before];
        Relation::new("ratio/growth", Severity::Error, operands, Comparison::Equal, difference)
            .named("增减额 = 本年数 - 上年数")
    };
    Some(relation)
}

/// Whether any change is written with its sign.
fn has_signs(reading: &[Relation]) -> bool {
    reading.iter().any(|relation| relation.stated.is_some_and(|stated| stated.is_sign_negative()))
}

/// Where no change has a sign, one that goes down is written as it is.
fn without_signs(reading: Vec<Relation>) -> Vec<Relation> {
    let falls = |relation: &Relation| relation.expected.is_some_and(|expected| expected.is_sign_negative());
    reading.into_iter().map(|relation| if falls(&relation) { relation.open() } else { relation }).collect()
}

/// 金额 = 数量 × 单价: the number before the price, the amount behind it.
fn products(input: &Input, stretch: &Stretch, price: &Column) -> Vec<Vec<Relation>> {
    let counts = |column: &&Column| {
        let number = matches!(column.kind, ColumnKind::Count | ColumnKind::People | ColumnKind::Area);
        number || (column.kind == ColumnKind::Unknown && column.measure.is_none())
    };
    let numbers: Vec<&Column> = stretch.columns.iter().filter(counts).filter(|one| one.index != price.index).collect();
    let is_amount = |column: &&Column| {
        let money = matches!(column.kind, ColumnKind::Money | ColumnKind::Unknown);
        column.index > price.index && money && !TABLE.is_price(&column.text)
    };
    let amounts: Vec<&Column> = stretch.columns.iter().filter(is_amount).take(REACH).collect();
    let mut readings = Vec::new();
    for number in numbers.into_iter().take(REACH) {
        for amount in amounts.iter().filter(|amount| amount.index != number.index) {
            let product = |row: &Row| product(input, row, [amount, number, price]);
            readings.push(stretch.rows.iter().filter(|row| row.is_item()).filter_map(product).collect());
        }
    }
    readings
}

fn product(input: &Input, row: &Row, [amount, number, price]: [&Column; 3]) -> Option<Relation> {
    let number = operand(input, row, &Column { unit: None, ..number.clone() }, Role::Part)?;
    let operands =
        vec![operand(input, row, amount, Role::Total)?, number.exact(), operand(input, row, price, Role::Part)?];
    let product = Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let relation = Relation::new("ratio/price", Severity::Warning, operands, Comparison::Equal, product);
    Some(relation.named("金额 = 数量 × 单价"))
}

//! `sum/table`: a total row against the rows it closes (C07).

use super::Input;
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::quantity::{Interval, Quantity, Unit};
use crate::relations::{Operand, Relation, Role, Severity, Verdict};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Rows that a total could be the sum of, by their position.
type Reading = Vec<usize>;

/// How many rows may hide under one that has no mark of being their sum.
const LONGEST_HIDDEN_GROUP: usize = 30;

/// With more total rows than this, each closes only the rows since the last: every reading looks at all rows again.
const MANY_TOTALS: usize = 40;

/// Every total row, in every column that is added up.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let mut relations = Vec::new();
    let columns: Vec<&Column> = stretch.columns.iter().filter(|column| is_summed(stretch, column)).collect();
    let many = stretch.rows.iter().filter(|row| !row.is_item()).count() > MANY_TOTALS;
    let mut since = 0;
    for (total, row) in stretch.rows.iter().enumerate() {
        if !row.is_item() {
            let readings =
                if many { vec![top(&stretch.rows, since, total)] } else { readings(stretch, total, &columns) };
            since = total + 1;
            let sums = columns.iter().filter_map(|column| best(input, stretch, total, column, &readings));
            relations.extend(weighed(sums.collect(), &readings));
        }
    }
    relations
}

/// Whether figures of the column can be added up: amounts and counts, not rates, scores or numbers of rows.
fn is_summed(stretch: &Stretch, column: &Column) -> bool {
    let kind = match column.kind {
        ColumnKind::Money | ColumnKind::People | ColumnKind::Area => true,
        ColumnKind::Unknown | ColumnKind::Count => !TABLE.never_summed(&column.text),
        _ => false,
    };
    let numbers = || stretch.rows.iter().filter_map(|row| row.entry(column.index)?.number());
    let percent = column.unit == Some(Unit::Percent) || numbers().all(is_percent);
    kind && !percent && !counts_on(stretch, column) && numbers().next().is_some()
}

/// A rate that is written as one: 执行率 as a row among amounts.
fn is_percent(number: &Quantity) -> bool {
    number.unit == Some(Unit::Percent)
}

/// Whether each row of the column holds those before it: 累计支出 by months.
fn counts_on(stretch: &Stretch, column: &Column) -> bool {
    let periods = || stretch.rows.iter().filter(|row| row.is_item()).filter(|row| TABLE.is_period(&row.name));
    TABLE.is_accumulated(&column.text) && periods().nth(1).is_some()
}

/// The sum in one column: the first reading that agrees, else the likeliest one.
fn best(input: &Input, stretch: &Stretch, total: usize, column: &Column, readings: &[Reading]) -> Option<Relation> {
    let sums = readings.iter().filter_map(|rows| sum(input, stretch, total, column, rows));
    let mut likeliest = None;
    for relation in sums {
        if relation.agrees() {
            return Some(relation);
        }
        likeliest.get_or_insert(relation);
    }
    // Changes without signs do not add up.
    let unsigned = || {
        stretch
            .rows
            .iter()
            .filter_map(|row| row.entry(column.index)?.number())
            .all(|number| number.value >= Decimal::ZERO)
    };
    likeliest.map(|relation| if TABLE.is_growth(&column.text) && unsigned() { relation.open() } else { relation })
}

fn sum(input: &Input, stretch: &Stretch, total: usize, column: &Column, rows: &[usize]) -> Option<Relation> {
    let cell = |row: usize| stretch.rows.get(row)?.entry(column.index);
    if cell(total)?.number().is_some_and(is_percent) {
        return None;
    }
    let whole = cell(total)?;
    // — in a total row says that there is none.
    if whole.is_blank() && !input.document.str(whole.span).trim().is_empty() {
        return None;
    }
    let stated = input.operand(column, whole, Role::Total)?;
    // What nobody adds up has no total: numbers of things, figures of a kind that is not known.
    if stated.written.is_empty() && matches!(column.kind, ColumnKind::Unknown | ColumnKind::Count) {
        return None;
    }
    let mut operands = vec![cut_off(stated, column)];
    let is_rate = |entry: &&Entry| entry.number().is_some_and(is_percent);
    for entry in rows.iter().filter_map(|row| cell(*row)).filter(|entry| !entry.is_blank() && !is_rate(entry)) {
        operands.push(input.operand(column, entry, Role::Part)?);
    }
    let nothing = operands.len() == 1 && operands.first().is_some_and(|total| total.value.is_zero());
    (!nothing).then(|| Relation::sum("sum/table", Severity::Error, operands))
}

/// A total without decimals over parts with decimals may have lost them.
fn cut_off(mut total: Operand, column: &Column) -> Operand {
    let whole = !total.written.is_empty() && !total.written.contains(['.', '．']);
    if whole && column.scale > 0 {
        let one = total.unit.map_or(Decimal::ONE, |unit| unit.factor());
        total.interval = Interval::exactly(total.value).widened(one).or(total.interval);
    }
    total
}

/// Weighs the sums of one total row: where its columns close under no reading, the rows were not understood.
fn weighed(mut sums: Vec<Relation>, readings: &[Reading]) -> Vec<Relation> {
    let counts = |relation: &&Relation| relation.operands.len() > 2;
    let close = sums.iter().filter(counts).filter(|relation| relation.agrees()).count();
    let fail = sums.iter().filter(|relation| relation.verdict == Verdict::Broken).count();
    let plain = readings.len() == 1;
    let all_blank = sums.iter().all(|relation| relation.operands.first().is_some_and(|total| total.written.is_empty()));
    for relation in sums.iter_mut().filter(|relation| relation.verdict == Verdict::Broken) {
        let blank = relation.operands.first().is_some_and(|total| total.written.is_empty());
        let no_rows = relation.operands.len() < 2;
        if all_blank || no_rows || (close == 0 && fail > 1) {
            relation.verdict = Verdict::Open;
        } else if blank || (close == 0 && !plain) {
            relation.severity = Severity::Warning;
        }
    }
    sums
}

/// What a total row could be the sum of, likeliest first.
fn readings(stretch: &Stretch, total: usize, columns: &[&Column]) -> Vec<Reading> {
    let rows = &stretch.rows;
    let kind = |row: usize| rows.get(row).map(|row| row.kind);
    let is_close = |row: &usize| matches!(kind(*row), Some(RowKind::Total | RowKind::Subtotal));
    let last_close = (0..total).rfind(is_close);
    let last_total = (0..total).rfind(|row| kind(*row) == Some(RowKind::Total));
    let since = last_close.map_or(0, |row| row + 1);
    let from = last_total.map_or(0, |row| row + 1);
    let mut found: Vec<Reading> = Vec::new();
    let mut add = |reading: Reading| push(&mut found, reading);
    let subtotals = (from..total).filter(|row| kind(*row) == Some(RowKind::Subtotal));
    if kind(total) == Some(RowKind::Total) && subtotals.clone().next().is_some() {
        add(subtotals.clone().chain(top(rows, since, total)).collect());
        add(top(rows, from, total));
    }
    add(top(rows, since, total));
    add(plain(rows, since, total));
    if let Some(before) = last_close {
        add(std::iter::once(before).chain(top(rows, since, total)).collect());
        add(top(rows, 0, total));
    }
    // 产业类小计 may stand above its rows as well as below them.
    let named = rows.get(total).is_some_and(|row| row.kind == RowKind::Subtotal && !TABLE.is_bare_subtotal(&row.name));
    if named || top(rows, since, total).is_empty() {
        let end = (total + 1..rows.len()).find(is_close).unwrap_or(rows.len());
        add(top(rows, total + 1, end));
        add(plain(rows, total + 1, end));
        add(leaves(rows, total + 1, end));
        add(unhidden(rows, columns, total + 1, end));
    }
    add(leaves(rows, since, total));
    add(unhidden(rows, columns, since, total));
    for ended in after_among(rows, since, total) {
        add(ended);
    }
    let is_aside = |row: &usize| rows.get(*row).is_some_and(|row| TABLE.is_aside(&row.name));
    let without: Vec<Reading> =
        found.iter().map(|reading| reading.iter().copied().filter(|row| !is_aside(row)).collect()).collect();
    without.into_iter().for_each(|reading| push(&mut found, reading));
    found
}

fn push(found: &mut Vec<Reading>, reading: Reading) {
    if !reading.is_empty() && !found.contains(&reading) {
        found.push(reading);
    }
}

/// Rows that are part of no other.
fn top(rows: &[Row], start: usize, end: usize) -> Reading {
    let within = |row: &Row| row.parent.is_none_or(|parent| parent < start);
    (start..end).filter(|at| rows.get(*at).is_some_and(|row| row.kind == RowKind::Item && within(row))).collect()
}

/// What is left of the rows below the last 其中 need not be part of the same whole: from any of them on, they may stand
/// for themselves.
fn after_among(rows: &[Row], start: usize, end: usize) -> Vec<Reading> {
    let Some(among) = (start..end).rfind(|at| rows.get(*at).is_some_and(|row| row.kind == RowKind::Among)) else {
        return Vec::new();
    };
    let followers =
        (among + 1..end).filter(|at| rows.get(*at).is_some_and(|row| row.is_item() && row.parent.is_some()));
    let whole = top(rows, start, end);
    let ended = |from: usize| {
        let own = (from..end).filter(|at| rows.get(*at).is_some_and(Row::is_item));
        whole.iter().copied().filter(|at| *at < from).chain(own).collect()
    };
    followers.take(LONGEST_HIDDEN_GROUP).map(ended).collect()
}

/// All rows but those that say 其中 themselves.
fn plain(rows: &[Row], start: usize, end: usize) -> Reading {
    (start..end).filter(|at| rows.get(*at).is_some_and(|row| row.kind == RowKind::Item)).collect()
}

/// Rows that have no parts.
fn leaves(rows: &[Row], start: usize, end: usize) -> Reading {
    let mut has_parts = vec![false; rows.len()];
    for parent in rows.iter().filter(|row| row.kind == RowKind::Item).filter_map(|row| row.parent) {
        if let Some(flag) = has_parts.get_mut(parent) {
            *flag = true;
        }
    }
    let is_leaf = |at: &usize| !has_parts.get(*at).copied().unwrap_or(false);
    plain(rows, start, end).into_iter().filter(is_leaf).collect()
}

/// Rows without those whose sum, in every column, is the row above them: a group without a mark.
fn unhidden(rows: &[Row], columns: &[&Column], start: usize, end: usize) -> Reading {
    let value = |row: usize, column: &Column| {
        let number = rows.get(row).and_then(|row| row.entry(column.index)?.number());
        number.map_or(Decimal::ZERO, |number| number.value)
    };
    let mut kept = Vec::new();
    let mut at = start;
    while at < end {
        if rows.get(at).is_some_and(Row::is_item) {
            kept.push(at);
            let last = (at + 1 + LONGEST_HIDDEN_GROUP).min(end);
            let mut left: Vec<Decimal> = columns.iter().map(|column| value(at, column)).collect();
            let worth = left.iter().any(|amount| !amount.is_zero());
            let mut closes = |next: &usize| {
                for (amount, column) in left.iter_mut().zip(columns) {
                    *amount = amount.checked_sub(value(*next, column)).unwrap_or(Decimal::MAX);
                }
                left.iter().all(Decimal::is_zero)
            };
            let closing = (at + 1..last).find(|next| closes(next)).filter(|closing| worth && *closing > at + 1);
            at = closing.unwrap_or(at);
        }
        at += 1;
    }
    kept
}

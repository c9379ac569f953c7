//! `ratio/table-rate`: the rate of a row is what was spent by what it was spent from (C03, M14).

use super::Input;
use super::row::{percent, share};
use crate::facts::table::{Column, Row, Stretch};
use crate::quantity::Dimension;
use crate::relations::{Comparison, Expr, Relation, Role, Severity};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Columns without a known name that are tried as the base.
const MOST_UNNAMED: usize = 4;

/// Ways that are tried at all.
const MOST: usize = 24;

/// One way to compute the rate: what was spent over a base.
struct Reading<'a> {
    spent: &'a Column,
    base: &'a Column,
    /// Whether the base is known by its words.
    said: bool,
}

/// The rates of all rows, column by column.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let rates = stretch.columns.iter().filter(|column| column.measure == Some("rate"));
    rates.flat_map(|rate| of_column(input, stretch, rate)).collect()
}

/// All rows are read the way that most of them agree with, the likelier words first. A row that does not is wrong, unless
/// it agrees with another way that some row besides it follows, or that the words name as well as this one.
fn of_column(input: &Input, stretch: &Stretch, rate: &Column) -> Vec<Relation> {
    let readings = readings(stretch, rate);
    let evaluate = |row: &Row, reading: &Reading| quotient(input, row, rate, reading);
    let agrees = |row: &Row, reading: &Reading| evaluate(row, reading).is_some_and(|found| found.agrees());
    let votes: Vec<usize> =
        readings.iter().map(|one| stretch.rows.iter().filter(|row| agrees(row, one)).count()).collect();
    // 一般公共预算 and 政府性基金 with one rate for both: none of them alone is its base.
    let divided = is_divided(stretch, rate);
    let ways: Vec<(usize, &Reading)> = votes.iter().copied().zip(&readings).collect();
    let Some((most, usual)) = ways.iter().copied().rev().max_by_key(|(votes, _)| *votes) else { return Vec::new() };
    let certain = (usual.said && !divided) || most > 1;
    let judged = |row: &Row| {
        let own = evaluate(row, usual);
        if own.as_ref().is_some_and(Relation::agrees) {
            return own;
        }
        let other = ways.iter().filter(|(votes, way)| *votes > 1 || (way.said && most < 2));
        let fitting = other.filter_map(|(_, way)| evaluate(row, way)).find(Relation::agrees);
        fitting.or(own.filter(|_| certain))
    };
    let found = stretch.rows.iter().filter_map(judged);
    let (shares, mut rates): (Vec<_>, Vec<_>) = found.partition(is_share);
    // A column of shares is known by its own figures: a lone 0.98 may be anything.
    let agree = shares.iter().filter(|share| share.agrees()).count();
    let convinced = agree > 1 && agree * 4 >= shares.len() * 3;
    rates.extend(shares.into_iter().filter(|share| convinced || share.agrees()));
    rates
}

/// Whether the rate is written as a share of one: 0.9835 for 98.35%.
fn is_share(rate: &Relation) -> bool {
    rate.operands.first().is_some_and(|stated| stated.dimension != Dimension::Percent)
}

/// Whether several columns hold what was spent in the year of the rate, and no other rate closes them.
fn is_divided(stretch: &Stretch, rate: &Column) -> bool {
    let other = stretch.columns.iter().rev().find(|column| column.measure == Some("rate") && column.index < rate.index);
    let from = other.map_or(0, |other| other.index);
    let spent = |column: &&Column| column.measure == Some("exec") && (from..rate.index).contains(&column.index);
    let fits = |column: &&Column| column.year.is_none() || rate.year.is_none() || column.year == rate.year;
    stretch.columns.iter().filter(spent).filter(fits).count() > 1
}

/// The ways to compute a rate, likeliest first: over a budget, over what was allotted, over another amount before it.
fn readings<'a>(stretch: &'a Stretch, rate: &Column) -> Vec<Reading<'a>> {
    let keys = if rate.text.contains("年初") {
        ["init", "budget", "planned", "allocated"]
    } else {
        ["budget", "planned", "init", "allocated"]
    };
    let fits = |column: &&Column| column.year.is_none() || rate.year.is_none() || column.year == rate.year;
    // Of two groups of columns, a rate closes its own: what stands nearest before it comes first.
    let near = |key: &str| {
        let mut columns: Vec<&Column> =
            stretch.columns.iter().filter(|column| column.measure == Some(key)).filter(fits).collect();
        columns.sort_by_key(|column| (column.index > rate.index, column.index.abs_diff(rate.index)));
        columns
    };
    let is_base = |column: &&Column| {
        let amounts = matches!(column.kind, ColumnKind::Money | ColumnKind::Unknown) && column.measure.is_none();
        amounts && column.index < rate.index && !TABLE.never_summed(&column.text)
    };
    let named = keys.into_iter().flat_map(near).map(|base| (base, true));
    let unnamed = stretch.columns.iter().filter(is_base).filter(fits).take(MOST_UNNAMED).map(|base| (base, false));
    let bases: Vec<(&Column, bool)> = named.chain(unnamed).collect();
    let reading = |spent, &(base, said): &(&'a Column, bool)| Reading { spent, base, said };
    near("exec").into_iter().flat_map(|spent| bases.iter().map(move |base| reading(spent, base))).take(MOST).collect()
}

fn quotient(input: &Input, row: &Row, rate: &Column, reading: &Reading) -> Option<Relation> {
    let written = |column: &Column, role| {
        let entry = row.entry(column.index).filter(|entry| !entry.is_blank())?;
        input.operand(column, entry, role)
    };
    let stated = written(rate, Role::Stated)?;
    let base = written(reading.base, Role::Base).filter(|base| !base.value.is_zero())?;
    let spent = written(reading.spent, Role::Part)?;
    let name = match reading.base.measure {
        Some("init") => "执行率 = 执行数 ÷ 年初预算数",
        Some("allocated") => "使用率 = 支出数 ÷ 到位数",
        _ => "执行率 = 执行数 ÷ 预算数",
    };
    let share_of_one = stated.unit.is_none() && stated.decimals() > 1 && stated.value.abs() <= Decimal::TWO;
    let found = if share_of_one && !rate.text.contains(['%', '％']) {
        let quotient = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
        let operands = vec![stated, spent, base];
        Relation::new("ratio/table-rate", Severity::Error, operands, Comparison::EqualOrTruncated, quotient)
    } else {
        share("ratio/table-rate", Severity::Error, vec![percent(stated)?, spent, base])
    };
    Some(found.named(name))
}

//! Columns that follow from those beside them: shares of the total (`ratio/share`, C13), changes since last year
//! (`ratio/growth`, C12), numbers by their price (`ratio/price`), rates of any two amounts (`ratio/table-rate`).
//!
//! What a header leaves open, the rows decide: the reading that most of them follow is the one that is meant, and
//! where none is, nothing is said.

use super::Input;
use super::row::{hundred_times, percent};
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::quantity::{Dimension, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Columns before one that are tried as what it follows from.
const REACH: usize = 8;

/// Rows that must follow a reading before another row is held against it.
const ENOUGH: usize = 2;

/// Rows that a reading is tried on.
const SAMPLE: usize = 60;

/// All relations of columns with the columns before them.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    stretch.columns.iter().flat_map(|column| of_column(input, stretch, column)).collect()
}

fn of_column(input: &Input, stretch: &Stretch, column: &Column) -> Vec<Relation> {
    let unnamed = column.measure.is_none();
    if unnamed && TABLE.is_share(&column.text) {
        return shares(input, stretch, column);
    }
    if unnamed && TABLE.is_growth(&column.text) {
        return changes(input, stretch, column);
    }
    if TABLE.is_price(&column.text) {
        return products(input, stretch, column);
    }
    if unnamed && column.kind == ColumnKind::Rate && !column.text.ends_with("控制率") {
        return rates(input, stretch, column);
    }
    Vec::new()
}

/// All rows under the reading that most of the first rows follow, if it is certain that it is meant.
fn meant<R>(stretch: &Stretch, readings: &[R], evaluate: impl Fn(&Row, &R) -> Option<Relation>) -> Vec<Relation> {
    let tells = |relation: &Relation| relation.stated.is_some_and(|stated| !stated.is_zero());
    let votes = |reading: &R| {
        let tried: Vec<Relation> =
            stretch.rows.iter().filter_map(|row| evaluate(row, reading)).filter(tells).take(SAMPLE).collect();
        let following = tried.iter().filter(|relation| relation.agrees()).count();
        let failing = tried.iter().filter(|relation| relation.verdict == Verdict::Broken).count();
        if following >= ENOUGH && following > failing { following } else { 0 }
    };
    let mut best: Option<(usize, &R)> = None;
    for reading in readings {
        let votes = votes(reading);
        if votes > best.map_or(0, |(most, _)| most) {
            best = Some((votes, reading));
        }
    }
    let Some((_, reading)) = best else { return Vec::new() };
    stretch.rows.iter().filter_map(|row| evaluate(row, reading)).collect()
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

/// Whether two columns may hold figures of one kind.
fn are_alike(a: &Column, b: &Column) -> bool {
    let unknown = |column: &Column| column.kind == ColumnKind::Unknown;
    a.index != b.index && (a.kind == b.kind || ((unknown(a) || unknown(b)) && a.unit == b.unit))
}

fn operand(input: &Input, row: &Row, column: &Column, role: Role) -> Option<Operand> {
    let written = |entry: &&Entry| !entry.is_blank();
    input.operand(column, row.entry(column.index).filter(written)?, role)
}

/// 占比 = the row's amount ÷ that of the only total row.
fn shares(input: &Input, stretch: &Stretch, share: &Column) -> Vec<Relation> {
    let mut totals = stretch.rows.iter().filter(|row| row.kind == RowKind::Total);
    let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let of = |row: &Row, whole: &Row, amount: &Column| {
        let stated = percent(operand(input, row, share, Role::Stated)?)?;
        let part = operand(input, row, amount, Role::Part)?;
        let whole = operand(input, whole, amount, Role::Base).filter(|whole| !whole.value.is_zero())?;
        let operands = vec![stated, part, whole];
        Some(super::row::share("ratio/share", Severity::Warning, operands).named("占比 = 该项 ÷ 合计"))
    };
    meant(stretch, &amounts_before(stretch, share), |row, amount| {
        let relation = of(row, total, amount)?;
        // The share of a part may be one of its own whole.
        let parent = row.parent.and_then(|parent| stretch.rows.get(parent));
        let within = parent.and_then(|parent| of(row, parent, amount)).filter(Relation::agrees);
        Some(match within {
            Some(within) if !relation.agrees() => within,
            _ if parent.is_some() => relation.open(),
            _ => relation,
        })
    })
}

/// A rate that is none of the budget's (到位率, 审减率) = one of the amounts before it ÷ another.
fn rates(input: &Input, stretch: &Stretch, rate: &Column) -> Vec<Relation> {
    let amounts = amounts_before(stretch, rate);
    let pairs = amounts.iter().flat_map(|part| amounts.iter().map(move |base| (*part, *base)));
    let readings: Vec<_> = pairs.filter(|(part, base)| are_alike(part, base)).collect();
    meant(stretch, &readings, |row, (part, base)| {
        let stated = percent(operand(input, row, rate, Role::Stated)?)?;
        let base = operand(input, row, base, Role::Base).filter(|base| !base.value.is_zero())?;
        let operands = vec![stated, operand(input, row, part, Role::Part)?, base];
        Some(super::row::share("ratio/table-rate", Severity::Error, operands).named("比率 = 同行两数之商"))
    })
}

/// 增减额 = this year's - last year's, 增减率 = 增减额 ÷ last year's: of any two amounts before the column.
fn changes(input: &Input, stretch: &Stretch, change: &Column) -> Vec<Relation> {
    let amounts = amounts_before(stretch, change);
    let pairs = amounts.iter().flat_map(|now| amounts.iter().map(move |before| (*now, *before)));
    let two = pairs.filter(|(now, before)| are_alike(now, before));
    // Last year's stands first, as a rule.
    let (usual, reversed): (Vec<_>, Vec<_>) = two.partition(|(now, before)| before.index < now.index);
    let readings: Vec<_> = usual.into_iter().chain(reversed).flat_map(|pair| [(pair, false), (pair, true)]).collect();
    let found =
        meant(stretch, &readings, |row, ((now, before), rate)| changed(input, row, change, [now, before], *rate));
    // Where no change has a sign, one that goes down is written as it is.
    let signs = found.iter().any(|relation| relation.stated.is_some_and(|stated| stated.is_sign_negative()));
    let falls = |relation: &Relation| relation.expected.is_some_and(|expected| expected.is_sign_negative());
    let judge = |relation: Relation| if !signs && falls(&relation) { relation.open() } else { relation };
    found.into_iter().map(judge).collect()
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

/// 金额 = 数量 × 单价: the number before the price, the amount behind it.
fn products(input: &Input, stretch: &Stretch, price: &Column) -> Vec<Relation> {
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
    let numbers = numbers.into_iter().take(REACH);
    let readings: Vec<(&Column, &Column)> =
        numbers.flat_map(|number| amounts.iter().map(move |amount| (number, *amount))).collect();
    let apart: Vec<_> = readings.into_iter().filter(|(number, amount)| number.index != amount.index).collect();
    meant(stretch, &apart, |row, (number, amount)| {
        row.is_item().then(|| product(input, row, [amount, number, price])).flatten()
    })
}

fn product(input: &Input, row: &Row, [amount, number, price]: [&Column; 3]) -> Option<Relation> {
    let number = operand(input, row, &Column { unit: None, ..number.clone() }, Role::Part)?;
    let operands =
        vec![operand(input, row, amount, Role::Total)?, number.exact(), operand(input, row, price, Role::Part)?];
    let product = Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let relation = Relation::new("ratio/price", Severity::Warning, operands, Comparison::Equal, product);
    Some(relation.named("金额 = 数量 × 单价"))
}

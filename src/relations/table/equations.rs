//! Columns that follow from others in most rows, whatever their heads say: sums and differences (`sum/across`), rates and
//! changes (`ratio/table-rate`, `ratio/growth`).
//!
//! A reading is a hypothesis over the whole table: the rows vote. What two rows and more follow, and hardly any
//! contradicts, is meant; a row that does not follow it is wrong as far as a slip of the pen or many rows say so.

use super::Input;
use super::row::{hundred_times, percent};
use crate::document::Span;
use crate::facts::table::{Column, Row, Stretch};
use crate::quantity::{Dimension, Unit};
use crate::relations::slip::Digits;
use crate::relations::worth::Grain;
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict, slip, solve};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Columns that are tried at all, and rows that vote.
const MOST_COLUMNS: usize = 10;
const MOST_ROWS: usize = 60;
/// What the rows that follow a reading must be worth together.
const ENOUGH: u32 = 400;
/// Rows that must follow it before a row is held against it that no slip explains.
const MANY: usize = 4;

/// One way in which a column follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reading {
    /// The sum of columns with their signs.
    Sum(Vec<(Sign, usize)>),
    /// One column ÷ another, as a percentage.
    Share(usize, usize),
    /// (One - another) ÷ the other, as a percentage.
    Change(usize, usize),
    /// (One - another) ÷ the one, as a percentage: what was saved of it.
    Saving(usize, usize),
}

/// The equations of a stretch for cells that no finder has explained.
pub(super) fn relate(input: &Input, stretch: &Stretch, found: &[Relation]) -> Vec<Relation> {
    let of_rows =
        |relation: &&Relation| !matches!(relation.rule.as_ref(), "sum/table" | "sum/group") && relation.is_equation();
    let known: BTreeSet<Vec<Span>> =
        found.iter().filter(of_rows).flat_map(|relation| [places(relation), stated(relation)]).collect();
    let amounts: Vec<&Column> = stretch.columns.iter().filter(is_amount).take(MOST_COLUMNS).collect();
    let mut relations = Vec::new();
    let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    for (at, target) in amounts.iter().enumerate() {
        let best = sums(amounts.len(), at)
            .into_iter()
            .filter_map(|reading| Votes::of(input, stretch, &amounts, target, reading));
        let Some(votes) = best.max_by_key(|votes| (votes.following, std::cmp::Reverse(votes.terms()))) else {
            continue;
        };
        // A = B + C and B = A - C are one equation.
        if seen.insert(votes.columns(&amounts, target)) {
            relations.extend(votes.judged(&known));
        }
    }
    for target in stretch.columns.iter().filter(|column| is_rate(stretch, column)) {
        let readings = quotients(&amounts);
        let best = readings.into_iter().filter_map(|reading| Votes::of(input, stretch, &amounts, target, reading));
        if let Some(votes) = best.rev().max_by_key(|votes| votes.following) {
            relations.extend(votes.judged(&known));
        }
    }
    relations
}

fn is_amount(column: &&Column) -> bool {
    use ColumnKind::{Area, Count, Money, People, Unknown};
    matches!(column.kind, Money | People | Count | Area | Unknown)
        && !TABLE.never_summed(&column.text)
        && !column.mislabelled
}

/// A column of percentages, by its head or by what stands in it.
fn is_rate(stretch: &Stretch, column: &Column) -> bool {
    let numbers = || stretch.rows.iter().filter_map(|row| row.entry(column.index)?.number());
    let written = numbers().filter(|number| number.unit == Some(Unit::Percent)).count();
    numbers().next().is_some() && (column.kind == ColumnKind::Rate || written * 2 > numbers().count())
}

/// Sums that a column may be: runs of its neighbours, and any two others added or taken off.
fn sums(columns: usize, target: usize) -> Vec<Reading> {
    let plus = |run: std::ops::Range<usize>| Reading::Sum(run.map(|at| (Sign::Plus, at)).collect());
    let mut readings: Vec<Reading> = Vec::new();
    readings.extend((target + 3..=columns).map(|end| plus(target + 1..end)));
    readings.extend((0..target.saturating_sub(1)).map(|start| plus(start..target)));
    for one in (0..columns).filter(|one| *one != target) {
        for other in (0..columns).filter(|other| *other != target && *other != one) {
            if one < other {
                readings.push(Reading::Sum(vec![(Sign::Plus, one), (Sign::Plus, other)]));
            }
            readings.push(Reading::Sum(vec![(Sign::Plus, one), (Sign::Minus, other)]));
        }
    }
    readings
}

fn quotients(amounts: &[&Column]) -> Vec<Reading> {
    let pairs = (0..amounts.len()).flat_map(|one| (0..amounts.len()).map(move |other| (one, other)));
    let apart = pairs.filter(|(one, other)| one != other);
    apart
        .flat_map(|(one, other)| [Reading::Share(one, other), Reading::Change(one, other), Reading::Saving(one, other)])
        .collect()
}

/// What the rows say to a reading.
struct Votes {
    reading: Reading,
    relations: Vec<Relation>,
    following: usize,
}

impl Votes {
    /// The votes, if they carry the reading.
    fn of(input: &Input, stretch: &Stretch, amounts: &[&Column], target: &Column, reading: Reading) -> Option<Self> {
        let (mut following, mut telling, mut against, mut worth) = (0, 0, 0, 0);
        let mut relations = Vec::new();
        for row in stretch.rows.iter().take(MOST_ROWS) {
            let Some(relation) = evaluate(input, row, amounts, target, &reading) else { continue };
            match relation.verdict {
                Verdict::Holds | Verdict::Rounding => {
                    following += 1;
                    let own = told(&relation);
                    telling += usize::from(own > 0);
                    worth += own;
                }
                Verdict::Broken => against += 1,
                Verdict::Open => {}
            }
            if against > 2 && against * 3 > following + 3 {
                return None;
            }
            relations.push(relation);
        }
        let carried = telling >= 2 && worth >= ENOUGH && against * 3 <= telling;
        carried.then_some(Self { reading, relations, following })
    }

    fn terms(&self) -> usize {
        match &self.reading {
            Reading::Sum(terms) => terms.len(),
            Reading::Share(..) | Reading::Change(..) | Reading::Saving(..) => 2,
        }
    }

    fn columns(&self, amounts: &[&Column], target: &Column) -> Vec<u32> {
        let index = |at: usize| amounts.get(at).map_or(0, |column| column.index);
        let mut columns = match &self.reading {
            Reading::Sum(terms) => terms.iter().map(|(_, at)| index(*at)).collect(),
            Reading::Share(one, other) | Reading::Change(one, other) | Reading::Saving(one, other) => {
                vec![index(*one), index(*other)]
            }
        };
        columns.push(target.index);
        columns.sort_unstable();
        columns
    }

    /// The relations of all rows. A row is held against the others where a slip explains it, or where many agree.
    fn judged(self, known: &BTreeSet<Vec<Span>>) -> Vec<Relation> {
        let following = self.following;
        let is_new = |relation: &Relation| !known.contains(&places(relation)) && !known.contains(&stated(relation));
        let judge = |relation: Relation| {
            let licensed = following >= MANY || is_slip(&relation);
            if licensed { relation } else { relation.open() }
        };
        self.relations.into_iter().filter(is_new).map(judge).collect()
    }
}

/// Where the numbers of a relation stand: A = B + C and B = A - C are one.
fn places(relation: &Relation) -> Vec<Span> {
    let mut places: Vec<Span> = relation.operands.iter().map(|operand| operand.span).collect();
    places.sort_unstable();
    places
}

fn stated(relation: &Relation) -> Vec<Span> {
    relation.operands.iter().take(1).map(|operand| operand.span).collect()
}

/// What it is worth that a row follows: nothing where one part is all, or the rate is a hundred.
fn told(relation: &Relation) -> u32 {
    let written: Vec<i64> = relation.operands.iter().filter_map(|operand| digits(operand.value)).collect();
    let parts = written.iter().skip(1).filter(|value| **value != 0).count();
    let first = written.first().copied().unwrap_or(0);
    let full = relation.stated == Some(Decimal::ONE_HUNDRED) && relation.is_quotient();
    if parts < 2 || first == 0 || full {
        return 0;
    }
    if relation.is_quotient() {
        return Grain::default().with(first).worth(first);
    }
    written.iter().fold(Grain::default(), |grain, value| grain.with(*value)).worth(first)
}

fn digits(value: Decimal) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(10_000))?.normalize();
    (scaled.scale() == 0).then(|| i64::try_from(scaled.mantissa()).ok()).flatten()
}

fn is_slip(relation: &Relation) -> bool {
    let slipped = |(position, operand): (usize, &Operand)| {
        let needed = solve::needed(relation, position);
        needed.is_some_and(|needed| slip::is_worth(operand.value, needed, Digits { swapped: 3, other: 3 }))
    };
    relation.verdict == Verdict::Broken && relation.operands.iter().enumerate().any(slipped)
}

fn evaluate(input: &Input, row: &Row, amounts: &[&Column], target: &Column, reading: &Reading) -> Option<Relation> {
    if TABLE.is_mean(&row.name) {
        return None;
    }
    let cell = |column: &Column, role| {
        let operand = input.operand(column, row.entry(column.index)?, role)?;
        (operand.dimension != Dimension::Percent).then_some(operand)
    };
    let written = |column: &Column, role| cell(column, role).filter(|operand| !operand.written.is_empty());
    match reading {
        Reading::Sum(terms) => {
            let stated = written(target, Role::Total)?;
            let mut operands = vec![stated];
            let mut right = Vec::new();
            for (sign, at) in terms {
                right.push((*sign, Expr::Operand(operands.len())));
                operands.push(cell(amounts.get(*at)?, Role::Part)?);
            }
            let dimension = operands.first().map(|stated| stated.dimension);
            let alike = operands.iter().all(|operand| Some(operand.dimension) == dimension);
            let some = operands.iter().skip(1).filter(|operand| !operand.written.is_empty()).count();
            (alike && some > 1).then(|| {
                Relation::new("sum/across", Severity::Warning, operands, Comparison::Equal, Expr::Sum(right))
                    .named("本列 = 同行各列之和（差）")
            })
        }
        Reading::Share(part, base) | Reading::Change(part, base) | Reading::Saving(base, part) => {
            let stated = input.operand(target, row.entry(target.index)?, Role::Stated)?;
            let stated = percent(stated).filter(|stated| !stated.written.is_empty())?;
            let part = written(amounts.get(*part)?, Role::Part)?;
            let base = written(amounts.get(*base)?, Role::Base).filter(|base| base.value > Decimal::ZERO)?;
            if part.dimension != base.dimension {
                return None;
            }
            let operands = vec![stated, part, base];
            let difference =
                |more, less| Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
            let (above, rule, name) = match reading {
                Reading::Change(..) => (difference(1, 2), "ratio/growth", "增减率 = （前数 - 后数） ÷ 后数"),
                Reading::Saving(..) => (difference(2, 1), "ratio/table-rate", "节约率 = （前数 - 后数） ÷ 前数"),
                _ => (Expr::Operand(1), "ratio/table-rate", "比率 = 同行两数之商"),
            };
            let rate = hundred_times(Expr::Quotient(Box::new(above), Box::new(Expr::Operand(2))));
            Some(Relation::new(rule, Severity::Warning, operands, Comparison::EqualOrTruncated, rate).named(name))
        }
    }
}

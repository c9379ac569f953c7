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
/// What three rows that follow it must be worth together to stand for many.
const PLENTY: u32 = 800;

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
    let rates = stretch.columns.iter().filter(|column| is_rate(stretch, column)).take(MOST_COLUMNS);
    let columns: Vec<&Column> = amounts.iter().copied().chain(rates).collect();
    let grid = Grid::new(input, stretch, &columns);
    let rows = |votes: &Votes, target: &Column| {
        let evaluate = |row: &Row| evaluate(input, row, &amounts, target, &votes.reading);
        stretch.rows.iter().filter_map(evaluate).collect::<Vec<Relation>>()
    };
    let mut relations = Vec::new();
    let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    for (at, target) in amounts.iter().enumerate() {
        let best = sums(amounts.len(), at).into_iter().filter_map(|reading| Votes::of(&grid, at, reading));
        let Some(votes) = best.max_by_key(|votes| (votes.following, std::cmp::Reverse(votes.terms()))) else {
            continue;
        };
        // A = B + C and B = A - C are one equation.
        if seen.insert(votes.columns(&amounts, target)) {
            relations.extend(votes.judged(rows(&votes, target), &known));
        }
    }
    for (at, target) in columns.iter().enumerate().skip(amounts.len()) {
        let best = quotients(&amounts).into_iter().filter_map(|reading| Votes::of(&grid, at, reading));
        if let Some(votes) = best.rev().max_by_key(|votes| votes.following) {
            relations.extend(votes.judged(rows(&votes, target), &known));
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
    following: usize,
    worth: u32,
}

/// The figures of a stretch as whole numbers of ten-thousandths: the columns that are tried, then the columns of rates.
struct Grid {
    rows: usize,
    /// By column: value and half a unit of the last digit; none where nothing can be said.
    cells: Vec<Vec<Option<(i64, i64)>>>,
    /// By row, whether its figures are means.
    means: Vec<bool>,
}

impl Grid {
    fn new(input: &Input, stretch: &Stretch, columns: &[&Column]) -> Self {
        let rows = stretch.rows.len().min(MOST_ROWS);
        let cell = |row: &Row, column: &Column, rate: bool| {
            let entry = row.entry(column.index)?;
            if entry.is_blank() {
                return (!rate).then_some((0, 0));
            }
            let operand = input.operand(column, entry, Role::Part)?;
            if rate != (operand.dimension == Dimension::Percent) && !(rate && operand.unit.is_none()) {
                return None;
            }
            let half = operand.interval.and_then(|interval| digits((interval.high - interval.low) / Decimal::TWO));
            Some((digits(operand.value)?, half.unwrap_or(0)))
        };
        let of = |column: &&Column| {
            let rate = is_rate(stretch, column);
            stretch.rows.iter().take(rows).map(|row| cell(row, column, rate)).collect()
        };
        let means = stretch.rows.iter().take(rows).map(|row| TABLE.is_mean(&row.name)).collect();
        Self { rows, cells: columns.iter().map(of).collect(), means }
    }

    fn at(&self, row: usize, column: usize) -> Option<(i64, i64)> {
        self.cells.get(column)?.get(row).copied().flatten()
    }

    /// What a row says to a reading: that it follows, with what that is worth, or that it does not; nothing where a cell
    /// cannot be read.
    fn vote(&self, row: usize, target: usize, reading: &Reading) -> Option<Option<u32>> {
        let (stated, half) = self.at(row, target)?;
        if self.means.get(row).copied().unwrap_or(false) {
            return None;
        }
        match reading {
            Reading::Sum(terms) => {
                let (mut left, mut room, mut some) = (stated, half, 0);
                let mut grain = Grain::default().with(stated);
                for (sign, at) in terms {
                    let (value, half) = self.at(row, *at)?;
                    left = if *sign == Sign::Plus { left.checked_sub(value)? } else { left.checked_add(value)? };
                    room = room.max(half);
                    some += usize::from(value != 0);
                    grain = grain.with(value);
                }
                if stated == 0 && some == 0 {
                    return None;
                }
                let follows = left.abs() <= room * i64::try_from(terms.len() + 1).unwrap_or(1);
                Some(follows.then(|| if some > 1 && stated != 0 { grain.worth(stated) } else { 0 }))
            }
            Reading::Share(part, base) | Reading::Change(part, base) | Reading::Saving(base, part) => {
                let ((part, part_half), (base, base_half)) = (self.at(row, *part)?, self.at(row, *base)?);
                if base <= 0 || half == 0 {
                    return None;
                }
                let above = match reading {
                    Reading::Share(..) => part,
                    Reading::Change(..) => part.checked_sub(base)?,
                    _ => base.checked_sub(part)?,
                };
                let percent = i128::from(above) * 1_000_000 / i128::from(base);
                let slack = (i128::from(part_half) + i128::from(base_half)) * 1_000_000 / i128::from(base);
                let follows = (i128::from(stated) - percent).abs() <= i128::from(2 * half) + slack;
                let written = stated / (2 * half).max(1);
                let telling = stated != 0 && stated != 1_000_000;
                Some(follows.then(|| if telling { Grain::default().with(written).worth(written) } else { 0 }))
            }
        }
    }
}

impl Votes {
    /// The votes, if they carry the reading. Counted in whole numbers: most readings fail in the first rows.
    fn of(grid: &Grid, target: usize, reading: Reading) -> Option<Self> {
        let (mut following, mut telling, mut against, mut worth) = (0, 0, 0, 0);
        for row in 0..grid.rows {
            let Some(vote) = grid.vote(row, target, &reading) else { continue };
            match vote {
                Some(own) => {
                    following += 1;
                    telling += usize::from(own > 0);
                    worth += own;
                }
                None => against += 1,
            }
            if against > 2 && against * 3 > following + 3 {
                return None;
            }
        }
        let carried = telling >= 2 && worth >= ENOUGH && against * 3 <= telling;
        carried.then_some(Self { reading, following, worth })
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
    fn judged(&self, relations: Vec<Relation>, known: &BTreeSet<Vec<Span>>) -> Vec<Relation> {
        let many = self.following >= MANY || (self.following + 1 == MANY && self.worth >= PLENTY);
        let is_new = |relation: &Relation| !known.contains(&places(relation)) && !known.contains(&stated(relation));
        let judge = |relation: Relation| {
            let licensed = many || is_slip(&relation);
            if licensed { relation } else { relation.open() }
        };
        relations.into_iter().filter(is_new).map(judge).collect()
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

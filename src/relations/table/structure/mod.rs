//! `sum/table` and `sum/group`: rows that are the sums of other rows (合计, 小计, 其中, levels; C07, C08).

mod amounts;
mod search;

use super::Input;
use crate::facts::table::{Column, Row, Stretch};
use crate::quantity::{Interval, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict, slip};
use amounts::Amounts;
use rust_decimal::Decimal;
use search::{Ground, Outcome, Structure, Unclosed};
use std::collections::BTreeSet;

/// What the rows of a stretch add up to.
pub(super) struct Found {
    /// The sums, column by column.
    pub relations: Vec<Relation>,
    /// Rows that are explained as wholes.
    pub wholes: BTreeSet<usize>,
    /// Rows that are explained as parts.
    pub parts: BTreeSet<usize>,
}

/// Every sum of rows, in every column that is added up.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Found {
    let columns = Amounts::all(stretch);
    let sums = search::sums(input.document, &stretch.rows, &columns);
    let mut found = Found { relations: Vec::new(), wholes: BTreeSet::new(), parts: BTreeSet::new() };
    for structure in &sums.closed {
        found.wholes.insert(structure.total);
        found.parts.extend(structure.parts.iter().copied());
        found.relations.extend(judged(input, stretch, &columns, structure));
    }
    for structure in &sums.unclosed {
        found.relations.extend(unclosed(input, stretch, &columns, structure));
    }
    found
}

/// The relations of a structure that closes somewhere. A column that misses is held against it only as far as the
/// others confirm it.
fn judged(input: &Input, stretch: &Stretch, columns: &[Amounts], structure: &Structure) -> Vec<Relation> {
    let outcomes: Vec<Outcome> = outcomes(stretch, columns, structure);
    let closing = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Closes(_))).count();
    let missing = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Misses(_))).count();
    let named = structure.ground != Ground::Figures;
    let mut relations = Vec::new();
    for (amounts, outcome) in columns.iter().zip(&outcomes) {
        let Some(mut relation) = sum(input, stretch, amounts.column, structure, *outcome) else { continue };
        if relation.verdict == Verdict::Broken {
            let slipped = slip::mends(&relation);
            let counted = amounts.is_counted();
            let among = amounts.is_among(structure.total, &structure.parts);
            relation = match () {
                () if among && !(counted && closing > 0) => relation.open(),
                () if missing > closing && !named => relation.open(),
                () if slipped || (named && counted) => relation,
                () if closing >= 2 || named => gently(relation),
                () => relation.open(),
            };
        }
        relations.push(relation);
    }
    relations
}

/// The relations of a row that is called a total and closes nowhere: columns that close confirm the reading; without
/// one it must be near, and another that is as near makes it doubtful.
fn unclosed(input: &Input, stretch: &Stretch, columns: &[Amounts], found: &Unclosed) -> Vec<Relation> {
    let structure = &found.structure;
    let outcomes = outcomes(stretch, columns, structure);
    let closing = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Closes(_))).count();
    let missing = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Misses(_))).count();
    let room = i64::try_from(structure.parts.len().div_ceil(2)).unwrap_or(1);
    let tails = missing > 1 && outcomes.iter().all(|one| !matches!(one, Outcome::Misses(left) if left.abs() > room));
    let mut relations = Vec::new();
    for (amounts, outcome) in columns.iter().zip(&outcomes) {
        let Some(mut relation) = sum(input, stretch, amounts.column, structure, *outcome) else { continue };
        if relation.verdict == Verdict::Broken {
            let slipped = slip::mends(&relation);
            let counted = amounts.is_counted();
            let among = amounts.is_among(structure.total, &structure.parts) && closing == 0;
            relation = match () {
                () if among => relation.open(),
                // Whether the report rounds, all its sums together tell.
                () if structure.parts.len() > 1 && tails => relation,
                () if structure.parts.len() < 2 => relation.open(),
                () if missing > closing.max(1) && (closing == 0 || !found.near && !slipped) => relation.open(),
                () if closing == 0 && !slipped && (!found.near || found.of_totals) => relation.open(),
                () if counted && (found.only || slipped || closing > 0) => relation,
                () if counted || slipped || closing > 0 => gently(relation),
                () => relation.open(),
            };
        }
        relations.push(relation);
    }
    relations
}

fn outcomes(stretch: &Stretch, columns: &[Amounts], structure: &Structure) -> Vec<Outcome> {
    let outcome = |amounts: &Amounts| {
        if amounts.is_constant(structure.total, &structure.parts) {
            return Outcome::Silent;
        }
        search::outcome(&stretch.rows, amounts, structure.total, &structure.parts)
    };
    columns.iter().map(outcome).collect()
}

fn gently(mut relation: Relation) -> Relation {
    relation.severity = Severity::Warning;
    relation
}

/// The sum in one column.
fn sum(input: &Input, stretch: &Stretch, column: &Column, structure: &Structure, outcome: Outcome) -> Option<Relation> {
    if outcome == Outcome::Silent {
        return None;
    }
    let row = |at: usize| stretch.rows.get(at);
    let cell = |at: usize| row(at)?.entry(column.index);
    let stated = input.operand(column, cell(structure.total)?, Role::Total)?;
    let mut operands = vec![cut_off(stated, column)];
    let mut terms = Vec::new();
    for part in &structure.parts {
        let Some(entry) = cell(*part).filter(|entry| !entry.is_blank()) else { continue };
        // What is no number is left out: the others make up the whole, or the column is not judged.
        let Some(operand) = input.operand(column, entry, Role::Part) else { continue };
        let taken = row(*part).is_some_and(|row| row.subtracts == Some(true)) && operand.value > Decimal::ZERO;
        terms.push((if taken { Sign::Minus } else { Sign::Plus }, Expr::Operand(operands.len())));
        operands.push(operand);
    }
    let rule = if row(structure.total).is_some_and(Row::is_item) { "sum/group" } else { "sum/table" };
    let plain = terms.iter().all(|(sign, _)| *sign == Sign::Plus);
    Some(if plain {
        Relation::sum(rule, Severity::Error, operands)
    } else {
        Relation::new(rule, Severity::Error, operands, Comparison::Equal, Expr::Sum(terms))
    })
}

/// A total without decimals over parts with decimals may have lost them, rounded or cut off: 5 may stand for 5.99, not for 4.
fn cut_off(mut total: Operand, column: &Column) -> Operand {
    let whole = !total.written.is_empty() && total.decimals() == 0;
    if whole && column.scale > 0 {
        let one = total.unit.map_or(Decimal::ONE, Unit::factor);
        let (half, lost) = (one / Decimal::TWO, one * (Decimal::ONE - Decimal::new(1, column.scale.min(12))));
        let (low, high) = if total.value.is_sign_negative() { (lost, half) } else { (half, lost) };
        let ends = total.value.checked_sub(low).zip(total.value.checked_add(high));
        total.interval = ends.map(|(low, high)| Interval { low, high }).or(total.interval);
    }
    total
}

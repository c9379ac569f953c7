//! Indicator rows: result against target (S06, S07, D01–D03).

use super::{Input, place};
use crate::facts::name;
use crate::facts::table::{Column, Content, Entry, Row, Stretch};
use crate::quantity::{Bound, Dimension, Quantity, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Verdict};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Every row whose target and result are one number each.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let (Some(target), Some(actual)) = (stretch.measure("target"), stretch.measure("actual")) else {
        return Vec::new();
    };
    // 2024年目标值 beside 2023年实际值: the aim is of another year.
    if matches!((target.year, actual.year), (Some(aimed), Some(reached)) if aimed != reached) {
        return Vec::new();
    }
    let indicators = stretch.rows.iter().filter(|row| row.is_item());
    indicators.flat_map(|row| indicator(input, stretch, row, target, actual)).collect()
}

fn indicator(input: &Input, stretch: &Stretch, row: &Row, target: &Column, actual: &Column) -> Vec<Relation> {
    let cell = |column: &Column| row.entry(column.index);
    if let (Some(goal), Some(result)) = (cell(target), cell(actual))
        && goal.content == Content::Text
        && result.content == Content::Text
    {
        return in_words(input, goal, result).into_iter().collect();
    }
    let number = |column: &Column| cell(column).and_then(Entry::number);
    let (Some(goal), Some(result)) = (number(target), number(actual)) else { return Vec::new() };
    if goal.bound == Bound::Range || result.bound == Bound::Range {
        return Vec::new();
    }
    let aim = Operand::of(input.document, goal, target.unit, Role::Limit).map(Operand::exact);
    let reached = Operand::of(input.document, result, actual.unit, Role::Actual).map(Operand::exact);
    let (Some(aim), Some(reached)) = (aim, reached) else { return Vec::new() };
    match fit(input, goal, result) {
        Fit::Same => compare(input, stretch, row, goal.bound, aim, reached),
        Fit::Different => vec![unlike(aim, reached)],
        Fit::Unclear => Vec::new(),
    }
}

/// Target and result in words: the same words agree; whether others do, only a reader can say.
fn in_words(input: &Input, goal: &Entry, result: &Entry) -> Option<Relation> {
    let (aim, reached) = (input.document.str(goal.span), input.document.str(result.span));
    let same = name::normalise(aim) == name::normalise(reached);
    let operands = vec![place(result.span, reached), place(goal.span, aim)];
    let equal = Relation::new("target/unmet", Severity::Warning, operands, Comparison::Equal, Expr::Operand(1));
    same.then(|| Relation {
        stated: None, expected: None, formula: None, ..equal.named("完成情况与指标值一致")
    })
}

/// Whether two quantities can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Same,
    Different,
    Unclear,
}

fn fit(input: &Input, goal: &Quantity, result: &Quantity) -> Fit {
    let word = |quantity: &Quantity| {
        let after = quantity.span.of(&input.document.text);
        after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，')).trim()
    };
    match (goal.unit, result.unit) {
        (None, _) | (_, None) => Fit::Same,
        (Some(a), Some(b)) if a.dimension() != b.dimension() => {
            let counted = |unit: Unit| matches!(unit.dimension(), Dimension::Count | Dimension::People);
            let share = |unit: Unit| unit.dimension() == Dimension::Percent;
            if (counted(a) && share(b)) || (share(a) && counted(b)) { Fit::Different } else { Fit::Unclear }
        }
        (Some(a), Some(_)) if a.dimension() == Dimension::Count && word(goal) != word(result) => Fit::Unclear,
        _ => Fit::Same,
    }
}

/// Target and result of different kind: ≥1次 ↔ 100% (S07).
fn unlike(aim: Operand, reached: Operand) -> Relation {
    let operands = vec![reached, aim];
    let mut relation = Relation::new("target/unit", Severity::Warning, operands, Comparison::AtLeast, Expr::Operand(1));
    relation.verdict = Verdict::Broken;
    relation.expected = None;
    relation
}

fn compare(input: &Input, stretch: &Stretch, row: &Row, bound: Bound, aim: Operand, reached: Operand) -> Vec<Relation> {
    let name = input.document.str(row.label);
    let less_is_better = TABLE.is_reverse(name) || aim.value.is_zero();
    let reason = stretch.kind(ColumnKind::Reason);
    let explained = reason.and_then(|column| row.entry(column.index)).is_some_and(|entry| !entry.is_blank());
    let comparison = match bound {
        Bound::AtMost | Bound::Below => Comparison::AtMost,
        Bound::Exact if less_is_better => Comparison::AtMost,
        _ => Comparison::AtLeast,
    };
    let limit = match bound {
        Bound::About => {
            let tenth = Decimal::new(9, 1);
            Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Constant(tenth)))
        }
        _ => Expr::Operand(1),
    };
    let (full, marked) = marks(input, stretch, row);
    let (rule, severity) =
        if full && !explained { ("score/unmet-full", Severity::Error) } else { ("target/unmet", Severity::Warning) };
    let mut met = Relation::new(rule, severity, vec![reached.clone(), aim.clone()], comparison, limit);
    if met.agrees() {
        met.rule = "target/unmet".into();
        met.severity = Severity::Warning;
    }
    // A bare number is a plan of costs as often as a goal: which way is better, only the indicator says.
    let unclear = bound == Bound::Exact && matches!(aim.dimension, Dimension::Money | Dimension::Rate);
    // Marks were taken off, and the table has no place for a reason: nothing is missing.
    let settled = !full && (explained || (marked && reason.is_none()));
    let met = if settled || unclear { met.open() } else { met };
    let beyond = (comparison == Comparison::AtLeast && !explained && aim.value > Decimal::ZERO)
        .then(|| far_beyond(input, aim, reached))
        .flatten();
    std::iter::once(met).chain(beyond).collect()
}

/// A target passed by half or more was set too low, or counted otherwise (D02).
fn far_beyond(input: &Input, aim: Operand, reached: Operand) -> Option<Relation> {
    // 下降率≥10% and 18.2%: a rate that is passed was not set too low by half.
    if aim.dimension == Dimension::Percent {
        return None;
    }
    let most = Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Constant(input.options.deviation_share())));
    let relation = Relation::new("target/deviation", Severity::Warning, vec![reached, aim], Comparison::AtMost, most);
    (!relation.agrees()).then_some(relation)
}

/// Whether the row got all its marks, and whether it has marks at all.
fn marks(input: &Input, stretch: &Stretch, row: &Row) -> (bool, bool) {
    let figure = |key: &str| {
        let column = stretch.last_measure(key)?;
        let entry = row.entry(column.index)?;
        entry.number()?;
        input.operand(column, entry, Role::Part).map(|operand| operand.value)
    };
    let in_label = || super::score::weight_in_label(input, stretch, row).map(|weight| weight.value);
    match (figure("weight").or_else(in_label), figure("score")) {
        (Some(weight), Some(score)) => (score >= weight && !weight.is_zero(), true),
        _ => (false, false),
    }
}

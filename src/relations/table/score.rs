//! Weights, marks, grades (S01–S05).

use super::{Input, place};
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::quantity::{Interval, Quantity, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Relations of single rows: marks within their weight, marks of the execution rate, grade and marks.
pub(super) fn relate_rows(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let mut relations = Vec::new();
    for row in stretch.rows.iter().filter(|row| row.kind != RowKind::Subtotal) {
        relations.extend(within_weight(input, stretch, row));
        relations.extend(execution(input, stretch, row));
        relations.extend(grade(input, stretch, row));
    }
    relations.extend(groups(input, stretch));
    relations
}

fn figure(input: &Input, stretch: &Stretch, row: &Row, key: &str, role: Role) -> Option<Operand> {
    let column = stretch.last_measure(key)?;
    let is_share = |number: &Quantity| number.unit == Some(Unit::Percent);
    let marks = matches!(key, "score" | "weight");
    let entry = row.entry(column.index).filter(|entry| entry.number().is_some_and(|n| !(marks && is_share(n))))?;
    input.operand(column, entry, role)
}

/// 得分 ≤ 分值 (S02).
fn within_weight(input: &Input, stretch: &Stretch, row: &Row) -> Option<Relation> {
    let score = figure(input, stretch, row, "score", Role::Actual)?.exact();
    let weight = figure(input, stretch, row, "weight", Role::Limit).or_else(|| weight_in_label(input, stretch, row));
    let operands = vec![score, weight?.exact()];
    Some(Relation::new("score/line", Severity::Error, operands, Comparison::AtMost, Expr::Operand(1)))
}

/// 执行率得分 = 执行率 × 分值, never above 分值 (S04, T4).
fn execution(input: &Input, stretch: &Stretch, row: &Row) -> Option<Relation> {
    let score = figure(input, stretch, row, "score", Role::Stated)?;
    let weight =
        figure(input, stretch, row, "weight", Role::Limit).or_else(|| weight_in_header(input, stretch))?.exact();
    let rate = figure(input, stretch, row, "rate", Role::Base)?;
    // 20 and 30 are marks of bands as often as of the rate itself; ten is the standard form's.
    let standard = weight.value == Decimal::TEN;
    let by_hundred = Expr::Quotient(Box::new(Expr::Operand(2)), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    let marks = Expr::Product(Box::new(by_hundred), Box::new(Expr::Operand(1)));
    let capped = Expr::Least(Box::new(marks), Box::new(Expr::Operand(1)));
    let severity = if standard { Severity::Error } else { Severity::Warning };
    let operands = vec![score, weight, rate];
    let relation = Relation::new("score/execution", severity, operands, Comparison::EqualOrTruncated, capped);
    let tail = relation.difference().is_some_and(|difference| difference.abs() <= Decimal::new(5, 2));
    let relation = if tail && !relation.agrees() { relation.open() } else { relation };
    Some(relation.named("得分 = 分值 × 执行率"))
}

/// 得分（20分*执行率）, 预算执行情况（10分）: the weight stands in the header, of the marks or of all rows.
fn weight_in_header(input: &Input, stretch: &Stretch) -> Option<Operand> {
    let weight_in = |column: &Column| {
        let is_points = |quantity: &&Quantity| quantity.unit == Some(Unit::Point);
        let mut points = input.quantities_in(column.label).iter().filter(is_points);
        points.next().filter(|_| points.next().is_none())
    };
    let own = weight_in(stretch.last_measure("score")?);
    let weight = own.or_else(|| stretch.columns.iter().filter(|column| column.index == 0).find_map(weight_in))?;
    input.written(weight, None, Role::Limit)
}

/// 轮换吨数（50分）: the weight stands in the name of an indicator, where the form has no column of weights.
pub(super) fn weight_in_label(input: &Input, stretch: &Stretch, row: &Row) -> Option<Operand> {
    if stretch.measure("weight").is_some() || stretch.measure("score").is_none() || !row.is_item() {
        return None;
    }
    let is_points = |quantity: &&Quantity| quantity.unit == Some(Unit::Point);
    let mut points = input.quantities_in(row.label).iter().filter(is_points);
    let weight = points.next().filter(|_| points.next().is_none())?;
    input.written(weight, None, Role::Limit)
}

/// Whether the rows are those of the execution of a budget.
fn is_execution(stretch: &Stretch) -> bool {
    stretch.measure("rate").is_some() && stretch.measure("exec").is_some()
}

/// The marks or the weight of a row; the weight of the execution may stand in the header of its little table.
fn marks_of(input: &Input, stretch: &Stretch, row: &Row, key: &str) -> Option<Operand> {
    let in_label = || weight_in_label(input, stretch, row).filter(|_| key == "weight");
    figure(input, stretch, row, key, Role::Part).or_else(in_label).or_else(|| {
        let marked = key == "weight" && is_execution(stretch);
        figure(input, stretch, row, "score", Role::Part).filter(|_| marked)?;
        weight_in_header(input, stretch).map(|weight| weight.with_role(Role::Part))
    })
}

/// 等级 fits 得分 (S05). Only scales that are the same everywhere are errors.
fn grade(input: &Input, stretch: &Stretch, row: &Row) -> Option<Relation> {
    let score = figure(input, stretch, row, "score", Role::Actual)?.exact();
    let column = stretch.kind(ColumnKind::Grade)?;
    let cell = row.entry(column.index)?;
    graded(score, input.document.str(cell.span), cell.span)
}

/// A score against the limits of the grade given for it.
pub(in crate::relations) fn graded(score: Operand, grade: &str, span: crate::document::Span) -> Option<Relation> {
    let (scale, at) = TABLE.grade(grade)?;
    let word = scale.words.get(at)?;
    let least = Decimal::from(*scale.least.get(at)?);
    let next_better = at.checked_sub(1).and_then(|better| scale.least.get(better)).map(|least| Decimal::from(*least));
    let (comparison, limit) = match next_better {
        Some(above) if score.value >= above => (Comparison::AtMost, above - Decimal::new(1, 2)),
        _ => (Comparison::AtLeast, least),
    };
    let severity = if scale.certain { Severity::Error } else { Severity::Warning };
    let operands = vec![score, place(span, word)];
    let relation = Relation::new("score/grade", severity, operands, comparison, Expr::Constant(limit));
    let range =
        next_better.map_or_else(|| format!("{word}：{least}分以上"), |above| format!("{word}：{least}—{above}分"));
    Some(relation.named(range))
}

/// Groups that state their own weight: 产出指标（50分） = Σ分值 of its lines (S01).
fn groups(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let Some(weight) = stretch.last_measure("weight") else { return Vec::new() };
    group_columns(input, stretch, weight).flat_map(|column| group_weights(input, stretch, column, weight)).collect()
}

/// Columns of groups: by their header, or because their cells state weights, however they are headed.
fn group_columns<'a>(input: &'a Input, stretch: &'a Stretch, weight: &'a Column) -> impl Iterator<Item = &'a Column> {
    let states = |row: &Row, column: &Column| {
        row.entry(column.index).is_some_and(|entry| entry.number().is_none() && stated_weight(input, entry).is_some())
    };
    let stated = move |column: &Column| stretch.rows.iter().filter(|row| states(row, column)).count() > 1;
    let of_words = |column: &Column| matches!(column.kind, ColumnKind::Unknown | ColumnKind::Name);
    let before = stretch.columns.iter().filter(|column| column.index < weight.index);
    before.filter(move |column| column.kind == ColumnKind::Group || (of_words(column) && stated(column)))
}

fn group_weights(input: &Input, stretch: &Stretch, group: &Column, weight: &Column) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut open: Vec<Operand> = Vec::new();
    let mut close = |open: &mut Vec<Operand>| {
        if open.len() > 1 {
            relations.push(Relation::sum("score/weights", Severity::Error, std::mem::take(open)).named("各行分值之和"));
        }
        open.clear();
    };
    let levels: Vec<&Column> = stretch
        .columns
        .iter()
        .take_while(|column| column.index <= group.index)
        .filter(|column| column.kind == ColumnKind::Group || column.index == group.index)
        .collect();
    let mut names = vec![""; levels.len()];
    for row in &stretch.rows {
        // The name of a group stands once beside all its lines, or again in each of them.
        let mut starts = false;
        for (level, name) in levels.iter().zip(&mut names) {
            let filled = row.entry(level.index).filter(|entry| !entry.is_blank());
            let own = filled.map_or(*name, |entry| input.document.str(entry.span));
            starts |= own != *name;
            *name = own;
        }
        if starts || !row.is_item() {
            close(&mut open);
            let stated = row.entry(group.index).and_then(|entry| stated_weight(input, entry));
            open.extend(stated.map(|operand| operand.with_role(Role::Total).exact()));
        }
        let line = row.entry(weight.index).filter(|_| row.is_item() && !open.is_empty());
        open.extend(line.and_then(|entry| input.operand(weight, entry, Role::Part)).map(Operand::exact));
    }
    close(&mut open);
    relations
}

/// The marks in the brackets of a group's name.
fn stated_weight(input: &Input, entry: &Entry) -> Option<Operand> {
    let is_points = |quantity: &&Quantity| quantity.unit == Some(Unit::Point);
    let mut points = input.quantities_in(entry.span).iter().filter(is_points);
    let stated = points.next().filter(|_| points.next().is_none())?;
    input.written(stated, None, Role::Total)
}

/// Σ分值 and Σ得分 of all lines of a form, the execution rate's included, against its total row (S01, S03).
pub(super) fn relate_blocks(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    for key in ["weight", "score"] {
        let mut before: Option<(usize, Lines)> = None;
        for stretches in input.stretches.chunk_by(|a, b| a.block == b.block) {
            let Some(block) = stretches.first().map(|stretch| stretch.block) else { continue };
            // The execution rate may stand in a little table of its own, a caption or two above.
            let near = before.take().filter(|(other, _)| block - other <= 3).map(|(_, lines)| lines);
            let (found, open) = total_marks(input, stretches, key, &near.unwrap_or_default());
            relations.extend(found);
            before = (!open.marks.is_empty()).then_some((block, open));
        }
    }
    relations
}

/// Marks that no total has closed yet.
#[derive(Debug, Clone, Default)]
struct Lines {
    marks: Vec<Operand>,
    with_execution: bool,
    /// Those of them that are indicators, without the execution of the budget.
    indicators: Vec<Operand>,
}

fn total_marks(input: &Input, stretches: &[Stretch], key: &str, before: &Lines) -> (Vec<Relation>, Lines) {
    let in_header = |stretch: &Stretch| is_execution(stretch) && weight_in_header(input, stretch).is_some();
    let in_labels = |stretch: &Stretch| {
        stretch.rows.iter().filter(|row| weight_in_label(input, stretch, row).is_some()).count() > 1
    };
    let weighed = |stretch: &Stretch| stretch.measure("weight").is_some() || in_header(stretch) || in_labels(stretch);
    let has_weights = stretches.iter().any(weighed);
    let mut relations = Vec::new();
    let mut lines = Lines::default();
    for stretch in stretches.iter().filter(|_| has_weights) {
        let subtotals = stretch.rows.iter().any(|row| row.kind == RowKind::Subtotal);
        for row in &stretch.rows {
            let Some(marks) = marks_of(input, stretch, row, key) else { continue };
            match row.kind {
                RowKind::Total if lines.marks.len() > 1 && !subtotals => {
                    let total = marks.with_role(Role::Total);
                    relations.extend(closed(key, &total, &std::mem::take(&mut lines), before));
                }
                RowKind::Item | RowKind::Among if row.parent.is_none() => {
                    lines.with_execution |= is_execution(stretch);
                    lines.indicators.extend((!is_execution(stretch)).then(|| marks.clone()));
                    lines.marks.push(marks);
                }
                _ => {}
            }
        }
    }
    (relations, lines)
}

/// The total against its own lines, or against those with the lines of the table before.
fn closed(key: &str, total: &Operand, lines: &Lines, before: &Lines) -> Vec<Relation> {
    let own = marks_sum(key, total, &lines.marks);
    let all: Vec<Operand> = before.marks.iter().chain(&lines.marks).cloned().collect();
    let with_before = (!before.marks.is_empty()).then(|| marks_sum(key, total, &all));
    // 指标得分小计 closes the indicators alone; the hundred of a form holds the execution.
    let may = lines.with_execution && lines.indicators.len() > 1;
    let may = may && (key == "score" || total.value != Decimal::ONE_HUNDRED);
    let alone = may.then(|| marks_sum(key, total, &lines.indicators));
    let sum = match (with_before, alone.filter(Relation::agrees)) {
        (_, Some(alone)) if !own.agrees() => return vec![alone],
        (Some(other), None) if !own.agrees() => other,
        _ => own,
    };
    let with_execution = lines.with_execution || sum.operands.len() > lines.marks.len() + 1;
    let hundred = || {
        let expected = Expr::Constant(Decimal::ONE_HUNDRED);
        let operands = vec![total.clone().exact()];
        Relation::new("score/weights", Severity::Warning, operands, Comparison::Equal, expected).named("总分值为100")
    };
    // The execution rate has its marks elsewhere where the table holds indicators only.
    let whole = (key == "weight" && with_execution).then(hundred);
    std::iter::once(sum).chain(whole).collect()
}

fn marks_sum(key: &str, total: &Operand, lines: &[Operand]) -> Relation {
    let is_weight = key == "weight";
    let name = if is_weight { "总分 = 各行分值之和" } else { "总分 = 各行得分之和" };
    let rule = if is_weight { "score/weights" } else { "score/total" };
    let total = if is_weight { total.clone().exact() } else { as_written(total.clone()) };
    let lines = lines.iter().cloned().map(Operand::exact);
    let operands: Vec<Operand> = std::iter::once(total).chain(lines).collect();
    let terms: Vec<(Sign, Expr)> = (1..operands.len()).map(|line| (Sign::Plus, Expr::Operand(line))).collect();
    Relation::new(rule, Severity::Error, operands, Comparison::Equal, Expr::Sum(terms)).named(name)
}

/// A total of marks in the precision of its own digits: 95 may stand for 95.47 (T4).
fn as_written(mut total: Operand) -> Operand {
    let half = Decimal::try_new(5, total.decimals() + 1).ok();
    total.interval = half.and_then(|half| Interval::exactly(total.value).widened(half)).or(total.interval);
    total
}

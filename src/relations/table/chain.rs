//! `budget/row-chain`, `budget/row-surplus`: how the budget of a row came about, and what is left of it (C01, C02).

use super::Input;
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::vocabulary::{ColumnKind, TABLE};
use std::cmp::Reverse;

/// Columns without a known name that are tried as parts: each doubles what the chain may be, and more.
const MOST_UNNAMED: usize = 3;

const FULL: &str = "全年预算 = 年初预算 + 上年结转 + 预算调整";
const CONTAINED: &str = "全年预算 = 年初预算（含上年结转） + 预算调整";

/// The chains and surpluses of all rows.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let mut relations = chains(input, stretch);
    relations.extend(surplus(input, stretch));
    relations
}

/// A column with the sign it is added with.
type Term<'a> = (Sign, &'a Column);

/// One way in which the adjusted budget may be made up, beside the initial one.
struct Reading<'a> {
    terms: Vec<Term<'a>>,
    /// Whether the words of the columns say so.
    said: bool,
    name: &'static str,
}

/// 全年预算 = 年初预算 + 上年结转 + 调整; 上年结转 may be in the initial budget already (C01).
fn chains(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let (Some(budget), Some(init)) = (stretch.measure("budget"), stretch.measure("init")) else { return Vec::new() };
    let readings = readings(stretch, budget, init);
    let evaluate = |row: &Row, reading: &Reading| chain(input, row, [budget, init], reading);
    let fitting = |row: &Row| readings.iter().position(|one| evaluate(row, one).is_some_and(|found| found.agrees()));
    let rows: Vec<(&Row, Option<usize>)> = stretch.rows.iter().map(|row| (row, fitting(row))).collect();
    let votes = |at: usize| rows.iter().filter(|(_, fits)| *fits == Some(at)).count();
    let Some(usual) = (0..readings.len()).max_by_key(|at| (votes(*at), Reverse(*at))) else { return Vec::new() };
    let failing = rows.iter().filter(|(_, fits)| fits.is_none()).count();
    let divided = is_divided(stretch, budget, init);
    let certain = readings.get(usual).is_some_and(|one| one.said && !divided) || votes(usual) > failing;
    let judged = rows.iter().filter_map(|(row, fits)| {
        let relation = evaluate(row, readings.get(fits.unwrap_or(usual))?)?;
        Some(if certain { relation } else { relation.open() })
    });
    judged.collect()
}

/// Whether one of two figures is given for several kinds of money and the other for all of them together.
fn is_divided(stretch: &Stretch, whole: &Column, part: &Column) -> bool {
    let count = |own: &Column| {
        let same = |column: &&Column| column.measure == own.measure && column.year == own.year;
        stretch.columns.iter().filter(same).count()
    };
    count(whole) != count(part)
}

/// What the chain may be, likeliest first: what the words say, with and without the carry-over, then every column of
/// money among the parts with either sign or left out.
fn readings<'a>(stretch: &'a Stretch, budget: &'a Column, init: &'a Column) -> Vec<Reading<'a>> {
    let carry_in = stretch.measure("carry_in");
    let changes = changes(stretch, budget, init, carry_in);
    let words: Vec<Term> = changes.iter().filter(|column| is_change(column)).map(|column| natural(column)).collect();
    let mut found: Vec<Reading> = Vec::new();
    let mut add = |terms: Vec<Term<'a>>, said: bool, name: &'static str| {
        if !terms.is_empty() && found.iter().all(|known| known.terms != terms) {
            found.push(Reading { terms, said, name });
        }
    };
    let carried = || carry_in.map(|column| (Sign::Plus, column)).into_iter();
    add(carried().chain(words.iter().copied()).collect(), true, FULL);
    if carry_in.is_some() && !words.is_empty() {
        add(words.clone(), true, CONTAINED);
    }
    for (carried, name) in [(carried().collect::<Vec<_>>(), FULL), (Vec::new(), CONTAINED)] {
        for signed in signed(&changes) {
            add(carried.iter().copied().chain(signed).collect(), false, name);
        }
    }
    found
}

/// Columns of money among the parts of the chain that are no part by their measure, and those that are adjustments.
fn changes<'a>(stretch: &'a Stretch, budget: &Column, init: &Column, carry_in: Option<&'a Column>) -> Vec<&'a Column> {
    let delta = stretch.measure("delta");
    let places = || [Some(budget), Some(init), carry_in, delta].into_iter().flatten().map(|column| column.index);
    let (first, last) = (places().min().unwrap_or(0), places().max().unwrap_or(0));
    let among = |column: &&Column| (first..=last).contains(&column.index) && is_unnamed_money(column);
    let same_year = |column: &&Column| column.year.is_none() || column.year == budget.year;
    let change = |column: &&Column| column.measure == Some("delta") || among(column);
    stretch.columns.iter().filter(same_year).filter(change).take(MOST_UNNAMED).collect()
}

/// Amounts whose header names none of the figures of a budget: 追加, 年中下达, 收回.
fn is_unnamed_money(column: &Column) -> bool {
    let amounts = matches!(column.kind, ColumnKind::Money | ColumnKind::Unknown) && !column.mislabelled;
    let change = TABLE.changes_budget(&column.text);
    let unnamed = match column.measure {
        None => amounts || change,
        Some("allocated") => amounts,
        // 年中调整预算 is no budget of its own.
        Some("planned") => change,
        Some(_) => false,
    };
    unnamed && !TABLE.never_summed(&column.text) && !TABLE.says_among(&column.text)
}

/// Whether its words say that a column changes the budget.
fn is_change(column: &Column) -> bool {
    column.measure == Some("delta") || TABLE.changes_budget(&column.text)
}

/// A column with the sign its words give it: 追减 and 收回 take away.
fn natural(column: &Column) -> Term<'_> {
    (if TABLE.takes_away(&column.text) { Sign::Minus } else { Sign::Plus }, column)
}

/// Every choice of these columns, each with either sign.
fn signed<'a>(columns: &[&'a Column]) -> Vec<Vec<Term<'a>>> {
    let mut choices: Vec<Vec<Term>> = vec![Vec::new()];
    for column in columns {
        let with = |choice: &Vec<Term<'a>>, sign| [choice.as_slice(), &[(sign, *column)]].concat();
        let more: Vec<Vec<Term>> =
            choices.iter().flat_map(|choice| [with(choice, Sign::Plus), with(choice, Sign::Minus)]).collect();
        choices.extend(more);
    }
    choices
}

fn chain(input: &Input, row: &Row, [budget, init]: [&Column; 2], reading: &Reading) -> Option<Relation> {
    let figure = |column: &Column, role| input.operand(column, row.entry(column.index)?, role);
    let stated = figure(budget, Role::Stated).filter(|operand| !operand.written.is_empty())?;
    let mut operands = vec![stated, figure(init, Role::Part)?];
    let mut right = vec![(Sign::Plus, Expr::Operand(1))];
    for (sign, column) in &reading.terms {
        // 增减 stands over rates elsewhere and has no unit of its own.
        let column = &Column { unit: column.unit.or(budget.unit), ..(*column).clone() };
        let Some(part) = figure(column, Role::Part) else { continue };
        right.push((*sign, Expr::Operand(operands.len())));
        operands.push(part);
    }
    if operands.len() < 3 {
        return None;
    }
    let relation = if right.iter().all(|(sign, _)| *sign == Sign::Plus) {
        Relation::sum("budget/row-chain", Severity::Error, operands)
    } else {
        Relation::new("budget/row-chain", Severity::Error, operands, Comparison::Equal, Expr::Sum(right))
    };
    Some(relation.named(reading.name))
}

/// 结转结余 = 预算 - 执行; a blank cell is zero only if nothing is left (C02).
fn surplus(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let Some(column) = stretch.measure("carry_out") else { return Vec::new() };
    let cell = |row: &Row| row.entry(column.index).map(Entry::is_blank);
    let never_filled = stretch.rows.iter().filter_map(cell).all(|blank| blank);
    let rows = stretch.rows.iter();
    let found: Vec<(RowKind, Relation)> =
        rows.filter_map(|row| Some((row.kind, left_over(input, stretch, row, column)?))).collect();
    // A column that was never filled is one omission: said once, at the total.
    let said_at_total = never_filled
        && found.iter().any(|(kind, relation)| *kind == RowKind::Total && relation.verdict == Verdict::Broken);
    let judge = |(kind, relation): (RowKind, Relation)| {
        if said_at_total && kind != RowKind::Total { relation.open() } else { relation }
    };
    found.into_iter().map(judge).collect()
}

/// What is left of the budget of one row, less what was taken back (收回财政) if the table says so.
fn left_over(input: &Input, stretch: &Stretch, row: &Row, left: &Column) -> Option<Relation> {
    let figure = |column: &Column, role| input.operand(column, row.entry(column.index)?, role);
    let written = |key: &str, role| figure(stretch.measure(key)?, role).filter(|operand| !operand.written.is_empty());
    let operands = [figure(left, Role::Stated)?, written("budget", Role::Base)?, written("exec", Role::Part)?];
    let relate = |taken: Option<Operand>| {
        let mut right = vec![(Sign::Plus, Expr::Operand(1)), (Sign::Minus, Expr::Operand(2))];
        right.extend(taken.is_some().then_some((Sign::Minus, Expr::Operand(3))));
        let name = if taken.is_some() {
            "结转结余 = 全年预算 - 执行数 - 收回数"
        } else {
            "结转结余 = 全年预算 - 执行数"
        };
        let operands: Vec<Operand> = operands.iter().cloned().chain(taken).collect();
        Relation::new("budget/row-surplus", Severity::Warning, operands, Comparison::Equal, Expr::Sum(right))
            .named(name)
    };
    let plain = relate(None);
    if plain.agrees() {
        return Some(plain);
    }
    let columns = || stretch.columns.iter().filter(|column| is_unnamed_money(column) && column.unit == left.unit);
    let taken = |column: &Column| Some(relate(Some(figure(column, Role::Part)?)));
    let agreeing = columns().filter_map(taken).find(Relation::agrees);
    let said = || columns().find(|column| TABLE.takes_away(&column.text)).and_then(taken);
    let divided = stretch.measure("exec").is_some_and(|spent| is_divided(stretch, left, spent));
    let found = agreeing.or_else(said).unwrap_or(plain);
    Some(if divided { found.open() } else { found })
}

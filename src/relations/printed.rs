//! `ratio/printed`: an equation that the report prints itself (执行率=90.00/100.00×100%=95.00%), recomputed as it is printed.

mod parse;
mod token;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity};
use crate::document::{Block, Span};
use crate::quantity::{Bound, Dimension, Interval, Quantity, Unit};
use parse::Side;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "ratio/printed";

/// All equations with an operator on one side and a single number on the other.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    for block in &input.document.blocks {
        match block {
            Block::Paragraph(paragraph) => relations.extend(equations(input, paragraph.span)),
            Block::Table(table) => {
                relations.extend(table.cells.iter().flat_map(|cell| equations(input, cell.span)));
            }
        }
    }
    relations
}

fn equations(input: &Input, span: Span) -> Vec<Relation> {
    if !input.document.str(span).contains(token::EQUALS) {
        return Vec::new();
    }
    let tokens = token::read(input, span);
    let chains = tokens.split(|token| token.kind == token::Kind::Break);
    chains.flat_map(|chain| judged(input, &parse::sides(chain))).collect()
}

/// Every calculation of a chain against the single number it ends in: (100-10)/100=90/100=90%.
fn judged(input: &Input, sides: &[Option<Side>]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        let Some(side) = side.as_ref().filter(|side| side.single().is_none()) else { continue };
        let behind = sides.iter().skip(at + 1).map_while(Option::as_ref).find_map(Side::single);
        let before = || at.checked_sub(1).and_then(|before| sides.get(before)?.as_ref()?.single());
        let stated = behind.or_else(before).and_then(|stated| relation(input, side, stated));
        relations.extend(stated);
    }
    relations
}

/// How numbers without a unit are meant beside others with one.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// As they are: 36个×15万元=540万元.
    Own,
    /// In the unit of money of the others: 403.89+148.72=552.61万元.
    Shared(Unit),
    /// All of them without any: 5000÷10000=0.5万元.
    Bare,
}

/// The reading that agrees, else the one that comes nearest.
fn relation(input: &Input, side: &Side, stated: usize) -> Option<Relation> {
    let units = side.quantities().chain([stated]).map(|index| input.quantities.get(index).and_then(|one| one.unit));
    let money: Vec<Unit> = units.flatten().filter(|unit| unit.dimension() == Dimension::Money).collect();
    let mut readings = vec![Reading::Own];
    if let Some(unit) = money.first().filter(|first| money.iter().all(|unit| unit == *first)) {
        readings.push(Reading::Shared(*unit));
    }
    readings.push(Reading::Bare);
    let scales = [false, true];
    let all = readings.iter().flat_map(|reading| scales.map(|scaled| (*reading, scaled)));
    let mut found: Vec<Relation> =
        all.filter_map(|(reading, scaled)| in_reading(input, side, stated, reading, scaled)).collect();
    let agreeing = found.iter().position(Relation::agrees);
    let nearest = || {
        let distance = |relation: &Relation| relation.difference().map(|difference| difference.abs());
        (0..found.len()).min_by_key(|at| found.get(*at).and_then(distance).unwrap_or(Decimal::MAX))
    };
    let chosen = agreeing.or_else(nearest)?;
    let relation = found.swap_remove(chosen);
    Some(if is_capped(&relation) || !is_plain(input, side, stated) { relation.open() } else { relation })
}

/// `scaled`: ×100 is printed for ×100%, or left out: 90.00/100.00×100=90.00%, 90.00/100.00×100%=90.00.
fn in_reading(input: &Input, side: &Side, stated: usize, reading: Reading, scaled: bool) -> Option<Relation> {
    let quantity = |index: usize| input.quantities.get(index);
    let of = |index: usize, role: Role| operand(input, quantity(index)?, reading, role);
    let stated = of(stated, Role::Stated)?;
    let percent = stated.dimension == Dimension::Percent;
    let mut operands = vec![stated];
    let expr = side.expr(&mut |index| {
        let operand = of(index, Role::Part)?;
        let share = operand.dimension == Dimension::Percent;
        // ×100% changes nothing.
        if share && operand.value == Decimal::ONE_HUNDRED {
            return Some(Expr::Constant(Decimal::ONE));
        }
        let own = Expr::Operand(operands.len());
        operands.push(operand);
        let hundredth = || Box::new(Expr::Constant(Decimal::new(1, 2)));
        Some(if share { Expr::Product(Box::new(own), hundredth()) } else { own })
    })?;
    let right = if percent == scaled { expr } else { in_percent(expr) };
    let comparison = if side.is_sum() { Comparison::Equal } else { Comparison::EqualOrTruncated };
    let printed = operands.first().map(|stated| stated.with_unit(&stated.written))?;
    let line = input.document.str(side.span).split_whitespace().collect::<Vec<_>>().concat();
    let relation = Relation::new(RULE, Severity::Error, operands, comparison, right);
    relation.expected?;
    Some(Relation { equation: format!("{printed} = {line}"), ..relation })
}

fn in_percent(expr: Expr) -> Expr {
    Expr::Product(Box::new(expr), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)))
}

/// A number as it is printed. Whole numbers but those of money and of percent are exact.
fn operand(input: &Input, quantity: &Quantity, reading: Reading, role: Role) -> Option<Operand> {
    let is_money = quantity.unit.is_some_and(|unit| unit.dimension() == Dimension::Money);
    let operand = match reading {
        // （1.62＋1.75＋1.73）÷3＝1.70万: what is multiplied out is in the unit of the result.
        Reading::Bare if is_money || quantity.unit == Some(Unit::TenThousandCount) => {
            let bare = Quantity { unit: None, ..quantity.clone() };
            Operand::of(input.document, &bare, None, role)?
        }
        Reading::Shared(unit) => Operand::of(input.document, quantity, Some(unit), role)?,
        Reading::Own | Reading::Bare => Operand::of(input.document, quantity, None, role)?,
    };
    let rounded = matches!(operand.dimension, Dimension::Money | Dimension::Percent) || operand.decimals() > 0;
    Some(if rounded || role == Role::Stated { operand } else { exactly(operand) })
}

fn exactly(operand: Operand) -> Operand {
    Operand { interval: Some(Interval::exactly(operand.value)), ..operand }
}

/// 得分=10×105%=10分: a mark never exceeds its weight.
fn is_capped(relation: &Relation) -> bool {
    let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
    stated < expected && relation.operands.iter().skip(1).any(|operand| operand.value == stated)
}

/// Whether all numbers are meant exactly; 约 and ≥ leave the result open.
fn is_plain(input: &Input, side: &Side, stated: usize) -> bool {
    let bound = |index: usize| input.quantities.get(index).map(|quantity| quantity.bound);
    side.quantities().chain([stated]).all(|index| matches!(bound(index), Some(Bound::Exact | Bound::Range)))
}

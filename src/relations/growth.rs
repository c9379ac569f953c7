//! `ratio/growth`: a change against an earlier figure, its amount and its rate (比上年增加D万元，增长P%).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "ratio/growth";

/// All changes stated in sentences.
pub fn relate(input: &Input) -> Vec<Relation> {
    input.prose.sentences.iter().flat_map(|sentence| changes(input, sentence)).collect()
}

/// What a sentence says about one figure: itself, the earlier one, the change, the rate.
#[derive(Default)]
struct Change<'a> {
    current: Vec<&'a Mention>,
    previous: Option<&'a Mention>,
    amount: Option<&'a Mention>,
}

fn changes(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut change = Change::default();
    for mention in &sentence.mentions {
        match mention.kind {
            Kind::Figure if mention.dimension != Dimension::Percent => {
                if mention.label.last_year {
                    change.previous = Some(mention);
                } else {
                    change.current.push(mention);
                    change.amount = None;
                    change.previous = None;
                }
            }
            Kind::Earlier => change.previous = Some(mention),
            Kind::Up | Kind::Down if mention.dimension == Dimension::Percent => {
                relations.extend(rate(input, &change, mention));
            }
            Kind::Up | Kind::Down => {
                change.amount = Some(mention);
                relations.extend(difference(input, &change, mention));
            }
            _ => {}
        }
    }
    relations
}

/// current − previous = ±amount, where the earlier figure is stated.
fn difference(input: &Input, change: &Change, amount: &Mention) -> Option<Relation> {
    let (current, previous) = (change.current.last()?, change.previous?);
    if current.dimension != amount.dimension
        || previous.dimension != amount.dimension && previous.dimension != Dimension::Count
    {
        return None;
    }
    let unit = input.quantities.get(current.quantity)?.unit;
    let operand =
        |mention: &Mention, role| Operand::of(input.document, input.quantities.get(mention.quantity)?, unit, role);
    let operands = vec![operand(amount, Role::Stated)?, operand(current, Role::Total)?, operand(previous, Role::Base)?];
    let (more, less) = if amount.kind == Kind::Up { (1, 2) } else { (2, 1) };
    let right = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    Some(Relation::new(RULE, Severity::Error, operands, Comparison::Equal, right))
}

/// rate = amount ÷ previous, where previous is stated or follows from current and amount.
fn rate(input: &Input, change: &Change, rate: &Mention) -> Option<Relation> {
    let mut best: Option<Relation> = None;
    // The change may be that of the nearest figure or of a total named further back in the sentence.
    let candidates = change.current.iter().rev().take(3).count();
    for current in change.current.iter().rev().take(3) {
        let relation = match (change.amount, change.previous) {
            (Some(amount), _) => from_amount(input, current, amount, rate),
            (None, Some(previous)) => from_previous(input, current, previous, rate),
            (None, None) => None,
        };
        let Some(relation) = relation else { continue };
        if relation.agrees() {
            return Some(relation);
        }
        best = best.or(Some(relation));
    }
    let mut relation = best?;
    let far_off = relation.expected.is_none_or(|expected| expected <= Decimal::ZERO);
    if far_off {
        relation = relation.open();
    } else if candidates > 1 {
        relation.severity = Severity::Warning;
    }
    Some(relation)
}

fn from_amount(input: &Input, current: &Mention, amount: &Mention, rate: &Mention) -> Option<Relation> {
    if amount.dimension != current.dimension || amount.kind != rate.kind && rate.kind != Kind::Up {
        return None;
    }
    let operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(amount.quantity, Role::Part)?,
        input.operand(current.quantity, Role::Base)?,
    ];
    // Before an increase the figure was smaller by the amount.
    let sign = if amount.kind == Kind::Up { Sign::Minus } else { Sign::Plus };
    let previous = Expr::Sum(vec![(Sign::Plus, Expr::Operand(2)), (sign, Expr::Operand(1))]);
    let relation = percent(operands, Expr::Operand(1), previous);
    Some(if relation.verdict == Verdict::Broken && grew_from_nothing(&relation) { relation.open() } else { relation })
}

fn from_previous(input: &Input, current: &Mention, previous: &Mention, rate: &Mention) -> Option<Relation> {
    let unit = input.quantities.get(current.quantity)?.unit;
    let operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(current.quantity, Role::Total)?,
        Operand::of(input.document, input.quantities.get(previous.quantity)?, unit, Role::Base)?,
    ];
    if operands.get(1)?.dimension != operands.get(2)?.dimension {
        return None;
    }
    let (more, less) = if rate.kind == Kind::Up { (1, 2) } else { (2, 1) };
    let amount = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    Some(percent(operands, amount, Expr::Operand(2)))
}

fn percent(operands: Vec<Operand>, part: Expr, whole: Expr) -> Relation {
    let share = Expr::Quotient(Box::new(part), Box::new(whole));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Relation::new(RULE, Severity::Error, operands, Comparison::EqualOrTruncated, right)
}

/// 100 % or no rate is written where there was nothing before; there is no division to check.
fn grew_from_nothing(relation: &Relation) -> bool {
    matches!((relation.operands.get(1), relation.operands.get(2)), (Some(a), Some(b)) if a.value == b.value)
}

//! `score/stated-execution`: the mark for budget execution against the execution rate of the text (执行率 × 分值, S04).

use super::{Comparison, Expr, Input, Relation, Role, Severity, slip};
use crate::facts::prose::{Kind, Mention};
use crate::quantity::Dimension;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "score/stated-execution";

/// Weights that forms give to budget execution (rulebook §4.1).
const WEIGHTS: [i64; 2] = [10, 20];

/// Each mark for budget execution with the last execution rate before it.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut rate: Option<&Mention> = None;
    for mention in input.prose.sentences.iter().flat_map(|sentence| &sentence.mentions) {
        let clause = input.document.str(mention.clause);
        let of_execution = clause.contains("执行率") || clause.contains("预算执行");
        match mention.dimension {
            Dimension::Percent if clause.contains("执行率") && matches!(mention.kind, Kind::Rate | Kind::Figure) => {
                rate = Some(mention);
            }
            // 预算执行得分（10分） says what it weighs.
            Dimension::Score if of_execution && mention.depth > 0 => {}
            Dimension::Score if of_execution && mention.kind == Kind::Figure => {
                relations.extend(rate.and_then(|rate| mark(input, mention, rate)));
            }
            _ => {}
        }
    }
    relations
}

fn mark(input: &Input, score: &Mention, rate: &Mention) -> Option<Relation> {
    let relations: Vec<Relation> = WEIGHTS.iter().filter_map(|weight| weighted(input, score, rate, *weight)).collect();
    let agreeing = relations.iter().find(|relation| relation.agrees());
    // What the weight is the text does not say; only a slip of the pen is certain enough.
    let slipped = || relations.iter().find(|relation| rounded_slip(relation));
    agreeing.or_else(slipped).cloned().or_else(|| relations.into_iter().next().map(Relation::open))
}

fn weighted(input: &Input, score: &Mention, rate: &Mention, weight: i64) -> Option<Relation> {
    let operands = vec![input.operand(score.quantity, Role::Stated)?, input.operand(rate.quantity, Role::Base)?];
    let share = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::from(weight))));
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::EqualOrTruncated, right).named("执行率 × 分值"))
}

fn rounded_slip(relation: &Relation) -> bool {
    let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
    slip::between(stated, expected.round_dp(stated.scale())).is_some()
}

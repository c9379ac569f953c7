//! `score/stated-execution`: the mark for budget execution against the execution rate of the text (执行率 × 分值, S04).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, slip};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "score/stated-execution";

/// Rates before a mark that it may be made from.
const MOST_RATES: usize = 6;

/// Weights that forms give to budget execution (rulebook §4.1).
const WEIGHTS: [i64; 2] = [10, 20];

/// Each mark for budget execution with the last execution rate before it, or with one further back that agrees: the rate
/// of the whole may stand before those of its parts.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut rates: Vec<&Mention> = Vec::new();
    let mut weight: Option<&Mention> = None;
    for sentence in &input.prose.sentences {
        for mention in &sentence.mentions {
            let clause = input.document.str(mention.clause);
            let of_execution = clause.contains("执行率") || clause.contains("预算执行");
            let weighs = PROSE.weights.occur_in(clause) && !clause.contains('得');
            let behind_weight = weight.filter(|weight| mention.quantity == weight.quantity + 1);
            match mention.dimension {
                Dimension::Percent if clause.contains("执行率") && is_rate(mention) => rates.push(mention),
                // 预算执行得分（10分） says what it weighs.
                Dimension::Score if of_execution && mention.depth > 0 => {}
                // 预算执行情况总分40分 is the weight of a chapter, 执行率指标分值10分 that of the rate.
                Dimension::Score if of_execution && weighs => {
                    weight = Some(mention).filter(|_| clause.contains("执行率"))
                }
                Dimension::Score if of_execution && mention.kind == Kind::Figure => {
                    let marks = || rates.iter().rev().take(MOST_RATES).filter_map(|rate| mark(input, mention, rate));
                    relations.extend(marks().find(Relation::agrees).or_else(|| marks().next()));
                }
                Dimension::Score if clause.contains('得') => {
                    let known = rates.last().zip(behind_weight);
                    relations
                        .extend(known.and_then(|(rate, weight)| of_weight(input, sentence, mention, rate, weight)));
                }
                _ => {}
            }
        }
    }
    relations
}

fn is_rate(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Rate | Kind::Figure)
}

fn mark(input: &Input, score: &Mention, rate: &Mention) -> Option<Relation> {
    let weighted = |weight: &i64| weighted(input, score, rate, Expr::Constant(Decimal::from(*weight)), None);
    let relations: Vec<Relation> = WEIGHTS.iter().filter_map(weighted).collect();
    let agreeing = relations.iter().find(|relation| relation.agrees());
    // What the weight is the text does not say; only a slip of the pen is certain enough.
    let slipped = || relations.iter().find(|relation| is_slip(relation));
    agreeing.or_else(slipped).cloned().or_else(|| relations.into_iter().next().map(Relation::open))
}

/// The mark right behind the weight of the rate: 执行率指标分值10分，自评得8.85分. Where bands may be meant it is not certain.
fn of_weight(
    input: &Input,
    sentence: &Sentence,
    score: &Mention,
    rate: &Mention,
    weight: &Mention,
) -> Option<Relation> {
    let relation = weighted(input, score, rate, Expr::Operand(2), Some(weight))?;
    let words = input.document.str(sentence.span);
    let banded = PROSE.banded.occur_in(words);
    let full =
        relation.operands.first().zip(relation.operands.get(2)).is_some_and(|(score, full)| score.value == full.value);
    Some(if !banded && (full || is_slip(&relation)) { relation } else { relation.open() })
}

fn weighted(
    input: &Input,
    score: &Mention,
    rate: &Mention,
    weight: Expr,
    stated: Option<&Mention>,
) -> Option<Relation> {
    let mut operands = vec![input.operand(score.quantity, Role::Stated)?, input.operand(rate.quantity, Role::Base)?];
    operands.extend(stated.and_then(|weight| input.operand(weight.quantity, Role::Limit)).map(Operand::exact));
    let share = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    let right = Expr::Product(Box::new(share), Box::new(weight));
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::EqualOrTruncated, right).named("执行率 × 分值"))
}

fn is_slip(relation: &Relation) -> bool {
    let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
    slip::is_telling(stated, expected.round_dp(stated.scale()))
}

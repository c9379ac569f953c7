//! `ratio/share`: a part as a percentage of a whole (占…的p%).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity};
use crate::facts::list::List;
use crate::facts::prose::{Kind, Mention, Sentence};
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "ratio/share";

/// How many figures before a share are tried as its whole.
const REACH: usize = 12;

/// All shares stated in sentences. A whole may stand in an earlier sentence of the same paragraph.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut before: Vec<&Mention> = Vec::new();
    let mut block = None;
    for (sentence, lists) in input.prose.sentences.iter().zip(&input.prose.lists) {
        if block != Some(sentence.block) {
            before.clear();
            block = Some(sentence.block);
        }
        for (index, mention) in sentence.mentions.iter().enumerate() {
            match mention.kind {
                Kind::Share => relations.extend(share(input, &before, mention, head(sentence, lists, index))),
                Kind::Figure => before.push(mention),
                _ => {}
            }
        }
    }
    relations
}

/// The total of the list in which the share stands.
fn head<'a>(sentence: &'a Sentence, lists: &[List], index: usize) -> Option<&'a Mention> {
    let part = index.checked_sub(1)?;
    let list = lists.iter().find(|list| list.parts.contains(&part))?;
    sentence.mentions.get(list.total)
}

fn share(input: &Input, before: &[&Mention], share: &Mention, head: Option<&Mention>) -> Option<Relation> {
    let part = before.last()?;
    let wholes = head.into_iter().chain(before.iter().rev().skip(1).take(REACH).copied());
    let mut best: Option<Relation> = None;
    for whole in wholes.filter(|whole| whole.dimension == part.dimension) {
        let operands = vec![
            input.operand(share.quantity, Role::Stated)?,
            input.operand(part.quantity, Role::Part)?,
            input.operand(whole.quantity, Role::Total)?,
        ];
        let Some(relation) = of(operands) else { continue };
        if relation.agrees() {
            return Some(relation);
        }
        best = best.or(Some(relation));
    }
    // Only a share inside a list has a whole that is beyond doubt.
    let relation = best?;
    let certain = head.is_some() && share.depth == part.depth;
    Some(if certain { relation } else { relation.open() })
}

fn of(operands: Vec<Operand>) -> Option<Relation> {
    let [_, part, whole] = operands.as_slice() else { return None };
    if whole.value < part.value || whole.value.is_zero() {
        return None;
    }
    let quotient = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let right = Expr::Product(Box::new(quotient), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::EqualOrTruncated, right))
}

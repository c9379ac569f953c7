//! `ratio/completion`: a rate of fulfilment against the figures it is made of (执行率, 完成年初预算的p%).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "ratio/completion";

/// Figures a rate of fulfilment may be measured against.
const BASES: [&str; 4] = ["budget", "init", "planned", "target"];

/// All rates stated in sentences; their operands stand in the same sentence or the one before.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (position, sentence) in input.prose.sentences.iter().enumerate() {
        for (index, mention) in sentence.mentions.iter().enumerate() {
            if mention.dimension != Dimension::Percent || !matches!(mention.kind, Kind::Rate | Kind::Figure) {
                continue;
            }
            let before = position.checked_sub(1).and_then(|earlier| input.prose.sentences.get(earlier));
            let before = before.filter(|before| before.block == sentence.block);
            relations.extend(rate(input, before, sentence, index, mention));
        }
    }
    relations
}

fn rate(
    input: &Input,
    before: Option<&Sentence>,
    sentence: &Sentence,
    index: usize,
    rate: &Mention,
) -> Option<Relation> {
    let near = sentence.mentions.get(..index)?.iter().rev().filter(|mention| mention.kind == Kind::Figure);
    let far = before
        .into_iter()
        .flat_map(|before| before.mentions.iter().rev())
        .filter(|mention| mention.kind == Kind::Figure);
    let amounts = near.chain(far).filter(|mention| mention.dimension != Dimension::Percent);
    let figures: Vec<&Mention> = amounts.take(8).collect();
    let numerators = figures.iter().filter(|mention| !is_base(mention));
    let mut best: Option<Relation> = None;
    let mut tried = 0;
    for numerator in numerators {
        for base in
            figures.iter().filter(|base| base.quantity != numerator.quantity && base.dimension == numerator.dimension)
        {
            let Some(relation) = quotient(input, rate, numerator, base) else { continue };
            if relation.agrees() {
                return Some(relation);
            }
            let named = is_base(base) && numerator.label.measure == Some("exec") && rate.kind == Kind::Rate;
            if named && base_fits(rate, base) {
                tried += 1;
                best = best.or(Some(relation));
            }
        }
    }
    // With several candidates and none that fits, it is not certain which figures the rate is made of.
    best.filter(|_| tried == 1)
}

fn is_base(mention: &Mention) -> bool {
    mention.label.measure.is_some_and(|measure| BASES.contains(&measure))
}

/// Whether the base is the one the words at the rate name; 完成预算 names any.
fn base_fits(rate: &Mention, base: &Mention) -> bool {
    match rate.label.measure {
        Some("init") => matches!(base.label.measure, Some("init" | "planned")),
        Some("budget") => base.label.measure == Some("budget"),
        _ => true,
    }
}

fn quotient(input: &Input, rate: &Mention, numerator: &Mention, base: &Mention) -> Option<Relation> {
    let operands: Vec<Operand> = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(numerator.quantity, Role::Part)?,
        input.operand(base.quantity, Role::Base)?,
    ];
    if operands.get(2)?.value.is_zero() {
        return None;
    }
    let share = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Some(Relation::new(RULE, Severity::Error, operands, Comparison::EqualOrTruncated, right))
}

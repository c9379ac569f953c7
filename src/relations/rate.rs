//! `ratio/completion`: a rate of fulfilment against the figures it is made of (执行率, 完成年初预算的p%).

mod pair;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact, slip};
use crate::facts::Subject;
use crate::facts::prose::{Kind, Mention};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::VecDeque;

/// Id of the rule.
pub const RULE: &str = "ratio/completion";

/// Figures a rate of fulfilment may be measured against.
const BASES: [&str; 4] = ["budget", "init", "planned", "target"];

/// How many figures before a rate are tried.
const REACH: usize = 10;

/// All rates stated in sentences; their operands stand before them in the same paragraph.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut before: VecDeque<(usize, &Mention)> = VecDeque::new();
    let mut block = None;
    for (position, sentence) in input.prose.sentences.iter().enumerate() {
        if block != Some(sentence.block) {
            before.clear();
            block = Some(sentence.block);
        }
        for mention in &sentence.mentions {
            match (mention.dimension, mention.kind) {
                (Dimension::Percent, Kind::Rate | Kind::Figure) => {
                    relations.extend(rate(input, &before, position, mention))
                }
                (_, Kind::Figure) => {
                    before.push_front((position, mention));
                    before.truncate(REACH);
                }
                _ => {}
            }
        }
    }
    relations
}

fn rate(input: &Input, before: &VecDeque<(usize, &Mention)>, sentence: usize, rate: &Mention) -> Option<Relation> {
    let mut doubtful: Vec<(bool, Relation)> = Vec::new();
    // The figure right before a rate says whose rate it is.
    let nearest = before.iter().map(|(_, mention)| *mention).find(|mention| mention.label.measure == Some("exec"));
    let of_one_thing = |base: &Mention| nearest.is_some_and(|nearest| same_account(nearest, base));
    for (_, numerator) in before.iter().filter(|(_, mention)| !is_base(mention)) {
        for (place, base) in before {
            if base.quantity == numerator.quantity
                || base.dimension != numerator.dimension
                || base.counter != numerator.counter
            {
                continue;
            }
            let Some(relation) = quotient(input, rate, numerator, base) else { continue };
            if relation.agrees() {
                return Some(relation);
            }
            let named = is_base(base) && numerator.label.measure == Some("exec") && rate.kind == Kind::Rate;
            if named
                && base_fits(rate, base)
                && !is_passed_over(base, before)
                && of_one_thing(base)
                && is_exact_rate(input, rate)
            {
                doubtful.push((*place == sentence, relation));
            }
        }
    }
    let own: Vec<&Mention> =
        before.iter().filter(|(place, _)| *place == sentence).map(|(_, mention)| *mention).collect();
    let all: Vec<&Mention> = before.iter().map(|(_, mention)| *mention).collect();
    let certain = pair::certain(input, &own, rate).or_else(|| pair::of_paragraph(input, &all, rate));
    if let Some((numerator, base)) = certain.filter(|_| is_exact_rate(input, rate)) {
        return quotient(input, rate, numerator, base);
    }
    // With several candidates and none that fits, it is not certain which figures the rate is made of.
    if let Some(position) = doubtful.iter().position(|(_, relation)| is_slip(relation)) {
        return doubtful.into_iter().nth(position).map(|(_, relation)| relation);
    }
    let mut near = doubtful.into_iter().filter(|(near, _)| *near).map(|(_, relation)| relation);
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

/// Whether the two are of one thing as far as the words tell; 支出决算 after a budget is what was spent of it.
fn same_account(numerator: &Mention, base: &Mention) -> bool {
    let unnamed =
        |mention: &Mention| mention.label.bare_flow || matches!(mention.subject(), None | Some(Subject::Whole));
    unnamed(numerator) || unnamed(base) || numerator.subject() == base.subject()
}

/// Whether a rate is stated as one and not as a limit (执行率低于80%的项目).
fn is_exact_rate(input: &Input, rate: &Mention) -> bool {
    let words = input.document.str(rate.clause);
    input.quantities.get(rate.quantity).is_some_and(is_exact)
        && !PROSE.limits.iter().any(|word| words.contains(word.as_str()))
}

fn is_slip(relation: &Relation) -> bool {
    let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
    slip::between(stated, expected.round_dp(stated.scale())).is_some()
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

/// Whether a rate would be of the adjusted budget instead, which stands there too.
fn is_passed_over(base: &Mention, before: &VecDeque<(usize, &Mention)>) -> bool {
    base.label.measure == Some("init") && before.iter().any(|(_, other)| other.label.measure == Some("budget"))
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
    Some(
        Relation::new(RULE, Severity::Error, operands, Comparison::EqualOrTruncated, right)
            .named("完成率 = 完成数 ÷ 预算数"),
    )
}

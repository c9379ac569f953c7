//! `ratio/average`: what falls to one, against the total and the number before it (3.95万元，…395人次，人均100元).

use super::{Comparison, Expr, Input, Relation, Role, Severity, is_exact, slip};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "ratio/average";

/// How many figures before the number are looked at for the amount that is shared.
const REACH: usize = 8;

/// All averages that sentences spell out.
pub fn relate(input: &Input) -> Vec<Relation> {
    input.prose.sentences.iter().flat_map(|sentence| averages(input, sentence)).collect()
}

fn averages(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let pairs = sentence.mentions.windows(2).enumerate();
    let found = pairs.filter_map(|(at, pair)| match pair {
        [count, average] if is_average(input, average) && is_count(input, count) => {
            among(input, sentence.mentions.get(..at)?, count, average)
        }
        // 向312户发放156万元，户均5,000元: the number stands before what is shared.
        [total, average] if is_average(input, average) && total.kind == Kind::Figure => {
            let count = sentence.mentions.get(at.checked_sub(1)?)?;
            let given = is_count(input, count) && falls_to(input, count, average);
            given.then(|| among(input, std::slice::from_ref(total), count, average)).flatten()
        }
        _ => None,
    });
    found.collect()
}

/// The first amount before the number that agrees; if none does, the nearest, where a slip of the pen explains it.
fn among(input: &Input, before: &[Mention], count: &Mention, average: &Mention) -> Option<Relation> {
    let money = |mention: &&Mention| mention.dimension == Dimension::Money && mention.kind == Kind::Figure;
    let amounts = before.iter().rev().take(REACH).filter(money).filter(|mention| said_exactly(input, mention));
    let relations: Vec<Relation> = amounts.filter_map(|total| shared(input, total, count, average)).collect();
    if let Some(at) = relations.iter().position(Relation::agrees) {
        return relations.into_iter().nth(at);
    }
    let nearest = relations.into_iter().next()?;
    // What is spent on some other number of people may stand between.
    let telling = nearest
        .stated
        .zip(nearest.expected)
        .is_some_and(|(stated, expected)| slip::is_telling(stated, expected.round_dp(stated.scale())));
    Some(if telling { nearest } else { nearest.open() })
}

fn shared(input: &Input, total: &Mention, count: &Mention, average: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(average.quantity, Role::Stated)?,
        input.operand(total.quantity, Role::Part)?,
        input.operand(count.quantity, Role::Base)?,
    ];
    if operands.get(2)?.value.is_zero() {
        return None;
    }
    let right = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let relation = Relation::new(RULE, Severity::Warning, operands, Comparison::EqualOrTruncated, right);
    Some(relation.named("平均数 = 总额 ÷ 数量"))
}

/// Whether the mean is that of what was counted: 户均 of 312户, 人均 of 150名.
fn falls_to(input: &Input, count: &Mention, average: &Mention) -> bool {
    let words = input.document.str(average.clause);
    let people = count.dimension == Dimension::People && words.contains("人均");
    people || count.counter.chars().next().is_some_and(|counter| words.contains(&format!("{counter}均")))
}

fn is_average(input: &Input, mention: &Mention) -> bool {
    let words = input.document.str(mention.clause);
    let named = PROSE.averages.occur_in(words);
    named && mention.dimension == Dimension::Money && !mention.after_semicolon && said_exactly(input, mention)
}

fn is_count(input: &Input, mention: &Mention) -> bool {
    let counted = matches!(mention.dimension, Dimension::Count | Dimension::People);
    counted && mention.kind == Kind::Figure && said_exactly(input, mention)
}

fn said_exactly(input: &Input, mention: &Mention) -> bool {
    input.quantities.get(mention.quantity).is_some_and(is_exact)
}

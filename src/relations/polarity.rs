//! `cross/polarity`: words that compare two figures against the figures themselves (大于、小于、持平, S14).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign};
use crate::document::Span;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "cross/polarity";

/// All comparisons in words whose two figures stand in the same sentence.
pub fn relate(input: &Input) -> Vec<Relation> {
    input
        .prose
        .sentences
        .iter()
        .flat_map(|sentence| compared(input, sentence).into_iter().chain(level(input, sentence)))
        .collect()
}

/// `决算数大于年初预算数` after `年初预算为A万元，支出决算为B万元`.
fn compared(input: &Input, sentence: &Sentence) -> Option<Relation> {
    let text = input.document.str(sentence.span);
    let words =
        PROSE.compared.iter().find_map(|(phrase, greater)| Some((text.find(phrase.as_str())?, phrase, *greater)));
    // A template's 大小于, 增长（下降） was never filled in; it says nothing.
    let (at, phrase, greater) = words.filter(|_| !PROSE.unfilled.iter().any(|word| text.contains(word.as_str())))?;
    let figure = |wanted: &[&str]| {
        let mut found = sentence
            .mentions
            .iter()
            .filter(|m| m.kind == Kind::Figure && m.label.measure.is_some_and(|k| wanted.contains(&k)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let (spent, planned) = (figure(&["exec"])?, figure(&["init", "planned", "budget"])?);
    if spent.dimension != planned.dimension {
        return None;
    }
    let start = sentence.span.start as usize + at;
    let operands = vec![
        input.operand(spent.quantity, Role::Actual)?,
        input.operand(planned.quantity, Role::Limit)?,
        Operand::place(Span::new(start, start + phrase.len())),
    ];
    let comparison = if greater { Comparison::AtLeast } else { Comparison::AtMost };
    let name = if greater { "文中称决算数大于预算数" } else { "文中称决算数小于预算数" };
    Some(Relation::new(RULE, Severity::Error, operands, comparison, Expr::Operand(1)).named(name))
}

/// `与上年4.80万元持平`; 基本持平 may be off by a little.
fn level(input: &Input, sentence: &Sentence) -> Option<Relation> {
    let position =
        sentence.mentions.iter().position(|mention| mention.kind == Kind::Earlier && is_level(input, mention))?;
    let previous = sentence.mentions.get(position)?;
    let current = sentence
        .mentions
        .get(..position)?
        .iter()
        .rev()
        .find(|mention| mention.kind == Kind::Figure && mention.dimension == previous.dimension)?;
    let operands = vec![input.operand(current.quantity, Role::Stated)?, input.operand(previous.quantity, Role::Other)?];
    let relation = Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, Expr::Operand(1));
    Some(relation.named("文中称与上年持平"))
}

fn is_level(input: &Input, mention: &Mention) -> bool {
    let end = input.quantities.get(mention.quantity).map_or(0, |quantity| quantity.span.end as usize);
    let behind = input.document.text.get(end..).unwrap_or_default();
    behind.starts_with("持平") || behind.starts_with("相比持平")
}

/// `由82%提高到96%，提高14个百分点`.
pub fn points(input: &Input, from: &Mention, to: &Mention, change: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(change.quantity, Role::Stated)?,
        input.operand(to.quantity, Role::Total)?,
        input.operand(from.quantity, Role::Base)?,
    ];
    let gap = Expr::Sum(vec![(Sign::Plus, Expr::Operand(1)), (Sign::Minus, Expr::Operand(2))]);
    let relation = Relation::new(RULE, Severity::Error, operands, Comparison::Equal, Expr::Absolute(Box::new(gap)));
    let relation = relation.named("变动百分点 = 两个比率之差");
    // Only 由a%…到b% says for certain which two rates are compared.
    let begins = |mention: &Mention, words: &[char]| input.document.str(mention.clause).contains(words);
    let certain = begins(from, &['由', '从']) && begins(to, &['到', '至']);
    Some(if certain { relation } else { relation.open() })
}

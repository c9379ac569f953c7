//! `cross/polarity`: words that compare two figures against the figures themselves (大于、小于、持平, S14).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict, is_exact};
use crate::document::Span;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::{Bound, Dimension, Unit};
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "cross/polarity";

/// All comparisons in words whose two figures stand in the same sentence.
pub fn relate(input: &Input) -> Vec<Relation> {
    input
        .prose
        .sentences
        .iter()
        .flat_map(|sentence| {
            let pairs = sentence.mentions.windows(2).enumerate().filter_map(|(at, pair)| match pair {
                [from, to] => moved(input, from, to)
                    .or_else(|| both_ways(input, from, to).filter(|_| !is_part_of_change(&sentence.mentions, at)))
                    .or_else(|| beside_aim(input, from, to)),
                _ => None,
            });
            compared(input, sentence).into_iter().chain(level(input, sentence)).chain(pairs)
        })
        .collect()
}

/// `由2,008.76元降至2,006.47元`: the word between two figures says which is the greater.
fn moved(input: &Input, from: &Mention, to: &Mention) -> Option<Relation> {
    let words = input.document.str(to.clause);
    let ends = |list: &[String]| list.iter().any(|word| words.trim_end().ends_with(word.as_str()));
    // 由2021年的18.4%上升到: a year may stand between.
    let before = input.document.str(from.clause).trim_end().trim_end_matches('的');
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || "年度末底上".contains(c));
    let begins = before.ends_with(['由', '从']);
    let comparison = match (ends(&PROSE.rises), ends(&PROSE.falls)) {
        (true, false) => Comparison::AtLeast,
        (false, true) => Comparison::AtMost,
        _ => return None,
    };
    let operands = vec![input.operand(to.quantity, Role::Actual)?, input.operand(from.quantity, Role::Limit)?];
    let alike = matches!(operands.as_slice(), [to, from] if to.dimension == from.dimension && to.unit == from.unit);
    let relation = Relation::new(RULE, Severity::Warning, operands, comparison, Expr::Operand(1));
    (begins && alike).then(|| relation.named("文中所说的升降与前后两数一致"))
}

/// `满意度87.3%，低于90%的目标`: the words between a result and its aim.
fn beside_aim(input: &Input, result: &Mention, aim: &Mention) -> Option<Relation> {
    let quantity = input.quantities.get(aim.quantity)?;
    let comparison = match quantity.bound {
        Bound::Above => Comparison::AtLeast,
        Bound::Below => Comparison::AtMost,
        _ => return None,
    };
    let behind = input.document.text.get(quantity.span.end as usize..)?.trim_start_matches('的');
    let is_aim = PROSE.aims.begin(behind);
    let operands = vec![input.operand(result.quantity, Role::Actual)?, input.operand(aim.quantity, Role::Limit)?];
    let alike = matches!(operands.as_slice(), [a, b] if a.unit == b.unit && a.dimension == Dimension::Percent);
    let plain = result.kind == Kind::Figure && aim.depth == result.depth && !aim.after_semicolon;
    let relation = Relation::new(RULE, Severity::Warning, operands, comparison, Expr::Operand(1));
    (is_aim && alike && plain).then(|| relation.named("文中所说的高低与前后两数一致"))
}

/// `减少384.57万元，增长3.69%`: one change cannot go both ways.
fn both_ways(input: &Input, amount: &Mention, rate: &Mention) -> Option<Relation> {
    let ways = matches!((amount.kind, rate.kind), (Kind::Up, Kind::Down) | (Kind::Down, Kind::Up));
    let is_rate = rate.dimension == Dimension::Percent && amount.dimension != Dimension::Percent;
    let clause = input.document.str(rate.clause).trim();
    // Only a bare 增长 or 下降 right behind the amount is of the same change.
    let bare = PROSE.up.iter().chain(&PROSE.down).any(|word| clause == word);
    let exact = [amount, rate].iter().all(|mention| input.quantities.get(mention.quantity).is_some_and(is_exact));
    if !(ways && is_rate && bare && exact) || rate.depth != amount.depth || rate.after_semicolon {
        return None;
    }
    let operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(amount.quantity, Role::Other)?,
        Operand::place(rate.clause),
    ];
    let mut relation = Relation::new(RULE, Severity::Warning, operands, Comparison::AtMost, Expr::Operand(0));
    relation.verdict = Verdict::Broken;
    (relation.stated, relation.expected) = (None, None);
    Some(relation.named("增减方向前后一致"))
}

/// Whether the change at a position follows another one of the same thing: 增加60万元，其中报废减少20万元，增长4%.
fn is_part_of_change(mentions: &[Mention], at: usize) -> bool {
    let dimension = mentions.get(at).map(|change| change.dimension);
    let before = mentions.get(..at).unwrap_or_default().iter().rev();
    before
        .take_while(|mention| !matches!(mention.kind, Kind::Figure | Kind::Earlier))
        .any(|mention| matches!(mention.kind, Kind::Up | Kind::Down) && Some(mention.dimension) == dimension)
}

/// `决算数大于年初预算数` after `年初预算为A万元，支出决算为B万元`.
fn compared(input: &Input, sentence: &Sentence) -> Option<Relation> {
    let text = input.document.str(sentence.span);
    let words =
        PROSE.compared.iter().find_map(|(phrase, greater)| Some((text.find(phrase.as_str())?, phrase, *greater)));
    // A template's 大小于, 增长（下降） was never filled in; it says nothing.
    let (at, phrase, greater) = words.filter(|_| !PROSE.unfilled.occur_in(text))?;
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
    PROSE.level_behind.begin(behind)
}

/// `91.2%，比2022年的90.5%提高0.7个百分点`: both rates are stated, and the way between them.
pub fn points_against(input: &Input, from: &Mention, to: &Mention, change: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(change.quantity, Role::Stated)?,
        input.operand(to.quantity, Role::Current)?,
        input.operand(from.quantity, Role::Base)?,
    ];
    let (more, less) = if change.kind == Kind::Up { (1, 2) } else { (2, 1) };
    let right = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    let relation = Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, right);
    // The rate before may be of something else; only one that is off by just the way is certain.
    let reversed = relation.stated.is_some() && relation.stated == relation.expected.map(|expected| -expected);
    // 88.6%，较2021年的86.2%提高3.4个百分点: nothing stands between the three.
    let rate = input.quantities.get(to.quantity).is_some_and(|to| to.unit == Some(Unit::Percent));
    let adjoin =
        rate && to.quantity + 1 == from.quantity && from.quantity + 1 == change.quantity && to.depth == from.depth;
    let relation = if reversed || adjoin { relation } else { relation.open() };
    Some(relation.named("变动百分点 = 两个比率之差"))
}

/// `由82%提高到96%，提高14个百分点`.
pub fn points(input: &Input, from: &Mention, to: &Mention, change: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(change.quantity, Role::Stated)?,
        input.operand(to.quantity, Role::Current)?,
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

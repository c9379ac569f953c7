//! Lists in a sentence: a total with its parts (合计与其中).

use super::prose::{Kind, Lead, Mention, Sentence};
use crate::quantity::Dimension;
use rust_decimal::Decimal;

/// A total with the parts that the sentence gives for it. Positions are those of the sentence's mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The total.
    pub total: usize,
    /// Its parts, in text order.
    pub parts: Vec<usize>,
    /// How the list is introduced.
    pub form: Form,
}

/// How a list is introduced; decides whether it must be complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 其中: parts may be left out.
    Among,
    /// 包括, 分别为, 即: meant to be complete.
    Namely,
    /// The total comes after its parts (合计).
    Total,
    /// Parts simply follow the total after a comma or colon.
    Following,
}

/// Finds the lists of a sentence. `value` gives the base value of a mention.
pub fn lists(sentence: &Sentence, value: &dyn Fn(&Mention) -> Option<Decimal>) -> Vec<List> {
    let mentions = &sentence.mentions;
    let mut lists = Vec::new();
    let mut index = 1;
    while index < mentions.len() {
        index = match mentions.get(index).map(|mention| mention.lead) {
            Some(Lead::Among) => opened(mentions, index, Form::Among, value, &mut lists),
            Some(Lead::Namely) => opened(mentions, index, Form::Namely, value, &mut lists),
            Some(Lead::Total) => totalled(mentions, index, &mut lists),
            _ => bracketed(mentions, index, &mut lists).unwrap_or(index + 1),
        };
    }
    if lists.is_empty() {
        lists.extend(following(mentions, value));
    }
    lists
}

/// A list that begins at `first`; returns where reading goes on.
fn opened(
    mentions: &[Mention],
    first: usize,
    form: Form,
    value: &dyn Fn(&Mention) -> Option<Decimal>,
    lists: &mut Vec<List>,
) -> usize {
    let Some(opener) = mentions.get(first) else { return first + 1 };
    let Some(total) = head(mentions, first) else { return first + 1 };
    let target = mentions.get(total).and_then(value);
    let nested = lists.iter().any(|list: &List| list.parts.contains(&total));
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    let mut index = first;
    while let Some(mention) = mentions.get(index) {
        let ends = mention.depth < opener.depth
            || other_figure(mentions.get(total), opener, mention)
            || (index > first && nested && (mention.after_semicolon || Some(sum) == target));
        if ends {
            break;
        }
        if index > first && matches!(mention.lead, Lead::Among | Lead::Namely) {
            lists.push(List { total, parts: parts.clone(), form });
            let after = opened(mentions, index, Form::Among, value, lists);
            lists.retain(|list| !(list.total == total && list.parts == parts));
            index = after;
            continue;
        }
        if mention.depth > opener.depth
            && let Some(after) = bracketed(mentions, index, lists)
        {
            index = after;
            continue;
        }
        if is_part(mention, opener) && mention.lead != Lead::Total {
            sum = value(mention).and_then(|value| sum.checked_add(value)).unwrap_or(sum);
            parts.push(index);
        }
        index += 1;
    }
    if !parts.is_empty() {
        lists.push(List { total, parts, form });
    }
    index.max(first + 1)
}

/// `总额A万元（甲B万元，乙C万元）`: figures in a bracket of their own behind a figure. Returns where reading goes on.
fn bracketed(mentions: &[Mention], first: usize, lists: &mut Vec<List>) -> Option<usize> {
    let opener = mentions.get(first)?;
    let before = mentions.get(first.checked_sub(1)?)?;
    if opener.depth <= before.depth || lists.iter().any(|list| list.parts.contains(&first)) {
        return None;
    }
    let total =
        head(mentions, first).filter(|head| mentions.get(*head).is_some_and(|head| head.depth < opener.depth))?;
    let inside =
        (first..mentions.len()).take_while(|index| mentions.get(*index).is_some_and(|m| m.depth >= opener.depth));
    let inside: Vec<usize> = inside.collect();
    let parts: Vec<usize> = inside
        .iter()
        .copied()
        .filter(|index| mentions.get(*index).is_some_and(|mention| is_part(mention, opener)))
        .collect();
    let after = inside.last()? + 1;
    if parts.len() > 1 {
        lists.push(List { total, parts, form: Form::Following });
    }
    Some(after)
}

/// The figure that a list opened at `first` belongs to: the nearest before it, changes and shares passed over.
fn head(mentions: &[Mention], first: usize) -> Option<usize> {
    let opener = mentions.get(first)?;
    let before = mentions.get(..first)?;
    before
        .iter()
        .rposition(|mention| mention.kind == Kind::Figure && alike(mention, opener) && mention.depth <= opener.depth)
}

fn is_part(mention: &Mention, opener: &Mention) -> bool {
    mention.kind == Kind::Figure && alike(mention, opener) && mention.depth == opener.depth
}

/// Whether two numbers measure the same and count the same things.
fn alike(a: &Mention, b: &Mention) -> bool {
    a.dimension == b.dimension && a.counter == b.counter
}

/// Whether a mention speaks of another figure than the list does: 决算 after a list of 年初预算.
fn other_figure(total: Option<&Mention>, opener: &Mention, mention: &Mention) -> bool {
    let figure = opener.label.measure.or(total.and_then(|total| total.label.measure));
    mention.label.measure.is_some() && figure.is_some() && mention.label.measure != figure
}

/// A total after its parts; returns where reading goes on.
fn totalled(mentions: &[Mention], total: usize, lists: &mut Vec<List>) -> usize {
    let Some(sum) = mentions.get(total) else { return total + 1 };
    let from = lists.iter().filter_map(|list| list.parts.last()).max().map_or(0, |last| last + 1);
    let parts: Vec<usize> =
        (from..total).filter(|index| mentions.get(*index).is_some_and(|mention| is_part(mention, sum))).collect();
    if parts.len() > 1 {
        lists.push(List { total, parts, form: Form::Total });
    }
    total + 1
}

/// A figure followed by figures that add up to it exactly. Without an opening word only an exact fit makes a list.
fn following(mentions: &[Mention], value: &dyn Fn(&Mention) -> Option<Decimal>) -> Option<List> {
    let total = mentions.iter().position(|mention| mention.kind == Kind::Figure)?;
    let head = mentions.get(total)?;
    if !matches!(head.dimension, Dimension::Money | Dimension::People | Dimension::Score) {
        return None;
    }
    let target = value(head)?;
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    for (index, mention) in mentions.iter().enumerate().skip(total + 1) {
        if !is_part(mention, head) {
            continue;
        }
        let part = value(mention)?;
        if part > target {
            return None;
        }
        sum = sum.checked_add(part)?;
        parts.push(index);
        if parts.len() > 1 && sum == target && !target.is_zero() {
            return Some(List { total, parts, form: Form::Following });
        }
    }
    let listed = parts.len() > 2 && head.dimension == Dimension::Money && head.label.subject.is_some();
    listed.then_some(List { total, parts, form: Form::Following })
}

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

/// Lists inside lists deeper than this are read as one; no sentence that a person wrote goes further.
const DEEPEST: u8 = 6;

/// How far back the total of a list is looked for.
const REACH: usize = 48;

/// Finds the lists of a sentence. `value` gives the base value of a mention.
pub fn lists(sentence: &Sentence, value: &dyn Fn(&Mention) -> Option<Decimal>) -> Vec<List> {
    let mentions = sentence.mentions.as_slice();
    let mut reader = Reader { mentions, value, lists: Vec::new(), listed: vec![false; mentions.len()] };
    let mut index = 1;
    while index < mentions.len() {
        index = reader.read(index, 0).unwrap_or(index + 1);
    }
    let mut lists = reader.lists;
    lists.retain(|list| !list.parts.is_empty());
    if lists.is_empty() {
        lists.extend(following(mentions, value));
    }
    lists
}

/// Reads the mentions of a sentence from left to right.
struct Reader<'a> {
    mentions: &'a [Mention],
    value: &'a dyn Fn(&Mention) -> Option<Decimal>,
    lists: Vec<List>,
    /// Which mentions are parts of a list.
    listed: Vec<bool>,
}

impl Reader<'_> {
    /// Reads a list that begins at `first`, if one does; returns where reading goes on.
    fn read(&mut self, first: usize, depth: u8) -> Option<usize> {
        match self.mentions.get(first)?.lead {
            Lead::Among => self.opened(first, Form::Among, depth),
            Lead::Namely => self.opened(first, Form::Namely, depth),
            Lead::Total => self.totalled(first),
            Lead::None => self.bracketed(first),
        }
    }

    /// A list that an opening word begins at `first`.
    fn opened(&mut self, first: usize, form: Form, depth: u8) -> Option<usize> {
        let opener = self.mentions.get(first)?;
        let total = self.head(first)?;
        let head = self.mentions.get(total);
        let target = head.and_then(self.value);
        let nested = self.is_listed(total);
        let slot = self.lists.len();
        self.lists.push(List { total, parts: Vec::new(), form });
        let mut sum = Decimal::ZERO;
        let mut index = first;
        while let Some(mention) = self.mentions.get(index) {
            let inner_ends = index > first && nested && (mention.after_semicolon || Some(sum) == target);
            if mention.depth < opener.depth || other_figure(head, opener, mention) || inner_ends {
                break;
            }
            let opens = index > first && depth < DEEPEST && matches!(mention.lead, Lead::Among | Lead::Namely);
            let inner = if opens {
                self.opened(index, Form::Among, depth + 1)
            } else if mention.depth > opener.depth {
                self.bracketed(index)
            } else {
                None
            };
            if let Some(after) = inner {
                index = after;
                continue;
            }
            if is_part(mention, opener) && mention.lead != Lead::Total {
                sum = (self.value)(mention).and_then(|value| sum.checked_add(value)).unwrap_or(sum);
                self.add(slot, index);
            }
            index += 1;
        }
        Some(index.max(first + 1))
    }

    /// `总额A万元（甲B万元，乙C万元）`: figures in a bracket of their own behind a figure.
    fn bracketed(&mut self, first: usize) -> Option<usize> {
        let opener = self.mentions.get(first)?;
        let before = self.mentions.get(first.checked_sub(1)?)?;
        if opener.depth <= before.depth || self.is_listed(first) {
            return None;
        }
        let total = self.head(first)?;
        if self.mentions.get(total).is_none_or(|head| head.depth >= opener.depth) {
            return None;
        }
        let inside = self.mentions.get(first..)?.iter().take_while(|mention| mention.depth >= opener.depth).count();
        let is_part = |index: &usize| self.mentions.get(*index).is_some_and(|mention| is_part(mention, opener));
        let parts: Vec<usize> = (first..first + inside).filter(is_part).collect();
        if parts.len() > 1 {
            let slot = self.lists.len();
            self.lists.push(List { total, parts: Vec::new(), form: Form::Following });
            parts.into_iter().for_each(|part| self.add(slot, part));
        }
        Some(first + inside)
    }

    /// A total after its parts.
    fn totalled(&mut self, total: usize) -> Option<usize> {
        let sum = self.mentions.get(total)?;
        let from = self.listed.get(..total)?.iter().rposition(|listed| *listed).map_or(0, |last| last + 1);
        let is_part = |index: &usize| self.mentions.get(*index).is_some_and(|mention| is_summand(mention, sum));
        let parts: Vec<usize> = (from..total).filter(is_part).collect();
        // 车辆6台，共计A万元；设备3台，共计B万元: each is the total of its own.
        let of_its_own = |index: &usize| self.mentions.get(*index).is_some_and(|mention| mention.lead == Lead::Total);
        // Behind a semicolon a new thought begins, unless the parts are divided by semicolons too.
        let divided = |index: &usize| self.mentions.get(*index).is_some_and(|mention| mention.after_semicolon);
        let goes_on = !sum.after_semicolon || parts.iter().any(divided);
        if parts.len() > 1 && goes_on && !parts.iter().any(of_its_own) {
            let slot = self.lists.len();
            self.lists.push(List { total, parts: Vec::new(), form: Form::Total });
            parts.into_iter().for_each(|part| self.add(slot, part));
        }
        Some(total + 1)
    }

    fn add(&mut self, slot: usize, part: usize) {
        if let (Some(list), Some(listed)) = (self.lists.get_mut(slot), self.listed.get_mut(part)) {
            list.parts.push(part);
            *listed = true;
        }
    }

    fn is_listed(&self, index: usize) -> bool {
        self.listed.get(index).copied().unwrap_or(false)
    }

    /// The figure that a list opened at `first` belongs to: the nearest before it, changes and shares passed over.
    fn head(&self, first: usize) -> Option<usize> {
        let opener = self.mentions.get(first)?;
        let wanted = |index: &usize| {
            self.mentions.get(*index).is_some_and(|mention| {
                !mention.limits && is_figure(mention) && alike(mention, opener) && mention.depth <= opener.depth
            })
        };
        (first.saturating_sub(REACH)..first).rev().find(wanted)
    }
}

fn is_part(mention: &Mention, opener: &Mention) -> bool {
    !mention.beside && is_summand(mention, opener)
}

/// Whether a mention may be added into the total behind it.
fn is_summand(mention: &Mention, opener: &Mention) -> bool {
    is_figure(mention) && !mention.outside && alike(mention, opener) && mention.depth == opener.depth
}

/// Whether a mention is a figure that can be a total or a part; what a rate is taken of is neither.
fn is_figure(mention: &Mention) -> bool {
    mention.kind == Kind::Figure && !mention.divides
}

/// Whether two numbers measure the same and count the same things.
fn alike(a: &Mention, b: &Mention) -> bool {
    a.dimension == b.dimension && a.counter == b.counter
}

/// Figures that are of the budget or left over, not spent.
const BUDGETS: [&str; 4] = ["init", "planned", "budget", "carry_out"];

/// Whether a mention speaks of another figure than the list does: 决算 after a list of 年初预算.
fn other_figure(total: Option<&Mention>, opener: &Mention, mention: &Mention) -> bool {
    let figure = opener.label.measure.or(total.and_then(|total| total.label.measure));
    match (mention.label.measure, figure) {
        // What was carried over is a part of the budget like any other.
        (Some("carry_in"), Some("init" | "planned" | "budget")) => mention.after_semicolon,
        (Some(own), Some(figure)) => own != figure,
        // What was spent is not named as such; a budget beside it is, and what was paid of it behind a semicolon.
        (Some(own), None) => mention != opener && (BUDGETS.contains(&own) || own == "exec" && mention.after_semicolon),
        (None, _) => false,
    }
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
    // 其中 at the head of the sentence: the total stands in the sentence before.
    let alike = |index: &usize| mentions.get(*index).is_some_and(|part| part.label.measure == head.label.measure);
    let money = head.dimension == Dimension::Money && head.label.subject.is_some();
    let listed = head.lead == Lead::None && parts.len() > 2 && (money || head.dimension == Dimension::Score);
    let of_one_figure = head.dimension == Dimension::Score || parts.iter().all(alike);
    (listed && of_one_figure).then_some(List { total, parts, form: Form::Following })
}

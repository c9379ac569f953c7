//! `cross/restated`: the amount that a numbered item opens with (1.航道养护263.58万元，…支出决算为263.58万元), against the one
//! of its figures that it is in the items beside it.

use super::{Input, Relation, Role, Severity, Verdict, is_exact, slip};
use crate::facts::prose::{Kind, Mention};
use crate::quantity::Dimension;
use std::collections::BTreeMap;

/// How many items must open with the same of their figures before it is known which one that is.
const SIBLINGS: usize = 2;

/// Figures of an item that are looked at.
const MOST: usize = 12;

/// A paragraph that opens with a name and an amount.
struct Item<'a> {
    block: usize,
    headline: &'a Mention,
    /// The other amounts of the paragraph, by the words before each.
    figures: Vec<(String, &'a Mention)>,
}

/// The headline of every item whose neighbours say what headlines are.
pub fn relate(input: &Input) -> Vec<Relation> {
    let items = items(input);
    let mut relations = Vec::new();
    for run in items.chunk_by(|a, b| b.block == a.block + 1) {
        let mut agreeing: BTreeMap<&str, usize> = BTreeMap::new();
        for item in run {
            for (words, figure) in &item.figures {
                let agrees = compare(input, item.headline, figure).is_some_and(|relation| relation.agrees());
                *agreeing.entry(words.as_str()).or_default() += usize::from(agrees);
            }
        }
        let Some((words, count)) = agreeing.into_iter().max_by_key(|(_, count)| *count) else { continue };
        // Most items must agree for the others to be wrong.
        if count >= SIBLINGS && count * 3 >= run.len() * 2 {
            let of_item = |item: &Item| {
                let (_, figure) = item.figures.iter().find(|(other, _)| other == words)?;
                compare(input, item.headline, figure)
            };
            relations.extend(run.iter().filter_map(of_item));
        }
    }
    relations
}

fn items<'a>(input: &Input<'a>) -> Vec<Item<'a>> {
    let mut items: Vec<Item> = Vec::new();
    for sentence in &input.prose.sentences {
        let money = sentence.mentions.iter().filter(|mention| {
            mention.dimension == Dimension::Money
                && mention.kind == Kind::Figure
                && input.quantities.get(mention.quantity).is_some_and(is_exact)
        });
        let figures = money.map(|mention| (words(input, mention), mention));
        match items.last_mut().filter(|item| item.block == sentence.block) {
            Some(item) => item.figures.extend(figures.take(MOST)),
            None => {
                let numbered =
                    input.document.str(sentence.span).starts_with(|c: char| c.is_ascii_digit() || "（(".contains(c));
                let mut figures = figures.take(MOST);
                let Some((_, headline)) = figures.next().filter(|_| sentence.index == 0 && numbered) else { continue };
                if headline.label.measure.is_none() && headline.label.subject.is_some() {
                    items.push(Item { block: sentence.block, headline, figures: figures.collect() });
                }
            }
        }
    }
    items
}

/// The words before a number, years included: 2025年预算安排 is another figure than 2024年预算安排.
fn words(input: &Input, mention: &Mention) -> String {
    input.document.str(mention.clause).chars().filter(|c| !c.is_whitespace()).collect()
}

fn compare(input: &Input, headline: &Mention, figure: &Mention) -> Option<Relation> {
    let (stated, other) =
        (input.operand(headline.quantity, Role::Stated)?, input.operand(figure.quantity, Role::Other)?);
    let mut relation = Relation::same("cross/restated", Severity::Warning, stated, other).named("同一数字前后一致");
    let slipped = relation.stated.zip(relation.expected).is_some_and(|(a, b)| slip::is_telling(a, b));
    if slipped {
        relation.severity = Severity::Error;
    }
    (relation.verdict != Verdict::Open).then_some(relation)
}

use super::{Coverage, QuantityState, QuantityView, Relation, Summary, Verdict};
use crate::document::{Document, Span};
use crate::facts::{Fact, Subject};
use crate::outline::Outline;
use crate::quantity::Quantity;
use crate::vocabulary::TERMS;
use std::collections::BTreeMap;

/// What the page shows of each quantity: its meaning, and the relations it takes part in.
pub fn views(quantities: &[Quantity], facts: &[Fact], relations: &[Relation]) -> Vec<QuantityView> {
    let mut uses: BTreeMap<Span, Vec<u32>> = BTreeMap::new();
    for (index, relation) in relations.iter().enumerate() {
        for operand in &relation.operands {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            let list = uses.entry(operand.span).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let meanings: BTreeMap<usize, String> = facts.iter().map(|fact| (fact.quantity, meaning(fact))).collect();
    let view = |(index, quantity): (usize, &Quantity)| {
        let relations_of = uses.get(&quantity.span).cloned().unwrap_or_default();
        let decided = |relation: &u32| {
            relations.get(*relation as usize).is_some_and(|relation| relation.verdict != Verdict::Open)
        };
        let meaning = meanings.get(&index).cloned().unwrap_or_default();
        let state = if relations_of.iter().any(decided) {
            QuantityState::Checked
        } else if !relations_of.is_empty() {
            QuantityState::Open
        } else if meaning.is_empty() {
            QuantityState::Unknown
        } else {
            QuantityState::Alone
        };
        QuantityView { span: quantity.span, meaning, relations: relations_of, state }
    };
    quantities.iter().enumerate().map(view).collect()
}

/// Whose figure, which, of which year, in words.
fn meaning(fact: &Fact) -> String {
    let subject = match &fact.subject {
        Subject::Whole => "部门整体",
        Subject::Known(key) => TERMS.name(key),
        Subject::Named(name) => name,
    };
    let mut meaning = subject.to_owned();
    for word in fact.scope.iter().chain(&fact.measure) {
        meaning.push_str(" · ");
        meaning.push_str(TERMS.name(word));
    }
    match fact.year {
        Some(-1) => meaning.push_str(" · 上年"),
        Some(year) => meaning.push_str(&format!(" · {year}年")),
        None => {}
    }
    meaning
}

impl Coverage {
    /// Counts how the quantities ended.
    pub fn of(quantities: &[QuantityView]) -> Self {
        let mut coverage = Self::default();
        for quantity in quantities {
            coverage.quantities += 1;
            match quantity.state {
                QuantityState::Checked => coverage.checked += 1,
                QuantityState::Open => coverage.open += 1,
                QuantityState::Alone => coverage.alone += 1,
                QuantityState::Unknown => coverage.unknown += 1,
            }
        }
        coverage
    }
}

impl Summary {
    /// What the outline says the report is.
    pub fn of(document: &Document, outline: &Outline) -> Self {
        let title = outline.title.map(|span| document.str(span).split_whitespace().collect::<Vec<_>>().join(""));
        Self {
            title: title.unwrap_or_default(),
            unit: outline.unit.clone(),
            year: outline.year,
            template: outline.template.clone(),
        }
    }
}

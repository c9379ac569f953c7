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
    let facts: BTreeMap<usize, &Fact> = facts.iter().map(|fact| (fact.quantity, fact)).collect();
    let view = |(index, quantity): (usize, &Quantity)| {
        let relations_of = uses.get(&quantity.span).cloned().unwrap_or_default();
        let decided = |relation: &u32| {
            relations.get(*relation as usize).is_some_and(|relation| relation.verdict != Verdict::Open)
        };
        let fact = facts.get(&index);
        let state = if relations_of.iter().any(decided) {
            QuantityState::Checked
        } else if !relations_of.is_empty() {
            QuantityState::Open
        } else if fact.is_none() {
            QuantityState::Unknown
        } else {
            QuantityState::Alone
        };
        let unit = quantity.unit.or(fact.and_then(|fact| fact.unit));
        QuantityView {
            span: quantity.span,
            subject: fact.map(|fact| subject(fact)).unwrap_or_default(),
            figure: fact.and_then(|fact| fact.measure).map(|key| TERMS.name(key).to_owned()).unwrap_or_default(),
            year: fact.and_then(|fact| fact.year),
            value: quantity.base(unit).unwrap_or(quantity.value),
            unit,
            relations: relations_of,
            state,
        }
    };
    quantities.iter().enumerate().map(view).collect()
}

/// Whose figure it is, with the narrower source of money that is said beside it.
fn subject(fact: &Fact) -> String {
    let subject = match &fact.subject {
        Subject::Whole => "部门整体",
        Subject::Known(key) => TERMS.name(key),
        Subject::Named(name) => name,
    };
    match fact.scope {
        Some(scope) => format!("{subject} · {}", TERMS.name(scope)),
        None => subject.to_owned(),
    }
}

impl QuantityView {
    /// Whether it is known what it states.
    pub fn is_understood(&self) -> bool {
        !self.subject.is_empty()
    }

    /// What is measured of whom, in words: 基本支出 · 年初预算 · 2022年; empty if unknown.
    pub fn meaning(&self) -> String {
        let mut meaning = self.subject.clone();
        if !self.figure.is_empty() {
            meaning.push_str(" · ");
            meaning.push_str(&self.figure);
        }
        match self.year {
            Some(-1) => meaning.push_str(" · 上年"),
            Some(year) => meaning.push_str(&format!(" · {year}年")),
            None => {}
        }
        meaning
    }
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

//! What a user or a whole office may set, and the file in which it is handed on.

mod file;

pub use file::{SettingsError, parse, print};

use crate::Understood;
use crate::relations::{self, Relation, Severity};
use crate::vocabulary::formula::{self, Formula, FormulaError};
use crate::vocabulary::{TERMS, TermKind};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the user may set. The default is the program as it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Ids of the rules that stay quiet.
    pub off: BTreeSet<String>,
    /// 元 by which amounts may miss each other and still count as rounded (容差).
    pub tolerance: Decimal,
    /// Percent of a target beyond which its result needs a reason (偏差).
    pub deviation: Decimal,
    /// Formulas of one's own (自定公式).
    pub formulas: Vec<OwnFormula>,
}

/// A formula of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFormula {
    /// What it is called; the formula itself where it has no name.
    pub name: String,
    /// The formula, in the language of [`formula`].
    pub formula: String,
    /// What it means when it does not hold.
    pub severity: Severity,
    /// Whether it is checked.
    pub on: bool,
}

impl Default for Options {
    fn default() -> Self {
        let deviation = Decimal::from(150);
        Self { off: BTreeSet::new(), tolerance: Decimal::ZERO, deviation, formulas: Vec::new() }
    }
}

impl Options {
    /// Whether a rule stays quiet.
    pub fn is_off(&self, rule: &str) -> bool {
        self.off.contains(rule)
    }

    /// The share of a target beyond which its result needs a reason: 1.5 of 150 %.
    pub fn deviation_share(&self) -> Decimal {
        (self.deviation / Decimal::ONE_HUNDRED).normalize()
    }

    /// The formulas that are checked.
    pub fn formulas(&self) -> impl Iterator<Item = (&OwnFormula, Formula)> {
        self.formulas.iter().filter(|own| own.on).filter_map(|own| Some((own, own.parsed().ok()?)))
    }
}

impl OwnFormula {
    /// The formula as it is understood.
    ///
    /// # Errors
    /// What is wrong with it, and at which character.
    pub fn parsed(&self) -> Result<Formula, FormulaError> {
        formula::parse(&self.formula, &TERMS)
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        match self.name.trim() {
            "" => self.formula.trim(),
            name => name,
        }
    }
}

/// Where a formula holds in a document, and where not.
///
/// # Errors
/// What is wrong with it.
pub fn tried(understood: &Understood, own: &OwnFormula) -> Result<Vec<Relation>, FormulaError> {
    own.parsed()?;
    let options = Options { formulas: vec![OwnFormula { on: true, ..own.clone() }], ..Options::default() };
    Ok(relations::own::relate(&understood.input(&options)))
}

/// The names that a formula may use: subjects first, then figures.
pub fn names() -> impl Iterator<Item = &'static str> {
    let of = |kind: TermKind| TERMS.all().filter(move |term| term.kind == kind).map(|term| term.name.as_str());
    of(TermKind::Subject).chain(of(TermKind::Measure))
}

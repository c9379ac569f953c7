//! Judging: one file per rule, each registered once in [`ALL`].

use crate::document::Document;
use crate::outline::Outline;
use crate::quantity::Quantity;
use crate::relations::Relation;
pub use crate::report::{Finding, Mark, Role, Severity, Text};

/// A rule: what it looks for, why a reviewer cares, when it stays quiet, and its judgement.
///
/// An id never changes its meaning and is never given to another rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `family/name`, e.g. `sum/prose`; the name states the problem.
    pub id: &'static str,
    /// Gravest severity it raises.
    pub severity: Severity,
    /// Name, Chinese and English.
    pub name: [&'static str; 2],
    /// What it checks, Chinese and English.
    pub what: [&'static str; 2],
    /// Why a reviewer cares, Chinese and English.
    pub why: [&'static str; 2],
    /// Where the rule comes from: rulebook id, standard, law.
    pub source: &'static str,
    /// A text that raises it. Runs as a test.
    pub bad: &'static str,
    /// A text of the same kind that does not. Runs as a test.
    pub good: &'static str,
    /// How it judges.
    pub judge: Judge,
}

/// How a rule judges.
#[derive(Debug, Clone, Copy)]
pub enum Judge {
    /// The engine's relations of this id are judged by diagnosis: one finding per fault.
    Relations,
    /// The rule looks at the whole case itself.
    Case(fn(&Case) -> Vec<Finding>),
}

/// Everything that is known about a report when the rules are asked.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sections, template and attachments.
    pub outline: &'a Outline,
    /// Its quantities, in text order.
    pub quantities: &'a [Quantity],
    /// Its relations, in text order.
    pub relations: &'a [Relation],
}

/// Every rule. The only registration there is; a test compares it with the files of this folder.
pub const ALL: &[&Rule] = &[];

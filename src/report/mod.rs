//! The result as plain serde types, and its renderings.

mod json;
pub mod pictures;
pub mod place;
mod view;

pub use json::to_json_line;
pub(crate) use json::{FindingLine, Locator};
pub use pictures::Pictures;
pub use place::{Places, place};
pub use view::views;

use crate::document::{Document, Span};
use crate::outline::Section;
use crate::quantity::Unit;
pub use crate::relations::{Operand, Relation, Role, Severity, Verdict};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// All that checking one document gives. Same input, same report, same order, on every machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The document as read.
    pub document: Document,
    /// What it is about.
    pub summary: Summary,
    /// Its sections in order, found and missing ones.
    pub sections: Vec<Section>,
    /// Every number that was recognised, in text order.
    pub quantities: Vec<QuantityView>,
    /// Every equation that was evaluated, in text order.
    pub relations: Vec<Relation>,
    /// What is wrong, gravest first, then in text order.
    pub findings: Vec<Finding>,
    /// How much of the report was checked.
    pub coverage: Coverage,
    /// What of it can be drawn.
    pub pictures: Pictures,
}

/// What the report says it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Title, empty if none was found.
    pub title: String,
    /// Reporting unit (预算单位).
    pub unit: Option<String>,
    /// Report year (评价年度).
    pub year: Option<u16>,
    /// Template the outline follows: `HN`, `GD-A`, `GD-B`, `GX`, … or `generic`.
    pub template: String,
}

/// A number as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityView {
    /// Number with unit.
    pub span: Span,
    /// Whose number: 基本支出, 部门整体, a project; empty if unknown.
    pub subject: String,
    /// Which figure of it: 年初预算; empty if unknown.
    pub figure: String,
    /// Its year: `None` is the report's, −1 the one before.
    pub year: Option<i16>,
    /// Its value in the base unit of its dimension (元, percent, one).
    pub value: Decimal,
    /// The unit it is meant in, its own or that of its table.
    pub unit: Option<Unit>,
    /// Relations it takes part in (positions in [`Report::relations`]).
    pub relations: Vec<u32>,
    /// How it ended.
    pub state: QuantityState,
}

/// How a quantity ended, and if it was not checked, why; the report counts each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityState {
    /// Takes part in a relation that was decided.
    Checked,
    /// Takes part only in relations that cannot be decided: a list that need not be complete, 约, a missing figure.
    Open,
    /// Understood, but nothing to compare it with: stated once.
    Alone,
    /// No known meaning.
    Unknown,
}

/// Something that is wrong, or needs a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable key for lists: rule, operands and neighbourhood; no offset in it.
    pub id: String,
    /// Rule id, e.g. `sum/prose`.
    pub rule: Cow<'static, str>,
    /// How grave.
    pub severity: Severity,
    /// One sentence that states and does not accuse.
    pub message: Text,
    /// The equation with the numbers in it.
    pub equation: Option<String>,
    /// Value in the report, as written.
    pub stated: Option<String>,
    /// Value that would agree, in the same unit.
    pub expected: Option<String>,
    /// Stated minus expected.
    pub difference: Option<String>,
    /// The likeliest repair.
    pub hint: Option<Text>,
    /// What would mend it: of each number that may be the wrong one, what to write in its place.
    pub proposals: Vec<Proposal>,
    /// Where, with roles; the first is where to look first.
    pub marks: Vec<Mark>,
    /// All broken relations that this one fault explains (positions in [`Report::relations`]).
    pub relations: Vec<u32>,
}

/// A number to be written in place of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Where the number stands, perhaps with its unit.
    pub span: Span,
    /// The number as it is written, without its unit.
    pub written: String,
    /// The number that agrees, written as the report writes it: thousands separators, decimals.
    pub proposed: String,
}

/// A place in the text with its role in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// As what.
    pub role: Role,
}

/// A sentence in both languages of the page. Numbers and quotations in it are never translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// How much of the report was checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Quantities in all.
    pub quantities: u32,
    /// In at least one decided relation.
    pub checked: u32,
    /// Only in relations that cannot be decided.
    pub open: u32,
    /// Understood, stated once.
    pub alone: u32,
    /// Not understood.
    pub unknown: u32,
}

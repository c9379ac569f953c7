//! Facts and tables → relations: equations over quantities, each evaluated exactly and kept, whatever the verdict.

mod again;
mod aims;
mod average;
mod build;
mod capital;
mod claims;
mod converted;
mod count;
mod evidence;
mod execution;
mod formula;
mod growth;
mod headline;
mod identity;
mod input;
mod mark;
pub mod own;
mod partition;
mod points;
mod polarity;
mod price;
mod printed;
mod prose_sum;
mod rate;
mod resolve;
mod restated;
mod retold;
mod role;
mod rows;
mod satisfaction;
mod share;
pub mod slip;
pub mod solve;
mod stock;
mod table;
mod tail;
mod unit_of_table;
mod worth;

pub use build::is_exact;
pub use formula::{Comparison, Expr, Sign};
pub use input::Input;

use crate::document::Span;
use crate::quantity::{Dimension, Interval, Unit};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// An equation (勾稽关系) that must hold between numbers of the report, and whether it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Id of the rule that speaks when it is broken, e.g. `sum/prose`.
    pub rule: Cow<'static, str>,
    /// What it means if broken: as an `error` it has no second reading.
    pub severity: Severity,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The numbers that take part. The first is the stated one, on the left of the equation.
    pub operands: Vec<Operand>,
    /// The equation with the numbers in it, e.g. `552.61 = 403.89 + 148.72`.
    pub equation: String,
    /// The equation in words, where a name helps, e.g. `全年预算 = 年初预算 + 上年结转 + 预算调整`.
    pub name: Option<Cow<'static, str>>,
    /// Value of the left side in its base unit.
    pub stated: Option<Decimal>,
    /// Value of the right side in its base unit.
    pub expected: Option<Decimal>,
    /// The right side, and how the two sides compare; what diagnosis evaluates again with other values.
    #[serde(skip)]
    pub formula: Option<(Comparison, Expr)>,
}

/// Whether a relation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Exactly.
    Holds,
    /// Off, but by no more than the written precision of the operands allows.
    Rounding,
    /// Off by more.
    Broken,
    /// Cannot be decided: an 其中 list that need not be complete, an operand that is 约 or missing.
    Open,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Style, or a rounding tail (提示).
    Info,
    /// Likely a mistake, or right only with an explanation that is missing (提醒).
    Warning,
    /// Inconsistent under every accepted reading (错误).
    Error,
}

/// A number in a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operand {
    /// Where it stands.
    pub span: Span,
    /// What it does in the equation.
    pub role: Role,
    /// As written, without its unit: `1,265.26`. Empty for a blank cell that counts as zero.
    pub written: String,
    /// The unit it is meant in, its own or that of its table.
    pub unit: Option<Unit>,
    /// In the base unit of its dimension (元, percent, one).
    pub value: Decimal,
    /// Values, in the base unit, that could have been written like this.
    #[serde(skip)]
    pub interval: Option<Interval>,
    /// What it measures.
    pub dimension: Dimension,
}

/// What an operand does in its relation; the page lights each role in a colour and shape of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The total.
    Total,
    /// One of its parts.
    Part,
    /// The value the report states for something that can be recomputed.
    Stated,
    /// The same fact at another place.
    Other,
    /// What a rate or growth is computed from.
    Base,
    /// A limit or target.
    Limit,
    /// What is measured against the limit or target.
    Actual,
    /// A place rather than a number: a heading, a blank field, a name.
    Place,
    /// What a subtraction gives (差额).
    Result,
    /// What something is taken from (被减数).
    Minuend,
    /// What is taken off (减数).
    Subtrahend,
    /// What is divided by the base (分子).
    Numerator,
    /// What is multiplied (乘数).
    Factor,
    /// This year's figure, where it is compared with an earlier one (本期数).
    Current,
}

/// All relations, in text order of their first operand. The same equation over the same numbers is kept once.
pub fn relate(input: &Input) -> Vec<Relation> {
    let finders = [
        prose_sum::relate,
        identity::relate,
        own::relate,
        growth::relate,
        share::relate,
        rate::relate,
        restated::relate,
        retold::relate,
        again::relate,
        headline::relate,
        mark::relate,
        price::relate,
        printed::relate,
        capital::relate,
        average::relate,
        satisfaction::relate,
        aims::relate,
        claims::relate,
        count::relate,
        points::relate,
        rows::relate,
        stock::relate,
        converted::relate,
        execution::relate,
        polarity::relate,
        table::relate,
    ];
    let found = finders.iter().flat_map(|find| find(input)).collect();
    let mut relations = mark::by_printed_limits(input, found);
    relations.extend(evidence::relate(input, &relations));
    let key = |relation: &Relation| {
        let places: Vec<Span> = relation.operands.iter().map(|operand| operand.span).collect();
        (places, relation.equation.clone())
    };
    // What one finder leaves open another may decide.
    let is_decided = |relation: &&Relation| relation.verdict != Verdict::Open;
    let decided: BTreeSet<_> = relations.iter().filter(is_decided).map(key).collect();
    let mut known = BTreeSet::new();
    relations.retain(|relation| {
        let key = key(relation);
        (relation.verdict != Verdict::Open || !decided.contains(&key)) && known.insert(key)
    });
    tail::excuse(input, &mut relations);
    tolerate(input.options.tolerance, &mut relations);
    unit_of_table::gather(input.document, &mut relations);
    resolve::resolve(input.document, &mut relations);
    relations.retain(|relation| !input.options.is_off(&relation.rule));
    relations.sort_by_key(|relation| relation.operands.first().map(|operand| operand.span));
    tail::note(&mut relations);
    relations
}

/// Amounts that miss each other by no more than the tolerance (元) count as rounded.
fn tolerate(tolerance: Decimal, relations: &mut [Relation]) {
    let is_amount = |relation: &Relation| relation.operands.first().is_some_and(|it| it.dimension == Dimension::Money);
    for relation in relations.iter_mut().filter(|relation| relation.verdict == Verdict::Broken) {
        if is_amount(relation) && relation.difference().is_some_and(|difference| difference.abs() <= tolerance) {
            relation.verdict = Verdict::Rounding;
        }
    }
}

impl Relation {
    /// Whether the numbers agree, exactly or within rounding.
    pub fn agrees(&self) -> bool {
        matches!(self.verdict, Verdict::Holds | Verdict::Rounding)
    }

    /// Stated minus expected, in the base unit.
    pub fn difference(&self) -> Option<Decimal> {
        self.stated?.checked_sub(self.expected?)
    }
}

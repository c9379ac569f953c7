//! Judging: one file per rule, each registered once in [`ALL`].

pub mod budget;
mod catalogue;
pub mod complete;
pub mod count;
pub mod cross;
pub mod disclosure;
mod note;
pub mod order;
pub mod own;
pub mod people;
pub mod ratio;
pub mod score;
pub mod sum;
pub mod target;
pub mod unit;
pub mod wording;

pub use catalogue::catalogue;

use crate::diagnosis::{self, Cause};
use crate::document::Document;
use crate::outline::Outline;
use crate::quantity::{Dimension, Quantity};
use crate::relations::{Comparison, Relation, Verdict};
pub use crate::report::{Finding, Mark, Role, Severity, Text};
use crate::settings::Options;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

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
    /// Where the rule comes from, in words that its reader can look up: a law, a standard, a form, or 行业惯例 (what the
    /// trade does) and which.
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
    /// As [`Judge::Relations`], for the user's own formulas; this is the one of the examples.
    Formula(&'static str),
    /// Several files are held against each other (`submission`); the texts of an example are divided by [`NEXT_FILE`].
    Together,
}

/// The line between two files of one example.
pub const NEXT_FILE: &str = "==== 另一份材料 ====\n";

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

/// All findings of a case, gravest first, then in text order. One fault is one finding.
pub fn judge(case: &Case, options: &Options) -> Vec<Finding> {
    let own = ALL.iter().filter(|rule| !options.is_off(rule.id)).filter_map(|rule| match rule.judge {
        Judge::Case(judge) => Some(judge(case)),
        Judge::Relations | Judge::Formula(_) | Judge::Together => None,
    });
    let mut findings: Vec<Finding> = own.flatten().collect();
    let broken = diagnosis::causes(case.relations);
    findings.extend(broken.iter().filter_map(|cause| diagnosis::finding(case.document, case.relations, cause)));
    findings.extend(tails(case));
    findings.sort_by_key(|finding| (Reverse(finding.severity), finding.marks.first().map(|mark| mark.span)));
    name_apart(&mut findings);
    findings
}

/// What only rounding explains (尾差) is worth a note, no more: a sum of money, or a rate whose last digit is not what the
/// figures beside it give, or that says 100% of what is not all.
fn tails<'a>(case: &Case<'a>) -> impl Iterator<Item = Finding> + use<'a> {
    let (document, relations) = (case.document, case.relations);
    let is_tail = |relation: &Relation| {
        let Some((comparison, _)) = relation.formula.as_ref().filter(|_| relation.verdict == Verdict::Rounding) else {
            return false;
        };
        match relation.operands.first().map(|operand| operand.dimension) {
            // 元 and 万元 of one amount differ by rounding as a matter of course.
            Some(Dimension::Money | Dimension::Score) => {
                *comparison == Comparison::Equal
                    && relation.operands.windows(2).all(|pair| matches!(pair, [a, b] if a.unit == b.unit))
            }
            Some(Dimension::Percent) => *comparison == Comparison::EqualOrTruncated && is_off(relation),
            _ => false,
        }
    };
    relations.iter().enumerate().filter(move |(_, relation)| is_tail(relation)).filter_map(|(index, _)| {
        diagnosis::finding(document, relations, &Cause { relations: vec![index], corrections: Vec::new() })
    })
}

/// Whether a number is off at all, as the figures beside it are written. A whole percentage is too coarse to say, but for
/// all.
fn is_off(relation: &Relation) -> bool {
    let (Some(stated), Some(difference)) = (relation.stated, relation.difference()) else { return false };
    if stated == Decimal::ONE_HUNDRED && difference.abs() <= Decimal::new(5, 1) {
        return true;
    }
    // 6,608.60万元 of 0.69亿元: the base is told in round numbers.
    let few = Decimal::new(if stated.scale() > 1 { 5 } else { 1 }, stated.scale().min(12));
    let alike = relation.operands.iter().skip(1).is_sorted_by(|a, b| a.unit == b.unit);
    stated.scale() > 0 && (difference.abs() <= few || stated.scale() > 1 && alike)
}

/// Findings that read alike get a number, so that each id is its own.
fn name_apart(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}#{count}", finding.id);
        }
    }
}

/// Every rule. The only registration there is; a test compares it with the files of this folder.
pub const ALL: &[&Rule] = &[
    &budget::chain::RULE,
    &budget::claim::RULE,
    &budget::overpaid::RULE,
    &budget::overrun::RULE,
    &budget::row_chain::RULE,
    &budget::row_surplus::RULE,
    &budget::surplus::RULE,
    &budget::unadjusted::RULE,
    &complete::blank_cell::RULE,
    &complete::blank_field::RULE,
    &complete::empty_definition::RULE,
    &complete::empty_section::RULE,
    &complete::missing_attachment::RULE,
    &complete::missing_section::RULE,
    &complete::required_explanation::RULE,
    &complete::template_residue::RULE,
    &count::list::RULE,
    &count::points::RULE,
    &count::rows::RULE,
    &count::stock::RULE,
    &cross::capital::RULE,
    &cross::carried_over::RULE,
    &cross::class_name::RULE,
    &cross::files::RULE,
    &cross::last_year::RULE,
    &cross::list_average::RULE,
    &cross::list_count::RULE,
    &cross::list_grade::RULE,
    &cross::list_score::RULE,
    &cross::polarity::RULE,
    &cross::restated::RULE,
    &cross::retold::RULE,
    &cross::satisfaction::RULE,
    &disclosure::bank_account::RULE,
    &disclosure::credit_code::RULE,
    &disclosure::identity_number::RULE,
    &disclosure::person_in_project::RULE,
    &disclosure::phone::RULE,
    &disclosure::secrecy_mark::RULE,
    &order::bracket::RULE,
    &order::contents::RULE,
    &order::date::RULE,
    &order::duplicate_number::RULE,
    &order::form_number::RULE,
    &order::heading_number::RULE,
    &order::row_number::RULE,
    &own::formula::RULE,
    &people::quota::RULE,
    &ratio::adjust_rate::RULE,
    &ratio::completion::RULE,
    &ratio::control::RULE,
    &ratio::growth::RULE,
    &ratio::price::RULE,
    &ratio::printed::RULE,
    &ratio::average::RULE,
    &ratio::share::RULE,
    &ratio::table_rate::RULE,
    &score::execution::RULE,
    &score::grade::RULE,
    &score::line::RULE,
    &score::stated_execution::RULE,
    &score::total::RULE,
    &score::unmet_full::RULE,
    &score::weights::RULE,
    &sum::across::RULE,
    &sum::balance::RULE,
    &sum::bracket::RULE,
    &sum::classes::RULE,
    &sum::group::RULE,
    &sum::prose::RULE,
    &sum::table::RULE,
    &sum::three_public::RULE,
    &target::claim::RULE,
    &target::deviation::RULE,
    &target::stated::RULE,
    &target::unit::RULE,
    &target::unmet::RULE,
    &unit::converted::RULE,
    &unit::copied_name::RULE,
    &unit::date::RULE,
    &unit::header_mismatch::RULE,
    &unit::left_year::RULE,
    &unit::missing::RULE,
    &unit::name::RULE,
    &unit::outlier::RULE,
    &unit::table::RULE,
    &unit::year::RULE,
    &wording::document_number::RULE,
    &wording::duplicate_paragraph::RULE,
    &wording::number::RULE,
    &wording::quotes::RULE,
    &wording::repeated_word::RULE,
    &wording::slip::RULE,
];

#[cfg(test)]
mod tests;

//! `order/bracket`: 编号括号不成对
//!
//! ## What it checks
//! Brackets around heading numbers that are not of one kind: (三）.
//! ## Why it matters
//! A matter of form only (GB/T 9704).
//! ## Stays quiet
//! For (三) and （三）, and for 1）.

use crate::document::{Span, counted};
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/bracket",
    severity: Severity::Info,
    name: ["编号括号不成对", "Brackets of a number do not match"],
    what: [
        "标题编号的括号一半全角、一半半角，或只有一半。",
        "Brackets around a heading's number are half full-width, half half-width, or single.",
    ],
    why: ["仅为格式问题。", "A matter of form only."],
    source: "GB/T 9704-2012 7.3.3",
    bad: "一、绩效情况\n（一）自评结论\n良。\n(二）指标分析\n良好。\n",
    good: "一、绩效情况\n（一）自评结论\n良。\n（二）指标分析\n良好。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let mixed = case.outline.headings.iter().filter(|heading| !heading.paired && heading.level <= 2);
    let places: Vec<Span> = mixed.map(|heading| heading.number).collect();
    let Some(first) = places.first() else { return Vec::new() };
    let first = case.str(*first).trim_end();
    let message = [
        format!("编号“{first}”的括号不成对，共{}处。", places.len()),
        format!("The brackets of “{first}” do not match; {}.", counted(places.len(), "place", "places")),
    ];
    vec![case.note(&RULE, Severity::Info, message, &places)]
}

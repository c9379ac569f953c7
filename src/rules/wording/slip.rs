//! `wording/slip`: 明显的错别字
//!
//! ## What it checks
//! A short list of forms that are wrong wherever they stand (降底, 己经, 顶目).
//! ## Why it matters
//! Slips cost a report its credibility.
//! ## Stays quiet
//! For anything that is not on the list, and where a longer right word contains the form (自己经手).

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/slip",
    severity: Severity::Info,
    name: ["明显的错别字", "Unmistakable slip"],
    what: ["词表中列出的、在任何语境下都不对的写法。", "Forms on a short list that are wrong wherever they stand."],
    why: ["错别字影响报告的可信度。", "Slips cost a report its credibility."],
    source: "行业惯例：公文校对",
    bad: "力争把成本降底。\n",
    good: "力争把成本降低，由本人自己经手。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let mut findings = Vec::new();
    for (wrong, right) in &OUTLINES.wording.slips {
        for (at, found) in text.match_indices(wrong.as_str()) {
            let span = Span::new(at, at + found.len());
            if is_right_after_all(text, span) {
                continue;
            }
            let message = [format!("“{wrong}”疑为“{right}”。"), format!("“{wrong}” should probably read “{right}”.")];
            findings.push(case.note(&RULE, Severity::Info, message, &[span]));
        }
    }
    findings
}

/// Whether a longer word that is right covers the place.
pub(super) fn is_right_after_all(text: &str, span: Span) -> bool {
    OUTLINES.wording.unless.iter().any(|word| {
        let part = span.of(text);
        word.match_indices(part).any(|(at, _)| {
            let start = span.range().start.checked_sub(at);
            start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(word.as_str()))
        })
    })
}

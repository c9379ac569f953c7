//! `wording/repeated-word`: 词语重复
//!
//! ## What it checks
//! A few words that are a slip when they stand twice in a row (一是是, 情况情况).
//! ## Why it matters
//! The commonest slip of editing.
//! ## Stays quiet
//! For doubled words of the language (是是非非), and where the first belongs to the word before (目的的).

use super::slip::is_right_after_all;
use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/repeated-word",
    severity: Severity::Info,
    name: ["词语重复", "Word stands twice"],
    what: ["同一个词连写两次。", "One word stands twice in a row."],
    why: ["改稿时最常见的笔误。", "The commonest slip of editing."],
    source: "行业惯例：公文校对",
    bad: "一是是加强公务卡管理。\n",
    good: "一是加强公务卡管理，以规范为目的的培训，分清是是非非。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let mut findings = Vec::new();
    for word in &OUTLINES.wording.doubled {
        let double = word.repeat(2);
        for (at, _) in text.match_indices(&double) {
            let span = Span::new(at, at + double.len());
            if is_right_after_all(text, span) {
                continue;
            }
            let message = [format!("“{word}”连写了两次。"), format!("“{word}” stands twice in a row.")];
            findings.push(case.note(&RULE, Severity::Info, message, &[span]));
        }
    }
    findings
}

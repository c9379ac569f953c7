//! `wording/quotes`: 引号不成对
//!
//! ## What it checks
//! Within a paragraph, a closing quotation mark without its opening one, or the other way round.
//! ## Why it matters
//! A matter of form only.
//! ## Stays quiet
//! For quotations that run over several paragraphs (an opening mark in each), and straight quotation marks.

use crate::document::{Block, Span, counted};
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/quotes",
    severity: Severity::Info,
    name: ["引号不成对", "Quotation marks do not pair"],
    what: ["一段之内引号缺少另一半，或方向写反。", "A quotation mark lacks its other half, or points the wrong way."],
    why: ["仅为格式问题。", "A matter of form only."],
    source: "GB/T 15834-2011",
    bad: "举办”学习新思想”主题活动一场。\n",
    good: "举办“学习新思想”主题活动一场。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let paragraphs = case.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let places: Vec<Span> = paragraphs.filter_map(|span| unpaired(case.str(span), span.range().start)).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let message = [
        format!("引号不成对，共{}段。", places.len()),
        format!("Quotation marks do not pair in {}.", counted(places.len(), "paragraph", "paragraphs")),
    ];
    vec![case.note(&RULE, Severity::Info, message, &places)]
}

/// The first mark that has no other half.
fn unpaired(text: &str, start: usize) -> Option<Span> {
    let mut open = None;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '“' | '”')) {
        let span = Span::new(start + at, start + at + c.len_utf8());
        match (c, open) {
            ('“', None) => open = Some(span),
            ('”', Some(_)) => open = None,
            _ => return Some(span),
        }
    }
    open
}

//! `wording/duplicate-paragraph`: 整段重复
//!
//! ## What it checks
//! Long paragraphs that are the same, character for character, under different headings of one part.
//! ## Why it matters
//! The second section then says nothing of its own.
//! ## Stays quiet
//! For short paragraphs, for tables, and for the same text in different attachments (the forms demand it).

use crate::document::{Block, Span};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/duplicate-paragraph",
    severity: Severity::Warning,
    name: ["整段重复", "Paragraph repeated"],
    what: ["不同标题下出现完全相同的长段落。", "A long paragraph stands word for word under two headings."],
    why: ["后一部分等于没有自己的内容。", "The second section then says nothing of its own."],
    source: "行业惯例：公文校对",
    bad: "一、信息公开情况\n本单位年度预算和决算均按规定在门户网站公开，内容真实完整，主动接受社会公众对财政资金使用情况的监督，公开及时率达到规定要求，未收到投诉。\n二、预算监督情况\n本单位年度预算和决算均按规定在门户网站公开，内容真实完整，主动接受社会公众对财政资金使用情况的监督，公开及时率达到规定要求，未收到投诉。\n",
    good: "一、信息公开情况\n本单位年度预算和决算均按规定在门户网站公开，内容真实完整，主动接受社会公众对财政资金使用情况的监督，公开及时率达到规定要求，未收到投诉。\n二、预算监督情况\n自觉接受人大和审计监督。\n",
    judge: Judge::Case(judge),
};

/// A shorter paragraph may well be a phrase that every section ends with.
const LEAST: usize = 50;

fn judge(case: &Case) -> Vec<Finding> {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut findings = Vec::new();
    for block in &case.document.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let tight: String = case.str(paragraph.span).chars().filter(|c| !c.is_whitespace()).collect();
        if tight.chars().count() < LEAST {
            continue;
        }
        let Some(before) = first.get(&tight).copied() else {
            first.insert(tight, paragraph.span);
            continue;
        };
        let heading = |span: Span| case.outline.heading_at(span.start);
        let (Some(one), Some(two)) = (heading(before), heading(paragraph.span)) else { continue };
        if one.span == two.span || one.part != two.part {
            continue;
        }
        let (one, two) = (case.str(one.title), case.str(two.title));
        let message = [
            format!("“{two}”与“{one}”有一段文字完全相同，请写明这一部分自己的情况。"),
            format!("“{two}” repeats a paragraph of “{one}” word for word. Please say what belongs here."),
        ];
        findings.push(case.note(&RULE, Severity::Warning, message, &[paragraph.span, before]));
    }
    findings
}

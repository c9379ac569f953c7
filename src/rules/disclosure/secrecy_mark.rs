//! `disclosure/secrecy-mark`: 国家秘密标志
//!
//! ## What it checks
//! 绝密、机密、秘密 followed by ★.
//! ## Why it matters
//! A paper with such a mark must not be handled on this machine; one that is no secret must not carry it.
//! ## Stays quiet
//! For 保密、涉密、秘密载体 in running text.

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/secrecy-mark",
    severity: Severity::Error,
    name: ["国家秘密标志", "Mark of secrecy"],
    what: ["文中有“绝密★”“机密★”“秘密★”标志。", "The text carries the mark 绝密★, 机密★ or 秘密★."],
    why: [
        "有密级标志的文件不得在联网设备上处理，也不得公开。",
        "A marked paper must be neither processed on a connected machine nor published.",
    ],
    source: "保守国家秘密法 第二十二条",
    bad: "秘密★1年\n示例县档案馆2023年度绩效自评报告\n",
    good: "购置保密柜一台，用于存放秘密载体。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let marks = text.match_indices('★').filter_map(|(at, star)| {
        let before = text.get(..at)?.trim_end_matches([' ', '\u{3000}']);
        let word = ["绝密", "机密", "秘密"].into_iter().find(|word| before.ends_with(word))?;
        Some(Span::new(before.len() - word.len(), at + star.len()))
    });
    marks
        .map(|span| {
            let message = [
                "这里有密级标志。请停止在此处理本文件，按保密规定办理；确非涉密的，请删除标志。".into(),
                "A mark of secrecy. Stop processing this paper here; if it is no secret, remove the mark.".into(),
            ];
            case.note(&RULE, Severity::Error, message, &[span])
        })
        .collect()
}

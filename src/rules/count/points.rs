//! `count/points`: 条数与列出的不符
//!
//! ## What it checks
//! A stated number of points (四个方面的问题、3条建议) against the points that follow, by whatever marks: 一是、（一）、1.、①, in one
//! sentence or over paragraphs.
//! ## Why it matters
//! A point was added or taken out and the number left standing; a reader looks for the missing one.
//! ## Stays quiet
//! Where another number stands nearer to the points (五个问题，突出的有两个), where one more is told without a mark (此外), where
//! numbers were lost in between, and where the points are no list of what was counted.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "count/points",
    severity: Severity::Warning,
    name: ["条数与列出的不符", "Number of points differs from the points"],
    what: [
        "“四个方面的问题”“3条建议”等条数，与其后列出的（一是、（一）、1.等）条数是否一致。",
        "A stated number of problems, measures or proposals against the points that follow it.",
    ],
    why: ["增删了条目而没有改条数。", "A point was added or taken out and the number left standing."],
    source: "行业惯例：所称个数与所列一致",
    bad: "一、存在的问题\n主要存在以下三个方面的问题：\n（一）预算编制不细。\n（二）支付偏慢。\n（三）管护薄弱。\n（四）培训偏少。\n",
    good: "一、存在的问题\n主要存在以下三个方面的问题：\n（一）预算编制不细。\n（二）支付偏慢。\n（三）管护薄弱。\n",
    judge: Judge::Relations,
};

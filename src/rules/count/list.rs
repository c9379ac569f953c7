//! `count/list`: 个数与列出的名称不符
//!
//! ## What it checks
//! N个，分别是：甲、乙、丙 (complete) and 甲、乙、丙等N个 (may be cut short, so that only too many are wrong).
//! ## Why it matters
//! A body or project was left out or kept from last year's text.
//! ## Stays quiet
//! When 和 or 及 may belong to a name; after 等; for lists with numbers of their own; inside quotation marks and brackets.
//! ## Bad
//! 我局内设股室4个，分别是：办公室、财务股、规划股、执法股、信访股。
//! ## Good
//! 我局内设股室5个，分别是：办公室、财务股、规划股、执法股、信访股。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "count/list",
    severity: Severity::Warning,
    name: ["个数与列出的名称不符", "Count differs from the list"],
    what: [
        "“N个，分别是：……”或“……等N个”，与列出的名称个数。",
        "A number of things against the things that are named with it.",
    ],
    why: ["机构、项目漏列或多列，常因沿用上年文字。", "A body or project was left out or kept from last year's text."],
    source: "行业惯例：列举的项数与写明的个数一致",
    bad: "我局内设股室4个，分别是：办公室、财务股、规划股、执法股、信访股。",
    good: "我局内设股室5个，分别是：办公室、财务股、规划股、执法股、信访股。",
    judge: Judge::Relations,
};

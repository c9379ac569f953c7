//! `budget/overpaid`: 支出超过到位资金
//!
//! ## What it checks
//! 决算 ≤ 下拨（到位）资金 for one project in one section.
//! ## Why it matters
//! Money that has not arrived cannot be spent; mostly one number is wrong.
//! ## Stays quiet
//! Between different projects; where part of the money is said to come from elsewhere under another name.
//! ## Bad
//! 示例河道整治项目下拨资金120.00万元，实际支出132.50万元。
//! ## Good
//! 示例河道整治项目下拨资金120.00万元，实际支出112.50万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/overpaid",
    severity: Severity::Warning,
    name: ["支出超过到位资金", "Spent more than was received"],
    what: ["项目实际支出不应大于下拨（到位）资金。", "What a project spent should not exceed what it received."],
    why: [
        "没有到位的钱不可能支出，通常是数字写错。",
        "Money that has not arrived cannot be spent; mostly one number is wrong.",
    ],
    source: "《预算法》第十三条",
    bad: "示例河道整治项目下拨资金120.00万元，实际支出132.50万元。",
    good: "示例河道整治项目下拨资金120.00万元，实际支出112.50万元。",
    judge: Judge::Relations,
};

//! `budget/overrun`: 支出超过全年预算
//!
//! ## What it checks
//! 决算 ≤ 全年预算 for one subject in one section.
//! ## Why it matters
//! Nothing may be spent without a budget; other sources need a sentence.
//! ## Stays quiet
//! Against the initial budget alone, which is often exceeded by right; within rounding.
//! ## Bad
//! 全年预算数962.40万元，全年执行数1000.00万元。
//! ## Good
//! 全年预算数1000.00万元，全年执行数962.40万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/overrun",
    severity: Severity::Warning,
    name: ["支出超过全年预算", "Spent more than the full-year budget"],
    what: ["决算（执行）数不应大于全年预算数。", "The outturn should not exceed the full-year budget."],
    why: [
        "没有预算不得支出；确有其他来源的要说明。",
        "Nothing may be spent without a budget; other sources need a sentence.",
    ],
    source: "rulebook C05；《预算法》第十三条",
    bad: "全年预算数962.40万元，全年执行数1000.00万元。",
    good: "全年预算数1000.00万元，全年执行数962.40万元。",
    judge: Judge::Relations,
};

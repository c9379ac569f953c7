//! `budget/unadjusted`: 支出超过年初预算与调整之和
//!
//! ## What it checks
//! 决算 ≤ 年初预算 + 上年结转 + 预算调整 for one subject in one section.
//! ## Why it matters
//! What exceeds them has no budget behind it.
//! ## Stays quiet
//! Where carry-over or adjustment is not stated; within rounding.
//! ## Bad
//! 2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，决算数1023.50万元。
//! ## Good
//! 2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，决算数998.40万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/unadjusted",
    severity: Severity::Warning,
    name: ["支出超过年初预算与调整之和", "Spent more than initial budget and adjustments"],
    what: [
        "没有写明全年预算时，决算数不应大于年初预算、上年结转与预算调整之和。",
        "Where no full-year budget is stated: outturn against initial budget, carry-over and adjustment together.",
    ],
    why: ["多出的支出没有预算来源。", "What exceeds them has no budget behind it."],
    source: "《预算法》第十三条",
    bad: "2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，决算数1023.50万元。",
    good: "2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，决算数998.40万元。",
    judge: Judge::Relations,
};

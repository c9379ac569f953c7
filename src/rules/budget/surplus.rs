//! `budget/surplus`: 年末结转结余与预算、支出不衔接
//!
//! ## What it checks
//! 年末结转结余 = 全年预算 - 决算 for one subject in one section.
//! ## Why it matters
//! Money is left over or missing that nobody accounts for.
//! ## Stays quiet
//! Where the full-year budget is not stated; between figures of different subjects or years.
//! ## Bad
//! 全年预算1000.00万元，决算数962.40万元，年末结转结余73.60万元。
//! ## Good
//! 全年预算1000.00万元，决算数962.40万元，年末结转结余37.60万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/surplus",
    severity: Severity::Error,
    name: ["年末结转结余与预算、支出不衔接", "Balance carried forward does not follow"],
    what: [
        "年末结转结余＝全年预算－决算（执行）。",
        "What is left at the end of the year against full-year budget minus outturn.",
    ],
    why: ["多出或少掉的钱没有去向。", "Money is left over or missing that nobody accounts for."],
    source: "《预算法实施条例》关于结转、结余的规定",
    bad: "全年预算1000.00万元，决算数962.40万元，年末结转结余73.60万元。",
    good: "全年预算1000.00万元，决算数962.40万元，年末结转结余37.60万元。",
    judge: Judge::Relations,
};

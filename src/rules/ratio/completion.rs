//! `ratio/completion`: 执行率（完成率）与数字不符
//!
//! ## What it checks
//! 执行率, 完成年初预算的p%, 支付率, 收缴率, 得分率 against the figures of the same sentence or the one before.
//! ## Why it matters
//! The rate decides the marks.
//! ## Stays quiet
//! When the last digit was cut off instead of rounded (a note where the report rounds otherwise); where it is not certain
//! which figures the rate is made of, or a budget with what was carried over fits.
//! ## Bad
//! 年初预算数500.00万元，决算数480.00万元，完成年初预算的69%。
//! ## Good
//! 年初预算数500.00万元，决算数480.00万元，完成年初预算的96%。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/completion",
    severity: Severity::Error,
    name: ["执行率（完成率）与数字不符", "Rate of fulfilment does not follow"],
    what: [
        "执行率＝决算数÷预算数；写明“完成年初预算的”用年初预算数，“预算执行率”用全年预算数。",
        "Outturn over budget: over the initial one where the words name it, else over the full-year one.",
    ],
    why: ["执行率直接决定得分。", "The rate decides the marks."],
    source: "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）：预算完成率",
    bad: "年初预算数500.00万元，决算数480.00万元，完成年初预算的69%。",
    good: "年初预算数500.00万元，决算数480.00万元，完成年初预算的96%。",
    judge: Judge::Relations,
};

//! `ratio/table-rate`: 表中的执行率与金额不符
//!
//! ## What it checks
//! The rate of a row against its spending and its budget.
//! ## Why it matters
//! The rate or an amount is wrong.
//! ## Stays quiet
//! When the budget is zero, when the rate is left blank, and when it fits any budget of the row.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/table-rate",
    severity: Severity::Error,
    name: ["表中的执行率与金额不符", "Rate in a table does not follow from its amounts"],
    what: [
        "每一行：执行率 = 执行数 ÷ 预算数，按写出的小数位数比较；四舍五入和去尾都可以。",
        "Each row: rate = spending ÷ budget, in the digits that are written; rounding and cutting off are both right.",
    ],
    why: ["率或金额有一个写错。", "The rate or an amount is wrong."],
    source: "行业惯例：预算执行率＝全年执行数÷全年预算数×100%",
    bad: "单位：万元\n\
         | 项目 | 全年预算数 | 全年执行数 | 预算执行率（%） |\n\
         | --- | --- | --- | --- |\n\
         | 甲项目 | 40.00 | 30.00 | 80.00 |\n\
         | 乙项目 | 20.00 | 20.00 | 100 |\n",
    good: "单位：万元\n\
         | 项目 | 全年预算数 | 全年执行数 | 预算执行率（%） |\n\
         | --- | --- | --- | --- |\n\
         | 甲项目 | 40.00 | 30.00 | 75.00 |\n\
         | 乙项目 | 20.00 | 20.00 | 100 |\n",
    judge: Judge::Relations,
};

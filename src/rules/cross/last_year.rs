//! `cross/last-year`: 与上年报告的数字不一致
//!
//! ## What it checks
//! Where last year's report is handed in too: what this year's files say of last year (上年决算, 比上年增长), and what
//! was left at the end of that year against what this year began with.
//! ## Why it matters
//! A changed past needs an explanation, and growth that is computed from it is wrong as well.
//! ## Stays quiet
//! Unless both files name one unit and say their years, one apart; between sources of money; within rounding.
//! ## Bad
//! 2023年度…自评报告 … 上年结转20.50万元 ==== 另一份材料 ==== 2022年度…自评报告 … 年末结转结余25.00万元
//! ## Good
//! The same with 25.00 in both.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/last-year",
    severity: Severity::Warning,
    name: ["与上年报告的数字不一致", "Not what last year's report says"],
    what: [
        "一并放入上年报告时，本年材料里的上年数、比上年的增减，应与上年报告一致；上年年末结转结余应等于本年上年结转。",
        "With last year's report handed in too: what this year's files say of last year, changes against it included, \
         should be what it says itself; what was left at its end is what this year began with.",
    ],
    why: [
        "上年数改了要有说明，按它算出的增减也会跟着错。",
        "A changed past needs an explanation, and growth computed from it is wrong as well.",
    ],
    source: "行业惯例：上年数与上年报告一致",
    bad: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2023年部门年初预算支出120.00万元，上年结转20.50万元。\n==== 另一份材料 ====\n2022年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2022年部门决算支出98.00万元，年末结转结余25.00万元。\n",
    good: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2023年部门年初预算支出120.00万元，上年结转25.00万元。\n==== 另一份材料 ====\n2022年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2022年部门决算支出98.00万元，年末结转结余25.00万元。\n",
    judge: Judge::Together,
};

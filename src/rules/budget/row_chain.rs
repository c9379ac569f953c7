//! `budget/row-chain`: 全年预算与其构成不一致
//!
//! ## What it checks
//! The budget chain in a row that has columns for it.
//! ## Why it matters
//! The budget's changes do not close.
//! ## Stays quiet
//! When it holds with or without 上年结转, or when the table has no column for changes.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/row-chain",
    severity: Severity::Error,
    name: ["全年预算与其构成不一致", "Adjusted budget does not follow from its parts"],
    what: [
        "每一行：全年预算（可执行指标）= 年初预算 + 上年结转 + 本年调整；年初预算已含上年结转的，不重复加。",
        "Each row: adjusted budget = initial budget + carried in + adjustment; what is already in the initial budget is not added again.",
    ],
    why: ["预算调整过程在表上不闭合。", "The budget's changes do not close."],
    source: "行业惯例：全年预算数＝年初预算数＋调增－调减",
    bad: "单位：万元\n\
         | 项目 | 年初预算 | 上年结转 | 本年调整 | 全年预算 | 决算数 | 结转结余 |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 30.00 | 2.00 | 5.00 | 36.00 | 36.00 | 0 |\n\
         | 乙项目 | 20.00 |  |  | 20.00 | 20.00 | 0 |\n",
    good: "单位：万元\n\
         | 项目 | 年初预算 | 上年结转 | 本年调整 | 全年预算 | 决算数 | 结转结余 |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 30.00 | 2.00 | 5.00 | 37.00 | 37.00 | 0 |\n\
         | 乙项目 | 20.00 |  |  | 20.00 | 20.00 | 0 |\n",
    judge: Judge::Relations,
};

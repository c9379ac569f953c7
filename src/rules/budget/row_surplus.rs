//! `budget/row-surplus`: 结转结余与预算、决算之差不一致
//!
//! ## What it checks
//! What is left of the budget against the column that states it.
//! ## Why it matters
//! Unspent money is left without a word.
//! ## Stays quiet
//! Row by row, when the column was never filled: then it is said once, at the total.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/row-surplus",
    severity: Severity::Warning,
    name: ["结转结余与预算、决算之差不一致", "Surplus is not budget less spending"],
    what: [
        "每一行：结转结余 = 全年预算 - 执行数；结转结余空白视为0。",
        "Each row: surplus = adjusted budget - spending; a blank surplus counts as zero.",
    ],
    why: ["未支出的钱没有写去向：结转、收回或少列。", "Unspent money is left without a word."],
    source: "《预算法实施条例》关于结转、结余的规定",
    bad: "单位：万元\n\
         | 项目 | 年初预算 | 上年结转 | 本年调整 | 全年预算 | 决算数 | 结转结余 |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 30.00 |  |  | 30.00 | 25.00 |  |\n\
         | 乙项目 | 20.00 |  |  | 20.00 | 20.00 |  |\n",
    good: "单位：万元\n\
         | 项目 | 年初预算 | 上年结转 | 本年调整 | 全年预算 | 决算数 | 结转结余 |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 30.00 |  |  | 30.00 | 25.00 | 5.00 |\n\
         | 乙项目 | 20.00 |  |  | 20.00 | 20.00 |  |\n",
    judge: Judge::Relations,
};

//! `budget/overrun`: 支出超过预算
//!
//! ## What it checks
//! Spending against the budget of the same row and year.
//! ## Why it matters
//! Spending beyond the budget needs an adjustment or an explanation.
//! ## Stays quiet
//! Against an initial budget in accounts by class, and for projects that were added during the year.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/overrun",
    severity: Severity::Warning,
    name: ["支出超过预算", "Spending exceeds the budget"],
    what: [
        "每一行：执行数不超过全年预算；基础数据表的三公经费、公用经费、政府采购等行，决算不超过当年预算，没有预算的不应有支出。",
        "Each row: spending within the adjusted budget; in the basic form within the year's budget, and no spending without one.",
    ],
    why: [
        "超预算、无预算支出需要调整手续或说明。",
        "Spending beyond the budget needs an adjustment or an explanation.",
    ],
    source: "《预算法》第十三条",
    bad: "单位：万元\n\
         | 项目 | 全年预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 甲项目 | 30.00 | 33.00 |\n\
         | 乙项目 | 20.00 | 20.00 |\n",
    good: "单位：万元\n\
         | 项目 | 全年预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 甲项目 | 33.00 | 33.00 |\n\
         | 乙项目 | 20.00 | 20.00 |\n",
    judge: Judge::Relations,
};

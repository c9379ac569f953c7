//! `sum/group`: 分项与上级行不一致
//!
//! ## What it checks
//! A row against its parts, in every column of amounts.
//! ## Why it matters
//! The row or one of its parts is wrong, or a part is missing.
//! ## Stays quiet
//! For 其中 lists that stay below the whole, for parts left blank altogether, and for numbered rows that make up the row above in no column.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/group",
    severity: Severity::Error,
    name: ["分项与上级行不一致", "Parts do not fit the row above"],
    what: [
        "带编号的分项、科目编码的下级、“其中”各行，与上一级的数逐列比较；“其中”不要求列全，只要求不超过。",
        "Numbered parts, lower classes and 其中 rows against the row above; 其中 need not be complete, it must not exceed.",
    ],
    why: ["上级数或分项数写错，或漏列分项。", "The row or one of its parts is wrong, or a part is missing."],
    source: "行业惯例：明细之和等于小计",
    bad: "| 经费控制情况(万元) | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n\
         | --- | --- | --- | --- |\n\
         | 三公经费 | 6.00 | 5.00 | 4.20 |\n\
         | 1、公务用车购置和维护经费 | 4.00 | 3.00 | 2.80 |\n\
         | 2、出国经费 |  |  |  |\n\
         | 3、公务接待 | 2.00 | 2.00 | 1.20 |\n",
    good: "| 经费控制情况(万元) | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n\
         | --- | --- | --- | --- |\n\
         | 三公经费 | 6.00 | 5.00 | 4.00 |\n\
         | 1、公务用车购置和维护经费 | 4.00 | 3.00 | 2.80 |\n\
         | 2、出国经费 |  |  |  |\n\
         | 3、公务接待 | 2.00 | 2.00 | 1.20 |\n",
    judge: Judge::Relations,
};

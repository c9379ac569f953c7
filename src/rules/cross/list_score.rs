//! `cross/list-score`: 文中得分与表中得分不一致
//!
//! ## What it checks
//! Entries of a numbered list against the rows of a table.
//! ## Why it matters
//! One of them is wrong; often two neighbours were exchanged.
//! ## Stays quiet
//! When no row has the name.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/list-score",
    severity: Severity::Error,
    name: ["文中得分与表中得分不一致", "Score in the text differs from the table"],
    what: [
        "文中逐项写明的项目得分，与汇总表同名项目的得分比较。",
        "The score of each listed project against the row of the same name.",
    ],
    why: ["两处必有一处写错，常见的是相邻两项写颠倒。", "One of them is wrong; often two neighbours were exchanged."],
    source: "行业惯例：正文与项目自评汇总表一致",
    bad: "1.乡镇文化站建设经费。自评得分92.5分，自评结论一等，主要用于设备更新。\n\
         \n\
         2.图书馆购书经费。自评得分86分，自评结论二等，主要用于购置图书。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    good: "1.乡镇文化站建设经费。自评得分95.2分，自评结论一等，主要用于设备更新。\n\
         \n\
         2.图书馆购书经费。自评得分86分，自评结论二等，主要用于购置图书。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    judge: Judge::Relations,
};

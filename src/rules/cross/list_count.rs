//! `cross/list-count`: 文中个数与表中行数不一致
//!
//! ## What it checks
//! Counts near 自评 and near grades.
//! ## Why it matters
//! Rows are missing or the count is wrong.
//! ## Stays quiet
//! When the table has no column of grades.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/list-count",
    severity: Severity::Error,
    name: ["文中个数与表中行数不一致", "Count in the text differs from the rows"],
    what: [
        "文中写明的自评项目个数、各等级个数，与汇总表的行数比较。",
        "The number of projects, and of each grade, against the rows of the table.",
    ],
    why: ["漏填、多填，或个数写错。", "Rows are missing or the count is wrong."],
    source: "行业惯例：正文与项目自评汇总表一致",
    bad: "我局对2个项目开展了自评，其中自评为一等的项目有2个，二等的项目0个。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    good: "我局对2个项目开展了自评，其中自评为一等的项目有1个，二等的项目1个。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    judge: Judge::Relations,
};

//! `cross/list-average`: 平均分与各行得分不符
//!
//! ## What it checks
//! The mean of a list.
//! ## Why it matters
//! The mean or a score is wrong.
//! ## Stays quiet
//! When it is right rounded or cut off.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/list-average",
    severity: Severity::Error,
    name: ["平均分与各行得分不符", "Mean does not follow from the rows"],
    what: [
        "文中写明的平均分，与汇总表各行得分的平均数比较。",
        "The mean score in the text against the mean of the rows.",
    ],
    why: ["平均分或某一行得分写错。", "The mean or a score is wrong."],
    source: "行业惯例：正文与项目自评汇总表一致",
    bad: "我局开展了自评，平均分为91.6分。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    good: "我局开展了自评，平均分为90.6分。\n\
         \n\
         | 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 乡镇文化站建设经费 | 95.2 | 一等 |\n\
         | 2 | 图书馆购书经费 | 86 | 二等 |\n",
    judge: Judge::Relations,
};

//! `ratio/control`: 控制率与数字不符
//!
//! ## What it checks
//! A control rate against the two columns to its left.
//! ## Why it matters
//! The rate or one of the figures is wrong.
//! ## Stays quiet
//! When the approved figure is zero or a cell is blank.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/control",
    severity: Severity::Error,
    name: ["控制率与数字不符", "Control rate does not follow from its figures"],
    what: [
        "控制率 = 实际数 ÷ 核定数：在职人数与编制数，实际规模与批复规模，实际投资与预算投资。",
        "Control rate = actual ÷ approved: staff and quota, built and approved area, spent and planned investment.",
    ],
    why: ["率或人数、规模有一个写错。", "The rate or one of the figures is wrong."],
    source: "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）：在职人员控制率",
    bad: "| 财政供养人员情况(人) | 编制数 | 2023年实际在职人数 | 控制率 |\n\
         | --- | --- | --- | --- |\n\
         |  | 40 | 36 | 95% |\n",
    good: "| 财政供养人员情况(人) | 编制数 | 2023年实际在职人数 | 控制率 |\n\
         | --- | --- | --- | --- |\n\
         |  | 40 | 36 | 90% |\n",
    judge: Judge::Relations,
};

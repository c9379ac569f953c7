//! `target/claim`: 称达到目标而数字未达到
//!
//! ## What it checks
//! Words such as 超额完成, 全面完成, 达到预期目标 right behind an aim and its result.
//! ## Why it matters
//! A conclusion that its own figures contradict is the first thing a reader objects to.
//! ## Stays quiet
//! Where the shortfall is admitted (未完成、基本达到), for budgets, of which less may be spent when all is done, and where less
//! is better.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/claim",
    severity: Severity::Error,
    name: ["称达到目标而数字未达到", "Aim said to be met that its figures miss"],
    what: [
        "文中紧接目标值、完成值称超额完成（全面完成、达到目标），而完成值低于目标值。",
        "Right behind an aim and its result the text says that the aim was met or passed, while the result falls short.",
    ],
    why: [
        "结论和数字打架，是公开后最容易被质疑的地方。",
        "A conclusion that its own figures contradict is the first thing a reader objects to.",
    ],
    source: "行业惯例：文字结论与数字一致",
    bad: "一、产出情况\n馆藏数字化目标值≥1,200卷，实际完成1,120卷，已超额完成年度目标。\n",
    good: "一、产出情况\n馆藏数字化目标值≥1,200卷，实际完成1,320卷，已超额完成年度目标。培训计划12期，实际9期，未完成年度任务。\n",
    judge: Judge::Relations,
};

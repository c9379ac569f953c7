//! `target/deviation`: 完成值远超目标值
//!
//! ## What it checks
//! Counts of running text: the result against 150 % of the aim of the same name.
//! ## Why it matters
//! Mostly the aim was set too low or never adjusted.
//! ## Stays quiet
//! For upper limits; for aims below five, where one or two more say nothing; for money and percentages.
//! ## Bad
//! 一、绩效目标
//! 培训业务骨干200人次。
//! 二、绩效目标完成情况
//! 培训业务骨干360人次。
//! ## Good
//! 一、绩效目标
//! 培训业务骨干200人次。
//! 二、绩效目标完成情况
//! 培训业务骨干215人次。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/deviation",
    severity: Severity::Warning,
    name: ["完成值远超目标值", "Result far beyond the aim"],
    what: [
        "完成值超过目标值的150%。写作“不少于”的目标只作提示。",
        "A result above one and a half times the aim; only a note where the aim is a minimum.",
    ],
    why: ["多半是目标定得太低或没有随预算调整。", "Mostly the aim was set too low or never adjusted."],
    source: "rulebook D02, D03；偏差超过50%应当说明",
    bad: "一、绩效目标\n培训业务骨干200人次。\n\n二、绩效目标完成情况\n培训业务骨干360人次。",
    good: "一、绩效目标\n培训业务骨干200人次。\n\n二、绩效目标完成情况\n培训业务骨干215人次。",
    judge: Judge::Relations,
};

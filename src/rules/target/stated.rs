//! `target/stated`: 完成情况没有达到文中的目标
//!
//! ## What it checks
//! Aims of running text under 绩效目标 against results of the same name under 完成情况.
//! ## Why it matters
//! An aim that was missed needs a reason and a remedy.
//! ## Stays quiet
//! When less is better and less was reached; for aims given as 约; where the names differ.
//! ## Bad
//! 一、绩效目标
//! 新建示范社区不少于20个。
//! 二、绩效目标完成情况
//! 新建示范社区18个。
//! ## Good
//! 一、绩效目标
//! 新建示范社区不少于20个。
//! 二、绩效目标完成情况
//! 新建示范社区22个。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/stated",
    severity: Severity::Warning,
    name: ["完成情况没有达到文中的目标", "Result misses the stated aim"],
    what: [
        "绩效目标部分写明的数量、比率，与完成情况部分同名的结果。",
        "An aim stated among the aims against the result of the same name among the results.",
    ],
    why: ["没有完成的目标要写明原因和改进措施。", "An aim that was missed needs a reason and a remedy."],
    source: "行业惯例：同一指标在各表和正文中一致",
    bad: "一、绩效目标\n新建示范社区不少于20个。\n\n二、绩效目标完成情况\n新建示范社区18个。",
    good: "一、绩效目标\n新建示范社区不少于20个。\n\n二、绩效目标完成情况\n新建示范社区22个。",
    judge: Judge::Relations,
};

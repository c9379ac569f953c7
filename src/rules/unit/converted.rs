//! `unit/converted`: 换算成另一单位后不相等
//!
//! ## What it checks
//! An amount given again in another unit (亿元、万元、元).
//! ## Why it matters
//! One of them is wrong, possibly ten thousand times over.
//! ## Stays quiet
//! Where the coarser number is the finer one rounded.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/converted",
    severity: Severity::Error,
    name: ["换算成另一单位后不相等", "Not equal when converted"],
    what: [
        "一个数字后面括号里用另一单位再写一遍，两者是否相等。",
        "An amount given again in another unit in the bracket behind it: whether the two are equal.",
    ],
    why: ["其中一个写错了，差的可能是一万倍。", "One of them is wrong, possibly ten thousand times over."],
    source: "行业惯例：1万元＝10000元",
    bad: "一是困难群众救助1.62亿元（12600万元）。",
    good: "一是困难群众救助1.26亿元（12600万元）。",
    judge: Judge::Relations,
};

//! `cross/polarity`: 大小、增减、持平的说法与数字不符
//!
//! ## What it checks
//! Words that compare two figures (大于、小于、持平), against the figures.
//! ## Why it matters
//! The words were carried over from last year's report, the figures were not; anyone can see it.
//! ## Stays quiet
//! For words of a template that nobody filled in (大小于, 增长（下降）); for 基本持平.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/polarity",
    severity: Severity::Error,
    name: ["大小、增减、持平的说法与数字不符", "Words of comparison contradict the figures"],
    what: [
        "“决算数大于（小于）预算数”“与上年持平”“提高若干个百分点”与同一句中的数字比较。",
        "Words such as “the outturn exceeds the budget”, “level with last year”, “up by so many points” against the figures of the same sentence.",
    ],
    why: [
        "说法是从上年报告沿用的，数字是今年的，一眼就能看出。",
        "The words were carried over from last year's report, the figures were not; anyone can see it.",
    ],
    source: "行业惯例：文字结论与数字一致",
    bad: "2023年办公设备购置年初预算为24.60万元，支出决算为27.68万元，决算数小于年初预算数的主要原因是年中追加。",
    good: "2023年办公设备购置年初预算为24.60万元，支出决算为27.68万元，决算数大于年初预算数的主要原因是年中追加。",
    judge: Judge::Relations,
};

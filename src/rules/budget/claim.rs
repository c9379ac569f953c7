//! `budget/claim`: “控制在预算内”与数字不符
//!
//! ## What it checks
//! Words such as 控制在预算内 against the figures of what they speak of: 三公经费 where they are named, else expenditure as a
//! whole.
//! ## Why it matters
//! A conclusion that its own figures contradict is the first thing a reader objects to.
//! ## Stays quiet
//! When the figures support the words, or no figure of the same year is stated.
//! ## Bad
//! “三公”经费年初预算数9.50万元，决算数10.80万元。
//! “三公”经费严格控制在预算内。
//! ## Good
//! “三公”经费年初预算数11.50万元，决算数10.80万元。
//! “三公”经费严格控制在预算内。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/claim",
    severity: Severity::Error,
    name: ["“控制在预算内”与数字不符", "The claim of a kept budget contradicts the figures"],
    what: [
        "文中称控制在预算内（未超预算），而决算数大于预算数。",
        "The text says that the budget was kept, while the outturn exceeds it.",
    ],
    why: [
        "结论和数字打架，是公开后最容易被质疑的地方。",
        "A conclusion that its own figures contradict is the first thing a reader objects to.",
    ],
    source: "行业惯例：文字结论与数字一致",
    bad: "“三公”经费年初预算数9.50万元，决算数10.80万元。\n“三公”经费严格控制在预算内。",
    good: "“三公”经费年初预算数11.50万元，决算数10.80万元。\n“三公”经费严格控制在预算内。",
    judge: Judge::Relations,
};

//! `count/stock`: 期末数与期初数、增减数不衔接
//!
//! ## What it checks
//! What there is at the end of the year against what there was before, what came and what went, told in one sentence.
//! ## Why it matters
//! A purchase or a disposal is missing, or a number was mistyped.
//! ## Stays quiet
//! Where a number between the two is neither of what came nor of what went, or things of several kinds are counted.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "count/stock",
    severity: Severity::Warning,
    name: ["期末数与期初数、增减数不衔接", "Stock does not follow from what came and went"],
    what: [
        "一句话中的期初数、增加数、减少数与期末数：期末数 = 期初数 + 增加数 - 减少数。",
        "What there is against what there was, came and went, in one sentence.",
    ],
    why: ["漏写了一笔增减，或个数写错。", "A purchase or a disposal is missing, or a number was mistyped."],
    source: "行业惯例：存量变动前后衔接",
    bad: "公务用车上年末11辆，本年报废2辆，新购置3辆，年末保有量为13辆。",
    good: "公务用车上年末11辆，本年报废2辆，新购置3辆，年末保有量为12辆。",
    judge: Judge::Relations,
};

//! `score/stated-execution`: 预算执行得分与执行率不符
//!
//! ## What it checks
//! The mark for budget execution (执行率得分) in running text.
//! ## Why it matters
//! This mark follows from a formula; it is not a matter of judgement.
//! ## Stays quiet
//! Where no weight stands beside the mark, it is neither 10 nor 20, and no slip of the pen explains the difference; where the
//! text speaks of bands.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/stated-execution",
    severity: Severity::Warning,
    name: ["预算执行得分与执行率不符", "Mark for execution does not follow from the rate"],
    what: [
        "文中的预算执行得分是否等于执行率乘以分值（写明的分值，未写明的按10分或20分）。",
        "Whether the mark for budget execution in the text is the rate times its weight (the one stated, else 10 or 20).",
    ],
    why: [
        "执行率得分是按公式算出来的，不能另填。",
        "This mark follows from a formula; it is not a matter of judgement.",
    ],
    source: "行业惯例：执行率得分＝执行率×分值",
    bad: "预算执行率97.40%，预算执行情况得分9.47分。",
    good: "预算执行率97.40%，预算执行情况得分9.74分。",
    judge: Judge::Relations,
};

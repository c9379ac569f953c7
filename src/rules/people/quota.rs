//! `people/quota`: 在职人数超过编制数
//!
//! ## What it checks
//! 在职人数 ≤ 编制数 in one section.
//! ## Why it matters
//! The control rate of paid staff is computed from the two; an excess needs an explanation.
//! ## Stays quiet
//! For retired, contracted and seconded people, who take no post; for sub-units that are named.
//! ## Bad
//! 我局核定编制42人，年末在职人数45人。
//! ## Good
//! 我局核定编制45人，年末在职人数42人。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "people/quota",
    severity: Severity::Warning,
    name: ["在职人数超过编制数", "More staff than posts"],
    what: ["年末在职（在编）人数不应大于核定编制数。", "Staff at the end of the year against the posts granted."],
    why: [
        "财政供养人员控制率按这两个数计算，超过要说明。",
        "The control rate of paid staff is computed from the two; an excess needs an explanation.",
    ],
    source: "机构编制管理规定：实有人数不超过编制数",
    bad: "我局核定编制42人，年末在职人数45人。",
    good: "我局核定编制45人，年末在职人数42人。",
    judge: Judge::Relations,
};

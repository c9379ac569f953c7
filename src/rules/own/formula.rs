//! `own/formula`: 自定公式不成立
//!
//! ## What it checks
//! The formulas that the user or the office added.
//! ## Why it matters
//! An office may demand more than every report has to keep.
//! ## Stays quiet
//! Without such formulas, and where the report does not state every number that a formula names.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "own/formula",
    severity: Severity::Error,
    name: ["自定公式不成立", "A formula of one’s own does not hold"],
    what: [
        "“设置”里自己添加的公式，用报告里的数字代入后不成立。",
        "A formula added in Settings does not hold with the numbers of the report.",
    ],
    why: ["本单位的要求可以比通用规则更多。", "An office may demand more than the general rules."],
    source: "自定：由使用者或本单位在“设置”中添加",
    bad: "2023年公务接待费年初预算3.00万元，决算3.26万元。\n",
    good: "2023年公务接待费年初预算3.00万元，决算2.26万元。\n",
    judge: Judge::Formula("公务接待费决算 ≤ 公务接待费年初预算"),
};

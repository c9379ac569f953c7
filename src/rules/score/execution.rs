//! `score/execution`: 执行率得分与执行率不符
//!
//! ## What it checks
//! The marks of the execution rate.
//! ## Why it matters
//! Full marks below full execution are sent back most often.
//! ## Stays quiet
//! Within the digits that are written; with weights other than ten, where bands are customary, it is a warning.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/execution",
    severity: Severity::Error,
    name: ["执行率得分与执行率不符", "Marks of the execution rate do not follow from it"],
    what: ["预算执行得分 = 执行率 × 分值，不超过分值。", "Marks = execution rate × weight, never above the weight."],
    why: ["执行率未达100%却得满分，最常被退回。", "Full marks below full execution are sent back most often."],
    source: "行业惯例：执行率得分＝执行率×分值",
    bad: "| 年度预算申请（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |\n\
         | --- | --- | --- | --- | --- | --- |\n\
         | 年度资金总额 | 100.00 | 80.00 | 10 | 80% | 10 |\n",
    good: "| 年度预算申请（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |\n\
         | --- | --- | --- | --- | --- | --- |\n\
         | 年度资金总额 | 100.00 | 80.00 | 10 | 80% | 8 |\n",
    judge: Judge::Relations,
};

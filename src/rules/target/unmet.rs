//! `target/unmet`: 未完成指标没有说明原因
//!
//! ## What it checks
//! Result against target (≥, ≤, 左右, bare numbers).
//! ## Why it matters
//! Each target that was missed needs a reason and a measure.
//! ## Stays quiet
//! When a reason is given, or marks were taken off and the table has no column for reasons.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/unmet",
    severity: Severity::Warning,
    name: ["未完成指标没有说明原因", "A target was missed without a reason"],
    what: [
        "完成值没有达到指标值，偏差原因栏空白。",
        "The result misses the target and the column for reasons is blank.",
    ],
    why: ["未完成的指标必须逐条说明原因和措施。", "Each target that was missed needs a reason and a measure."],
    source: "绩效自评表填报要求：“偏差原因分析及改进措施”栏",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 3期 | 10 | 7.5 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 3期 | 10 | 7.5 | 一期改为线上 |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    judge: Judge::Relations,
};

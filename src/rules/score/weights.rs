//! `score/weights`: 分值之和不一致
//!
//! ## What it checks
//! Weights by group and in all.
//! ## Why it matters
//! Without it the total score means nothing.
//! ## Stays quiet
//! When the execution rate has its marks in a table of its own: its lines are added.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/weights",
    severity: Severity::Error,
    name: ["分值之和不一致", "Weights do not add up"],
    what: [
        "各行分值之和与总分行、与指标名称中写明的“（50分）”比较；含预算执行的表，总分值应为100。",
        "The weights of the lines against the total row and against the weight in the group's name; with the execution rate they make 100.",
    ],
    why: ["分值不闭合，总分就没有意义。", "Without it the total score means nothing."],
    source: "绩效自评表填报要求：各级指标分值之和为100分",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标（50分） | 数量指标 | 培训期数 | ≥4期 | 5期 | 20 | 20 |  |\n\
         |  | 质量指标 | 培训合格率 | ≥95% | 98% | 20 | 20 |  |\n\
         | 效益指标（30分） | 社会效益 | 受益人数 | ≥300人 | 320人 | 30 | 30 |  |\n\
         | 总分 |  |  |  |  | 70 | 70 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标（50分） | 数量指标 | 培训期数 | ≥4期 | 5期 | 20 | 20 |  |\n\
         |  | 质量指标 | 培训合格率 | ≥95% | 98% | 30 | 30 |  |\n\
         | 效益指标（30分） | 社会效益 | 受益人数 | ≥300人 | 320人 | 30 | 30 |  |\n\
         | 总分 |  |  |  |  | 80 | 80 |  |\n",
    judge: Judge::Relations,
};

//! `score/total`: 总分与各行得分之和不一致
//!
//! ## What it checks
//! The total row of a score table against its lines.
//! ## Why it matters
//! The total is the conclusion.
//! ## Stays quiet
//! Within the digits that the total is written with.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/total",
    severity: Severity::Error,
    name: ["总分与各行得分之和不一致", "Total score is not the sum of the marks"],
    what: [
        "各行得分（含预算执行率得分）之和与总分行比较。",
        "The marks of all lines, the execution rate's included, against the total row.",
    ],
    why: ["总分是自评的结论。", "The total is the conclusion."],
    source: "行业惯例：各项得分之和等于总分",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 50 | 48 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 50 | 50 |  |\n\
         | 总分 |  |  |  |  | 100 | 99 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 50 | 48 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 50 | 50 |  |\n\
         | 总分 |  |  |  |  | 100 | 98 |  |\n",
    judge: Judge::Relations,
};

//! `target/deviation`: 完成值远超指标值
//!
//! ## What it checks
//! Results of 150 % of their target and more.
//! ## Why it matters
//! The target was set too low, or something else was counted.
//! ## Stays quiet
//! When a reason is given.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/deviation",
    severity: Severity::Warning,
    name: ["完成值远超指标值", "Result far beyond the target"],
    what: [
        "完成值达到指标值的150%以上，没有说明原因。",
        "The result is half as much again as the target, or more, without a reason.",
    ],
    why: ["指标定得偏低，或完成值口径不同。", "The target was set too low, or something else was counted."],
    source: "绩效自评表填报要求：超出目标50%以上的，逐项说明原因",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 9期 | 10 | 10 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 10 | 10 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    judge: Judge::Relations,
};

//! `score/unmet-full`: 未完成指标却得满分
//!
//! ## What it checks
//! Result against target where the marks are full.
//! ## Why it matters
//! The marks have no ground.
//! ## Stays quiet
//! When target and result are not plainly comparable, or a reason is given.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/unmet-full",
    severity: Severity::Error,
    name: ["未完成指标却得满分", "Full marks for a target that was not met"],
    what: [
        "完成值没有达到指标值，得分却等于分值，也没有说明原因。",
        "The result misses the target, the marks are full, and no reason is given.",
    ],
    why: ["满分没有依据。", "The marks have no ground."],
    source: "行业惯例：指标未完成不得满分",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 3期 | 10 | 10 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 3期 | 10 | 7.5 | 一期因疫情取消 |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    judge: Judge::Relations,
};

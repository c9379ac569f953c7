//! `score/line`: 得分超过分值
//!
//! ## What it checks
//! Marks against weight, line by line.
//! ## Why it matters
//! The marks or the weight are wrong.
//! ## Stays quiet
//! For shares of marks (得分率).

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/line",
    severity: Severity::Error,
    name: ["得分超过分值", "Marks exceed their weight"],
    what: ["每一行得分不超过分值。", "The marks of a line stay within its weight."],
    why: ["得分或分值写错。", "The marks or the weight are wrong."],
    source: "行业惯例：得分不超过分值",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 5 | 8 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 8 | 8 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    judge: Judge::Relations,
};

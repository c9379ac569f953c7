//! `target/unit`: 指标值与完成值单位不同
//!
//! ## What it checks
//! Counts against percentages.
//! ## Why it matters
//! It does not say how much was done.
//! ## Stays quiet
//! For any other pair of units.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "target/unit",
    severity: Severity::Warning,
    name: ["指标值与完成值单位不同", "Target and result in different units"],
    what: [
        "指标值是次数、个数、人数，完成值却写百分比，或相反。",
        "The target counts, the result is a percentage, or the other way round.",
    ],
    why: ["看不出实际完成了多少。", "It does not say how much was done."],
    source: "行业惯例：指标值与完成值同一计量单位、同一口径",
    bad: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 100% | 10 | 10 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    good: "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 4期 | 10 | 10 |  |\n\
         | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 10 | 10 |  |\n",
    judge: Judge::Relations,
};

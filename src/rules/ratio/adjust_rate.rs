//! `ratio/adjust-rate`: 预算调整率与金额不符
//!
//! ## What it checks
//! The adjustment rate of a row against its initial and adjusted budget.
//! ## Why it matters
//! Explanations are demanded by this rate.
//! ## Stays quiet
//! When the initial budget is zero or the rate is left blank; which adjustments count is decided locally, so it is never an error.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/adjust-rate",
    severity: Severity::Warning,
    name: ["预算调整率与金额不符", "Adjustment rate does not follow from its amounts"],
    what: [
        "每一行：预算调整率 =（调整后预算 - 年初预算）÷ 年初预算。",
        "Each row: adjustment rate = (adjusted - initial) ÷ initial budget.",
    ],
    why: ["调整率是要求说明原因的依据。", "Explanations are demanded by this rate."],
    source: "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）：预算调整率",
    bad: "单位：元\n\
         | 项目名称 | 年初预算数 | 调整后预算数 | 全年执行数 | 预算调整率（%） |\n\
         | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 400000 | 500000 | 500000 | 20 |\n\
         | 乙项目 | 200000 | 200000 | 200000 | 0 |\n",
    good: "单位：元\n\
         | 项目名称 | 年初预算数 | 调整后预算数 | 全年执行数 | 预算调整率（%） |\n\
         | --- | --- | --- | --- | --- |\n\
         | 甲项目 | 400000 | 500000 | 500000 | 25 |\n\
         | 乙项目 | 200000 | 200000 | 200000 | 0 |\n",
    judge: Judge::Relations,
};

//! `cross/restated`: 同一数字前后不一致
//!
//! ## What it checks
//! Figures whose words name subject and kind alike, in text and tables, compared along the chain of their places.
//! ## Why it matters
//! Where they differ, the reader cannot know which to believe.
//! ## Stays quiet
//! Between years, scopes (一般公共预算 against all funds), aims and results, budget and outturn; between 元 and 万元 when
//! rounding explains it; where subject or kind is only inherited.
//! ## Bad
//! 一、预算执行情况
//! 2022年本单位公务接待费决算数3.26万元。
//! 二、存在的问题
//! 公务接待费决算数3.62万元，仍有压减空间。
//! ## Good
//! 一、预算执行情况
//! 2022年本单位公务接待费决算数3.26万元。
//! 二、存在的问题
//! 公务接待费决算数3.26万元，仍有压减空间。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/restated",
    severity: Severity::Error,
    name: ["同一数字前后不一致", "One fact, two values"],
    what: [
        "同一对象、同一指标、同一年度、同一口径的数字，各处应当一致。",
        "The same figure of the same thing, year and scope should be the same wherever it stands.",
    ],
    why: ["前后不一致时，读者不知道该信哪一个。", "Where they differ, the reader cannot know which to believe."],
    source: "行业惯例：同一事实在报告各处一致",
    bad: "一、预算执行情况\n2022年本单位公务接待费决算数3.26万元。\n\n二、存在的问题\n公务接待费决算数3.62万元，仍有压减空间。",
    good: "一、预算执行情况\n2022年本单位公务接待费决算数3.26万元。\n\n二、存在的问题\n公务接待费决算数3.26万元，仍有压减空间。",
    judge: Judge::Relations,
};

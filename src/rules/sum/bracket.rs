//! `sum/bracket`: 括号内各项之和与本行金额不一致
//!
//! ## What it checks
//! The priced items in a label's brackets against the row's budget or spending.
//! ## Why it matters
//! An item or the amount is wrong.
//! ## Stays quiet
//! When items without a price or 等 leave the list open and it does not exceed, or when it agrees with any of the row's amounts.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/bracket",
    severity: Severity::Error,
    name: ["括号内各项之和与本行金额不一致", "Items in brackets do not make up the row's amount"],
    what: [
        "项目名称括号内逐项写明金额时，各项之和与本行预算（或决算）比较。",
        "Priced items in the brackets of a label against the row's own amounts.",
    ],
    why: ["括号内的细项与金额必有一处写错。", "An item or the amount is wrong."],
    source: "行业惯例：各分项之和等于合计",
    bad: "单位：万元\n\
         | 项目 | 年初预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 示范活动经费（含场地费10万、宣传费15万） | 20.00 | 20.00 |\n\
         | 培训经费 | 8.00 | 8.00 |\n",
    good: "单位：万元\n\
         | 项目 | 年初预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 示范活动经费（含场地费10万、宣传费15万） | 25.00 | 24.00 |\n\
         | 培训经费 | 8.00 | 8.00 |\n",
    judge: Judge::Relations,
};

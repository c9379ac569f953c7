//! `budget/chain`: 全年预算数与年初、结转、调整不衔接
//!
//! ## What it checks
//! 全年预算 = 年初预算 + 上年结转 + 预算调整 for one subject in one section.
//! ## Why it matters
//! Rates and balances are computed from the full-year budget; if it is wrong, they all are.
//! ## Stays quiet
//! When any accepted reading holds: the initial budget already holds the carry-over, or the adjustment is not in yet.
//! ## Bad
//! 2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，全年预算1100.00万元。
//! ## Good
//! 2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，全年预算1000.00万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "budget/chain",
    severity: Severity::Error,
    name: ["全年预算数与年初、结转、调整不衔接", "Full-year budget does not follow from its parts"],
    what: [
        "全年预算＝年初预算＋上年结转＋预算调整。年初预算已含结转、或调整未办完的口径同样认可，都不成立时才提出。",
        "Full-year budget against initial budget, carry-over and adjustment. Readings in which the initial budget already holds the carry-over are accepted; it is raised only if none holds.",
    ],
    why: [
        "执行率、结转结余都从全年预算数算起，它错了后面都错。",
        "Rates and balances are computed from the full-year budget; if it is wrong, they all are.",
    ],
    source: "行业惯例：全年预算数＝年初预算数＋调增－调减",
    bad: "2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，全年预算1100.00万元。",
    good: "2022年年初预算856.30万元，上年结转24.10万元，预算调整119.60万元，全年预算1000.00万元。",
    judge: Judge::Relations,
};

//! `sum/classes`: 各类相加不等于总数
//!
//! ## What it checks
//! The fixed divisions of income and expenditure (`vocabulary/identities.toml`) over figures of one year, one scope and one
//! kind, wherever in the report they stand.
//! ## Why it matters
//! These balances are printed in the forms of the final accounts; a reviewer checks them first.
//! ## Stays quiet
//! Where a class is not stated; between figures of different scope (一般公共预算 against all funds), year or kind (预算 against
//! 决算); where the difference is rounding.
//! ## Bad
//! （一）支出情况
//! 本年支出决算1860.42万元。
//! 基本支出决算1240.15万元，主要用于保障机构运转。
//! 项目支出决算602.27万元，主要用于河道整治。
//!
//! ## Good
//! （一）支出情况
//! 本年支出决算1860.42万元。
//! 基本支出决算1240.15万元，主要用于保障机构运转。
//! 项目支出决算620.27万元，主要用于河道整治。
//!

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/classes",
    severity: Severity::Error,
    name: ["各类相加不等于总数", "Classes do not add up to the whole"],
    what: [
        "支出＝基本支出＋项目支出，基本支出＝人员经费＋公用经费，收入按来源、采购按货物工程服务相加。各数可以写在不同的句子里。",
        "Expenditure by basic and project, basic by staff and operating, income by source, procurement by goods, works and services; the figures may stand in different sentences.",
    ],
    why: [
        "这些是决算报表自身的平衡关系，审核人员首先核对它们。",
        "These balances are printed in the forms of the final accounts; a reviewer checks them first.",
    ],
    source: "《政府会计制度》；部门决算报表（财决01表、财决04表）",
    bad: "（一）支出情况\n本年支出决算1860.42万元。\n基本支出决算1240.15万元，主要用于保障机构运转。\n项目支出决算602.27万元，主要用于河道整治。\n",
    good: "（一）支出情况\n本年支出决算1860.42万元。\n基本支出决算1240.15万元，主要用于保障机构运转。\n项目支出决算620.27万元，主要用于河道整治。\n",
    judge: Judge::Relations,
};

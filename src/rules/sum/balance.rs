//! `sum/balance`: 资产负债或收支总计不平衡
//!
//! ## What it checks
//! 资产总额 = 负债总额 + 净资产, and 收入总计 = 支出总计.
//! ## Why it matters
//! A balance that does not close holds at least one number that is not the books'.
//! ## Stays quiet
//! When one of the sides is not stated; for 本年收入 against 本年支出, which differ by what is carried over; for 财政拨款总计
//! against 收入总计, which are of different scope.
//! ## Bad
//! 截至2022年12月31日，资产总额386.20万元，负债总额42.15万元，净资产总额340.05万元。
//! ## Good
//! 截至2022年12月31日，资产总额386.20万元，负债总额42.15万元，净资产总额344.05万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/balance",
    severity: Severity::Error,
    name: ["资产负债或收支总计不平衡", "Balance does not close"],
    what: [
        "资产总额＝负债总额＋净资产；收入总计＝支出总计。",
        "Assets equal liabilities plus net assets; total income equals total expenditure.",
    ],
    why: [
        "总计不平说明至少有一个数不是账上的数。",
        "A balance that does not close holds at least one number that is not the books'.",
    ],
    source: "《政府会计准则——基本准则》：资产－负债＝净资产；部门决算报表收支平衡关系",
    bad: "截至2022年12月31日，资产总额386.20万元，负债总额42.15万元，净资产总额340.05万元。",
    good: "截至2022年12月31日，资产总额386.20万元，负债总额42.15万元，净资产总额344.05万元。",
    judge: Judge::Relations,
};

//! `unit/table`: 表的计量单位与正文不符
//!
//! ## What it checks
//! A table in which several figures are ten thousand times those that the report tells elsewhere: 元 stands for 万元.
//! ## Why it matters
//! Every figure of the table is read wrongly, and each looks like a fault of its own.
//! ## Stays quiet
//! When one figure alone differs: that is a fault of that figure.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/table",
    severity: Severity::Error,
    name: ["表的计量单位与正文不符", "Unit of a table does not fit the text"],
    what: [
        "表中多个数字与正文同一数字正好相差一万倍，应为表头“元”“万元”写错。",
        "Several figures of a table are just ten thousand times those of the text: 元 and 万元 were mixed up.",
    ],
    why: ["整张表的数字都会被读错。", "Every figure of the table is read wrongly."],
    source: "行业惯例：一张表一个计量单位",
    bad: "示例县样例局2023年度部门整体支出绩效自评报告\n2023年基本支出决算1823.95万元，项目支出决算4050.89万元。\n\n单位：万元\n\n| 项目 | 决算数 |\n| --- | --- |\n| 基本支出 | 18,239,500 |\n| 项目支出 | 40,508,900 |\n",
    good: "示例县样例局2023年度部门整体支出绩效自评报告\n2023年基本支出决算1823.95万元，项目支出决算4050.89万元。\n\n单位：元\n\n| 项目 | 决算数 |\n| --- | --- |\n| 基本支出 | 18,239,500 |\n| 项目支出 | 40,508,900 |\n",
    judge: Judge::Relations,
};

//! `sum/across`: 合计列与分项列不一致
//!
//! ## What it checks
//! A column headed 合计 against the columns beside it, and columns whose header states their sum (3=1+2), row by row.
//! ## Why it matters
//! In this row the total or one of its parts is wrong.
//! ## Stays quiet
//! Where the columns beside a total add up to it in fewer than three rows, or in fewer than three of four.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/across",
    severity: Severity::Error,
    name: ["合计列与分项列不一致", "A row does not add up across its columns"],
    what: [
        "同一行里，合计列与旁边各分项列之和比较（如“合计＝基本支出＋项目支出”）；表头写明算式的（“3＝1＋2”），按算式计算。",
        "Within a row, the column headed 合计 against the columns beside it, and columns whose header states a sum (3=1+2).",
    ],
    why: ["这一行的合计数或某个分项数写错。", "In this row the total or one of its parts is wrong."],
    source: "行业惯例：各栏之和等于合计栏",
    bad: "| 项目名称 | 年初预算数（1） | 调整数（2） | 全年数（3）=（1）+（2） |\n\
         | --- | --- | --- | --- |\n\
         | 示例道路养护 | 10.00 | 5.00 | 15.00 |\n\
         | 示例桥梁检测 | 20.00 | 4.00 | 22.00 |\n",
    good: "| 项目名称 | 年初预算数（1） | 调整数（2） | 全年数（3）=（1）+（2） |\n\
         | --- | --- | --- | --- |\n\
         | 示例道路养护 | 10.00 | 5.00 | 15.00 |\n\
         | 示例桥梁检测 | 20.00 | 4.00 | 24.00 |\n",
    judge: Judge::Relations,
};

//! `count/rows`: 个数与表中行数不符
//!
//! ## What it checks
//! A number of units, projects and the like (预算单位共5个，见下表) against the numbered rows of the table right below.
//! ## Why it matters
//! A row was left out or added, or the number was kept from last year's text.
//! ## Stays quiet
//! Where the number is of a part (其中、主要、重点), of another thing than the rows name, or far from the number of rows;
//! for tables without 序号, and where one name stands in several rows.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "count/rows",
    severity: Severity::Warning,
    name: ["个数与表中行数不符", "Count differs from the rows of its table"],
    what: [
        "“预算单位共5个，见下表”等个数，与紧接着的表格按序号所列的行数。",
        "A number of units or projects against the numbered rows of the table right below.",
    ],
    why: [
        "表中漏列或多列，或个数沿用了上年文字。",
        "A row was left out or added, or the number was kept from last year's text.",
    ],
    source: "行业惯例：文字说明与所附表格一致",
    bad: "一、机构设置\n纳入编制范围的预算单位共4个，具体见下表：\n\n| 序号 | 单位名称 | 单位性质 |\n| --- | --- | --- |\n| 1 | 示例县档案局 | 行政 |\n| 2 | 示例县档案馆 | 事业 |\n| 3 | 示例县方志馆 | 事业 |\n",
    good: "一、机构设置\n纳入编制范围的预算单位共3个，具体见下表：\n\n| 序号 | 单位名称 | 单位性质 |\n| --- | --- | --- |\n| 1 | 示例县档案局 | 行政 |\n| 2 | 示例县档案馆 | 事业 |\n| 3 | 示例县方志馆 | 事业 |\n",
    judge: Judge::Relations,
};

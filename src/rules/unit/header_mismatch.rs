//! `unit/header-mismatch`: 列标题与内容不符
//!
//! ## What it checks
//! A column headed 年度 that holds amounts instead of years.
//! ## Why it matters
//! The header was shifted or copied wrongly; the column cannot be read as what it says.
//! ## Stays quiet
//! When a cell of the column is a year, and for headers that name an amount of the year (年度预算数).

use crate::document::{Block, Table};
use crate::outline::List;
use crate::quantity;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/header-mismatch",
    severity: Severity::Warning,
    name: ["列标题与内容不符", "Header does not fit its column"],
    what: ["“年度”列填的不是年份而是金额。", "A column headed 年度 holds amounts, not years."],
    why: [
        "表头错位或抄错，整列无法按标题理解。",
        "The header is shifted or copied wrongly; the column is not what it says.",
    ],
    source: "行业惯例：一张表一个计量单位",
    bad: "单位：元\n\t序号\t项目名称\t预算年度\t全年执行数\n\t1\t修缮\t100000\t90000\n\t2\t培训\t50000\t50000\n",
    good: "单位：元\n\t序号\t项目名称\t预算年度\t全年执行数\n\t1\t修缮\t2023\t90000\n\t2\t培训\t2023\t50000\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let lists = case.outline.lists.iter().filter_map(|list| match case.document.blocks.get(list.block) {
        Some(Block::Table(table)) => Some((list, table)),
        _ => None,
    });
    lists.flat_map(|(list, table)| of_list(case, list, table)).collect()
}

fn of_list(case: &Case, list: &List, table: &Table) -> Vec<Finding> {
    let years = list.columns.iter().filter(|column| column.header.ends_with("年度") || column.header == "年份");
    let wrong = years.filter(|column| {
        let cells = list.cells(table, column).map(|(_, span)| span).filter(|span| !span.is_empty());
        let mut amounts = 0;
        for span in cells {
            match quantity::read_cell(&case.document.text, span).map(|quantity| quantity.value) {
                Some(value) if (Decimal::from(1900)..Decimal::from(2200)).contains(&value) => return false,
                Some(value) if !value.is_zero() => amounts += 1,
                // Zero says nothing either way; what is no number (2023年) may be a year.
                Some(_) => {}
                None => return false,
            }
        }
        amounts > 0
    });
    wrong
        .map(|column| {
            let header = &column.header;
            let message = [
                format!("“{header}”一列填的是金额，不是年份，表头应为“年初预算数”之类，请核对。"),
                format!("The column “{header}” holds amounts, not years. Please check the header."),
            ];
            case.note(&RULE, Severity::Warning, message, &[column.span])
        })
        .collect()
}

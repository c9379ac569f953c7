//! `unit/missing`: 金额表没有计量单位
//!
//! ## What it checks
//! A list with columns of money and no 元 or 万元 in its headers, cells, title or note.
//! ## Why it matters
//! The figures can be ten thousand times more or less than they look.
//! ## Stays quiet
//! When the unit stands anywhere in the table or in the lines beside it.

use crate::document::{Block, Span, Table};
use crate::outline::List;
use crate::quantity;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/missing",
    severity: Severity::Warning,
    name: ["金额表没有计量单位", "Table of money without a unit"],
    what: [
        "列有预算数、执行数等金额的表，表内外都没有写“元”或“万元”。",
        "A table with amounts names neither 元 nor 万元, inside or beside it.",
    ],
    why: ["读者无法判断是元还是万元。", "A reader cannot tell 元 from 万元."],
    source: "行业惯例：金额写明计量单位",
    bad: "项目汇总表\n\t序号\t项目名称\t年初预算数\t全年执行数\n\t1\t修缮\t100000\t90000\n\t2\t培训\t50000\t50000\n",
    good: "项目汇总表\n单位：元\n\t序号\t项目名称\t年初预算数\t全年执行数\n\t1\t修缮\t100000\t90000\n\t2\t培训\t50000\t50000\n",
    judge: Judge::Case(judge),
};

/// Headers of money. 执行率 and 得分 are none, and are told apart by the words below.
const MONEY: &[&str] = &["预算数", "执行数", "决算数", "金额", "预算", "决算", "支出"];
const NOT_MONEY: &[&str] =
    &["率", "比", "得分", "单位", "编码", "科目", "项目", "年度", "部门", "类型", "内容", "人数", "数量"];

fn judge(case: &Case) -> Vec<Finding> {
    let lists = case.outline.lists.iter().filter_map(|list| match case.document.blocks.get(list.block) {
        Some(Block::Table(table)) => of_list(case, list, table),
        _ => None,
    });
    lists.collect()
}

fn of_list(case: &Case, list: &List, table: &Table) -> Option<Finding> {
    let money = list.columns.iter().filter(|column| {
        let has = |words: &[&str]| words.iter().any(|word| column.header.contains(word));
        let numeric =
            || list.cells(table, column).any(|(_, span)| quantity::read_cell(&case.document.text, span).is_some());
        has(MONEY) && !has(NOT_MONEY) && numeric()
    });
    let money: Vec<Span> = money.map(|column| column.span).collect();
    let inside = table.cells.iter().any(|cell| names_unit(case.str(cell.span)));
    if money.is_empty() || inside || beside(case, list).any(|span| names_unit(case.str(span))) {
        return None;
    }
    let title = beside(case, list).filter(|span| span.start < table.span.start).last();
    let message = [
        "表中列有金额，但没有写明单位是元还是万元，请注明。".into(),
        "The table lists amounts without saying whether they are 元 or 万元. Please state the unit.".into(),
    ];
    let places: Vec<Span> = money.into_iter().chain(title).collect();
    Some(case.note(&RULE, Severity::Warning, message, &places))
}

/// The short lines right above and below a table: its title, 单位：万元, a note.
fn beside<'a>(case: &'a Case, list: &List) -> impl Iterator<Item = Span> + 'a {
    let around = [list.block.saturating_sub(4)..list.block, list.block + 1..list.block + 2];
    let blocks = around.into_iter().filter_map(|range| {
        let end = range.end.min(case.document.blocks.len());
        case.document.blocks.get(range.start.min(end)..end)
    });
    let lines = blocks.flatten().filter(|block| matches!(block, Block::Paragraph(_))).map(Block::span);
    lines.filter(|span| case.str(*span).chars().count() <= 60)
}

/// 万元, （元）, 单位：元; not the 元 of a person's or a place's name.
fn names_unit(text: &str) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["万元", "亿元", "千元", "（元", "(元", "：元", ":元", "元）", "元)", "人民币"]
        .iter()
        .any(|unit| tight.contains(unit))
        || tight == "元"
        || tight.strip_suffix('元').and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_ascii_digit())
}

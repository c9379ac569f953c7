//! `order/row-number`: 序号不连续
//!
//! ## What it checks
//! The column 序号 of a list: numbers that are skipped or used twice.
//! ## Why it matters
//! Rows may have been left out when the list was cut from a longer one, and then its total no longer fits.
//! ## Stays quiet
//! When numbering starts again at 1 (one block per group), for blank cells, and for 1.1 or 一 numbering.

use crate::document::{Block, Span, counted};
use crate::outline::List;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/row-number",
    severity: Severity::Warning,
    name: ["序号不连续", "Row numbers skip"],
    what: ["表中“序号”一列跳号或重号。", "The column 序号 skips numbers or uses one twice."],
    why: [
        "可能漏列了项目，或从总表截取后没有重新编号。",
        "Rows may be missing, or the list was cut from a longer one and not renumbered.",
    ],
    source: "行业惯例：表内序号连续",
    bad: "\t序号\t项目名称\t金额\n\t1\t修缮\t10.00\n\t2\t培训\t20.00\n\t5\t宣传\t30.00\n",
    good: "\t序号\t项目名称\t金额\n\t1\t修缮\t10.00\n\t2\t培训\t20.00\n\t1\t宣传\t30.00\n\t2\t维护\t30.00\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    case.outline.lists.iter().filter_map(|list| of_list(case, list)).collect()
}

fn of_list(case: &Case, list: &List) -> Option<Finding> {
    let Some(Block::Table(table)) = case.document.blocks.get(list.block) else { return None };
    let column = list.columns.iter().find(|column| column.header == "序号")?;
    let numbers: Vec<(u32, Span)> =
        list.cells(table, column).filter_map(|(_, span)| Some((case.str(span).parse().ok()?, span))).collect();
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let odd: Vec<(Span, Span)> = pairs
        .filter(|((before, _), (after, _))| *after != 1 && Some(*after) != before.checked_add(1))
        .map(|((_, before), (_, after))| (*before, *after))
        .collect();
    let (before, after) = odd.first().map(|(before, after)| (case.str(*before), case.str(*after)))?;
    let message = [
        format!("序号不连续（如{before}之后是{after}），共{}处。请核对是否漏列，或重新编号。", odd.len()),
        format!(
            "Row numbers do not follow each other ({before}, then {after}); {}. Rows missing, or not renumbered?",
            counted(odd.len(), "place", "places")
        ),
    ];
    let places: Vec<Span> = odd.iter().flat_map(|(before, after)| [*after, *before]).collect();
    Some(case.note(&RULE, Severity::Warning, message, &places))
}

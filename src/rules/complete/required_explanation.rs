//! `complete/required-explanation`: 表注要求填写的原因没有填
//!
//! ## What it checks
//! A note under a list that demands an explanation for certain rows (三等、四等, 调整率 of 30% and more), against the
//! column it names.
//! ## Why it matters
//! The note is the bureau's own condition for accepting the list.
//! ## Stays quiet
//! Without such a note; for rows below its threshold; where the cell says anything at all.

use super::blank_cell::value;
use crate::document::{Block, Span, Table, counted};
use crate::outline::{self, List};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/required-explanation",
    severity: Severity::Warning,
    name: ["表注要求填写的原因没有填", "Explanation that the table's note demands is missing"],
    what: [
        "表下注明“三等”“四等”或调整率达到一定比例的项目须填写原因，而原因一栏空白。",
        "The note under the table demands a reason for low grades or large adjustments; the column is blank there.",
    ],
    why: ["这是财政部门接收该表的条件。", "It is the bureau's own condition for accepting the list."],
    source: "省级财政部门绩效自评通知：调整率较高或等次较低的，说明主要原因",
    bad: "\t序号\t项目名称\t年初预算数\t调整后预算数\t自评结论（等级）\t主要原因分析\n\t1\t修缮\t100\t150\t一等\t\n\t2\t培训\t100\t100\t一等\t\n注：主要原因分析填写被评为“三等”“四等”等级的项目、预算调整率（%）大于等于30%的项目存在问题及原因。\n",
    good: "\t序号\t项目名称\t年初预算数\t调整后预算数\t自评结论（等级）\t主要原因分析\n\t1\t修缮\t100\t110\t一等\t\n\t2\t培训\t100\t50\t一等\t培训改为线上\n注：主要原因分析填写被评为“三等”“四等”等级的项目、预算调整率（%）大于等于30%的项目存在问题及原因。\n",
    judge: Judge::Case(judge),
};

/// What a note demands.
struct Demand<'a> {
    /// The note itself.
    note: Span,
    /// Grades that must be explained, as written.
    grades: Vec<&'a str>,
    /// Rate of adjustment in percent from which an explanation is due.
    rate: Option<Decimal>,
}

fn judge(case: &Case) -> Vec<Finding> {
    let lists = case.outline.lists.iter().filter_map(|list| match case.document.blocks.get(list.block) {
        Some(Block::Table(table)) => of_list(case, list, table),
        _ => None,
    });
    lists.collect()
}

fn of_list(case: &Case, list: &List, table: &Table) -> Option<Finding> {
    let reason = list.column(&["原因"])?;
    let demand = demand(case, list, &reason.header)?;
    let blank = |row: &u32| outline::cell(table, *row, reason.column).is_none_or(Span::is_empty);
    let due: Vec<u32> =
        list.rows.iter().copied().filter(blank).filter(|row| is_due(case, list, table, *row, &demand)).collect();
    let name = list.column(&["项目名称", "名称", "项目"]).map_or(0, |column| column.column);
    let cells: Vec<Span> = due.iter().filter_map(|row| outline::cell(table, *row, name)).collect();
    let first = case.str(*cells.first()?);
    let message = [
        format!("表注要求填写“{}”的有{}项没有填写（如“{first}”），请补充说明。", reason.header, cells.len()),
        format!(
            "The note demands “{}”; {} it (e.g. “{first}”). Please add the reasons.",
            reason.header,
            counted(cells.len(), "row lacks", "rows lack")
        ),
    ];
    let places: Vec<Span> = [reason.span, demand.note].into_iter().chain(cells).collect();
    Some(case.note(&RULE, Severity::Warning, message, &places))
}

/// The note among the paragraphs right below the table.
fn demand<'a>(case: &'a Case, list: &List, header: &str) -> Option<Demand<'a>> {
    let below = case.document.blocks.get(list.block + 1..)?.iter().take(4);
    let mut notes = below.filter(|block| matches!(block, Block::Paragraph(_))).map(Block::span);
    notes.find_map(|span| {
        let text = case.str(span);
        let from = text
            .match_indices(header)
            .map(|(at, _)| at)
            .find(|at| text.get(at + header.len()..).is_some_and(|after| after.trim_start().starts_with("填写")))?;
        let clause = text.get(from..)?.split('。').next()?;
        let grades =
            ["三等", "四等", "中", "差"].into_iter().filter(|grade| clause.contains(&format!("“{grade}”"))).collect();
        let start = span.range().start + from;
        Some(Demand { note: Span::new(start, start + clause.len()), grades, rate: threshold(clause) })
    })
}

/// `调整率（%）大于等于30%`: the number before the last percent sign after 调整率.
fn threshold(clause: &str) -> Option<Decimal> {
    let (_, after) = clause.split_once("调整率")?;
    let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>();
    let number = after.match_indices(['%', '％']).find_map(|(at, _)| {
        let digits = digits(after.get(..at)?);
        (!digits.is_empty()).then(|| digits.into_iter().rev().collect::<String>())
    });
    number?.parse().ok()
}

/// Whether a row must be explained.
fn is_due(case: &Case, list: &List, table: &Table, row: u32, demand: &Demand) -> bool {
    let text = |words: &[&str]| list.column(words).and_then(|column| outline::cell(table, row, column.column));
    let number = |words: &[&str]| text(words).and_then(|span| value(case, span));
    let graded = text(&["等级", "结论"]).is_some_and(|span| demand.grades.contains(&case.str(span)));
    let adjusted = demand.rate.is_some_and(|limit| {
        if let Some(rate) = number(&["调整率"]) {
            return rate.abs() >= limit;
        }
        let (Some(initial), Some(later)) = (number(&["年初", "预算年度"]), number(&["调整后"])) else {
            return false;
        };
        match later.checked_sub(initial).and_then(|change| change.abs().checked_mul(Decimal::ONE_HUNDRED)) {
            // From nothing to something: no rate can be given, and all of it is adjustment.
            Some(change) if initial.is_zero() => !change.is_zero(),
            Some(change) => initial.abs().checked_mul(limit).is_some_and(|due| change >= due),
            None => false,
        }
    });
    graded || adjusted
}

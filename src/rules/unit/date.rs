//! `unit/date`: 日期不存在
//!
//! ## What it checks
//! Dates that no calendar has: 2月30日, 11月31日, 2023年2月29日, a thirteenth month.
//! ## Why it matters
//! A date that cannot be was typed wrongly; when it really was, nobody can tell.
//! ## Stays quiet
//! For the lunar calendar, which has a 30th of its second month; for 2月29日 without its year; and for versions, clauses
//! and codes (2023.13.31), of which only those that name a month of the year are dates.

use crate::outline::Date;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/date",
    severity: Severity::Error,
    name: ["日期不存在", "Date that does not exist"],
    what: [
        "日历上没有的日期：2月30日、11月31日、平年的2月29日、13月等。",
        "Dates that no calendar has: the 30th of February, the 31st of November, a thirteenth month.",
    ],
    why: ["日期写错，实际时间就无从核对。", "Such a date was typed wrongly, and nobody can tell when it really was."],
    source: "行业惯例：日期须是实有的日期",
    bad: "一、验收情况\n工程于2023年11月31日通过验收。\n",
    good: "一、验收情况\n工程于2023年11月30日通过验收，软件升级到2.4.31版，庙会在农历二月三十日举办。\n",
    judge: Judge::Case(judge),
};

/// Characters before a date among which the lunar calendar is named.
const NAMED_WITHIN: usize = 12;

fn judge(case: &Case) -> Vec<Finding> {
    let wrong = case.outline.dates.iter().filter(|date| !date.exists() && is_meant(case, date));
    wrong
        .map(|date| {
            let quoted = case.str(date.span);
            let message =
                [format!("日历上没有“{quoted}”这一天，请核对。"), format!("No calendar has “{quoted}”. Please check.")];
            case.note(&RULE, Severity::Error, message, &[date.span])
        })
        .collect()
}

/// Whether it is a date of the common calendar.
fn is_meant(case: &Case, date: &Date) -> bool {
    let before = case.document.text.get(..date.span.range().start).unwrap_or_default();
    let lunar = |near: String| {
        ["历农", "历阴", "历旧", "历夏", "月闰"].iter().any(|word| near.contains(word)) || near.starts_with('闰')
    };
    let near: String = before.chars().rev().take(NAMED_WITHIN).take_while(|c| *c != '。').collect();
    let month = (1..=12).contains(&date.month) && date.day.is_none_or(|day| (29..=31).contains(&day));
    (!date.bare || month) && !lunar(near)
}

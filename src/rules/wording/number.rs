//! `wording/number`: 数字写法有误
//!
//! ## What it checks
//! Commas between digits that do not part thousands (1,2345.00), and cells among figures that look like a number and are none
//! (30..00, 3O.00).
//! ## Why it matters
//! A number that cannot be read takes part in no check, and a reader may take it for another.
//! ## Stays quiet
//! For words, ranges, dates and codes in a column of figures.

use crate::document::Span;
use crate::facts::table::{Column, Content, Entry, Stretch, understand_all};
use crate::quantity::is_uneven;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::ColumnKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/number",
    severity: Severity::Warning,
    name: ["数字写法有误", "A number that is not written as one"],
    what: [
        "千分位逗号不在三位一分的地方；数字列中看似数字而读不出数值的单元格。",
        "Commas that do not part thousands, and cells among figures that look like a number and are none.",
    ],
    why: [
        "读不出的数字不参加核对，也容易被误读。",
        "What cannot be read takes part in no check and is easily misread.",
    ],
    source: "GB/T 15835-2011",
    bad: "单位：万元\n| 项目 | 金额 |\n| --- | --- |\n| 水费 | 30..00 |\n| 电费 | 20.00 |\n| 邮费 | 10.00 |\n",
    good: "单位：万元\n| 项目 | 金额 |\n| --- | --- |\n| 水费 | 30.00 |\n| 电费 | 20.00 |\n| 邮费 | 见附件 |\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let uneven = case.quantities.iter().filter(|quantity| is_uneven(case.str(quantity.number))).map(|quantity| {
        let (written, value) = (case.str(quantity.number), quantity.value);
        let message = [
            format!("“{written}”的千分位逗号位置不对，按{value}核对。"),
            format!("The commas of “{written}” do not part thousands; it was read as {value}."),
        ];
        case.note(&RULE, Severity::Info, message, &[quantity.span])
    });
    let mut findings: Vec<Finding> = uneven.collect();
    findings.extend(unread(case).into_iter().map(|cell| {
        let message = [
            format!("“{}”写在数字列中，但读不出数值，未作核对。", case.str(cell)),
            format!("“{}” stands in a column of figures but is no number; it was not checked.", case.str(cell)),
        ];
        case.note(&RULE, Severity::Warning, message, &[cell])
    }));
    findings
}

/// Cells among figures that look like one and could not be read.
fn unread(case: &Case) -> Vec<Span> {
    let stretches = understand_all(case.document);
    let columns = stretches.iter().flat_map(|stretch| stretch.columns.iter().map(move |column| (stretch, column)));
    let mut cells: Vec<Span> = columns.flat_map(|(stretch, column)| unread_in(case, stretch, column)).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

fn unread_in(case: &Case, stretch: &Stretch, column: &Column) -> Vec<Span> {
    use ColumnKind::{Area, Count, Money, People, Rate, Score, Unknown};
    if !matches!(column.kind, Area | Count | Money | People | Rate | Score | Unknown) {
        return Vec::new();
    }
    let entries = || stretch.rows.iter().filter_map(|row| row.entry(column.index));
    let numbers = entries().filter(|entry| entry.number().is_some()).count();
    let odd = |entry: &&Entry| entry.content == Content::Text && looks_like_a_number(case.str(entry.span));
    let odd: Vec<Span> = entries().filter(odd).map(|entry| entry.span).collect();
    if numbers >= 2 && numbers > odd.len() { odd } else { Vec::new() }
}

/// Longest mistyped number, in characters.
const LONGEST: usize = 20;

/// Digits with points, commas, blanks or letters that are mistaken for digits between them, and with nothing else but a
/// unit.
fn looks_like_a_number(cell: &str) -> bool {
    let bare =
        cell.trim().trim_start_matches(['￥', '¥', '-', '－']).trim_end_matches(['元', '万', '亿', '%', '％']).trim();
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let is_sign =
        |c: char| is_digit(c) || matches!(c, '.' | '．' | ',' | '，' | '。' | '\'' | 'O' | 'o' | 'l' | 'I' | ' ');
    let digits = bare.chars().filter(|c| is_digit(*c)).count();
    let odd = bare.chars().filter(|c| !is_digit(*c)).count();
    // 2.1.3 is a section, 10 20 two numbers.
    let sections =
        bare.split(['.', '．']).count() > 2 && bare.split(['.', '．']).all(|part| (1..=2).contains(&part.len()));
    digits >= 2
        && odd > 0
        && !sections
        && bare.chars().count() <= LONGEST
        && bare.starts_with(is_digit)
        && bare.chars().all(is_sign)
}

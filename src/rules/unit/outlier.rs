//! `unit/outlier`: 金额单位与前后文不符
//!
//! ## What it checks
//! A sum of some hundred 元 with decimals, in a report that counts in 万元: the same digits stand elsewhere in 万元, or it
//! is told as what was put into something as a whole.
//! ## Why it matters
//! 元 for 万元 makes the sum ten thousand times too small.
//! ## Stays quiet
//! For prices, averages, allowances, interest and fees; where small sums in 元 are told oftener.

use crate::document::Block;
use crate::quantity::{Bound, Quantity, Unit};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/outlier",
    severity: Severity::Warning,
    name: ["金额单位与前后文不符", "One amount in another unit than all others"],
    what: [
        "全文以万元计，个别总额却写成几百元，或与别处以万元计的数字完全相同。",
        "One sum of a few hundred 元 in a report that counts in 万元, or with the very digits of an amount in 万元.",
    ],
    why: ["“万元”误写为“元”，差一万倍。", "元 for 万元 makes the sum ten thousand times too small."],
    source: "行业惯例：计量单位前后一致",
    bad: "示例县疾控中心2023年度自评报告\n全年支出812.40万元，其中人员经费503.10万元、公用经费96.20万元、项目支出213.10万元。全年投入消杀经费146.30元。",
    good: "示例县疾控中心2023年度自评报告\n全年支出812.40万元，其中人员经费503.10万元、公用经费96.20万元、项目支出213.10万元。全年投入消杀经费146.30万元，补贴人均146.30元。",
    judge: Judge::Case(judge),
};

/// Amounts in 万元 that make it the unit of the report.
const LEAST: usize = 3;

/// Shortest number whose digits are not elsewhere by chance, as written.
const DIGITS: usize = 5;

/// How far back the words at an amount are read, in characters.
const REACH: usize = 16;

/// Sums that a report may well tell in 元 begin here, and nobody puts less than this into anything.
const RANGE: [i64; 2] = [100, 10_000];

/// Words of what a sum is in all; and of what is paid for one, or little by nature.
const IN_ALL: [&str; 5] = ["投入", "总值", "总投资", "总额", "总计"];
const SMALL: [&str; 10] = ["每", "均", "单价", "标准", "利息", "手续费", "退", "补", "罚", "差"];

fn judge(case: &Case) -> Vec<Finding> {
    let in_text = |quantity: &&Quantity| {
        case.document.blocks.iter().any(|block| matches!(block, Block::Paragraph(p) if p.span.contains(quantity.span)))
    };
    let of = |unit: Unit| case.quantities.iter().filter(move |quantity| quantity.unit == Some(unit));
    let odd: Vec<&Quantity> = of(Unit::Yuan).filter(|quantity| is_odd(case, quantity)).filter(in_text).collect();
    if odd.len() != 1 || of(Unit::TenThousandYuan).count() < LEAST && case.document.tables().next().is_none() {
        return Vec::new();
    }
    let elsewhere: BTreeSet<&str> = case
        .quantities
        .iter()
        .filter(|quantity| quantity.unit.is_none() || quantity.unit == Some(Unit::TenThousandYuan))
        .map(|quantity| case.str(quantity.number))
        .collect();
    let usual = of(Unit::TenThousandYuan).count() >= LEAST;
    let is_wrong = |quantity: &&Quantity| {
        let digits = case.str(quantity.number);
        digits.len() > DIGITS && elsewhere.contains(digits)
            || usual && IN_ALL.iter().any(|word| words(case, quantity).contains(word))
    };
    odd.into_iter().filter(is_wrong).map(|quantity| finding(case, quantity)).collect()
}

/// Whether an amount of a few hundred 元 and its hundredths is told as if it were a sum of the accounts.
fn is_odd(case: &Case, quantity: &Quantity) -> bool {
    let [least, most] = RANGE.map(Decimal::from);
    let small = quantity.bound == Bound::Exact && quantity.value.scale() == 2;
    let words = words(case, quantity);
    let one = SMALL.iter().any(|word| words.contains(word)) || PROSE.averages.occur_in(&words);
    small && quantity.value >= least && quantity.value < most && !one
}

/// The words of the clause before an amount.
fn words(case: &Case, quantity: &Quantity) -> String {
    let before = case.document.text.get(..quantity.span.start as usize).unwrap_or_default();
    let near = before.chars().rev().take(REACH).take_while(|c| !"，。；：,;（(\n\t".contains(*c));
    near.collect::<Vec<_>>().into_iter().rev().collect()
}

fn finding(case: &Case, quantity: &Quantity) -> Finding {
    let here = case.str(quantity.span);
    let message = [
        format!("全文以万元计，这里写作“{here}”，是否应为万元，请核对。"),
        format!("The report counts in 万元; here stands “{here}”. Please check whether 万元 is meant."),
    ];
    case.note(&RULE, Severity::Warning, message, &[quantity.span])
}

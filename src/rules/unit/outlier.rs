//! `unit/outlier`: 金额单位与前后文不符
//!
//! ## What it checks
//! A sum of some hundred 元 with decimals, in a report that counts in 万元: the same digits stand elsewhere in 万元, or it
//! is told as what was put into something as a whole. A part of a sum that is ten thousand times too large for it. And a
//! price of a square metre that nothing has (每平方米158.29万元).
//! ## Why it matters
//! 元 for 万元 makes the sum ten thousand times too small.
//! ## Stays quiet
//! For prices, averages, allowances, interest and fees; where small sums in 元 are told oftener.

use crate::document::Block;
use crate::quantity::{Bound, Dimension, Quantity, Unit};
use crate::relations::{Operand, Relation, Role};
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
        "全文以万元计，个别总额却写成几百元，或与别处以万元计的数字完全相同；每平方米的价格写成几十、几百万元。",
        "One sum of a few hundred 元 in a report that counts in 万元, or with the very digits of an amount in 万元; a square metre at some hundred 万元.",
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
    let dear = case.quantities.iter().filter(|quantity| is_too_dear(case, quantity));
    let mut findings: Vec<Finding> = dear.map(|quantity| too_dear(case, quantity)).collect();
    findings.extend(case.relations.iter().filter_map(|relation| in_sum(case, relation)));
    if findings.is_empty() { of_text(case) } else { findings }
}

/// One sum in running text that is told in 元 where all others are in 万元.
fn of_text(case: &Case) -> Vec<Finding> {
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
    // 次均费用238.50元，比上年231.20元…: what is compared is of the kind that was told before it.
    let compared = ["比", "较", "与"].iter().any(|word| words.starts_with(word));
    let words = if compared { sentence(case, quantity) } else { words };
    let one = SMALL.iter().any(|word| words.contains(word)) || PROSE.averages.occur_in(&words);
    small && quantity.value >= least && quantity.value < most && !one
}

/// The part of a sum that would make it right if it were ten thousand times smaller: an amount in 元 in a column of 万元.
fn in_sum(case: &Case, relation: &Relation) -> Option<Finding> {
    let of_sum = relation.rule.starts_with("sum/") && !relation.agrees();
    let surplus = relation.expected?.checked_sub(relation.stated?).filter(|_| of_sum)?;
    let is_odd = |operand: &&Operand| {
        let factor = Decimal::from(10_000);
        let kept = operand.value.checked_div(factor);
        let far = operand.value >= factor && operand.dimension == Dimension::Money && operand.role != Role::Total;
        far && kept.and_then(|kept| operand.value.checked_sub(kept)) == Some(surplus)
    };
    let mut odd = relation.operands.iter().filter(is_odd);
    let part = odd.next().filter(|_| odd.next().is_none())?;
    let here = case.str(part.span);
    let message = [
        format!("“{here}”按元计才与合计相符，本列其他各数以万元计，请核对单位。"),
        format!("“{here}” agrees with the total only in 元; the others of its column are in 万元. Please check."),
    ];
    Some(case.note(&RULE, Severity::Warning, message, &[part.span]))
}

/// The words of the sentence before an amount.
fn sentence(case: &Case, quantity: &Quantity) -> String {
    let before = case.document.text.get(..quantity.span.start as usize).unwrap_or_default();
    before.rsplit(['。', '；', '\n']).next().unwrap_or_default().to_owned()
}

/// Nothing costs so many 万元 a square metre.
const DEAREST: i64 = 10;

/// Words for one square metre.
const SQUARE_METRE: [&str; 3] = ["平方米", "㎡", "平米"];

/// `每平方米158.29万元`, `158.29万元/平方米`.
fn is_too_dear(case: &Case, quantity: &Quantity) -> bool {
    let words = words(case, quantity);
    let behind = case.document.text.get(quantity.span.end as usize..).unwrap_or_default();
    let each = SQUARE_METRE.iter().any(|metre| {
        let before = ["每", "单位"].iter().any(|each| {
            words
                .rsplit_once(*each)
                .is_some_and(|(_, rest)| rest.starts_with(metre) && !rest.contains(|c: char| c.is_ascii_digit()))
        });
        before
            || ["/", "／", "每"].iter().any(|per| behind.strip_prefix(per).is_some_and(|rest| rest.starts_with(metre)))
    });
    let written: Option<Decimal> = case.str(quantity.number).replace([',', '，'], "").parse().ok();
    each && quantity.unit == Some(Unit::TenThousandYuan) && written.is_some_and(|value| value >= Decimal::from(DEAREST))
}

fn too_dear(case: &Case, quantity: &Quantity) -> Finding {
    let here = case.str(quantity.span);
    let message = [
        format!("每平方米不可能值“{here}”，单位是否应为元，请核对。"),
        format!("Nothing costs “{here}” a square metre. Please check whether 元 is meant."),
    ];
    case.note(&RULE, Severity::Warning, message, &[quantity.span])
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

//! `cross/class-name`: 科目名称与表中不一致
//!
//! ## What it checks
//! A class of the budget (科目) in running text, with its code or its amount, against the table in which the code or the amount
//! belongs to a class of another name.
//! ## Why it matters
//! The wrong class was copied, or the wrong paragraph; the figures that follow are then of another class as well.
//! ## Stays quiet
//! Where the table has a class of the name, whatever its amount; for short amounts, which several classes may share; and
//! where the text gives the name with a word more or less.

use crate::document::{Span, Table};
use crate::rules::complete::blank_cell::value;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/class-name",
    severity: Severity::Warning,
    name: ["科目名称与表中不一致", "Class of the budget named otherwise than in the table"],
    what: [
        "正文按科目说明时，科目名称应与表中同一编码、同一金额的科目名称一致。",
        "Where the text tells of a class by its code or amount, the table should give both to a class of the same name.",
    ],
    why: [
        "科目名称或整段文字套错，后面的数字也可能不是这个科目的。",
        "The wrong class or paragraph was copied; the figures behind it may be of another class as well.",
    ],
    source: "行业惯例：科目名称以政府收支分类科目为准",
    bad: "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\n2080505\t机关事业单位基本养老保险缴费支出\t29.16\n2101101\t行政单位医疗\t12.48\n2210201\t住房公积金\t31.25\n支出决算说明\n社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）支出决算为29.16万元。\n",
    good: "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\n2080505\t机关事业单位基本养老保险缴费支出\t29.16\n2101101\t行政单位医疗\t12.48\n2210201\t住房公积金\t31.25\n支出决算说明\n社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）支出决算为29.16万元。\n",
    judge: Judge::Case(judge),
};

/// A class as a table has it.
struct Class<'a> {
    code: &'a str,
    name: String,
    place: Span,
    amounts: Vec<Decimal>,
}

/// Fewer classes than this are no table of classes.
const LEAST: usize = 3;

/// An amount of fewer digits may well be that of another class too.
const LEAST_DIGITS: usize = 4;

fn judge(case: &Case) -> Vec<Finding> {
    let classes: Vec<Class> = case.document.tables().flat_map(|(_, table)| classes(case, table)).collect();
    if classes.len() < LEAST {
        return Vec::new();
    }
    let text = case.document.text.as_str();
    let named = ["（项）", "(项)"].iter().flat_map(|mark| text.match_indices(mark)).filter_map(|(at, mark)| {
        let before = text.get(..at)?;
        let start = before
            .char_indices()
            .rev()
            .take(40)
            .find(|(_, c)| "）)，。；：、\n\t（(".contains(*c))
            .map(|(at, c)| at + c.len_utf8())?;
        Some((Span::new(start, at).trimmed(text), at + mark.len()))
    });
    named.filter_map(|(name, end)| of_name(case, &classes, name, end)).collect()
}

/// The rows of a table that begin with the code of a class and its name.
fn classes<'a>(case: &Case<'a>, table: &'a Table) -> Vec<Class<'a>> {
    let rows = (0..table.rows).filter_map(|row| {
        let cells = table.row(row);
        let at = cells.iter().position(|cell| is_code(case.document.str(cell.span)))?;
        let (code, name) = (cells.get(at)?, cells.get(at + 1)?);
        let tight: String = case.document.str(name.span).chars().filter(|c| !c.is_whitespace()).collect();
        let amounts = cells.get(at + 2..)?.iter().filter_map(|cell| value(case, cell.span)).collect();
        (!tight.is_empty()).then(|| Class {
            code: case.document.str(code.span),
            name: tight,
            place: name.span,
            amounts,
        })
    });
    rows.collect()
}

/// 2080505: the code of a class of the lowest kind.
fn is_code(text: &str) -> bool {
    text.len() == 7 && text.starts_with('2') && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn of_name(case: &Case, classes: &[Class], name: Span, end: usize) -> Option<Finding> {
    let tight: String = case.str(name).chars().filter(|c| !c.is_whitespace()).collect();
    let code: String = tight.chars().take_while(char::is_ascii_digit).collect();
    let own = tight.trim_start_matches(|c: char| c.is_ascii_digit());
    let alike = |class: &&Class| class.name.contains(own) || own.contains(class.name.as_str());
    let by_code = classes.iter().find(|class| class.code == code);
    if own.chars().count() < 2 || classes.iter().any(|class| alike(&class)) && by_code.is_none_or(|class| alike(&class))
    {
        return None;
    }
    let other = by_code.or_else(|| by_amount(case, classes, end))?;
    let message = [
        format!("正文写“{own}”，表中同一编码或金额的科目是“{}”，请核对。", other.name),
        format!("The text says “{own}”; in the table the same code or amount is of “{}”. Please check.", other.name),
    ];
    Some(case.note(&RULE, Severity::Warning, message, &[name, other.place]))
}

/// The only class of the table that has an amount of the sentence behind a name.
fn by_amount<'a>(case: &Case, classes: &'a [Class<'a>], end: usize) -> Option<&'a Class<'a>> {
    let behind = case.document.text.get(end..)?;
    let stop = ["。", "（项）", "(项)", "\n"].iter().filter_map(|mark| behind.find(mark)).min().unwrap_or(behind.len());
    let from = case.quantities.partition_point(|quantity| quantity.span.range().start < end);
    let own = case.quantities.get(from..)?.iter().take_while(|quantity| quantity.span.range().start < end + stop);
    let telling = own.filter(|quantity| {
        quantity.value.normalize().mantissa().to_string().len() >= LEAST_DIGITS && quantity.unit.is_some()
    });
    telling.into_iter().find_map(|quantity| {
        let yuan = quantity.base(None)?;
        let has = |class: &&Class| class.amounts.iter().any(|amount| *amount == quantity.value || *amount == yuan);
        let mut found = classes.iter().filter(has);
        let first = found.next()?;
        found.all(|other| other.name == first.name).then_some(first)
    })
}

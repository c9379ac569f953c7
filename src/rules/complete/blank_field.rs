//! `complete/blank-field`: 应填的栏目空着
//!
//! ## What it checks
//! Labelled fields of the cover and of table feet: 单位名称、单位负责人签字、填表人、联系电话、填报日期, and a date of 年 月 日 alone.
//! ## Why it matters
//! Nobody stands for a form that is neither signed nor dated.
//! ## Stays quiet
//! When something is filled in, also a signature's name; the printed 盖章 is no value and no fault.

use crate::document::{Block, Span};
use crate::outline::{Field, numbering};
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/blank-field",
    severity: Severity::Warning,
    name: ["应填的栏目空着", "Field left blank"],
    what: [
        "封面和表尾的单位名称、负责人签字、填表人、联系电话、填报日期等栏目没有填写。",
        "A labelled field of the cover or of a table's foot (unit, signature, name, telephone, date) is blank.",
    ],
    why: [
        "没有签字和日期的表无人负责；公开的版本可以不填电话。",
        "Nobody stands for a form without signature and date. A published copy may leave out the telephone.",
    ],
    source: "绩效自评表填报要求：应填栏目填写齐全",
    bad: "单位负责人签字：          填表人：李某          填报日期：\n",
    good: "单位负责人签字：王某      填表人：李某      填报日期：2023年5月6日\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let mut lines: Vec<(Span, Vec<&Field>)> = Vec::new();
    for field in case.outline.fields.iter().filter(|field| field.is_blank() && !below(case, field)) {
        match lines.last_mut().filter(|(line, _)| *line == field.line) {
            Some((_, fields)) => fields.push(field),
            None => lines.push((field.line, vec![field])),
        }
    }
    let of_line = lines.iter().map(|(_, fields)| {
        let labels: Vec<&str> = fields.iter().map(|field| label(case.str(field.label))).collect();
        let message = [
            format!("{}没有填写，请补填。", labels.iter().map(|label| format!("“{label}”")).collect::<String>()),
            format!("Blank: {}. Please fill in.", labels.join(", ")),
        ];
        let places: Vec<Span> = fields.iter().map(|field| field.label).collect();
        case.note(&RULE, Severity::Warning, message, &places)
    });
    of_line.chain(blank_dates(case)).collect()
}

/// A label without its colon and remark.
fn label(label: &str) -> &str {
    label.trim_end_matches(['：', ':']).trim_end()
}

/// A cover may set the value on the line below its label; only a short line that is no field and no heading is one.
fn below(case: &Case, field: &Field) -> bool {
    let blocks = &case.document.blocks;
    let at = blocks.partition_point(|block| block.span().end < field.line.end);
    let alone = field.label == field.line;
    let Some(Block::Paragraph(next)) = blocks.get(at + 1).filter(|_| alone) else { return false };
    let text = case.str(next.span);
    let value = !text.contains(['。', '（', '(', '：', ':']) && numbering::read(text).is_none();
    value && text.chars().count() <= 20 && !is_date_form(text)
}

/// `年  月  日` alone on a line, with no digit.
fn is_date_form(line: &str) -> bool {
    let tight: String = line.chars().filter(|c| !c.is_whitespace() && !"_＿".contains(*c)).collect();
    tight == "年月日" || tight == "二〇年月日" || tight == "20年月日"
}

fn blank_dates<'a>(case: &'a Case) -> impl Iterator<Item = Finding> + 'a {
    let dates = case.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) if is_date_form(case.str(paragraph.span)) => Some(paragraph.span),
        _ => None,
    });
    dates.map(|span| {
        let message = [
            "日期没有填写，请补填年、月、日。".into(),
            "The date is blank. Please fill in year, month and day.".into(),
        ];
        case.note(&RULE, Severity::Warning, message, &[span])
    })
}

//! `unit/year`: 年度前后不一致
//!
//! ## What it checks
//! The year of the report's title against 评价年度, the titles of its attachments and the years below the titles of forms; the date of filling in lies after that year.
//! ## Why it matters
//! Usually last year's report was taken as a form and a year left standing.
//! ## Stays quiet
//! For years in running text, which may be any; and for budgets and targets, which are made before their year.

use crate::document::{Block, Span};
use crate::outline::FieldKind;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/year",
    severity: Severity::Warning,
    name: ["年度前后不一致", "Years do not agree"],
    what: [
        "标题、评价年度、附件标题的年度应一致，部门预算、决算公开的各级标题也应与总标题一致；填报日期应在评价年度之后。",
        "Title, 评价年度, titles of attachments and headings of published accounts name one year; the report is filled in after it.",
    ],
    why: [
        "多半是套用上年报告时没有改全。",
        "Usually last year's report served as a form and a year was left standing.",
    ],
    source: "行业惯例：报告各处为同一评价年度",
    bad: "2023年度示例县档案馆部门整体支出绩效自评报告\n评价年度：2022年度\n一、部门基本情况\n编制8人。\n",
    good: "2023年度示例县档案馆部门整体支出绩效自评报告\n评价年度：2023年度\n填报日期：2024年3月1日\n一、部门基本情况\n2022年编制8人。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let outline = case.outline;
    let first = case.document.blocks.first().map(|block| block.span());
    let mut findings = outline.title.or(first).map_or_else(Vec::new, |title| of_accounts(case, title));
    let captions = captions(case);
    // A form that is no part of a report says its year below its title.
    let first = || captions.first().and_then(|(form, caption)| Some((*form, year_of(case.str(*caption))?)));
    let of_title = outline.title.and_then(|title| Some((title, year_of(case.str(title))?)));
    let Some((title, year)) = of_title.or_else(first) else { return findings };
    let stated = outline.fields.iter().filter(|field| field.kind == FieldKind::Year).map(|field| field.value);
    let attached = outline.parts.iter().filter(|part| part.label.is_some()).filter_map(|part| part.title);
    // A table of next year's targets may well be attached.
    let attached = attached.filter(|span| has(case.str(*span), &OUTLINES.looking_back));
    let captioned = captions.iter().map(|(_, caption)| *caption);
    let others = stated.chain(attached).chain(captioned).filter(|span| *span != title);
    let mut differing: Vec<Span> =
        others.filter(|span| year_of(case.str(*span)).is_some_and(|other| other != year)).collect();
    differing.sort_unstable();
    differing.dedup();
    findings.extend(differing.into_iter().map(|span| {
        let message = [
            format!("标题为{year}年度，这里是“{}”，请核对。", case.str(span)),
            format!("The title is about {year}; here stands “{}”. Please check.", case.str(span)),
        ];
        case.note(&RULE, Severity::Warning, message, &[span, title])
    }));
    let looks_back = has(case.str(title), &OUTLINES.looking_back);
    findings.extend(outline.filled.filter(|(filled, _, _)| looks_back && *filled <= year).map(
        |(_, _, span): (u16, u8, Span)| {
            let message = [
                format!("填报日期“{}”早于{year}年度结束，请核对。", case.str(span)),
                format!("“{}” lies before the end of {year}. Please check.", case.str(span)),
            ];
            case.note(&RULE, Severity::Warning, message, &[span, title])
        },
    ));
    findings
}

/// Titles of forms that look back, each with the year that stands alone below it: （2023年度）.
fn captions(case: &Case) -> Vec<(Span, Span)> {
    let lines = case.document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.span],
        Block::Table(table) => table.cells.iter().map(|cell| cell.span).filter(|span| !span.is_empty()).collect(),
    });
    let lines: Vec<Span> = lines.collect();
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [form, year] => Some((*form, *year)),
        _ => None,
    });
    pairs
        .filter(|(form, year)| is_year_alone(case.str(*year)) && has(case.str(*form), &OUTLINES.looking_back))
        .collect()
}

/// Whether a line says a year and nothing else: （2023年度）.
fn is_year_alone(line: &str) -> bool {
    let tight: String = line.chars().filter(|c| !c.is_whitespace() && !"（）()".contains(*c)).collect();
    tight.strip_suffix("年度").is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// Headings of budgets and final accounts made public (2024年部门预算表) against the year of the title. How last year's
/// budget was carried out may well be told under a heading of its own.
fn of_accounts(case: &Case, title: Span) -> Vec<Finding> {
    let text = case.str(title);
    let Some(kind) = OUTLINES.accounts.iter().find(|kind| text.contains(kind.as_str())) else {
        return Vec::new();
    };
    let Some(year) = first_year(text) else { return Vec::new() };
    let differs = |span: &Span| {
        let heading = case.str(*span);
        let own_matter = heading.contains(kind.as_str()) && !has(heading, &OUTLINES.other_years);
        own_matter && first_year(heading).is_some_and(|other| other != year)
    };
    let headings = case.outline.headings().map(|(_, heading)| heading.title).filter(differs);
    let said = |span: Span| {
        let message = [
            format!("标题为{year}年，这里是“{}”，请核对。", case.str(span)),
            format!("The title is about {year}; here stands “{}”. Please check.", case.str(span)),
        ];
        case.note(&RULE, Severity::Warning, message, &[span, title])
    };
    headings.map(said).collect()
}

fn has(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// The first year of four digits before 年.
fn first_year(text: &str) -> Option<u16> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (before, _) = tight.split_once('年')?;
    let digits: String =
        before.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    digits.parse().ok().filter(|year| (2000..2100).contains(year))
}

/// The year before 年度: 2024年绩效自评 may name the year of the work rather than the year it is about.
fn year_of(text: &str) -> Option<u16> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let at = tight.find("年度")?;
    tight.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (2000..2100).contains(year))
}

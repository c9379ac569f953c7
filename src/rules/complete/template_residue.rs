//! `complete/template-residue`: 模板提示语或占位符没有替换
//!
//! ## What it checks
//! What a form leaves for its writer, by its shape: {单位}, ××县, XX户, ×年×月×日, 〔 〕, 【 】, ____ amid a sentence, both words
//! of 增加（减少）, instructions in brackets (（此处填写…）), and lines of the form itself (（此页为封面）).
//! ## Why it matters
//! It shows at first sight that nobody read the report before it was filed.
//! ## Stays quiet
//! Masked names (张某某, 李××家, 138××××1234) are right, × between numbers multiplies, ** is bold; 【…】 may be a label and
//! （…） a remark; labels of a printed form may say how to fill it in; and a form that nobody was to fill in (（模板）) is one.

use super::placeholder;
use crate::document::{Block, Span};
use crate::quantity::Dimension;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/template-residue",
    severity: Severity::Warning,
    name: ["模板提示语或占位符没有替换", "Placeholder of the form left in"],
    what: [
        "{单位}、××县、XX户、×年×月×日、〔 〕、____、增加（减少）、（此处填写…）等模板文字没有替换或删除。",
        "Words of the form such as {单位}, ××县, 〔 〕, ____, both of 增加（减少） or （此处填写…） are still there.",
    ],
    why: ["一眼就能看出报告没有通读。", "It shows that nobody read the report through."],
    source: "行业惯例：报送前填齐模板、删去填写说明",
    bad: "（此页为封面）\n××县档案馆2023年度部门整体支出绩效自评报告\n一、基本情况\n编制8人。\n",
    good: "示例县档案馆2023年度部门整体支出绩效自评报告\n一、基本情况\n张某某负责，长宽为3××4米以外。联系电话138××××1234，单价2×3。\n",
    judge: Judge::Case(judge),
};

/// Bytes of the longest title of a form.
const LONGEST_TITLE: usize = 120;

/// Bytes of the longest line that can be one of the form's own.
const LONGEST_LINE: usize = 60;

/// Blocks at the top among which a file says that it is a form to be filled in.
const TOP: usize = 3;

/// Whether the file is the empty form itself (项目支出绩效自评表（模板）): it says so at the top, and tells no amount.
fn is_form(case: &Case) -> bool {
    let named = case.document.blocks.iter().take(TOP).any(|block| {
        let line = case.str(block.span()).trim().trim_end_matches(['）', ')', '】', ']']);
        line.len() <= LONGEST_TITLE && OUTLINES.residue.forms.iter().any(|word| line.ends_with(word.as_str()))
    });
    let tells =
        case.quantities.iter().any(|quantity| quantity.unit.is_some_and(|unit| unit.dimension() == Dimension::Money));
    named && !tells
}

fn judge(case: &Case) -> Vec<Finding> {
    if is_form(case) {
        return Vec::new();
    }
    let paragraphs = case.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let mut placeholders = Vec::new();
    let mut notes = Vec::new();
    for span in paragraphs {
        let text = case.str(span);
        let tight = |text: &str| {
            text.chars().filter(|c| !c.is_whitespace() && !"（）()【】[]".contains(*c)).collect::<String>()
        };
        if text.len() <= LONGEST_LINE && OUTLINES.residue.lines.contains(&tight(text)) {
            notes.push(span);
            continue;
        }
        placeholders.extend(waiting(case, span, false));
    }
    let cells = case.document.tables().flat_map(|(_, table)| &table.cells);
    placeholders.extend(cells.flat_map(|cell| waiting(case, cell.span, true)));
    placeholders.sort_unstable();
    let said = |severity: Severity, places: &[Span]| {
        let quoted = case.str(*places.first()?);
        let message = [
            format!("模板文字“{quoted}”没有替换或删除，共{}处。", places.len()),
            format!("“{quoted}” is a word of the form and should be replaced or removed ({} in all).", places.len()),
        ];
        Some(case.note(&RULE, severity, message, places))
    };
    said(Severity::Warning, &placeholders).into_iter().chain(said(Severity::Info, &notes)).collect()
}

/// The placeholders of a paragraph or cell. The unit's own name is none, however it reads.
fn waiting(case: &Case, span: Span, cell: bool) -> Vec<Span> {
    let text = case.str(span);
    let start = span.range().start;
    let own = |(at, len): &(usize, usize)| {
        let here = text.get(*at..).unwrap_or_default();
        case.outline.unit.as_ref().is_some_and(|unit| here.starts_with(unit.as_str()) && unit.len() >= *len)
    };
    let found = placeholder::within(text, cell).into_iter().filter(|place| !own(place));
    found.map(|(at, len)| Span::new(start + at, start + at + len)).collect()
}

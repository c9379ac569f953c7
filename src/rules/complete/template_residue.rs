//! `complete/template-residue`: 模板提示语或占位符没有替换
//!
//! ## What it checks
//! Placeholders of a form that stayed in the report: {单位}, ××县, XX局, 待填, （此页为封面）.
//! ## Why it matters
//! It shows at first sight that nobody read the report before it was filed.
//! ## Stays quiet
//! Masked names (张某某, 138××××1234) are right, × between numbers multiplies, and 《…》 may quote a form.

use crate::document::{Block, Span};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/template-residue",
    severity: Severity::Warning,
    name: ["模板提示语或占位符没有替换", "Placeholder of the form left in"],
    what: [
        "{单位}、××县、XX局、待填、（此页为封面）等模板文字没有删改。",
        "Words of the form such as {单位}, ××县, 待填 or （此页为封面） are still there.",
    ],
    why: ["一眼就能看出报告没有通读。", "It shows that nobody read the report through."],
    source: "行业惯例：报送前填齐模板、删去填写说明",
    bad: "（此页为封面）\n××县档案馆2023年度部门整体支出绩效自评报告\n一、基本情况\n编制8人。\n",
    good: "示例县档案馆2023年度部门整体支出绩效自评报告\n一、基本情况\n张某某负责，长宽为3××4米以外。联系电话138××××1234，单价2×3。\n",
    judge: Judge::Case(judge),
};

/// Bytes of the longest line that can be one of the form's own.
const LONGEST_LINE: usize = 60;

fn judge(case: &Case) -> Vec<Finding> {
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
        // Every placeholder holds one of these; most paragraphs none.
        if !text.contains(['×', 'X', 'x', '某', '待', '{', '【']) {
            continue;
        }
        let start = span.range().start;
        placeholders.extend(placeholders_in(text).map(|(at, len)| Span::new(start + at, start + at + len)));
    }
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

/// Placeholders in a paragraph: offset and length.
fn placeholders_in(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let words = OUTLINES.residue.words.iter().flat_map(move |word| text.match_indices(word.as_str()));
    let found = words.filter(move |(at, word)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        // 138××××1234 is a masked number.
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '×' || c == '*');
        !digit(before) && !digit(after)
    });
    found.map(|(at, word)| (at, word.len()))
}

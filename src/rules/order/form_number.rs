//! `order/form-number`: 表号不连续或重复
//!
//! ## What it checks
//! The numbers of forms and tables in their captions (公开02表、表3、附表一): one that is missing between others, and one that
//! two different tables carry.
//! ## Why it matters
//! Published accounts are a fixed set of forms; one that is missing was forgotten or withheld.
//! ## Stays quiet
//! For tables in another order, for one caption over several pages, and where numbering starts again. A gap is only noted:
//! an empty form may have been left out on purpose.

use crate::document::{Block, Span};
use crate::outline::numbering;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/form-number",
    severity: Severity::Warning,
    name: ["表号不连续或重复", "Form number missing or used twice"],
    what: [
        "表格题注中的表号（公开02表、表3等）有缺号，或两张不同的表用了同一个号。",
        "Among the numbers of forms and tables one is missing, or two different tables carry one.",
    ],
    why: [
        "缺的表可能漏附；没有数据的空表也应列出并说明。",
        "The missing form may have been forgotten. One without figures should be there too, and say so.",
    ],
    source: "地方预决算公开操作规程",
    bad: "2023年收入决算表\n公开02表\n项目\t金额\n合计\t10.00\n2023年支出决算表\n公开03表\n项目\t金额\n合计\t10.00\n2023年财政拨款支出决算表\n公开05表\n项目\t金额\n合计\t10.00\n",
    good: "2023年收入决算表\n公开02表\n项目\t金额\n合计\t10.00\n2023年支出决算表\n公开03表\n项目\t金额\n合计\t10.00\n2023年财政拨款收支决算总表\n公开04表\n项目\t金额\n合计\t10.00\n",
    judge: Judge::Case(judge),
};

/// Longest line that is a caption, in characters.
const LONGEST: usize = 50;

/// More missing numbers than this are no slip.
const MOST_MISSING: u32 = 4;

/// A caption: its number, its name, and where both stand.
type Caption<'a> = (u32, &'a str, Span);

fn judge(case: &Case) -> Vec<Finding> {
    let mut series: BTreeMap<(&str, usize), Vec<Caption>> = BTreeMap::new();
    for block in &case.document.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = case.str(paragraph.span);
        if text.chars().count() > LONGEST || text.contains('\n') {
            continue;
        }
        let Some((kind, number, name)) = caption(text) else { continue };
        let part = case.outline.parts.iter().rposition(|part| part.extent.start <= paragraph.span.start).unwrap_or(0);
        let part = if kind == "公开" { 0 } else { part };
        series.entry((kind, part)).or_default().push((number, name, paragraph.span));
    }
    series.values().flat_map(|captions| missing(case, captions).into_iter().chain(twice(case, captions))).collect()
}

/// `公开02表`, `表3 收入表`, `附表一：…`: which series, the number, and the name behind it.
fn caption(text: &str) -> Option<(&'static str, u32, &str)> {
    if let Some((_, behind)) = text.split_once("公开") {
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let number = behind.get(..end)?.parse().ok()?;
        let name = behind.get(end..)?.trim_start().strip_prefix('表')?;
        return Some(("公开", number, name)).filter(|_| !text.contains(['。', '，']));
    }
    let kind = ["附表", "表"].into_iter().find(|kind| text.starts_with(kind))?;
    let rest = text.strip_prefix(kind)?.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(c))).unwrap_or(rest.len());
    let (numeral, name) = rest.split_at_checked(end)?;
    let number = numeral.parse().ok().or_else(|| numbering::value_of(numeral))?;
    let divided = name.is_empty() || name.starts_with([' ', '\u{3000}', '：', ':', '.', '．', '、', '\t']);
    (divided && !name.contains(['。', '，', '；']))
        .then(|| (kind, number, name.trim_matches([' ', '\u{3000}', '：', ':'])))
}

fn missing(case: &Case, captions: &[Caption]) -> Option<Finding> {
    let numbers: BTreeMap<u32, Span> = captions.iter().map(|(number, _, span)| (*number, *span)).collect();
    let (first, last) = (*numbers.keys().next()?, *numbers.keys().next_back()?);
    let missing: Vec<u32> = (first..=last.min(first + 60)).filter(|number| !numbers.contains_key(number)).collect();
    let few = numbers.len() >= 2 && missing.len() < numbers.len() && missing.len() as u32 <= MOST_MISSING;
    let gap = *missing.first().filter(|_| few)?;
    let beside = [numbers.range(gap..).next()?, numbers.range(..gap).next_back()?].map(|(_, span)| *span);
    let listed: Vec<String> = missing.iter().map(u32::to_string).collect();
    let listed = listed.join("、");
    let message = [
        format!("表号不连续，缺第{listed}号表，请核对是否漏附；没有数据的空表也应列出并说明。"),
        format!("Forms are numbered with a gap: {listed}. Was one left out?"),
    ];
    Some(case.note(&RULE, Severity::Info, message, &beside))
}

/// Two tables of different names under one number, one right after the other.
fn twice(case: &Case, captions: &[Caption]) -> Vec<Finding> {
    let pairs = captions.iter().zip(captions.iter().skip(1));
    let doubled = pairs.filter(|((a, one, _), (b, other, _))| {
        let different = !one.is_empty() && !other.is_empty() && !one.contains(other) && !other.contains(one);
        a == b
            && different
            && !one.contains('续')
            && !other.contains('续')
            && !one.starts_with('单')
            && !other.starts_with('单')
    });
    doubled
        .map(|((_, _, before), (_, _, after))| {
            let (one, two) = (case.str(*before), case.str(*after));
            let message = [
                format!("“{one}”与“{two}”表号重复，请核对后顺延。"),
                format!("“{one}” and “{two}” carry the same number. Please renumber."),
            ];
            case.note(&RULE, Severity::Warning, message, &[*after, *before])
        })
        .collect()
}

//! `order/duplicate-number`: 标题编号重复
//!
//! ## What it checks
//! Two headings in a row of one kind under one heading that carry the same number.
//! ## Why it matters
//! References to a section point at two places, and a number after it is wrong.
//! ## Stays quiet
//! When a list starts again at 1 (also below an entry of its own kind, which is then gone on with), for numbered sentences below the third level, and for the rows of a form that was
//! pasted one cell to a line.

use crate::outline::Heading;
use crate::outline::numbering::Style;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/duplicate-number",
    severity: Severity::Warning,
    name: ["标题编号重复", "Heading number used twice"],
    what: ["同级相邻的两个标题用了同一个编号。", "Two neighbouring headings of one level carry the same number."],
    why: ["编号重复多半是改稿时没有顺延。", "Usually a heading was put in and the rest not renumbered."],
    source: "GB/T 9704-2012《党政机关公文格式》7.3.3",
    bad: "一、部门基本情况\n编制8人。\n二、绩效情况\n良好。\n二、存在的问题\n预算不细。\n三、改进措施\n细化。\n",
    good: "一、部门基本情况\n编制8人。\n二、绩效情况\n良好。\n三、存在的问题\n预算不细。\n",
    judge: Judge::Case(judge),
};

/// No list of a report stands below more entries of its own kind than this.
const MOST_OPEN: usize = 4;

fn judge(case: &Case) -> Vec<Finding> {
    // Lists that are open, the innermost last: one that begins again at 1 may stand below an entry of its own kind.
    let mut open: BTreeMap<(usize, Option<usize>, Style), Vec<&Heading>> = BTreeMap::new();
    let mut findings = Vec::new();
    for heading in &case.outline.headings {
        let Some(style) = heading.style.filter(|style| *style != Style::Part) else { continue };
        if is_row(case, heading) {
            continue;
        }
        let lists = open.entry((heading.part, heading.parent, style)).or_default();
        let goes_on = |list: &&Heading| list.value + 1 == heading.value;
        if heading.value == 1 || lists.is_empty() {
            if lists.len() == MOST_OPEN {
                lists.remove(0);
            }
            lists.push(heading);
            continue;
        }
        // The list that this entry continues; what was opened below it is at its end.
        if let Some(at) = lists.iter().rposition(goes_on) {
            lists.truncate(at + 1);
        }
        let Some(last) = lists.last_mut() else { continue };
        let before = std::mem::replace(last, heading);
        if before.value == heading.value && !before.item && !heading.item {
            findings.push(twice(case, before, heading));
        }
    }
    findings
}

fn twice(case: &Case, before: &Heading, heading: &Heading) -> Finding {
    let (one, two) = (case.str(before.span), case.str(heading.span));
    let message = [
        format!("“{one}”与“{two}”编号重复，请核对后顺延。"),
        format!("“{one}” and “{two}” carry the same number. Please renumber."),
    ];
    let severity = if heading.level <= 2 { Severity::Warning } else { Severity::Info };
    case.note(&RULE, severity, message, &[heading.span, before.span])
}

/// Whether the next line is a bare number: then this is the first cell of a row and no heading.
fn is_row(case: &Case, heading: &Heading) -> bool {
    let behind = case.document.text.get(heading.span.end as usize..).unwrap_or_default();
    let next = behind.trim_start().lines().next().unwrap_or_default().trim();
    !next.is_empty() && next.chars().all(|c| c.is_ascii_digit() || ".,-".contains(c))
}

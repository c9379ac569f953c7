//! `complete/empty-section`: 标题下没有内容
//!
//! ## What it checks
//! A first-level heading, or a known second-level one, with neither text nor subsections below it.
//! ## Why it matters
//! The form asks for a sentence where there is nothing to report; an empty section looks forgotten.
//! ## Stays quiet
//! 无。 is content, and so is a list of the same kind of numbers that begins at 1 below. Where most headings beside it are empty too, it is a list (目录, 决算公开 lists its tables so).

use crate::outline::{Heading, Outline};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/empty-section",
    severity: Severity::Warning,
    name: ["标题下没有内容", "Section without content"],
    what: [
        "一级标题（或已知的二级标题）下面既无文字也无下级标题。",
        "A first-level heading, or a known second-level one, with nothing below it.",
    ],
    why: [
        "模板要求没有的也写“无”；空着像是漏填。",
        "The form asks for 无 where there is nothing to say; an empty section looks forgotten.",
    ],
    source: "省级财政部门印发的绩效自评报告提纲",
    bad: "一、部门基本情况\n编制8人。\n二、存在的问题\n预算不细。\n三、其他需要说明的情况\n",
    good: "一、部门基本情况\n编制8人。\n二、存在的问题\n预算不细。\n三、其他需要说明的情况\n无。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let outline = case.outline;
    let parents: BTreeSet<usize> = outline.headings().filter_map(|(_, heading)| heading.parent).collect();
    let mut siblings: BTreeMap<(usize, Option<usize>, u8), (u32, u32)> = BTreeMap::new();
    let mut empty: Vec<&Heading> = Vec::new();
    for (index, heading) in outline.headings() {
        let (all, without) = siblings.entry((heading.part, heading.parent, heading.level)).or_default();
        *all += 1;
        let text = case.str(heading.body).trim_matches(|c: char| c.is_whitespace() || "。：:".contains(c));
        if text.is_empty() && !parents.contains(&index) && !opens_list(outline, index, heading) {
            *without += 1;
            empty.push(heading);
        }
    }
    let asked = |heading: &&&Heading| heading.level == 1 || (heading.level == 2 && heading.key.is_some());
    let alone = |heading: &&&Heading| {
        let counts = siblings.get(&(heading.part, heading.parent, heading.level)).copied();
        let title = case.str(heading.title);
        let announces = title.ends_with('表') || title.contains("附件") || title.contains("附表");
        counts.is_some_and(|(all, without)| without * 2 <= all) && !announces
    };
    let finding = |heading: &&Heading| {
        let title = case.str(heading.span);
        let message = [
            format!("“{title}”下面没有内容。没有需要说明的，请写“无”。"),
            format!("Nothing stands below “{title}”. If there is nothing to say, write 无."),
        ];
        case.note(&RULE, Severity::Warning, message, &[heading.span])
    };
    empty.iter().filter(asked).filter(alone).map(finding).collect()
}

/// Whether a list of the same kind of number begins right below: （一）存在的问题 ⏎ （一）支付偏慢.
fn opens_list(outline: &Outline, index: usize, heading: &Heading) -> bool {
    let next = outline.headings.get(index + 1);
    next.is_some_and(|next| next.value == 1 && next.style == heading.style && next.part == heading.part)
}

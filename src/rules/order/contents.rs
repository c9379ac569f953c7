//! `order/contents`: 目录与正文标题不一致
//!
//! ## What it checks
//! The titles in the table of contents against the text below it.
//! ## Why it matters
//! A part was renamed or left out after the contents were made.
//! ## Stays quiet
//! Where the title stands anywhere in the text, with more or fewer words around it and whatever its number; and where most of
//! the contents are not there, which then belong to another file.

use crate::document::Span;
use crate::outline::numbering;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/contents",
    severity: Severity::Warning,
    name: ["目录与正文标题不一致", "Contents do not agree with the headings"],
    what: ["目录中列出的标题应在正文中出现。", "Every title in the table of contents should stand in the text."],
    why: ["正文改过标题或删过部分，而目录没有更新。", "A part was renamed or left out after the contents were made."],
    source: "GB/T 9704-2012",
    bad: "目录\n一、部门概况……1\n二、支出情况……2\n三、存在的问题……3\n四、公开情况……4\n一、部门概况\n编制8人。\n二、支出情况\n80万元。\n三、存在的问题\n预算不细。\n",
    good: "目录\n一、部门概况……1\n二、支出情况……2\n三、存在的问题……3\n一、部门概况\n编制8人。\n二、部门支出情况\n80万元。\n三、存在的问题及原因\n预算不细。\n",
    judge: Judge::Case(judge),
};

/// Fewer entries than this are no contents.
const LEAST: usize = 3;

fn judge(case: &Case) -> Vec<Finding> {
    let contents = &case.outline.contents;
    let Some(last) = contents.last() else { return Vec::new() };
    let body = case.document.text.get(last.range().end..).unwrap_or_default();
    let body = letters(body);
    let entries = contents.iter().filter_map(|line| Some((*line, title(case.str(*line))?)));
    let (found, missing): (Vec<_>, Vec<_>) = entries.partition(|(_, title)| is_in(&body, title));
    if found.len() < LEAST || missing.len() * 3 > found.len() {
        return Vec::new();
    }
    let said = |(line, title): &(Span, String)| {
        let message = [
            format!("目录中的“{title}”在正文中没有找到，请核对标题或更新目录。"),
            format!(
                "“{title}” of the contents is not found in the text. Please check the heading, or update the contents."
            ),
        ];
        case.note(&RULE, Severity::Warning, message, &[*line])
    };
    missing.iter().map(said).collect()
}

/// The title of an entry, without number, leaders and page; none if nothing is left of it.
fn title(line: &str) -> Option<String> {
    let line = line.trim();
    let bare = numbering::read(line).and_then(|number| line.get(number.len..)).unwrap_or(line);
    let title =
        letters(bare.trim_end_matches(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) && !"）》”".contains(c)));
    (title.chars().count() >= 2 && title != "目录").then_some(title)
}

/// Whether the words of a title stand in the text, all at once or within one more word (支出情况 in 支出决算情况).
fn is_in(body: &str, title: &str) -> bool {
    if body.contains(title) {
        return true;
    }
    // Both halves close to each other: a word was put in between.
    let middle = title.char_indices().nth(title.chars().count() / 2).map_or(0, |(at, _)| at);
    let (head, tail) = title.split_at(middle);
    body.match_indices(head).take(200).any(|(at, head)| {
        let near: String =
            body.get(at + head.len()..).unwrap_or_default().chars().take(tail.chars().count() + 6).collect();
        head.chars().count() >= 2 && near.contains(tail)
    })
}

/// A text without white space and punctuation.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

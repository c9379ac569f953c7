//! `complete/missing-attachment`: 提到的附件不在文件中
//!
//! ## What it checks
//! Attachments named in the list at the end, those that the text refers to by a number beyond the last one, and the
//! tables a template asks for where the text itself refers to them. A table of the same kind for another thing is not it.
//! ## Why it matters
//! Scores and figures that rest on a table cannot be checked without it.
//! ## Stays quiet
//! When the file holds a part, a table or a table's title of that name; for attachments of other papers (《…》附件3).

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;
use std::collections::BTreeSet;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/missing-attachment",
    severity: Severity::Warning,
    name: ["提到的附件不在文件中", "Attachment named but absent"],
    what: [
        "文末附件清单列出的附件，以及正文引用的评分表、数据表，应在文件中。",
        "Attachments listed at the end, and tables the text rests on, should be in the file.",
    ],
    why: [
        "没有附表，得分和数据无法核对。附件若另存为文件，可忽略此提醒。",
        "Without the tables scores and figures cannot be checked. If they are separate files, set this aside.",
    ],
    source: "省级财政部门印发的绩效自评报告提纲：所附各表",
    bad: "一、其他需要说明的情况\n无。\n附件：1. 整体支出绩效自评表\n2. 项目支出绩效自评表\n",
    good: "一、其他需要说明的情况\n无。\n附件：1. 基础数据表\n\n附件1\n2023年度基础数据表\n\n\t项目\n\t金额\n\n\t办公费\n\t1.00\n\n\t差旅费\n\t2.00\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    // 附件：…（见正文）, （另册）: the list itself says where it stands.
    let in_text = |line: Span| OUTLINES.elsewhere.iter().any(|words| case.str(line).contains(words.as_str()));
    let listed = case.outline.attachments.iter().filter(|attachment| !attachment.present && !in_text(attachment.line));
    let places: Vec<Span> = listed.map(|attachment| attachment.name).collect();
    let referred = referred(case);
    let places: Vec<Span> = places.into_iter().chain(numbered(case)).collect();
    // What a sentence mentions may be a file of its own; what the list of attachments names should be with it.
    let kinds = [(Severity::Warning, places), (Severity::Info, referred)].into_iter();
    kinds.filter(|(_, places)| !places.is_empty()).map(|(severity, places)| finding(case, severity, &places)).collect()
}

fn finding(case: &Case, severity: Severity, places: &[Span]) -> Finding {
    let mut names: Vec<&str> = places.iter().map(|span| case.str(*span).trim_matches(['《', '》'])).collect();
    names.dedup();
    let message = [
        format!(
            "提到{}，文件中没有找到。请附上，或核对名称。",
            names.iter().map(|name| format!("“{name}”")).collect::<String>()
        ),
        format!("Named but not found in the file: {}. Please attach, or check the name.", names.join(", ")),
    ];
    case.note(&RULE, severity, message, places)
}

/// What stands before an attachment that belongs to another paper: 《…》附件3, 〔2023〕5号附件3.
const OF_OTHERS: [char; 9] = ['》', '号', '件', '知', '见', '法', '案', '度', '定'];

/// `详见附件3` where the attachments are numbered and none of them is the third.
fn numbered(case: &Case) -> Vec<Span> {
    let listed = case.outline.attachments.iter().map(|attachment| attachment.number);
    let known: BTreeSet<u32> = listed.chain(case.outline.parts.iter().map(|part| part.number)).flatten().collect();
    let Some(last) = known.last() else { return Vec::new() };
    let text = case.document.text.as_str();
    let mentions = text.match_indices("附件").filter_map(|(at, word)| {
        let behind = text.get(at + word.len()..)?.trim_start_matches(' ');
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let number: u32 = behind.get(..end)?.parse().ok()?;
        let length = text.get(at..)?.len() - behind.len() + end;
        let before = text.get(..at)?.trim_end_matches(['（', '(', '“']);
        // 见附件3, but not 意见附件3.
        let seen = before.ends_with("见") && !before.ends_with("意见");
        let own = seen || !before.ends_with(OF_OTHERS);
        let starts_line = before.is_empty() || before.ends_with(['\n', '\t', '|']);
        let unknown = number > *last && number <= last + MOST_AHEAD && own && !starts_line;
        unknown.then(|| Span::new(at, at + length)).filter(|span| !case.outline.is_listed(*span))
    });
    mentions.take(MOST_MENTIONS).collect()
}

/// A number further ahead than this is of another paper.
const MOST_AHEAD: u32 = 5;

/// Mentions marked for one table.
const MOST_MENTIONS: usize = 6;

/// Where the text refers to tables of the template, if the file has no table at all.
fn referred(case: &Case) -> Vec<Span> {
    let Some(template) = case.outline.template() else { return Vec::new() };
    if case.document.tables().next().is_some() {
        return Vec::new();
    }
    let mentions = |name: &'static str| {
        let found = case.document.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
        found.filter(|span| !case.outline.is_listed(*span)).take(MOST_MENTIONS)
    };
    template.attachments.iter().flat_map(|name| mentions(name)).collect()
}

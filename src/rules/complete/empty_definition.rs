//! `complete/empty-definition`: 名词解释没有写内容
//!
//! ## What it checks
//! A line that says what is explained and then nothing (三、其他收入：指), among others that are explained.
//! ## Why it matters
//! The explanation was forgotten, or cut off when the text was copied.
//! ## Stays quiet
//! Where the explanation stands on the next line, or no other line explains anything.

use crate::document::{Block, Span};
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/empty-definition",
    severity: Severity::Warning,
    name: ["名词解释没有写内容", "Definition without content"],
    what: [
        "“名词解释”中只有“某某：指”，后面没有解释。",
        "A line of the glossary that says what is explained and then nothing.",
    ],
    why: ["解释漏填，或复制时被截断。", "The explanation was forgotten, or cut off in copying."],
    source: "行业惯例：公开的名词解释应当完整",
    bad: "一、名词解释\n财政拨款收入：指本级财政当年拨付的资金。\n事业收入：指\n其他收入：指除上述收入以外的收入。\n",
    good: "一、名词解释\n财政拨款收入：指本级财政当年拨付的资金。\n事业收入：指开展业务活动取得的收入。\n其他收入：指除上述收入以外的收入。\n",
    judge: Judge::Case(judge),
};

/// Longest name that is explained, in characters.
const LONGEST_NAME: usize = 40;

/// So many other lines have to explain something.
const LEAST: usize = 2;

fn judge(case: &Case) -> Vec<Finding> {
    let lines: Vec<Span> = case
        .document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.span),
            Block::Table(_) => None,
        })
        .collect();
    let explained = lines.iter().filter(|line| said(case.str(**line)).is_some_and(|words| !words.is_empty())).count();
    if explained < LEAST {
        return Vec::new();
    }
    let is_heading = |line: Span| case.outline.headings().any(|(_, heading)| heading.span.overlaps(line));
    let explained_below = |at: usize| {
        let next = lines.get(at + 1).copied();
        next.is_some_and(|next| said(case.str(next)).is_none() && !is_heading(next))
    };
    let is_empty = |at: usize, line: Span| said(case.str(line)).is_some_and(str::is_empty) && !explained_below(at);
    let empty = lines.iter().enumerate().filter(|(at, line)| is_empty(*at, **line));
    empty
        .map(|(_, line)| {
            let here = case.str(*line);
            let message =
                [format!("“{here}”后面没有解释，请补写。"), format!("Nothing explains “{here}”. Please add it.")];
            case.note(&RULE, Severity::Warning, message, &[*line])
        })
        .collect()
}

/// What a line explains with: the words behind `某某：指`.
fn said(line: &str) -> Option<&str> {
    let (name, words) = line.split_once(['：', ':'])?;
    let words = words.trim().strip_prefix('指')?.trim_start_matches(['：', ':', '的', '是']);
    let plain = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(['，', '。']);
    plain.then(|| words.trim_matches(|c: char| c.is_whitespace() || "。；;．.，".contains(c)))
}

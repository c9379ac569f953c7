//! `wording/document-number`: 发文字号的写法
//!
//! ## What it checks
//! The year of a document number stands in 〔〕; no 第 and no leading zero before 号.
//! ## Why it matters
//! A matter of form only (GB/T 9704-2012, 7.2.5).
//! ## Stays quiet
//! For years in brackets that are no document numbers (2023)年, and for old documents quoted inside 《》.

use crate::document::{Span, counted};
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wording/document-number",
    severity: Severity::Info,
    name: ["发文字号的写法", "Form of a document number"],
    what: [
        "年份应用六角括号〔〕，序号不编虚位、不加“第”。",
        "The year stands in 〔〕; the number has no leading zero and no 第.",
    ],
    why: ["仅为格式问题。", "A matter of form only."],
    source: "GB/T 9704-2012 7.2.5",
    bad: "根据示财绩[2023]5号文件要求。\n",
    good: "根据示财绩〔2023〕5号文件要求，（2023）年度。\n",
    judge: Judge::Case(judge),
};

/// Brackets that are used instead of 〔〕, and 〔 itself for the faults after it.
const OPEN: &[char] = &['[', '［', '【', '(', '（', '﹝', '〔'];

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let places: Vec<Span> = text.match_indices(OPEN).filter_map(|(at, open)| odd(text, at, open)).collect();
    let Some(first) = places.first() else { return Vec::new() };
    let first = case.str(*first);
    let message = [
        format!("发文字号“{first}”的写法不规范，一般写作〔年份〕序号，如〔2023〕5号；共{}处。", places.len()),
        format!(
            "“{first}” is not the usual form of a document number, 〔2023〕5号; {}.",
            counted(places.len(), "place", "places")
        ),
    ];
    vec![case.note(&RULE, Severity::Info, message, &places)]
}

/// A document number that begins at an opening bracket and is not in the usual form.
fn odd(text: &str, at: usize, open: &str) -> Option<Span> {
    let issuer = text.get(..at)?.chars().next_back()?;
    let inner = text.get(at + open.len()..)?;
    let year = inner.get(..4).filter(|year| year.starts_with("20") || year.starts_with("19"))?;
    let after = inner.get(4..).filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let after = after.strip_prefix(|c| "]］】)）﹞〕".contains(c))?.trim_start_matches(' ');
    let unprefixed = after.strip_prefix('第').unwrap_or(after);
    let digits = unprefixed.len() - unprefixed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = unprefixed.get(digits..)?.trim_start_matches(' ').strip_prefix('号')?;
    let usual = open == "〔" && after.len() == unprefixed.len() && !unprefixed.starts_with('0');
    let han = ('\u{4e00}'..='\u{9fff}').contains(&issuer);
    (han && (1..=4).contains(&digits) && !usual).then(|| Span::new(at, text.len() - rest.len()))
}

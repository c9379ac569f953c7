//! `disclosure/identity-number`: 公民身份号码
//!
//! ## What it checks
//! Eighteen characters whose date is one and whose check digit is right (GB 11643-1999).
//! ## Why it matters
//! An identity number must not be published.
//! ## Stays quiet
//! For credit codes, project codes and masked numbers: without a right check digit it is none.

use super::phone::digit_runs;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/identity-number",
    severity: Severity::Error,
    name: ["公民身份号码", "Identity number"],
    what: [
        "文中出现校验位正确的18位公民身份号码。",
        "An 18-digit identity number with a right check digit stands in the text.",
    ],
    why: ["身份号码不得公开。", "An identity number must not be published."],
    source: "个人信息保护法 第二十八条; GB 11643-1999",
    bad: "补贴对象：李某，身份证号11010519491231002X。\n",
    good: "补贴对象：李某，身份证号110105********002X，项目编码110105194912310021。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let found = digit_runs(&case.document.text).filter(|span| is_identity(case.str(*span)));
    found
        .map(|span| {
            let message = [
                "这里有完整的公民身份号码，公开前必须删除或隐去。".into(),
                "A complete identity number. It must be removed or masked before publishing.".into(),
            ];
            case.note(&RULE, Severity::Error, message, &[span])
        })
        .collect()
}

/// Check digit after GB 11643-1999, and a birth date that can be one.
fn is_identity(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if run.len() != 18 {
        return false;
    }
    let Some((digits, check)) = run.split_at_checked(17) else { return false };
    let Some(values) = digits.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else { return false };
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let right = "10X98765432".chars().nth((sum % 11) as usize);
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let date = (1900..2100).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14));
    date && check.to_ascii_uppercase().chars().next() == right
}

//! `disclosure/bank-account`: 银行账号
//!
//! ## What it checks
//! Twelve to twenty-one digits right after 账号、卡号、账户.
//! ## Why it matters
//! Account numbers are sensitive personal or business information.
//! ## Stays quiet
//! Without such a word in front: project codes and credit codes are as long.

use super::phone::digit_runs;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/bank-account",
    severity: Severity::Warning,
    name: ["银行账号", "Bank account number"],
    what: ["“账号”“卡号”之后的12至21位数字。", "Twelve to twenty-one digits after 账号 or 卡号."],
    why: ["金融账户信息不应公开。", "Account numbers should not be published."],
    source: "个人信息保护法 第二十八条",
    bad: "退款账号：6222020012345678901。\n",
    good: "退款账号：6222********8901。项目编码：450000210000000104678。\n",
    judge: Judge::Case(judge),
};

/// Bytes before the digits in which the word must stand.
const NEAR: usize = 30;

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let numbers = digit_runs(text).filter(|span| {
        let digits = case.str(*span);
        let start = span.range().start;
        let from = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        let before = text.get(from..start).unwrap_or_default();
        (12..=21).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && ["账号", "帐号", "卡号"].iter().any(|word| before.contains(word))
    });
    numbers
        .map(|span| {
            let message = [
                "这里有完整的银行账号，公开前请删除或隐去。".into(),
                "A complete account number. Please remove or mask it before publishing.".into(),
            ];
            case.note(&RULE, Severity::Warning, message, &[span])
        })
        .collect()
}

//! `disclosure/credit-code`: 统一社会信用代码校验不符
//!
//! ## What it checks
//! Eighteen characters after 统一社会信用代码: alphabet and check character (GB 32100-2015).
//! ## Why it matters
//! The code was mistyped and names nobody, or another body.
//! ## Stays quiet
//! Without the words 信用代码 before it, and when it is right.

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/credit-code",
    severity: Severity::Error,
    name: ["统一社会信用代码校验不符", "Credit code fails its check"],
    what: [
        "按GB 32100-2015核对统一社会信用代码的字符和校验位。",
        "Alphabet and check character of a unified social credit code.",
    ],
    why: ["代码有误，指向不存在的或别的单位。", "The code is mistyped and names nobody, or another body."],
    source: "GB 32100-2015",
    bad: "示例县档案馆，统一社会信用代码11430101006430036T。\n",
    good: "示例县档案馆，统一社会信用代码91350100M000100Y43。\n",
    judge: Judge::Case(judge),
};

/// Characters of the code in the order of their values; I O S V Z are not among them.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn judge(case: &Case) -> Vec<Finding> {
    let text = &case.document.text;
    let codes = text.match_indices("信用代码").filter_map(|(at, word)| {
        let after = text.get(at + word.len()..)?;
        let lead =
            after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || "为是：:（(）)".contains(c)).len();
        let start = at + word.len() + lead;
        let run = text.get(start..)?;
        let len = run.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(run.len());
        Some(Span::new(start, start + len))
    });
    // A code of another length is cut off or masked, which is for a reader to see.
    let wrong = codes.filter(|span| span.len() == 18 && !is_right(case.str(*span)));
    wrong
        .map(|span| {
            let code = case.str(span);
            let message = [
                format!("统一社会信用代码{code}的校验位不符，请与证书核对。"),
                format!("The credit code {code} fails its check character. Please compare with the certificate."),
            ];
            case.note(&RULE, Severity::Error, message, &[span])
        })
        .collect()
}

/// (31 − Σ value × 3^(i−1) mod 31) mod 31 is the value of the last character.
fn is_right(code: &str) -> bool {
    let values: Option<Vec<usize>> = code.chars().map(|c| ALPHABET.find(c.to_ascii_uppercase())).collect();
    let Some((check, values)) = values.as_deref().and_then(<[usize]>::split_last) else { return false };
    let (sum, _) = values.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    (31 - sum % 31) % 31 == *check
}

#[cfg(test)]
mod tests {
    use super::is_right;

    #[test]
    fn every_single_substitution_is_noticed() {
        let code = "91350100M000100Y43";
        assert!(is_right(code));
        for (at, was) in code.char_indices() {
            for c in super::ALPHABET.chars().filter(|c| *c != was) {
                let wrong = format!("{}{c}{}", &code[..at], &code[at + 1..]);
                assert!(!is_right(&wrong), "{wrong}");
            }
        }
    }
}

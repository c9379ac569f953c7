//! The list of problems as separated values, with the mark by which Excel knows UTF-8.

use super::{Imprint, Subject, cell, problems};
use rust_decimal::Decimal;

const HEADS: [&str; 13] =
    ["序号", "程度", "规则", "位置", "原文", "问题", "算式", "报告值", "相符的值", "相差", "建议", "处理", "规则编号"];

/// The list; its last line says how it came about.
pub fn write(subject: &Subject, imprint: &Imprint) -> String {
    let mut list = String::from("\u{FEFF}");
    list += &line(HEADS.map(str::to_owned));
    for problem in problems(subject, imprint) {
        let finding = problem.finding;
        let optional = |value: &Option<String>| value.clone().unwrap_or_default();
        list += &line([
            problem.number.to_string(),
            problem.severity().to_owned(),
            problem.rule.to_owned(),
            problem.place.clone(),
            problem.written.to_owned(),
            finding.message.zh.clone(),
            optional(&finding.equation),
            optional(&finding.stated),
            optional(&finding.expected),
            optional(&finding.difference),
            finding.hint.as_ref().map(|hint| hint.zh.clone()).unwrap_or_default(),
            problem.state().unwrap_or_default(),
            finding.rule.to_string(),
        ]);
    }
    let about = format!("{} · {} · {}", subject.file, subject.verdict(), imprint.line(subject));
    list + &line([about])
}

fn line<const N: usize>(values: [String; N]) -> String {
    values.map(|value| quoted(&value)).join(",") + "\r\n"
}

/// A value in quotation marks; one that is a number is no formula, also below zero.
fn quoted(value: &str) -> String {
    let value = if value.parse::<Decimal>().is_ok() { value.to_owned() } else { cell(value) };
    format!("\"{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_value_starts_no_formula() {
        let found = ["=1+1", "-0.5", "-2+3+cmd|' /C calc'!A0", "\t=1", "甲\"乙", "＝1"].map(quoted);
        assert_eq!(
            found,
            ["\"'=1+1\"", "\"-0.5\"", "\"'-2+3+cmd|' /C calc'!A0\"", "\"'\t=1\"", "\"甲\"\"乙\"", "\"'＝1\""]
        );
    }
}

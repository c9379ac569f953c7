//! The list of problems as Markdown.

use super::{Imprint, Subject, problems};

/// A heading, the verdict, a table of problems, and how it came about.
pub fn write(subject: &Subject, imprint: &Imprint) -> String {
    let mut list = format!("# {}：问题清单\n\n文件：{}\n\n", plain(&subject.title()), plain(subject.file));
    list += &format!("{}。\n\n", subject.verdict());
    list += "| 序号 | 程度 | 规则 | 位置 | 问题 | 算式 | 相符的值 | 建议 | 处理 |\n|---:|---|---|---|---|---|---:|---|---|\n";
    for problem in problems(subject, imprint) {
        let finding = problem.finding;
        let cells = [
            problem.number.to_string(),
            problem.severity().to_owned(),
            problem.rule.to_owned(),
            problem.place.clone(),
            finding.message.zh.clone(),
            finding.equation.clone().unwrap_or_default(),
            finding.expected.clone().unwrap_or_default(),
            finding.hint.as_ref().map(|hint| hint.zh.clone()).unwrap_or_default(),
            problem.state().unwrap_or_default(),
        ];
        list += &format!("| {} |\n", cells.map(|cell| plain(&cell)).join(" | "));
    }
    list + &format!("\n{}\n", plain(&imprint.line(subject)))
}

/// A text on one line in which nothing is markup, of Markdown or of HTML.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\n' | '\r' | '\t' => plain.push(' '),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '$' => plain.extend(['\\', one]),
            one if one.is_control() => {}
            one => plain.push(one),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            plain("<script>a|b</script>\n[甲](javascript:1)"),
            "&lt;script&gt;a\\|b&lt;/script&gt; \\[甲\\](javascript:1)"
        );
    }
}

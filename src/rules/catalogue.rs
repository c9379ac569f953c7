use super::{ALL, Judge, Severity};
use std::fmt::Write;

/// The catalogue of rules as Markdown: id, gravity, what, why, source, with the example that raises each.
pub fn catalogue() -> String {
    let mut page = String::from("# 勾稽规则目录 / Catalogue of rules\n");
    for rule in ALL {
        let severity = match rule.severity {
            Severity::Error => "错误 error",
            Severity::Warning => "提醒 warning",
            Severity::Info => "提示 info",
        };
        let [name, name_en] = rule.name;
        let _ = write!(page, "\n## `{}` {name} / {name_en}\n\n{severity} · {}\n\n", rule.id, rule.source);
        for text in [rule.what, rule.why] {
            let _ = write!(page, "{}\n\n{}\n\n", text[0], text[1]);
        }
        if let Judge::Formula(formula) = rule.judge {
            let _ = write!(page, "`{formula}`\n\n");
        }
        let _ = write!(page, "```text\n{}\n```\n", rule.bad);
    }
    page
}

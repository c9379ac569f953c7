//! Names of the files that are handed on: unit, year, what it is, date.

use super::{Imprint, Subject};
use std::collections::BTreeSet;

/// Characters of a unit's name, and of a file's, that are kept.
const LONGEST: usize = 60;

/// `示例县档案馆2023年_问题清单_20261201.xlsx`: as every system can store it.
pub fn file_name(subject: &Subject, imprint: &Imprint, what: &str, ending: &str) -> String {
    let summary = &subject.report.summary;
    let stem = subject.file.rsplit_once('.').map_or(subject.file, |(stem, _)| stem);
    let unit = plain(summary.unit.as_deref().unwrap_or(stem));
    let year = summary.year.filter(|_| summary.unit.is_some()).map(|year| format!("{year}年")).unwrap_or_default();
    format!("{}{year}_{what}_{}.{ending}", if unit.is_empty() { "报告" } else { &unit }, imprint.time.compact())
}

/// What may stand in a name on every system, and moves no file elsewhere.
fn plain(name: &str) -> String {
    let fits = |one: &char| {
        !one.is_control()
            && !"/\\:*?\"<>|%$`!~^&#{}[]".contains(*one)
            && !matches!(one, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let kept: String = name.chars().filter(fits).take(LONGEST).collect();
    kept.trim_matches(|one: char| one.is_whitespace() || "=+-@.'".contains(one)).to_owned()
}

/// Names that were given away: a second file of the same name gets a number.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// A name of its own: `a.xlsx`, `a(2).xlsx`, …
    pub fn own(&mut self, name: String) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let own = (1_u32..).map(|number| if number == 1 { name.clone() } else { format!("{stem}({number}).{ending}") });
        let own = own.into_iter().find(|name| !self.0.contains(&name.to_lowercase())).unwrap_or_default();
        self.0.insert(own.to_lowercase());
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_starts_nothing() {
        assert_eq!(plain("../../etc/示例县"), "etc示例县");
        assert_eq!(plain("=cmd|' /C calc'!A0"), "cmd' C calc'A0");
        assert_eq!(plain("<img src=x onerror=alert(1)>"), "img src=x onerror=alert(1)");
        assert_eq!(plain("甲\u{202E}fdp\n"), "甲fdp");
    }

    #[test]
    fn a_second_file_of_a_name_is_numbered() {
        let mut names = Names::default();
        assert_eq!(["a.csv", "A.csv", "a.csv"].map(|name| names.own(name.into())), ["a.csv", "A(2).csv", "a(3).csv"]);
    }
}

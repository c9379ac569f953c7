//! What was set aside (搁置), as it is kept in a file: problems that somebody verified to be none, with a note.

use super::Key;
use crate::report::{Report, Summary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that was set aside, in any report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Tells a decision file from any other.
    pub gouji: Kind,
    /// Version of this form.
    pub version: u8,
    /// What was set aside, the latest last.
    pub aside: Vec<Aside>,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A decision file.
    #[default]
    Decisions,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The report it was taken in.
    pub report: About,
    /// What is set aside there.
    pub what: What,
    /// Why; may be empty.
    #[serde(default)]
    pub note: String,
}

/// What is set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// One problem.
    Problem(Key),
    /// Everything a rule finds in the report, by its id.
    Rule(String),
}

/// A report, as far as a later version of it is known by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Reporting unit (预算单位).
    pub unit: Option<String>,
    /// Report year (评价年度).
    pub year: Option<u16>,
    /// Title; empty if none was found.
    #[serde(default)]
    pub title: String,
}

impl Default for Decisions {
    fn default() -> Self {
        Self { gouji: Kind::Decisions, version: 1, aside: Vec::new() }
    }
}

impl About {
    /// What a report says it is.
    pub fn of(summary: &Summary) -> Self {
        Self { unit: summary.unit.clone(), year: summary.year, title: summary.title.clone() }
    }

    /// Whether both are the same report: of one unit and year, as far as either says; else of one title.
    fn is_same(&self, other: &Self) -> bool {
        let agree = |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
        let years_agree = self.year.is_none() || other.year.is_none() || self.year == other.year;
        agree(&self.unit, &other.unit)
            && years_agree
            && (self.unit.is_some() && self.unit == other.unit || self.title == other.title)
    }
}

impl Decisions {
    /// For each problem the decision (position in `aside`) that sets it aside; the latest counts. Without a report, for
    /// problems between files, what was decided in any.
    pub fn of(&self, report: Option<&About>, problems: &[Key]) -> Vec<Option<usize>> {
        let mut of_rule: BTreeMap<&str, Vec<(usize, &What)>> = BTreeMap::new();
        for (at, aside) in self.aside.iter().enumerate() {
            let rule = match &aside.what {
                What::Problem(key) => &key.rule,
                What::Rule(rule) if report.is_some() => rule,
                What::Rule(_) => continue,
            };
            if report.is_none_or(|report| aside.report.is_same(report)) {
                of_rule.entry(rule).or_default().push((at, &aside.what));
            }
        }
        let sets_aside = |what: &What, problem: &Key| match what {
            What::Problem(key) => key.is_same(problem),
            What::Rule(_) => true,
        };
        let decided = |problem: &Key| {
            let decisions = of_rule.get(problem.rule.as_str())?;
            decisions.iter().rev().find(|(_, what)| sets_aside(what, problem)).map(|(at, _)| *at)
        };
        problems.iter().map(decided).collect()
    }

    /// For each finding of a report the note of the decision that sets it aside.
    pub fn notes(&self, report: &Report) -> Vec<Option<&str>> {
        let keys: Vec<Key> = report.findings.iter().map(|finding| Key::of(finding, &report.document)).collect();
        let decided = self.of(Some(&About::of(&report.summary)), &keys);
        let note = |at: usize| self.aside.get(at).map(|aside| aside.note.as_str());
        decided.into_iter().map(|at| at.and_then(note)).collect()
    }

    /// Takes what is set aside out of a report; how many problems that were.
    pub fn apply(&self, report: &mut Report) -> usize {
        let mut is_left = self.notes(report).into_iter().map(|note| note.is_none()).collect::<Vec<_>>().into_iter();
        let before = report.findings.len();
        report.findings.retain(|_| is_left.next().unwrap_or(true));
        before - report.findings.len()
    }

    /// Adds the decisions of another file that are not there yet.
    pub fn merge(&mut self, other: Self) {
        for aside in other.aside {
            if !self.aside.contains(&aside) {
                self.aside.push(aside);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::{Options, check, read};

    const REPORT: &str = "示例县林业局2024年度部门整体支出绩效自评报告\n一、情况\n\
        甲项目支出160.50万元，其中：设备购置100.20万元，场地维护50.30万元。\n\
        乙项目支出281.60万元，其中：设备购置200.30万元，场地维护71.30万元。";

    fn report(text: &str) -> Report {
        let document: Document = read::text(text);
        check(document, &Options::default())
    }

    fn aside(report: &Report, what: impl Fn(&Key) -> What, at: usize) -> Decisions {
        let key = report.findings.get(at).map(|finding| Key::of(finding, &report.document)).unwrap();
        let aside = Aside { report: About::of(&report.summary), what: what(&key), note: "已核实".into() };
        Decisions { aside: vec![aside], ..Decisions::default() }
    }

    #[test]
    fn a_problem_set_aside_is_known_again_after_edits_around_it() {
        let first = report(REPORT);
        assert_eq!(first.findings.len(), 2);
        let decisions = aside(&first, |key| What::Problem(key.clone()), 1);
        assert_eq!(decisions.notes(&first), [None, Some("已核实")]);
        let mut left = first.clone();
        assert_eq!((decisions.apply(&mut left), left.findings.len()), (1, 1));
        let edited =
            report(&REPORT.replace("一、情况", "一、情况\n新写的一段。").replace("乙项目支出", "其中乙项目全年支出"));
        assert_eq!(decisions.notes(&edited), [None, Some("已核实")]);
        let other_figure = report(&REPORT.replace("281.60", "291.60"));
        assert_eq!(decisions.notes(&other_figure), [None, None]);
    }

    #[test]
    fn a_rule_is_set_aside_in_its_report_alone() {
        let first = report(REPORT);
        let decisions = aside(&first, |key| What::Rule(key.rule.clone()), 0);
        assert_eq!(decisions.notes(&first), [Some("已核实"), Some("已核实")]);
        let other = report(&REPORT.replace("示例县林业局", "示例县水务局").replace("2024", "2023"));
        assert_eq!(decisions.notes(&other), [None, None]);
    }

    #[test]
    fn a_decision_file_is_read_as_it_was_written_and_joined_without_doubles() {
        let decisions = aside(&report(REPORT), |key| What::Problem(key.clone()), 0);
        let written = serde_json::to_string(&decisions).unwrap();
        assert!(written.starts_with(r#"{"gouji":"decisions","version":1,"aside":[{"report":{"unit":"#), "{written}");
        let mut read: Decisions = serde_json::from_str(&written).unwrap();
        assert_eq!(read, decisions);
        read.merge(decisions.clone());
        assert_eq!(read, decisions);
    }
}

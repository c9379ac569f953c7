//! What is handed on: the file itself with its problems in it (批注), and lists, pages and letters about it.
//!
//! Everything here takes a finished [`Report`] and gives bytes; the time comes from outside, so that the same report gives
//! the same bytes. What is handed on is in Chinese. Nothing in it can start a script or a formula: texts of the report are
//! escaped for each format where they are written (`markup`, `cell`).

mod anchor;
mod book;
mod csv;
mod docx;
mod html;
mod json;
mod letter;
mod markdown;
mod markup;
mod moment;
mod name;
mod pack;
mod pdf;
mod sarif;
mod sheet;
mod xlsx;

pub use book::{Row, overview};
pub use moment::Moment;
pub use name::{Names as FileNames, file_name};

use crate::Options;
use crate::document::Source;
use crate::report::{Finding, Places, Report, Severity};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What every export says about how it came about (出处).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// Version of the program.
    pub version: String,
    /// The rules that were applied, in words.
    pub rules: String,
    /// When.
    pub time: Moment,
    /// Names of the rules by their id, in Chinese.
    pub names: BTreeMap<String, String>,
}

/// A checked file that is handed on.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Its name, without folders.
    pub file: &'a str,
    /// SHA-256 of its bytes, in hexadecimal digits; empty where there was no file, for pasted text.
    pub sha256: &'a str,
    /// What was found in it.
    pub report: &'a Report,
    /// Problems set aside (已核实，不是问题): id of the finding → what was noted with it, which may be nothing.
    pub aside: &'a BTreeMap<String, String>,
}

/// A form in which something is handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The list as a workbook.
    Xlsx,
    /// The list as separated values.
    Csv,
    /// The list as Markdown.
    Markdown,
    /// The command line's JSON, with the imprint.
    Json,
    /// The text as read with the problems beside it, as one page that needs no network.
    Html,
    /// A review letter (审核意见).
    Letter,
    /// For programs that show problems in review.
    Sarif,
}

impl Form {
    /// What the file is called by, and how its name ends.
    pub fn called(self) -> [&'static str; 2] {
        match self {
            Self::Xlsx => ["问题清单", "xlsx"],
            Self::Csv => ["问题清单", "csv"],
            Self::Markdown => ["问题清单", "md"],
            Self::Json => ["核对结果", "json"],
            Self::Html => ["核对报告", "html"],
            Self::Letter => ["审核意见", "docx"],
            Self::Sarif => ["核对结果", "sarif"],
        }
    }

    /// The file. A letter is written on `template` (.docx with 【占位符】) if one is given and can be read.
    pub fn write(self, subject: &Subject, imprint: &Imprint, template: Option<&[u8]>) -> Vec<u8> {
        match self {
            Self::Xlsx => book::write(subject, imprint),
            Self::Csv => csv::write(subject, imprint).into_bytes(),
            Self::Markdown => markdown::write(subject, imprint).into_bytes(),
            Self::Json => json::write(subject, imprint).into_bytes(),
            Self::Html => html::write(subject, imprint).into_bytes(),
            Self::Letter => letter::write(subject, imprint, template),
            Self::Sarif => sarif::write(subject, imprint).into_bytes(),
        }
    }
}

/// The file with its problems in it, and the ending of its name: comments in a Word file, notes in a workbook, highlights
/// in a PDF; for anything else, and for a file that cannot be added to, the text as read as a web page.
pub fn annotated(bytes: &[u8], subject: &Subject, imprint: &Imprint) -> (Vec<u8>, &'static str) {
    let own = match subject.report.document.source {
        Source::Docx => docx::annotated(bytes, subject, imprint).map(|bytes| (bytes, "docx")),
        Source::Xlsx => xlsx::annotated(bytes, subject, imprint).map(|bytes| (bytes, "xlsx")),
        Source::Pdf => pdf::annotated(bytes, subject, imprint).map(|bytes| (bytes, "pdf")),
        _ => None,
    };
    own.unwrap_or_else(|| (html::write(subject, imprint).into_bytes(), "html"))
}

/// SHA-256 of a file, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The template of the letter that is built in, for an office to change.
pub fn letter_template() -> Vec<u8> {
    letter::built_in()
}

impl Imprint {
    /// What is said of a check with these settings, at this time; `names` are those of all rules.
    pub fn new(version: &str, options: &Options, time: Moment, names: BTreeMap<String, String>) -> Self {
        let off = names.keys().filter(|rule| options.is_off(rule)).count();
        let mut rules = match off {
            0 => format!("全部{}条规则", names.len()),
            off => format!("{}条规则（另有{off}条关闭）", names.len() - off),
        };
        match options.formulas().count() {
            0 => {}
            own => rules += &format!("、自定公式{own}条"),
        }
        if !options.tolerance.is_zero() {
            rules += &format!("、容差{}元", options.tolerance);
        }
        Self { version: version.into(), rules, time, names }
    }

    /// One line: program, rules, time, file.
    fn line(&self, subject: &Subject) -> String {
        let mut line = format!("勾稽 {} · {} · {}", self.version, self.rules, self.time.shown());
        if !subject.sha256.is_empty() {
            line += &format!(" · 文件 SHA-256 {}", subject.sha256);
        }
        line
    }

    fn name<'a>(&'a self, rule: &'a str) -> &'a str {
        self.names.get(rule).map_or(rule, String::as_str)
    }
}

impl Subject<'_> {
    /// Unit and year as far as they are known, else the name of the file.
    fn title(&self) -> String {
        let summary = &self.report.summary;
        match (&summary.unit, summary.year) {
            (Some(unit), Some(year)) => format!("{unit}{year}年度"),
            (Some(unit), None) => unit.clone(),
            (None, _) => self.file.to_owned(),
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let open = |finding: &&Finding| finding.severity == severity && !self.aside.contains_key(&finding.id);
        self.report.findings.iter().filter(open).count()
    }

    /// The verdict line: with its denominator.
    fn verdict(&self) -> String {
        let report = self.report;
        let agree = report.relations.iter().filter(|relation| relation.agrees()).count();
        format!(
            "错误{}个、提醒{}个、提示{}个；识别数字{}个，参加核对{}个；勾稽关系{}条，相符{agree}条",
            self.count(Severity::Error),
            self.count(Severity::Warning),
            self.count(Severity::Info),
            report.coverage.quantities,
            report.coverage.checked,
            report.relations.len(),
        )
    }
}

/// A finding with all that is said of it.
struct Problem<'a> {
    /// Its number in every list, from 1.
    number: usize,
    finding: &'a Finding,
    /// Name of its rule.
    rule: &'a str,
    /// Where it stands, in words.
    place: String,
    /// What stands there.
    written: &'a str,
    /// The note with which it was set aside.
    aside: Option<&'a str>,
}

/// The problems of a report, gravest first, in the order of the report.
fn problems<'a>(subject: &Subject<'a>, imprint: &'a Imprint) -> Vec<Problem<'a>> {
    let document = &subject.report.document;
    let places = Places::new(document);
    let problem = |(number, finding): (usize, &'a Finding)| {
        let first = finding.marks.first().map(|mark| mark.span);
        Problem {
            number,
            finding,
            rule: imprint.name(&finding.rule),
            place: first.map(|span| places.of(span).zh).unwrap_or_default(),
            written: first.map(|span| document.str(span)).unwrap_or_default(),
            aside: subject.aside.get(&finding.id).map(String::as_str),
        }
    };
    (1..).zip(&subject.report.findings).map(problem).collect()
}

impl Problem<'_> {
    fn severity(&self) -> &'static str {
        severity(self.finding.severity)
    }

    /// What a comment at the place says, line by line.
    fn remark(&self) -> Vec<String> {
        let finding = self.finding;
        let mut lines =
            vec![format!("【{}】{}（{}）", self.severity(), self.rule, finding.rule), finding.message.zh.clone()];
        lines.extend(finding.equation.as_ref().map(|equation| format!("算式：{equation}")));
        lines.extend(finding.expected.as_ref().map(|value| format!("相符的值：{value}")));
        lines.extend(finding.hint.as_ref().map(|hint| format!("建议：{}", hint.zh)));
        lines.extend(self.state());
        lines
    }

    /// That it was set aside, and why.
    fn state(&self) -> Option<String> {
        match self.aside? {
            "" => Some("已核实，不是问题".into()),
            note => Some(format!("已核实，不是问题：{note}")),
        }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Info => "提示",
    }
}

/// A text that a spreadsheet program takes for no formula, whatever it begins with.
fn cell(text: &str) -> String {
    let starts = |one: char| matches!(one, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(starts) { format!("'{text}") } else { text.to_owned() }
}

use super::{Finding, Mark, Operand, Relation, Report, Role, Severity, Text, Verdict};
use crate::document::{LineIndex, Span};
use rust_decimal::Decimal;
use serde::Serialize;

/// The command line's contract, version 1: one JSON object on one line.
///
/// `start` and `end` are UTF-8 byte offsets into the canonical text (`gouji text FILE`), numbers are decimal strings.
pub fn to_json_line(file: &str, report: &Report) -> serde_json::Result<String> {
    let lines = LineIndex::new(&report.document.text);
    let document = Head {
        title: &report.summary.title,
        unit: report.summary.unit.as_deref(),
        year: report.summary.year,
        template: &report.summary.template,
        characters: report.document.text.chars().count(),
        tables: report.document.tables().count(),
        quantities: report.quantities.len(),
    };
    let relations = report.relations.iter().map(|relation| RelationLine::new(relation, &lines)).collect();
    let findings = report.findings.iter().map(|finding| FindingLine::new(finding, &lines)).collect();
    serde_json::to_string(&Line { schema: 1, file, document, relations, findings })
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u8,
    file: &'a str,
    document: Head<'a>,
    relations: Vec<RelationLine<'a>>,
    findings: Vec<FindingLine<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    unit: Option<&'a str>,
    year: Option<u16>,
    template: &'a str,
    characters: usize,
    tables: usize,
    quantities: usize,
}

#[derive(Serialize)]
struct RelationLine<'a> {
    rule: &'a str,
    verdict: Verdict,
    equation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    stated: Option<Decimal>,
    expected: Option<Decimal>,
    spans: Vec<SpanLine>,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a Text,
    equation: Option<&'a str>,
    stated: Option<&'a str>,
    expected: Option<&'a str>,
    difference: Option<&'a str>,
    hint: Option<&'a Text>,
    spans: Vec<SpanLine>,
}

#[derive(Serialize)]
struct SpanLine {
    start: u32,
    end: u32,
    line: u32,
    role: Role,
}

impl SpanLine {
    fn new(Span { start, end }: Span, role: Role, lines: &LineIndex) -> Self {
        Self { start, end, line: lines.line(start), role }
    }
}

impl<'a> RelationLine<'a> {
    fn new(relation: &'a Relation, lines: &LineIndex) -> Self {
        let place = |operand: &Operand| SpanLine::new(operand.span, operand.role, lines);
        Self {
            rule: &relation.rule,
            verdict: relation.verdict,
            equation: &relation.equation,
            name: relation.name.as_deref(),
            stated: relation.stated,
            expected: relation.expected,
            spans: relation.operands.iter().map(place).collect(),
        }
    }
}

impl<'a> FindingLine<'a> {
    fn new(finding: &'a Finding, lines: &LineIndex) -> Self {
        let place = |mark: &Mark| SpanLine::new(mark.span, mark.role, lines);
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            equation: finding.equation.as_deref(),
            stated: finding.stated.as_deref(),
            expected: finding.expected.as_deref(),
            difference: finding.difference.as_deref(),
            hint: finding.hint.as_ref(),
            spans: finding.marks.iter().map(place).collect(),
        }
    }
}

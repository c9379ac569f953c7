use super::{Coverage, Finding, Mark, Operand, Places, Relation, Report, Role, Severity, Text, Verdict};
use crate::document::{Document, LineIndex, Note, Seams, Source, Span};
use rust_decimal::Decimal;
use serde::Serialize;

/// The command line's contract, version 1: one JSON object on one line.
///
/// `start` and `end` are UTF-8 byte offsets into the canonical text (`gouji text FILE`), numbers are decimal strings;
/// `place` says where a span stands in a file whose text is not the file itself.
pub fn to_json_line(file: &str, report: &Report) -> serde_json::Result<String> {
    let lines = Locator::new(&report.document);
    let said = |note: &Note| Text { zh: note.zh(), en: note.english() };
    let document = Head {
        title: &report.summary.title,
        unit: report.summary.unit.as_deref(),
        year: report.summary.year,
        template: &report.summary.template,
        characters: report.document.text.chars().count(),
        tables: report.document.tables().count(),
        quantities: report.quantities.len(),
        coverage: report.coverage,
        source: report.document.source,
        notes: report.document.notes.iter().map(said).collect(),
    };
    let relations = report.relations.iter().map(|relation| RelationLine::new(relation, &lines)).collect();
    let alone = |mark: &Mark| lines.span(mark.span, mark.role);
    let findings = report.findings.iter().map(|finding| FindingLine::new(finding, finding.marks.iter().map(alone)));
    let findings = findings.collect();
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
    coverage: Coverage,
    source: Source,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Text>,
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
    spans: Vec<SpanLine<'a>>,
}

/// A finding on its line.
#[derive(Serialize)]
pub(crate) struct FindingLine<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a Text,
    equation: Option<&'a str>,
    stated: Option<&'a str>,
    expected: Option<&'a str>,
    difference: Option<&'a str>,
    hint: Option<&'a Text>,
    spans: Vec<SpanLine<'a>>,
}

/// A place of a finding or relation.
#[derive(Serialize)]
pub(crate) struct SpanLine<'a> {
    start: u32,
    end: u32,
    line: u32,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Name of the file, where several are spoken of.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> SpanLine<'a> {
    /// The same place, with the file it stands in.
    pub fn of_file(mut self, name: &'a str) -> Self {
        self.file = Some(name);
        self
    }
}

/// Lines and places of one document.
pub(crate) struct Locator<'a> {
    lines: LineIndex,
    seams: Seams,
    places: Option<Places<'a>>,
}

impl<'a> Locator<'a> {
    pub fn new(document: &'a Document) -> Self {
        let places = (document.source != Source::Text).then(|| Places::new(document));
        Self { lines: LineIndex::new(&document.given()), seams: Seams::new(document), places }
    }

    pub fn span(&self, span: Span, role: Role) -> SpanLine<'a> {
        let Span { start, end } = self.seams.given(span);
        let place = self.places.as_ref().map(|places| places.of(span).zh);
        SpanLine { start, end, line: self.lines.line(start), role, place, file: None }
    }
}

impl<'a> RelationLine<'a> {
    fn new(relation: &'a Relation, lines: &Locator<'a>) -> Self {
        let place = |operand: &Operand| lines.span(operand.span, operand.role);
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
    pub fn new(finding: &'a Finding, spans: impl Iterator<Item = SpanLine<'a>>) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            equation: finding.equation.as_deref(),
            stated: finding.stated.as_deref(),
            expected: finding.expected.as_deref(),
            difference: finding.difference.as_deref(),
            hint: finding.hint.as_ref(),
            spans: spans.collect(),
        }
    }
}

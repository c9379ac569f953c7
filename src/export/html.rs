//! The text as read with its problems beside it: one page that needs no network, and under whose policy no script runs but
//! its own.

use super::markup::escaped;
use super::{Imprint, Problem, Subject, problems};
use crate::document::{Block, Document, Span, Table};
use crate::report::Severity;
use sha2::{Digest, Sha256};

const SCRIPT: &str = include_str!("html/page.js");
const STYLE: &str = include_str!("html/page.css");

/// The page.
pub fn write(subject: &Subject, imprint: &Imprint) -> String {
    let problems = problems(subject, imprint);
    let marks = Marks::of(&problems);
    let title = escaped(&format!("{}：核对报告", subject.title()));
    let document = &subject.report.document;
    let blocks: String = document.blocks.iter().map(|block| shown(document, block, &marks)).collect();
    let cards: String = problems.iter().map(card).collect();
    let notes: String = document.notes.iter().map(|note| format!("<p>{}</p>", escaped(&note.zh()))).collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{}'; \
         style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><header><h1>{title}</h1><p>文件：{}</p><p>{}</p>{notes}</header>\
         <div class=\"both\"><main tabindex=\"0\">{blocks}</main>\
         <aside tabindex=\"0\"><ol>{cards}</ol></aside></div><footer>{}</footer><script>{SCRIPT}</script></body></html>\n",
        digest(SCRIPT),
        digest(STYLE),
        escaped(subject.file),
        escaped(&subject.verdict()),
        escaped(&imprint.line(subject)),
    )
}

/// SHA-256 as a policy names it.
fn digest(content: &str) -> String {
    base64(&Sha256::digest(content))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let letter = LETTERS.get((bits >> shift & 63) as usize).copied().map_or('=', char::from);
            text.push(if at > three.len() { '=' } else { letter });
        }
    }
    text
}

/// The places of all problems, in text order.
struct Marks(Vec<Mark>);

struct Mark {
    span: Span,
    /// Number of the problem.
    of: usize,
    /// Whether it is where to look first.
    first: bool,
    severity: Severity,
}

impl Marks {
    fn of(problems: &[Problem]) -> Self {
        let mut marks = Vec::new();
        for problem in problems {
            let severity = problem.finding.severity;
            marks.extend(problem.finding.marks.iter().enumerate().map(|(at, mark)| Mark {
                span: mark.span,
                of: problem.number,
                first: at == 0,
                severity,
            }));
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.of));
        Self(marks)
    }

    /// The marks that begin in a stretch of text.
    fn within(&self, span: Span) -> &[Mark] {
        let from = self.0.partition_point(|mark| mark.span.start < span.start);
        let to = self.0.partition_point(|mark| mark.span.start < span.end);
        self.0.get(from..to).unwrap_or_default()
    }
}

/// A stretch of text, its marked parts as such.
fn text(document: &Document, span: Span, marks: &Marks) -> String {
    let marks = marks.within(span);
    let inside = |at: u32| at.clamp(span.start, span.end);
    let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start, inside(mark.span.end)]).collect();
    cuts.extend([span.start, span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut written = String::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let part = Span { start: *start, end: *end };
        let here: Vec<&Mark> = marks.iter().filter(|mark| mark.span.contains(part)).collect();
        let shown = escaped(document.str(part));
        let gravest = here.iter().map(|mark| rank(mark.severity)).min();
        match gravest.and_then(|rank| CLASSES.get(rank)) {
            Some(class) => {
                let of = listed(here.iter().copied());
                let first = listed(here.iter().copied().filter(|mark| mark.first));
                written += &format!("<mark class=\"{class}\" data-of=\"{of}\" data-first=\"{first}\">{shown}</mark>");
            }
            None => written += &shown,
        }
    }
    written
}

const CLASSES: [&str; 3] = ["error", "warning", "info"];

fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

fn listed<'a>(marks: impl Iterator<Item = &'a Mark>) -> String {
    marks.map(|mark| mark.of.to_string()).collect::<Vec<_>>().join(" ")
}

fn shown(document: &Document, block: &Block, marks: &Marks) -> String {
    match block {
        Block::Paragraph(paragraph) => {
            let class = if paragraph.level.is_some() { " class=\"heading\"" } else { "" };
            format!("<p{class}>{}</p>\n", text(document, paragraph.span, marks))
        }
        Block::Table(table) => format!("<table>{}</table>\n", rows(document, table, marks)),
    }
}

fn rows(document: &Document, table: &Table, marks: &Marks) -> String {
    let row = |row: u32| {
        let cells: String = table
            .row(row)
            .iter()
            .map(|cell| {
                let span =
                    |name: &str, count: u32| if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() };
                let (down, across) = (span("rowspan", cell.row_span), span("colspan", cell.column_span));
                format!("<td{down}{across}>{}</td>", text(document, cell.span, marks))
            })
            .collect();
        format!("<tr>{cells}</tr>")
    };
    (0..table.rows).map(row).collect()
}

fn card(problem: &Problem) -> String {
    let finding = problem.finding;
    let class = CLASSES.get(rank(finding.severity)).copied().unwrap_or_default();
    let aside = if problem.aside.is_some() { " aside" } else { "" };
    let line = |class: &str, text: &str| format!("<p class=\"{class}\">{}</p>", escaped(text));
    let mut lines = line("place", &format!("{} · {}", problem.severity(), problem.place));
    lines += &format!("<p><b>{}</b></p>", escaped(problem.rule));
    lines += &line("message", &finding.message.zh);
    lines.extend(finding.equation.iter().map(|equation| line("equation", equation)));
    lines.extend(finding.expected.iter().map(|value| line("expected", &format!("相符的值：{value}"))));
    lines.extend(finding.hint.iter().map(|hint| line("hint", &hint.zh)));
    lines.extend(problem.state().map(|state| line("state", &state)));
    format!("<li class=\"{class}{aside}\" id=\"problem-{}\" tabindex=\"0\">{lines}</li>\n", problem.number)
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_in_64_letters() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }
}

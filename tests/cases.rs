//! Runs the case files: Markdown that is prose and test at once. Their form is described in `tests/cases/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

use gouji::document::Span;
use gouji::report::{Finding, Report, Severity, Verdict};
use gouji::{Options, check, read, rules};
use std::fs;
use std::path::{Path, PathBuf};

/// One `## heading` with its report and what is expected of it.
struct Case {
    title: String,
    html: bool,
    text: String,
    expected: Vec<Expected>,
}

/// One expectation, with the place of its carets if it has one.
struct Expected {
    what: What,
    place: Option<Span>,
    written: String,
}

enum What {
    Quiet,
    Nothing(String),
    Finding(Severity, String),
    Relation(String, Verdict),
}

#[test]
fn every_case_is_as_it_says() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut files);
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in &files {
        let source = fs::read_to_string(file).unwrap();
        let rule = own_rule(file);
        for case in parse(&source) {
            count += 1;
            let complaints = run(&case, rule);
            let place = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display();
            wrong.extend(complaints.into_iter().map(|complaint| format!("{place}: {}\n    {complaint}", case.title)));
        }
    }
    assert!(count > 0, "no case was found");
    assert!(wrong.is_empty(), "{} of {count} cases are not as they say:\n{}", wrong.len(), wrong.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md") {
            files.push(path);
        }
    }
}

/// `tests/cases/complete/empty-section.md` speaks for the rule `complete/empty-section`.
fn own_rule(file: &Path) -> Option<&'static str> {
    let family = file.parent()?.file_name()?.to_str()?;
    let id = format!("{family}/{}", file.file_stem()?.to_str()?);
    rules::ALL.iter().map(|rule| rule.id).find(|rule| *rule == id)
}

fn parse(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut title = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading.to_string();
        } else if let Some(info) = line.strip_prefix("```report") {
            let mut case =
                Case { title: title.clone(), html: info.trim() == "html", text: String::new(), expected: Vec::new() };
            let mut last_line = (0, "");
            for line in lines.by_ref().take_while(|line| *line != "```") {
                match line.trim_start().strip_prefix('^') {
                    Some(_) => case.expected.push(marked(line, last_line)),
                    None => {
                        last_line = (case.text.len(), line);
                        case.text.push_str(line);
                        case.text.push('\n');
                    }
                }
            }
            cases.push(case);
        } else if let (Some(case), Some(what)) = (cases.last_mut().filter(|case| case.title == title), what(line)) {
            case.expected.push(Expected { what, place: None, written: line.trim().to_string() });
        }
    }
    for case in &cases {
        assert!(!case.expected.is_empty(), "the case “{}” expects nothing", case.title);
    }
    cases
}

/// `    ^^^^ sum/prose broken` under the line that begins at `start`.
fn marked(line: &str, (start, text): (usize, &str)) -> Expected {
    let carets_from = line.find('^').unwrap();
    let carets = line[carets_from..].chars().take_while(|c| *c == '^').count();
    let written = line[carets_from + carets..].trim();
    let what = what(written).unwrap_or_else(|| panic!("`{written}` is no expectation"));
    let columns = line[..carets_from].chars().map(width).sum::<usize>();
    let (mut from, mut to, mut column) = (text.len(), text.len(), 0);
    for (at, c) in text.char_indices() {
        let next = column + width(c);
        if column < columns + carets && columns < next {
            from = from.min(at);
            to = at + c.len_utf8();
        }
        column = next;
    }
    assert!(from < to, "the carets of `{written}` point at nothing in “{text}”");
    Expected { what, place: Some(Span::new(start + from, start + to)), written: line.trim().to_string() }
}

/// Columns a character takes in an editor with a fixed-width Chinese font.
fn width(c: char) -> usize {
    if u32::from(c) < 0x2000 { 1 } else { 2 }
}

/// Reads an expectation; prose is none.
fn what(line: &str) -> Option<What> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = |id: &&str| id.contains('/') && id.is_ascii();
    match words.as_slice() {
        ["quiet"] => Some(What::Quiet),
        ["no", id] if known(id) => Some(What::Nothing(id.to_string())),
        [severity, id] if known(id) => {
            let severity = match *severity {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "info" => Severity::Info,
                _ => return None,
            };
            Some(What::Finding(severity, id.to_string()))
        }
        [id, verdict] if known(id) => {
            let verdict = match *verdict {
                "holds" => Verdict::Holds,
                "rounding" => Verdict::Rounding,
                "broken" => Verdict::Broken,
                "open" => Verdict::Open,
                _ => return None,
            };
            Some(What::Relation(id.to_string(), verdict))
        }
        _ => None,
    }
}

/// What is not as expected.
fn run(case: &Case, own: Option<&str>) -> Vec<String> {
    let document = if case.html { read::html(&case.text) } else { read::text(&case.text) };
    let report = check(document, &Options::default());
    let mut complaints: Vec<String> = case
        .expected
        .iter()
        .filter(|expected| !met(expected, &report, own))
        .map(|e| format!("not so: {}", e.written))
        .collect();
    let quiet = case.expected.iter().any(|expected| matches!(expected.what, What::Quiet));
    let own_finding =
        |finding: &&Finding| Some(finding.rule.as_ref()) == own && (!quiet || finding.relations.is_empty());
    let raised = report.findings.iter().filter(own_finding).count();
    let awaited = case.expected.iter().filter(|expected| match &expected.what {
        What::Finding(_, id) => Some(id.as_str()) == own,
        // A relation that fails speaks through its rule; so does one that only rounding explains.
        What::Relation(id, Verdict::Broken | Verdict::Rounding) => Some(id.as_str()) == own,
        _ => false,
    });
    let awaited = awaited.count();
    if raised > awaited && complaints.is_empty() {
        complaints.push(format!("{raised} findings of the file's rule, {awaited} expected"));
    }
    if !complaints.is_empty() {
        complaints.push(format!("findings: {}", list(&report)));
    }
    complaints
}

fn met(expected: &Expected, report: &Report, own: Option<&str>) -> bool {
    let there = |span: &Span| expected.place.is_none_or(|place| place.overlaps(*span) || place.contains(*span));
    match &expected.what {
        What::Quiet => report.findings.iter().all(|finding| {
            let tail = !finding.relations.is_empty();
            finding.severity == Severity::Info && (tail || Some(finding.rule.as_ref()) != own)
        }),
        What::Nothing(id) => {
            report.findings.iter().all(|finding| finding.rule != id.as_str())
                && report.relations.iter().all(|r| r.rule != id.as_str() || r.verdict != Verdict::Broken)
        }
        What::Finding(severity, id) => report.findings.iter().any(|finding| {
            finding.rule == id.as_str()
                && finding.severity == *severity
                && (expected.place.is_none() || finding.marks.iter().any(|mark| there(&mark.span)))
        }),
        What::Relation(id, verdict) => report.relations.iter().any(|relation| {
            relation.rule == id.as_str()
                && relation.verdict == *verdict
                && (expected.place.is_none() || relation.operands.iter().any(|operand| there(&operand.span)))
        }),
    }
}

fn list(report: &Report) -> String {
    let findings = report.findings.iter().map(|f| format!("{:?} {} ({})", f.severity, f.rule, f.message.zh));
    let relations = report.relations.iter().map(|r| format!("{} {:?} [{}]", r.rule, r.verdict, r.equation));
    let all: Vec<String> = findings.chain(relations).collect();
    if all.is_empty() { "none".into() } else { all.join("; ") }
}

//! SARIF 2.1.0: the problems as programs that show code in review take them.

use super::{Imprint, Subject, problems};
use crate::document::{LineIndex, Seams, Source};
use crate::report::Severity;
use serde_json::{Value, json};

/// One run of the program over one file.
pub fn write(subject: &Subject, imprint: &Imprint) -> String {
    let document = &subject.report.document;
    let (lines, seams) = (LineIndex::new(&document.given()), Seams::new(document));
    let problems = problems(subject, imprint);
    let result = |problem: &super::Problem| {
        let mut physical = json!({ "artifactLocation": { "uri": uri(subject.file), "index": 0 } });
        let first = problem.finding.marks.first().filter(|_| document.source == Source::Text);
        if let (Some(mark), Some(physical)) = (first, physical.as_object_mut()) {
            let line = lines.line(seams.given(mark.span).start);
            physical.insert("region".into(), json!({ "startLine": line }));
        }
        let mut result = json!({
            "ruleId": problem.finding.rule,
            "level": level(problem.finding.severity),
            "message": { "text": problem.remark().join("\n") },
            "locations": [{
                "physicalLocation": physical,
                "logicalLocations": [{ "fullyQualifiedName": problem.place }],
            }],
            "partialFingerprints": { "finding/v1": problem.finding.id },
        });
        if let (Some(note), Some(result)) = (problem.aside, result.as_object_mut()) {
            result.insert("suppressions".into(), json!([{ "kind": "external", "justification": note }]));
        }
        result
    };
    let results: Vec<Value> = problems.iter().map(result).collect();
    let rules: Vec<Value> =
        imprint.names.iter().map(|(id, name)| json!({ "id": id, "shortDescription": { "text": name } })).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "gouji", "version": imprint.version, "rules": rules } },
            "artifacts": [{ "location": { "uri": uri(subject.file) }, "hashes": { "sha-256": subject.sha256 } }],
            "properties": { "rules": imprint.rules, "time": format!("{}+08:00", imprint.time.local()) },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a reference to it.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

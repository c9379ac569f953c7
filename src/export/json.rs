//! The command line's JSON, and how it came about.

use super::{Imprint, Subject};
use crate::report::to_json_line;
use serde::Serialize;

#[derive(Serialize)]
struct About<'a> {
    version: &'a str,
    rules: &'a str,
    time: String,
    sha256: &'a str,
    /// Findings set aside: id, and the note.
    aside: &'a std::collections::BTreeMap<String, String>,
}

/// One object on one line: what `gouji check --format json` prints, with `about` at its end.
pub fn write(subject: &Subject, imprint: &Imprint) -> String {
    let about = About {
        version: &imprint.version,
        rules: &imprint.rules,
        time: format!("{}+08:00", imprint.time.local()),
        sha256: subject.sha256,
        aside: subject.aside,
    };
    let line = to_json_line(subject.file, subject.report).unwrap_or_else(|_| "{}".into());
    let about = serde_json::to_string(&about).unwrap_or_else(|_| "null".into());
    let open = line.strip_suffix('}').unwrap_or(&line);
    format!("{open},\"about\":{about}}}\n")
}

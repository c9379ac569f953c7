use super::{Across, Submission};
use crate::report::{FindingLine, Locator};
use serde::Serialize;

/// What the files contradict each other in, as one JSON object on one line: `schema`, the names of the `files`, and the
/// `findings` in the form they have for one file, each span with the name of its `file`.
pub fn to_json_line(submission: &Submission) -> serde_json::Result<String> {
    let files = submission.files.iter().map(|file| (file.name.as_str(), Locator::new(&file.report.document)));
    let files: Vec<(&str, Locator)> = files.collect();
    let line = |across| finding(across, &files);
    let findings = submission.across.iter().map(line).collect();
    let names = files.iter().map(|(name, _)| *name).collect();
    serde_json::to_string(&Line { schema: 1, files: names, findings })
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u8,
    files: Vec<&'a str>,
    findings: Vec<FindingLine<'a>>,
}

fn finding<'a>(across: &'a Across, files: &[(&'a str, Locator<'a>)]) -> FindingLine<'a> {
    let spans = across.finding.marks.iter().zip(&across.files).filter_map(|(mark, file)| {
        let (name, places) = files.get(*file as usize)?;
        Some(places.span(mark.span, mark.role).of_file(name))
    });
    FindingLine::new(&across.finding, spans)
}

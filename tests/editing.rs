//! Correcting a report in place: what was read as a table stays a table, in every format, and only what was corrected
//! changes.

#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and one that cannot go on should stop"
)]

use gouji::document::{Block, Document, Edit, Origin, Part};
use gouji::report::{Report, Severity};
use gouji::{Options, check, read};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// One report in every format whose blocks do not come from lines of text.
const FORMATS: [&str; 9] = [
    "report.docx",
    "report.doc",
    "report.rtf",
    "report.odt",
    "report.html",
    "report.pdf",
    "report.ofd",
    "tables.xlsx",
    "table-1.csv",
];

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats/same");
    FORMATS.iter().map(|name| read::bytes(&std::fs::read(folder.join(name)).unwrap()).unwrap()).collect()
});

fn parts(document: &Document) -> Vec<Part> {
    let numbered = (0..).zip(&document.blocks);
    let parts = numbered.flat_map(|(block, content)| match content {
        Block::Paragraph(_) => vec![Part { block, cell: None }],
        Block::Table(table) => (0..).zip(&table.cells).map(|(cell, _)| Part { block, cell: Some(cell) }).collect(),
    });
    parts.collect()
}

fn str(document: &Document, part: Part) -> &str {
    document.str(document.span_of(part).unwrap())
}

fn edited(document: &Document, part: Part, text: &str) -> Document {
    let mut document = document.clone();
    document.edit(&Edit { part, text: text.into() });
    document
}

/// What is said against a report, without the places.
fn said(report: &Report) -> Vec<(Severity, String)> {
    report.findings.iter().map(|finding| (finding.severity, finding.message.zh.clone())).collect()
}

#[test]
fn an_edit_of_nothing_changes_nothing() {
    for (name, document) in FORMATS.iter().zip(DOCUMENTS.iter()) {
        let mut same = document.clone();
        for part in parts(document) {
            let text = str(document, part).to_owned();
            same.edit(&Edit { part, text });
        }
        assert_eq!(&same, document, "{name}");
    }
}

#[test]
fn a_full_stop_contradicts_nothing() {
    for (name, document) in FORMATS.iter().zip(DOCUMENTS.iter()) {
        let before = said(&check(document.clone(), &Options::default()));
        let is_prose = |part: &Part| part.cell.is_none() && str(document, *part).ends_with('。');
        for part in parts(document).into_iter().filter(is_prose).take(3) {
            let text = format!("{}。", str(document, part));
            let after = said(&check(edited(document, part, &text), &Options::default()));
            assert_eq!(after, before, "{name}: {text}");
        }
    }
}

#[test]
fn a_wrong_figure_in_a_cell_is_found_and_its_correction_settles_it() {
    for (name, document) in FORMATS.iter().zip(DOCUMENTS.iter()).filter(|(name, _)| name.starts_with("report")) {
        let before = said(&check(document.clone(), &Options::default()));
        let is_amount = |part: &Part| {
            let text = str(document, *part);
            part.cell.is_some() && text.contains('.') && text.bytes().all(|one| one.is_ascii_digit() || one == b'.')
        };
        let noticed = parts(document).into_iter().filter(is_amount).any(|part| {
            let right = str(document, part).to_owned();
            let wrong = edited(document, part, &format!("7{right}"));
            let found = said(&check(wrong.clone(), &Options::default()));
            let corrected = edited(&wrong, part, &right);
            assert_eq!(&corrected, document, "{name}");
            found.iter().any(|said| said.0 == Severity::Error && !before.contains(said))
        });
        assert!(noticed, "{name}");
    }
}

/// What a person may type or paste into a cell.
fn typed() -> impl Strategy<Value = String> {
    let pieces = ["", "。", "12.50", "万元", "\t", "\n", "\r\n", " ", "\u{3000}", "𠮷", "\u{FFFD}", "合计", "|"];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..6).prop_map(|pieces| pieces.concat())
}

/// What is left of it.
fn fitting(text: &str, part: Part) -> String {
    let lines = text.trim().replace("\r\n", "\n").replace('\t', " ");
    if part.cell.is_none() { lines.replace('\n', " ") } else { lines }
}

/// The place in the file of each part.
fn origins(document: &Document) -> Vec<Option<Origin>> {
    let place = |part| document.origin(document.span_of(part).unwrap()).map(|origin| Origin { start: 0, ..*origin });
    parts(document).into_iter().map(place).collect()
}

fn assert_sound(document: &Document) {
    let mut after = 0;
    for part in parts(document) {
        let span = document.span_of(part).unwrap();
        assert!(after <= span.start && span.start <= span.end, "{span:?} does not follow {after}");
        assert!(document.text.get(span.range()).is_some(), "a span cuts a character or leaves the text");
        after = span.end;
    }
    for (_, table) in document.tables() {
        assert_eq!(Some(table.span.start), table.cells.first().map(|cell| cell.span.start));
        assert_eq!(Some(table.span.end), table.cells.last().map(|cell| cell.span.end));
    }
    assert!(document.origins.is_sorted_by_key(|origin| origin.start));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn only_what_is_edited_changes_and_all_else_moves_along(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), typed()), 1..5),
    ) {
        let original = which.get(&DOCUMENTS);
        let parts = parts(original);
        let mut expected: Vec<String> = parts.iter().map(|part| str(original, *part).to_owned()).collect();
        let mut document = original.clone();
        for (at, text) in &edits {
            let at = at.index(parts.len());
            document.edit(&Edit { part: parts[at], text: text.clone() });
            expected[at] = fitting(text, parts[at]);
        }
        let found: Vec<&str> = parts.iter().map(|part| str(&document, *part)).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(origins(&document), origins(original));
        assert_sound(&document);
        for (at, _) in &edits {
            let part = *at.get(&parts);
            document.edit(&Edit { part, text: str(original, part).to_owned() });
        }
        prop_assert_eq!(&document.text, &original.text);
        prop_assert_eq!(&document.blocks, &original.blocks);
        prop_assert_eq!(document.undecoded, original.undecoded);
    }
}

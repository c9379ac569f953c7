//! One report in every format that a clerk has: the same tables, the same numbers, the same findings.
//!
//! `fixtures/formats/same` is written from one source (`fixtures/formats/make`), which also writes what every reader has to
//! give (`expected.json`). `cargo test --test formats -- --nocapture` prints how far each format agrees with it.

#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and one that cannot go on should stop"
)]

use gouji::document::{Block, Cell, Document, Paragraph, Span, Table};
use gouji::quantity::Quantity;
use gouji::report::Finding;
use gouji::{Options, check, read, recognise};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Of a hundred cells drawn on pages, so many must come back exactly as they are in the source.
const LEAST_OF_PAGES: usize = 98;

#[derive(Deserialize)]
struct Expected {
    blocks: Vec<ExpectedBlock>,
    faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedBlock {
    Table { rows: u32, columns: u32, cells: Vec<(u32, u32, u32, u32, String)> },
    Paragraph { text: String, level: Option<u8> },
}

/// A fault that was planted, and the rule that has to name it.
#[derive(Deserialize)]
struct Fault {
    rule: String,
    wrong: String,
    right: String,
}

/// Row, column, row span, column span, and the text without white space.
type Place = (u32, u32, u32, u32, String);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats/same")
}

fn expected() -> Expected {
    serde_json::from_str(&fs::read_to_string(folder().join("expected.json")).unwrap()).unwrap()
}

fn document(file: &str) -> Document {
    read::bytes(&fs::read(folder().join(file)).unwrap()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The report as its source has it, without any reader in between.
fn reference() -> Document {
    let mut document = Document::default();
    for block in expected().blocks {
        if !document.text.is_empty() {
            document.text.push('\n');
        }
        let block = match block {
            ExpectedBlock::Paragraph { text, level } => {
                Block::Paragraph(Paragraph { span: write(&mut document.text, &text), level })
            }
            ExpectedBlock::Table { rows, columns, cells } => {
                Block::Table(table(&mut document.text, rows, columns, &cells))
            }
        };
        document.blocks.push(block);
    }
    document
}

fn write(into: &mut String, text: &str) -> Span {
    let start = into.len();
    into.push_str(text);
    Span::new(start, into.len())
}

fn table(into: &mut String, rows: u32, columns: u32, source: &[Place]) -> Table {
    let mut cells: Vec<Cell> = Vec::new();
    for (row, column, row_span, column_span, text) in source {
        if let Some(before) = cells.last() {
            into.push(if before.row == *row { '\t' } else { '\n' });
        }
        let span = write(into, text);
        cells.push(Cell { row: *row, column: *column, row_span: *row_span, column_span: *column_span, span });
    }
    Table { span: cells[0].span.to(cells.last().unwrap().span), rows, columns, cells }
}

fn bare(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

/// Every table as its cells.
fn grids(document: &Document) -> Vec<Vec<Place>> {
    let place = |cell: &Cell| (cell.row, cell.column, cell.row_span, cell.column_span, bare(document.str(cell.span)));
    document.tables().map(|(_, table)| table.cells.iter().map(place).collect()).collect()
}

/// The paragraphs in one line, because a page does not say where a paragraph of several lines ends.
fn prose(document: &Document) -> String {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(bare(document.str(paragraph.span))),
        Block::Table(_) => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

/// Every number as it is written and as it is understood, in text order.
fn quantities(document: &Document) -> Vec<String> {
    let shown =
        |one: &Quantity| format!("{} = {:?} {} {:?}", bare(document.str(one.span)), one.bound, one.value, one.unit);
    recognise(document).iter().map(shown).collect()
}

/// Every finding: rule, what is written, what is right.
fn findings(document: Document) -> Vec<(String, String, String)> {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let key = |one: &Finding| (one.rule.to_string(), said(&one.stated), said(&one.expected));
    let mut findings: Vec<_> = check(document, &Options::default()).findings.iter().map(key).collect();
    findings.sort();
    findings
}

/// Cells of the source that a reader gives exactly, of how many; and what it gives instead of the others.
fn agreement(wanted: &[Vec<Place>], given: &[Vec<Place>]) -> (usize, usize, Vec<String>) {
    let (mut same, mut all, mut differences) = (0, 0, Vec::new());
    for (number, table) in wanted.iter().enumerate() {
        let given = given.get(number).map_or(&[][..], Vec::as_slice);
        all += table.len();
        for cell in table {
            if given.contains(cell) {
                same += 1;
            } else {
                let there = given.iter().find(|other| (other.0, other.1) == (cell.0, cell.1));
                differences.push(format!("table {}: {cell:?}, given {there:?}", number + 1));
            }
        }
        let more = given.iter().filter(|cell| !table.contains(cell) && !cell.4.is_empty());
        differences.extend(more.map(|cell| format!("table {}: not there: {cell:?}", number + 1)));
    }
    (same, all, differences)
}

fn report(file: &str, document: &Document) -> (usize, usize, Vec<String>) {
    let agreed = agreement(&grids(&reference()), &grids(document));
    println!("{file:12} {:3} of {} cells, {} quantities", agreed.0, agreed.1, quantities(document).len());
    agreed
}

#[test]
fn the_planted_faults_are_found_and_nothing_else() {
    let found: Vec<_> = check(reference(), &Options::default()).findings;
    for Fault { rule, wrong, right } in expected().faults {
        let names = |finding: &&Finding| {
            let hint = finding.hint.as_ref().map_or("", |hint| &hint.zh);
            let said = format!("{hint}{:?}{:?}", finding.stated, finding.expected);
            finding.rule == rule.as_str() && said.contains(&wrong) && said.contains(&right)
        };
        assert!(found.iter().any(|finding| names(&finding)), "{rule}: {wrong} instead of {right} is not named");
    }
    let grave = found.iter().filter(|finding| finding.severity > gouji::report::Severity::Info).count();
    assert_eq!(grave, expected().faults.len(), "{found:#?}");
}

/// Everything as in the source; of `cells` in a hundred, and what stands around the tables.
fn assert_same(file: &str, cells: usize) {
    let reference = reference();
    let document = document(file);
    let (same, all, differences) = report(file, &document);
    assert!(same * 100 >= all * cells, "{file}: {same} of {all} cells\n{}", differences.join("\n"));
    assert!(cells < 100 || differences.is_empty(), "{file}:\n{}", differences.join("\n"));
    assert_eq!(prose(&document), prose(&reference), "{file}");
    assert_eq!(quantities(&document), quantities(&reference), "{file}");
    assert_eq!(findings(document), findings(reference), "{file}");
}

macro_rules! same_report {
    ($($test:ident: $file:literal, $cells:expr;)*) => {$(
        #[test]
        fn $test() {
            assert_same($file, $cells);
        }
    )*};
}

same_report! {
    docx_gives_the_same_report: "report.docx", 100;
    doc_gives_the_same_report: "report.doc", 100;
    rtf_gives_the_same_report: "report.rtf", 100;
    odt_gives_the_same_report: "report.odt", 100;
    html_gives_the_same_report: "report.html", 100;
    pdf_gives_the_same_report: "report.pdf", LEAST_OF_PAGES;
    ofd_gives_the_same_report: "report.ofd", LEAST_OF_PAGES;
}

/// Text says neither how far a merged cell reaches nor which blank cell continues the one above: its rows are compared.
#[test]
fn plain_text_gives_the_same_rows_and_findings() {
    let reference = reference();
    let document = document("report.txt");
    let rows = |document: &Document, covered: bool| -> Vec<Vec<String>> {
        let row = |table: &Table, row: u32| {
            let here = |cell: &&Cell| cell.row == row || covered && (cell.row..cell.row + cell.row_span).contains(&row);
            let mut cells: Vec<&Cell> = table.cells.iter().filter(here).collect();
            cells.sort_by_key(|cell| cell.column);
            let text = |cell: &&Cell| if cell.row == row { bare(document.str(cell.span)) } else { String::new() };
            cells.iter().map(text).collect::<Vec<_>>()
        };
        document.tables().flat_map(|(_, table)| (0..table.rows).map(|at| row(table, at)).collect::<Vec<_>>()).collect()
    };
    assert_eq!(rows(&document, false), rows(&reference, true));
    assert_eq!(prose(&document), prose(&reference));
    assert_eq!(quantities(&document), quantities(&reference));
    assert_eq!(findings(document), findings(reference));
}

macro_rules! same_tables {
    ($($test:ident: $file:literal;)*) => {$(
        #[test]
        fn $test() {
            let document = document($file);
            let (_, _, differences) = report($file, &document);
            assert!(differences.is_empty(), "{}:\n{}", $file, differences.join("\n"));
            assert_eq!(document.sheets.len(), grids(&document).len(), "{}: a table per sheet", $file);
        }
    )*};
}

same_tables! {
    xlsx_gives_the_same_tables: "tables.xlsx";
    xls_gives_the_same_tables: "tables.xls";
    ods_gives_the_same_tables: "tables.ods";
}

/// Separated values know no merged cells: where one reaches, the fields are blank.
#[test]
fn separated_values_give_the_same_tables() {
    for (at, wanted) in grids(&reference()).into_iter().enumerate() {
        let file = format!("table-{}.csv", at + 1);
        let filled = |grid: Vec<Place>| -> Vec<(u32, u32, String)> {
            grid.into_iter().filter(|cell| !cell.4.is_empty()).map(|cell| (cell.0, cell.1, cell.4)).collect()
        };
        let given = grids(&document(&file));
        assert_eq!(given.len(), 1, "{file}: one table");
        assert_eq!(filled(given.into_iter().next().unwrap()), filled(wanted), "{file}");
    }
}

/// What `shared/samples/README.md` says of its files, where that folder is on the machine.
#[test]
fn the_samples_read_as_their_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = root.ancestors().map(|folder| folder.join("shared/samples")).find(|folder| folder.is_dir())
    else {
        println!("skipped: shared/samples is not on this machine");
        return;
    };
    let (all, wrong): (Vec<_>, Vec<_>) =
        samples().into_iter().map(|sample| (sample.0, complaint(&folder, sample))).unzip();
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(
        wrong.is_empty(),
        "{} of {} samples are not as they should be:\n{}",
        wrong.len(),
        all.len(),
        wrong.join("\n")
    );
}

/// A sample, what its text must hold and must not hold, and merged cells as (text, columns, rows).
type Sample = (&'static str, &'static [&'static str], &'static [&'static str], &'static [(&'static str, u32, u32)]);

const RATE: &[&str] = &["54.74%"];
const MERGED: &[(&str, u32, u32)] = &[
    ("项目名称", 1, 2),
    ("资金情况(万元)", 3, 1),
    ("预算执行率", 1, 2),
    ("产出指标", 1, 3),
    ("数量指标", 1, 2),
    ("合计", 5, 1),
];
/// Workbooks hold the first table and the second on another sheet.
const FIRST_MERGED: &[(&str, u32, u32)] = &[("项目名称", 1, 2), ("资金情况(万元)", 3, 1), ("预算执行率", 1, 2)];

fn samples() -> Vec<Sample> {
    let with_tables = [
        "report.docx",
        "report.doc",
        "report.rtf",
        "report.odt",
        "report.html",
        "report.ofd",
        "id_h.pdf",
        "id_h_objstm.pdf",
        "id_h_rc4_ownerpw.pdf",
        "id_h_aes256_ownerpw.pdf",
        "budget.xlsx",
        "budget.xls",
        "budget.ods",
        "budget.html",
    ];
    let mut samples: Vec<Sample> = with_tables.iter().map(|file| (*file, RATE, &[][..], MERGED)).collect();
    samples.extend::<[Sample; 14]>([
        // A page break divides 社会效益 from 指标 in it, so its second table is proven by its text alone.
        ("report.pdf", RATE, &[], FIRST_MERGED),
        ("chrome_small.pdf", &["54.74%", "项目"], &["⽬"], &[]),
        ("cmaps.pdf", RATE, &[], &[]),
        ("unigb_ucs2.pdf", RATE, &[], &[]),
        ("budget.pdf", RATE, &[], &[]),
        ("gbk.rtf", RATE, &[], &[]),
        ("html_as_xls.xls", RATE, &[], &[]),
        ("budget_gbk.csv", RATE, &[], &[]),
        ("budget_raw.xlsx", &["52.03%"], &[], FIRST_MERGED),
        ("report_gbk.txt", RATE, &[], &[]),
        ("report_utf16le.txt", RATE, &[], &[]),
        ("report_utf8.txt", RATE, &[], &[]),
        ("traps.doc", &["54.74%", "内甲"], &["99.99%"], &[]),
        ("traps.docx", &["54.74%", "内甲", "675.80万元", "资金到位率100%", "676"], &["99.99%"], &[]),
    ]);
    samples
}

fn complaint(folder: &Path, (file, holds, lacks, merged): Sample) -> Option<String> {
    let document = match read::bytes(&fs::read(folder.join(file)).unwrap()) {
        Ok(document) => document,
        Err(error) => return Some(format!("{file}: {error}")),
    };
    let text = bare(&document.text);
    let missing: Vec<_> = holds.iter().filter(|part| !text.contains(&bare(part))).collect();
    let present: Vec<_> = lacks.iter().filter(|part| text.contains(**part)).collect();
    let grids = grids(&document).concat();
    let is_lost = |&&(text, columns, rows): &&(&str, u32, u32)| {
        !grids.iter().any(|cell| cell.4 == bare(text) && (cell.3, cell.2) == (columns, rows))
    };
    let unmerged: Vec<_> = merged.iter().filter(is_lost).collect();
    let right = missing.is_empty() && present.is_empty() && unmerged.is_empty();
    (!right).then(|| format!("{file}: without {missing:?}, with {present:?}, not merged {unmerged:?}"))
}

#[test]
fn a_font_without_characters_is_not_guessed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file =
        root.ancestors().map(|folder| folder.join("shared/samples/id_h_no_tounicode.pdf")).find(|file| file.is_file());
    let Some(file) = file else {
        println!("skipped: shared/samples is not on this machine");
        return;
    };
    assert_eq!(read::bytes(&fs::read(file).unwrap()).err(), Some(read::ReadError::Unreadable));
}

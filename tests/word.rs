//! Whole Word and OpenDocument files, as word processors write them.
#![cfg(feature = "formats")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use gouji::document::{Block, Document, LeftOut, Note, Table};
use gouji::read;
use std::path::PathBuf;

/// Each of the samples hides one text.
const HIDDEN: Note = Note::LeftOut { what: LeftOut::Hidden, count: 1 };

/// A file of `tests/fixtures/formats/word`.
fn fixture(name: &str) -> Document {
    #[expect(clippy::disallowed_methods, reason = "tests read their files")]
    let bytes = std::fs::read(root().join("tests/fixtures/formats/word").join(name)).unwrap();
    read::bytes(&bytes).unwrap()
}

/// A file of the shared samples; they are not everywhere.
fn sample(name: &str) -> Option<Document> {
    let mut folders = root().ancestors().map(|folder| folder.join("shared/samples")).collect::<Vec<_>>().into_iter();
    let Some(folder) = folders.find(|folder| folder.is_dir()) else {
        println!("no shared samples here: {name} is not read");
        return None;
    };
    #[expect(clippy::disallowed_methods, reason = "tests read their files")]
    let bytes = std::fs::read(folder.join(name)).unwrap();
    Some(read::bytes(&bytes).unwrap())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn tables(document: &Document) -> Vec<&Table> {
    document.tables().map(|(_, table)| table).collect()
}

/// Extent of the cell with that text: row, column, rows, columns.
fn extent(document: &Document, table: &Table, text: &str) -> Option<[u32; 4]> {
    let cell = table.cells.iter().find(|cell| document.str(cell.span) == text)?;
    Some([cell.row, cell.column, cell.row_span, cell.column_span])
}

#[test]
fn word_reads_as_it_looks() {
    let document = fixture("report.docx");
    assert_eq!(document.text, include_str!("fixtures/formats/word/report.txt").trim_end());
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 2 }, HIDDEN]);
    let levels: Vec<u8> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.level,
            Block::Table(_) => None,
        })
        .collect();
    assert_eq!(levels, [1, 2, 2, 1, 2, 2, 1]);
    let table = tables(&document)[0];
    assert_eq!(extent(&document, table, "资金情况（万元）"), Some([0, 1, 1, 3]));
    assert_eq!(extent(&document, table, "执行率"), Some([0, 4, 2, 1]));
}

#[test]
fn libreoffice_says_the_same() {
    let document = fixture("report.odt");
    // LibreOffice 7.4 forgets that a row was deleted, and that the 1 in 1.1 is not to be written 壹.
    let expected = include_str!("fixtures/formats/word/report.txt")
        .trim_end()
        .replace("90.00%\n（二）偏差原因", "90.00%\n删去的行\t1\t2\t3\t4\n（二）偏差原因")
        .replace("1.1 公开二", "壹.1 公开二");
    assert_eq!(document.text, expected);
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 1 }, HIDDEN]);
}

#[test]
fn the_samples_hold_what_their_list_says() {
    for name in ["report.docx", "report.odt"] {
        let Some(document) = sample(name) else { return };
        assert!(document.text.contains("预算执行率54.74%"));
        let [funds, targets] = tables(&document)[..] else { panic!("two tables in {name}") };
        assert_eq!([(funds.rows, funds.columns), (targets.rows, targets.columns)], [(5, 5), (6, 7)]);
        let extents = ["项目名称", "资金情况(万元)", "预算执行率"].map(|text| extent(&document, funds, text));
        assert_eq!(extents, [Some([0, 0, 2, 1]), Some([0, 1, 1, 3]), Some([0, 4, 2, 1])]);
        let extents =
            ["产出指标", "数量指标", "合计"].map(|text| extent(&document, targets, text).map(|[_, _, r, c]| [r, c]));
        assert_eq!(extents, [Some([3, 1]), Some([2, 1]), Some([1, 5])]);
    }
}

#[test]
fn the_traps_of_the_samples_are_passed() {
    let Some(document) = sample("traps.docx") else { return };
    assert!(!document.text.contains("99.99%") && document.text.contains("预算执行率54.74%"));
    assert!(document.text.contains("675.80万元") && document.text.contains("域:676\n"));
    assert_eq!(document.text.matches("资金到位率100%").count(), 1);
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 1 }]);
    let [outer, inner] = tables(&document)[..] else { panic!("two tables") };
    assert_eq!(extent(&document, outer, "前空一格"), Some([2, 1, 1, 1]));
    assert_eq!(extent(&document, inner, "12.5"), Some([0, 1, 1, 1]));
    assert!(document.text.ends_with("\n1. 自动编号条目"));
}

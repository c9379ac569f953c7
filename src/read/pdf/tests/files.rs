//! Files as programs write them, from the bytes to tables.

use super::*;
use crate::document::Block;
use crate::read::samples::sample;

/// A file of `tests/fixtures/formats/pdf`; made by LibreOffice, ReportLab and pikepdf from invented text.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats/pdf/", $name)).as_slice()
    };
}

/// Rows, columns and number of cells of each table.
fn tables(document: &Document) -> Vec<(u32, u32, usize)> {
    document.tables().map(|(_, table)| (table.rows, table.columns, table.cells.len())).collect()
}

#[test]
fn a_table_with_merged_cells_from_libreoffice() {
    let document = read(fixture!("libreoffice.pdf")).unwrap();
    assert_eq!(tables(&document), [(5, 4, 17), (2, 2, 4)]);
    for part in
        ["预算执行率82.00%，门前目标已完成。", "日用水质监测\t45.40\t35.05\t77.20%", "合计\t57.50\t47.15\t82.00%"]
    {
        assert!(document.text.contains(part), "{part} in {}", document.text);
    }
    assert_eq!((document.source, document.undecoded, document.notes.len()), (Source::Pdf, 0, 0));
}

#[test]
fn scans_are_read_by_their_recognised_text_or_refused() {
    assert_eq!(read(fixture!("scan.pdf")), Err(ReadError::Scanned));
    let recognised = read(fixture!("scan-recognised.pdf")).unwrap();
    assert!(recognised.text.contains("人员经费12.10万元，公用经费45.40万元，合计57.50万元。"));
    let mixed = read(fixture!("mixed.pdf")).unwrap();
    assert_eq!(mixed.notes, [Note::PicturePages { pages: vec![2] }]);
    assert!(mixed.blocks.iter().all(|block| matches!(block, Block::Paragraph(_))));
}

#[test]
fn a_password_is_asked_for_only_where_one_is_needed() {
    assert_eq!(read(fixture!("password.pdf")), Err(ReadError::Encrypted));
}

#[test]
fn no_pages_and_no_text_are_not_the_same() {
    assert_eq!(read(b"%PDF-1.7\n"), Err(ReadError::Damaged));
    assert_eq!(leaves(&page("")).err(), Some(ReadError::Empty));
}

#[test]
fn samples_read_as_their_list_says() {
    let reports = [
        "id_h.pdf",
        "id_h_objstm.pdf",
        "id_h_rc4_ownerpw.pdf",
        "id_h_aes256_ownerpw.pdf",
        "unigb_ucs2.pdf",
        "report.pdf",
    ];
    for (name, bytes) in reports.iter().filter_map(|name| Some((name, sample(name)?))) {
        let document = read(&bytes).unwrap();
        assert!(document.text.contains("全年执行数675.80万元,预算执行率54.74%"), "{name}");
        let [funds, goals] = tables(&document)[..] else { panic!("{name}: {:?}", tables(&document)) };
        assert_eq!((funds, goals.1, document.undecoded), ((5, 5, 21), 7, 0), "{name}");
    }
    if let Some(bytes) = sample("cmaps.pdf") {
        let lines = read(&bytes).unwrap().text;
        assert_eq!(lines.matches(":预算执行率54.74%,①示例县").count(), 6, "{lines}");
    }
    if let Some(bytes) = sample("chrome_small.pdf") {
        let document = read(&bytes).unwrap();
        assert!(
            document.text.starts_with("一、部门预算执行情况\n") && document.text.contains("项目名称\t"),
            "{}",
            document.text
        );
        assert_eq!(tables(&document).len(), 1);
    }
    if let Some(bytes) = sample("budget.pdf") {
        let text = read(&bytes).unwrap().text;
        assert!(text.contains("合计\t1,000.00\t1,234.56\t675.80"), "{text}");
    }
    if let Some(bytes) = sample("id_h_no_tounicode.pdf") {
        assert_eq!(read(&bytes), Err(ReadError::Unreadable));
    }
}

//! What each target does with the fuzzer's bytes.
//!
//! A container of compressed parts would only teach the fuzzer its checksums. So there the first byte chooses a part of a
//! good file, and the other bytes take its place.

mod container;
mod page;

pub use container::{Compound, Zip};
use gouji::document::{Block, Document, Span};
use gouji::{Options, check, quantity, read, report};
use std::sync::LazyLock;

macro_rules! fixture {
    ($path:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/formats/", $path))
    };
}

/// The good files, small ones, whose parts are replaced.
pub static DOCX: LazyLock<Zip> = LazyLock::new(|| Zip::of(fixture!("hostile/wide-span.docx")));
pub static ODT: LazyLock<Zip> = LazyLock::new(|| Zip::of(fixture!("same/report.odt")));
pub static XLSX: LazyLock<Zip> = LazyLock::new(|| Zip::of(fixture!("same/tables.xlsx")));
pub static ODS: LazyLock<Zip> = LazyLock::new(|| Zip::of(fixture!("same/tables.ods")));
pub static OFD: LazyLock<Zip> = LazyLock::new(|| Zip::of(fixture!("hostile/delta.ofd")));
pub static DOC: LazyLock<Compound> = LazyLock::new(|| Compound::of(fixture!("same/report.doc")));
pub static XLS: LazyLock<Compound> = LazyLock::new(|| Compound::of(fixture!("same/tables.xls")));

pub fn docx(data: &[u8]) {
    file(&DOCX.with(data));
}

pub fn odt(data: &[u8]) {
    file(&ODT.with(data));
}

pub fn xlsx(data: &[u8]) {
    file(&XLSX.with(data));
}

pub fn ods(data: &[u8]) {
    file(&ODS.with(data));
}

pub fn ofd(data: &[u8]) {
    file(&OFD.with(data));
}

/// One byte 255 first: the whole file is the fuzzer's, the container's own structure with it.
pub fn doc(data: &[u8]) {
    match data {
        [255, whole @ ..] => file(whole),
        _ => file(&DOC.with(data)),
    }
}

pub fn xls(data: &[u8]) {
    match data {
        [255, whole @ ..] => file(whole),
        _ => file(&XLS.with(data)),
    }
}

/// The first byte says whether the rest is a whole PDF, what a page draws, or a table of characters.
pub fn pdf(data: &[u8]) {
    file(&page::pdf(data));
}

pub fn rtf(data: &[u8]) {
    file(&[b"{\\rtf1", data].concat());
}

pub fn xml2003(data: &[u8]) {
    const BEGIN: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
    file(&[BEGIN, data].concat());
}

pub fn mht(data: &[u8]) {
    file(&[b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=".as_slice(), data].concat());
}

pub fn csv(data: &[u8]) {
    file(data);
}

pub fn zip(data: &[u8]) {
    for (_, result) in read::files("压缩包.zip", data) {
        result.iter().for_each(assert_sound);
    }
}

pub fn html(data: &[u8]) {
    assert_sound(&read::html(&String::from_utf8_lossy(data)));
}

pub fn text(data: &[u8]) {
    assert_sound(&read::text(&String::from_utf8_lossy(data)));
}

pub fn quantity(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let all = Span::new(0, text.len());
    let reading = quantity::read(&text, all);
    let spans = reading.quantities.iter().map(|one| one.span).chain(reading.others.iter().map(|(span, _)| *span));
    spans.chain(quantity::read_cell(&text, all).map(|one| one.span)).for_each(|span| assert_within(&text, span));
    reading.quantities.iter().for_each(|one| {
        one.base(None);
        one.interval(None);
    });
}

/// Bytes of text up to which the whole engine runs: a cell may be repeated a hundred thousand times by a few bytes, and what
/// is asked here is not how long that takes.
const MOST_CHECKED: usize = 1024 * 1024;

/// From the bytes to what is printed.
pub fn whole(data: &[u8]) {
    let Ok(document) = read::bytes(data) else { return };
    assert_sound(&document);
    if document.text.len() > MOST_CHECKED {
        return;
    }
    let report = check(document, &Options::default());
    for finding in &report.findings {
        finding.marks.iter().for_each(|mark| assert_within(&report.document.text, mark.span));
    }
    assert!(report::to_json_line("", &report).is_ok());
}

fn file(bytes: &[u8]) {
    read::bytes(bytes).iter().for_each(assert_sound);
}

/// Whatever was read is a document in which nothing points beside the text or the grid.
fn assert_sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert_within(&document.text, block.span());
        assert!(block.span().start >= end, "blocks stand in the order of the text");
        end = block.span().end;
        let Block::Table(table) = block else { continue };
        for cell in &table.cells {
            assert_within(&document.text, cell.span);
            let (bottom, right) = (cell.row.checked_add(cell.row_span), cell.column.checked_add(cell.column_span));
            assert!(bottom.is_some_and(|bottom| bottom <= table.rows), "{cell:?} below {} rows", table.rows);
            assert!(right.is_some_and(|right| right <= table.columns), "{cell:?} beside {} columns", table.columns);
        }
    }
    assert!(document.origins.is_sorted_by_key(|origin| origin.start), "origins stand in the order of the text");
}

fn assert_within(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} does not lie in the text");
}

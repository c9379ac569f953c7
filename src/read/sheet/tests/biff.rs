//! Streams of old Excel files written record by record, for what no program at hand writes any more.

use crate::read::{ReadError, bytes};
use cfb::CompoundFile;
use encoding_rs::GB18030;
use std::io::{Cursor, Write};

fn record(kind: u16, content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let length = u16::try_from(content.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), &content].concat()
}

/// The beginning of a workbook (5) or a sheet (16) in a version of the format.
fn begin(version: u16, kind: u16) -> Vec<u8> {
    record(0x0809, &[&version.to_le_bytes(), &kind.to_le_bytes(), &[0; 12]])
}

fn end() -> Vec<u8> {
    record(0x000A, &[])
}

fn file(stream: &str, content: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(content).unwrap();
    file.into_inner().into_inner()
}

/// A workbook of Excel 5 in GBK that does not say so, as old Chinese programs write it.
fn excel_5() -> Vec<u8> {
    let gbk = |text: &str| GB18030.encode(text).0.into_owned();
    let name = gbk("资金");
    let sheet = |place: usize| {
        let place = u32::try_from(place).unwrap().to_le_bytes();
        record(0x0085, &[&place, &[0; 2], &[u8::try_from(name.len()).unwrap()], &name])
    };
    let label = |row: u16, column: u16, text: &str| {
        let text = gbk(text);
        let length = u16::try_from(text.len()).unwrap().to_le_bytes();
        record(0x0204, &[&row.to_le_bytes(), &column.to_le_bytes(), &[0; 2], &length, &text])
    };
    // 12.5 and 0.1 + 0.2 as Excel stores them.
    let number = |row: u16, stored: u64| {
        record(0x0203, &[&row.to_le_bytes(), &1_u16.to_le_bytes(), &[0; 2], &stored.to_le_bytes()])
    };
    let start = begin(0x0500, 5).len() + sheet(0).len() + end().len();
    let globals = [begin(0x0500, 5), sheet(start), end()];
    let cells = [
        label(0, 0, "示例县"),
        number(0, 0x4029_0000_0000_0000),
        label(1, 0, "合计"),
        number(1, 0x3FD3_3333_3333_3334),
    ];
    [globals.concat(), begin(0x0500, 16), cells.concat(), end()].concat()
}

#[test]
fn chinese_without_a_code_page_is_gbk() {
    let document = bytes(&file("Book", &excel_5())).unwrap();
    assert_eq!(document.text, "资金\n示例县\t12.5\n合计\t0.3");
}

#[test]
fn a_password_is_named() {
    let protection = record(0x002F, &[&1_u16.to_le_bytes(), &1_u16.to_le_bytes(), &1_u16.to_le_bytes(), &[7; 48]]);
    let stream = [begin(0x0600, 5), protection, end()].concat();
    assert_eq!(bytes(&file("Workbook", &stream)), Err(ReadError::Encrypted));
    assert_eq!(bytes(&file("EncryptedPackage", b"...")), Err(ReadError::Encrypted));
}

#[test]
fn a_stream_cut_anywhere_is_read_or_refused() {
    let whole = excel_5();
    let complete = bytes(&file("Book", &whole)).unwrap();
    let cut = (0..whole.len()).filter(|end| bytes(&file("Book", &whole[..*end])).as_ref() != Ok(&complete));
    assert!(cut.count() > 50);
}

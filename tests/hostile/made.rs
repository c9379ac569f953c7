//! Hostile files that are too large to keep: made when the test runs.

use miniz_oxide::deflate::compress_to_vec;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter, crc32};
use std::io::Write;

/// More than any container may unpack to.
const MUCH: usize = 200 * 1024 * 1024;

/// The file of that name.
pub fn file(name: &str) -> Vec<u8> {
    match name {
        "bomb.docx" => zip(&[("word/document.xml", Packed::new(&spaces(MUCH)))]),
        "bomb.xlsx" => workbook(Packed::new(&spaces(MUCH)), Packed::new(b"<sst/>")),
        "bomb.zip" => {
            let member = Packed::new(&spaces(MUCH / 10));
            let names: Vec<String> = (0..40).map(|at| format!("{at}.txt")).collect();
            zip(&names.iter().map(|name| (name.as_str(), member.clone())).collect::<Vec<_>>())
        }
        "entries.zip" => {
            let names: Vec<String> = (0..30_000).map(|at| at.to_string()).collect();
            let nothing = Packed::new(b"");
            zip(&names.iter().map(|name| (name.as_str(), nothing.clone())).collect::<Vec<_>>())
        }
        "shared-string.xlsx" => {
            let row = |row: usize| {
                format!(
                    "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\" t=\"s\"><v>0</v></c></row>"
                )
            };
            let rows: String = (1..=30_000).map(row).collect();
            let string = format!("<sst><si><t>{}</t></si></sst>", "57.50".repeat(6_000));
            workbook(
                Packed::new(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
                Packed::new(string.as_bytes()),
            )
        }
        "sheets.ods" => {
            let sheets = format!(
                "<a><table><table-row><table-cell><p>57.50</p></table-cell></table-row></table>{}</a>",
                "<table/>".repeat(5_000_000)
            );
            let mime = b"application/vnd.oasis.opendocument.spreadsheet";
            zip(&[("mimetype", Packed::new(mime)), ("content.xml", Packed::new(sheets.as_bytes()))])
        }
        "tags.docx" => document(&"<a/>1".repeat(2_100_000), ""),
        "notes.docx" => {
            let notes: String = (0..1_500_000).map(|id| format!("<w:footnoteReference w:id='{id}'/>")).collect();
            document(&format!("<w:p>{notes}</w:p>"), "")
        }
        "lists.docx" => {
            let list = |id| format!("<w:abstractNum w:abstractNumId='{id}'><w:lvl w:ilvl='0'/></w:abstractNum>");
            document("", &(0..600_000).map(list).collect::<String>())
        }
        "long.html" => "<p>1".repeat(13_000_000).into_bytes(),
        "spaces.ods" => {
            let spaces = "<s c=\"100\"/>".repeat(5_000_000);
            let cell =
                format!("<a><table><table-row><table-cell><p>57.50{spaces}</p></table-cell></table-row></table></a>");
            let mime = b"application/vnd.oasis.opendocument.spreadsheet";
            zip(&[("mimetype", Packed::new(mime)), ("content.xml", Packed::new(cell.as_bytes()))])
        }
        "letters.docx" => document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(70_000_000)), ""),
        "letters.rtf" => format!("{{\\rtf1 57.50\\par {}}}", "a".repeat(60_000_000)).into_bytes(),
        "lines.txt" => "1\n".repeat(9_000_000).into_bytes(),
        "cells.html" => ["<table><tr><td>合计<td>57.50", &"<tr><td>1<td>2".repeat(1_500_000)].concat().into_bytes(),
        "styles.rtf" => {
            let styles: String = (0..4_000_000).map(|style| format!("{{\\s{style};}}")).collect();
            format!("{{\\rtf1{{\\stylesheet{styles}}}57.50}}").into_bytes()
        }
        "deep.html" => ["<table><tr><td>".repeat(100_000), "57.50".to_owned()].concat().into_bytes(),
        "deep.rtf" => format!("{{\\rtf1\\ansi {}57.50{}}}", "{".repeat(1_000_000), "}".repeat(1_000_000)).into_bytes(),
        "commas.csv" => format!("合计,57.50{}\n1,2\n", ",".repeat(2_000_000)).into_bytes(),
        _ => panic!("nobody knows how to make {name}"),
    }
}

fn spaces(length: usize) -> Vec<u8> {
    vec![b' '; length]
}

/// A Word document of one paragraph, with more in its text and its numbering.
fn document(more: &str, numbering: &str) -> Vec<u8> {
    const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering";
    let text = format!("<w:document {WORD}><w:body><w:p><w:r><w:t>57.50</w:t></w:r></w:p>{more}</w:body></w:document>");
    let numbering = format!("<w:numbering {WORD}>{numbering}</w:numbering>");
    let relation =
        format!("<Relationships><Relationship Id='n' Type='{KIND}' Target='numbering.xml'/></Relationships>");
    zip(&[
        ("word/document.xml", Packed::new(text.as_bytes())),
        ("word/_rels/document.xml.rels", Packed::new(relation.as_bytes())),
        ("word/numbering.xml", Packed::new(numbering.as_bytes())),
    ])
}

fn workbook(sheet: Packed, strings: Packed) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inner: String| format!("<Relationships xmlns=\"{PACKAGE}\">{inner}</Relationships>");
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OFFICE}\"><sheets>\
         <sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let root = relations(relation("r1", "officeDocument", "xl/workbook.xml"));
    let parts = relations(
        relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "sharedStrings", "sharedStrings.xml"),
    );
    zip(&[
        ("_rels/.rels", Packed::new(root.as_bytes())),
        ("xl/workbook.xml", Packed::new(book.as_bytes())),
        ("xl/_rels/workbook.xml.rels", Packed::new(parts.as_bytes())),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

/// A deflated member.
#[derive(Clone)]
pub struct Packed {
    bytes: Vec<u8>,
    length: u64,
    check: u32,
}

impl Packed {
    fn new(content: &[u8]) -> Self {
        Self { bytes: compress_to_vec(content, 6), length: content.len() as u64, check: crc32(content) }
    }
}

fn zip(members: &[(&str, Packed)]) -> Vec<u8> {
    let mut output = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut output);
    for (name, packed) in members {
        let builder = archive.new_file(EntryPath::verbatim(name.as_bytes().to_vec()));
        let (mut entry, _) = builder.compression_method(CompressionMethod::DEFLATE).start().unwrap();
        entry.write_all(&packed.bytes).unwrap();
        entry.finish(DataDescriptorOutput::new(packed.check, packed.length)).unwrap();
    }
    archive.finish().unwrap();
    output
}

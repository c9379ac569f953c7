//! Whole files: ours, the samples, and hostile ones.

use super::shape;
use crate::document::{Document, Note, Place, Source};
use crate::read::properties::assert_sound;
use crate::read::samples::sample;
use crate::read::zip::{Zip, tests::packed};
use crate::read::{ReadError, bytes};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Cursor;

const XLSX: &[u8] = include_bytes!("../../../../tests/fixtures/formats/sheet/forms.xlsx");
const XLS: &[u8] = include_bytes!("../../../../tests/fixtures/formats/sheet/forms.xls");
const ODS: &[u8] = include_bytes!("../../../../tests/fixtures/formats/sheet/forms.ods");
const UNCACHED: &[u8] = include_bytes!("../../../../tests/fixtures/formats/sheet/uncached.xlsx");

fn members(container: &[u8]) -> Vec<(String, Vec<u8>)> {
    let zip = Zip::open(container).unwrap();
    zip.names().map(|name| (name.to_owned(), zip.member(name).unwrap().unwrap())).collect()
}

/// A workbook of one sheet with this XML in it.
fn workbook(sheet: &str) -> Vec<u8> {
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Sheet1\" r:id=\"a\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"/xl/s.xml\"/></Relationships>";
    let strings = "<sst><si><t>示例县</t></si></sst>";
    packed(&[
        (b"xl/workbook.xml", workbook.as_bytes()),
        (b"xl/_rels/workbook.xml.rels", relations.as_bytes()),
        (b"xl/sharedStrings.xml", strings.as_bytes()),
        (b"xl/s.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
    ])
}

fn in_one_line(document: &Document) -> String {
    shape(document).join("\n")
}

#[test]
fn the_same_workbook_in_three_formats_is_the_same_text() {
    let expected = [
        "资金情况",
        "示例县2024年度部门整体支出资金情况表",
        "编制单位：示例县文化馆",
        "单位：万元",
        "[项目名称(2x1)|资金情况(1x3)|执行率(2x1)|备注(2x1)|测算(2x1)\
         /年初预算数|全年预算数|全年执行数\
         /送书下乡|800.00|1,000.00|520.30|52.03%|按合同\n支付|0.3\
         /流动放映|200.00|234.56|155.50|66.30%|TRUE|24161.27649\
         /剧场维修|-12.50|-|0.00|#DIV/0!|待定|12.3\
         /合计|987.50|1,234.56|675.80|54.74%||]",
        "注：执行率=全年执行数÷全年预算数，保留两位小数。",
        "填报日期　2024年3月15日　内部编号",
        "绩效目标",
        "[一级指标|二级指标|目标值|完成值/产出指标(2x1)|数量指标|≥12场|12场/质量指标|1.00|1.01]",
        "底稿",
        "底稿　99.99",
    ];
    for (file, source) in [(XLSX, Source::Xlsx), (XLS, Source::Xls), (ODS, Source::Ods)] {
        let document = bytes(file).unwrap();
        assert_sound(&document);
        assert_eq!(in_one_line(&document), expected.join("\n"), "{source:?}");
        assert_eq!((document.source, document.sheets.len()), (source, 4));
        let notes = [
            Note::HiddenLines { sheet: "资金情况".into(), rows: 1, columns: 1 },
            Note::HiddenSheet { sheet: "底稿".into() },
        ];
        assert_eq!(document.notes, notes, "{source:?}");
    }
}

#[test]
fn formulas_without_results_are_told_and_stay_empty() {
    let document = bytes(UNCACHED).unwrap();
    let uncached = Note::UncachedFormulas { sheet: "资金情况".into(), cells: 8 };
    assert!(document.notes.contains(&uncached), "{:?}", document.notes);
    assert!(in_one_line(&document).contains("/合计||||||]"));
}

/// What a document shows at the places of a workbook.
fn shown(document: &Document) -> BTreeMap<(u32, u32, u32), String> {
    let cells = document.tables().flat_map(|(_, table)| &table.cells).map(|cell| cell.span);
    let place = |span| match document.origin(span).map(|origin| origin.place) {
        Some(Place::Cell { sheet, row, column }) => ((sheet, row, column), document.str(span).to_owned()),
        other => panic!("a cell without a place: {other:?}"),
    };
    cells.map(place).collect()
}

/// The amount in a text, and how far it may be off by the decimals it shows.
fn amount(text: &str) -> Option<(Decimal, Decimal)> {
    let plain: String = text.chars().filter(|one| !"¥, ".contains(*one)).collect();
    let percent = plain.ends_with('%');
    let number: Decimal = plain.trim_end_matches('%').parse().ok()?;
    let half = Decimal::new(5, number.scale() + 1);
    let hundred = if percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    Some((number / hundred, half / hundred))
}

#[test]
fn a_second_reader_finds_the_same_numbers() {
    for file in [XLSX, XLS, ODS] {
        let document = bytes(file).unwrap();
        let source = document.source;
        let shown = shown(&document);
        let mut book = open_workbook_auto_from_rs(Cursor::new(file)).unwrap();
        let mut compared = 0;
        for (sheet, name) in (0..).zip(book.sheet_names()) {
            let range = book.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let place = (sheet, top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
                let stored = match value {
                    Data::Float(stored) => stored.to_string(),
                    Data::Int(stored) => stored.to_string(),
                    _ => continue,
                };
                let Some(text) = shown.get(&place) else { continue };
                let (Some((number, half)), Ok(stored)) = (amount(text), stored.parse::<Decimal>()) else { continue };
                // 12.3 in the format of thousands is the one number shown on another scale.
                if text != "12.3" {
                    assert!((number - stored).abs() <= half, "{text} at {place:?} is {stored}");
                    compared += 1;
                }
            }
        }
        assert!(compared >= 18, "only {compared} numbers of {source:?} were compared");
    }
}

#[test]
fn the_samples_read_as_they_say() {
    let table = "[项目名称(2x1)|资金情况(万元)(1x3)|预算执行率(2x1)/年初预算数|全年预算数(A)|全年执行数(B)\
                 /高标准农田建设|800.00|1,000.00|520.30|52.03%/人居环境整治|200.00|234.56|155.50|66.29%\
                 /合计|1,000.00|1,234.56|675.80|54.74%]";
    let names = ["budget.xlsx", "budget.xls", "budget.ods", "budget_raw.xlsx", "budget_gbk.csv", "html_as_xls.xls"];
    for (name, file) in names.iter().filter_map(|name| Some((*name, sample(name)?))) {
        let document = bytes(&file).unwrap();
        assert_sound(&document);
        let text = in_one_line(&document);
        match name {
            "budget_raw.xlsx" => assert!(text.contains("/合计||||]"), "{name}: {text}"),
            "budget_gbk.csv" => {
                assert!(text.starts_with("[项目名称|资金情况(万元)|||预算执行率/|年初"), "{name}: {text}")
            }
            "html_as_xls.xls" => assert!(text.contains("54.74%"), "{name}: {text}"),
            _ => assert!(text.contains(table) && text.contains("填报日期　2026年3月15日"), "{name}: {text}"),
        }
    }
}

#[test]
fn cells_need_not_say_where_they_stand() {
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>\
                 <row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>甲</t><rPh><t>jia</t></rPh></is></c><c t=\"b\"><v>1</v></c></row>\
                 <row><c t=\"e\"><f>A1</f><v>#REF!</v></c><c t=\"inlineStr\"><is><t>乙\r\n丙</t></is></c><c t=\"str\"><f>B1</f><v></v></c></row></sheetData>";
    let document = bytes(&workbook(sheet)).unwrap();
    assert_eq!(in_one_line(&document), "[示例县|1|/|甲|TRUE/#REF!|乙\n丙|]");
    assert_eq!(document.notes, []);
}

#[test]
fn senseless_references_do_no_harm() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"0\" max=\"4294967295\" hidden=\"1\"/></cols>\
                 <sheetData><row r=\"0\"><c r=\"A1\" t=\"s\"><v>7</v></c><c r=\"B1\" s=\"99\"><v>2.5</v></c>\
                 <c r=\"C1\" t=\"s\"><v>-1</v></c><c r=\"ZZZ9999999\"><v>1</v></c><c r=\"A2\"><v>3</v></c></row>\
                 <row r=\"4294967295\"><c><v>1</v></c></row></sheetData>\
                 <mergeCells><mergeCell ref=\"B2:A1\"/><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let document = bytes(&workbook(sheet)).unwrap();
    assert_sound(&document);
    assert!(document.text.contains("3"), "{:?}", document.text);
    assert!(document.notes.contains(&Note::Cut { left_out: 0 }));
}

#[test]
fn a_long_string_in_many_cells_is_cut() {
    let long = "示例".repeat(5_000);
    let rows = "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>".repeat(5_000);
    let mut parts = members(&workbook(&format!("<sheetData>{rows}</sheetData>")));
    parts[2].1 = format!("<sst><si><t>{long}</t></si></sst>").into_bytes();
    let parts: Vec<(&[u8], &[u8])> =
        parts.iter().map(|(name, content)| (name.as_bytes(), content.as_slice())).collect();
    let document = bytes(&packed(&parts)).unwrap();
    assert!(document.text.len() < 70_000_000 && document.notes.contains(&Note::Cut { left_out: 0 }));
}

#[test]
fn repeated_rows_of_an_open_document_are_limited() {
    let cell = "<table:table-cell table:number-columns-repeated=\"4294967295\"><text:p>1</text:p></table:table-cell>";
    let blank = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-rows-spanned=\"3\"/></table:table-row>";
    let xml = format!(
        "<o xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"甲\">{blank}\
         <table:table-row table:number-rows-repeated=\"4294967295\">{cell}</table:table-row></table:table></o>"
    );
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let document = bytes(&packed(&[(b"mimetype", mime), (b"content.xml", xml.as_bytes())])).unwrap();
    assert!(document.notes.contains(&Note::Cut { left_out: 0 }));
    assert!(document.text.len() < 300_000, "{} bytes", document.text.len());
}

#[test]
fn a_workbook_in_one_xml_file() {
    let xml = "\u{FEFF}<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Styles><Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style></Styles>\
        <Worksheet ss:Name=\"资金\"><Table><Column ss:Index=\"3\" ss:Hidden=\"1\"/>\
        <Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">示例县<Font xmlns=\"h\">支出表</Font></Data></Cell></Row>\
        <Row ss:Index=\"3\"><Cell><Data ss:Type=\"String\">执行率</Data><Comment><Data>批注</Data></Comment></Cell>\
        <Cell ss:Index=\"3\" ss:StyleID=\"p\"><Data ss:Type=\"Number\">0.5474</Data></Cell><Cell ss:Formula=\"=1\"/></Row>\
        <Row><Cell><Data ss:Type=\"String\">日期</Data></Cell>\
        <Cell ss:Index=\"3\"><Data ss:Type=\"DateTime\">2024-03-15T00:00:00.000</Data></Cell></Row></Table>\
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
    let document = bytes(xml.as_bytes()).unwrap();
    assert_sound(&document);
    assert_eq!(shape(&document), ["资金", "示例县支出表", "[执行率|54.74%/日期|2024-03-15]"]);
    assert_eq!(document.notes.len(), 3);
}

#[test]
fn an_encrypted_open_document_is_named() {
    let manifest = b"<manifest><encryption-data/></manifest>";
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let file = packed(&[(b"mimetype", mime), (b"META-INF/manifest.xml", manifest), (b"content.xml", b"\x01")]);
    assert_eq!(bytes(&file), Err(ReadError::Encrypted));
}

/// A row of numbers that only looks like chance, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    fn spoil(&mut self, content: &mut Vec<u8>) {
        const PIECES: [&[u8]; 8] = [b"<", b">", b"\"4294967295\"", b"</c>", b"<row>", b"-1", b"\0", b"&#x110000;"];
        for _ in 0..1 + self.below(4) {
            let at = self.below(content.len());
            match self.below(4) {
                0 => content.truncate(at),
                1 => {
                    let byte = u8::try_from(self.below(256)).unwrap();
                    content.iter_mut().skip(at).take(1).for_each(|one| *one = byte);
                }
                2 => content.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied()).for_each(drop),
                _ => content.drain(at..(at + 20).min(content.len())).for_each(drop),
            }
        }
    }
}

#[test]
fn spoiled_files_are_read_or_refused() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for file in [XLSX, ODS] {
        let whole = members(file);
        for _ in 0..150 {
            let mut parts = whole.clone();
            let spoilt = dice.below(parts.len());
            dice.spoil(&mut parts[spoilt].1);
            let parts: Vec<(&[u8], &[u8])> =
                parts.iter().map(|(name, content)| (name.as_bytes(), content.as_slice())).collect();
            bytes(&packed(&parts)).iter().for_each(assert_sound);
        }
    }
    for file in [XLS, XLSX] {
        for _ in 0..150 {
            let mut spoilt = file.to_vec();
            dice.spoil(&mut spoilt);
            bytes(&spoilt).iter().for_each(assert_sound);
        }
    }
}

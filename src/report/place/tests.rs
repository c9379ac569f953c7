use super::*;
use crate::document::{Area, Origin, Paragraph};
use crate::read;

/// A document whose blocks are these paragraphs (`None`: a table of two rows), each line of the text one.
fn built(source: Source, places: &[Option<Place>]) -> Document {
    let mut document = Document { source, ..Document::default() };
    for (index, place) in places.iter().enumerate() {
        let start = document.text.len();
        document.text.push_str(&format!("段落{index}"));
        let span = Span::new(start, document.text.len());
        document.text.push('\n');
        document.blocks.push(Block::Paragraph(Paragraph { span, level: None }));
        document.origins.extend(place.map(|place| Origin { start: span.start, place }));
    }
    document
}

fn on_page(page: u32) -> Option<Place> {
    Some(Place::Page { page, area: Area::default() })
}

/// The place, in Chinese, at which `found` stands.
fn at(document: &Document, found: &str) -> String {
    let start = document.text.find(found).unwrap();
    place(document, Span::new(start, start + found.len())).zh
}

#[test]
fn a_line_of_plain_text_is_a_line() {
    let document = read::text("标题\n\n示例县2023年支出𠮷100万元。\n");
    assert_eq!(at(&document, "100万元"), "第3行");
    assert_eq!(place(&document, Span::new(0, 3)).en, "line 1");
    assert_eq!(place(&Document::default(), Span::new(9, 12)).zh, "第1行");
}

#[test]
fn a_cell_is_named_by_its_table_its_row_and_its_column() {
    let document = read::text(
        "前言\n\n| 甲 | 乙 |\n| --- | --- |\n| 子 | 1.00 |\n\n中间\n\n\
         | 支出项目 | 决算金额（万元） | 2023年预算执行情况的详细说明文字 |\n| --- | --- | --- |\n| 办公费 | 7.25 | 8.00 |\n",
    );
    assert_eq!(at(&document, "7.25"), "表2第2行‘决算金额’");
    assert_eq!(at(&document, "8.00"), "表2第2行第3列");
    assert_eq!(at(&document, "决算金额"), "表2第1行第2列");
    let start = document.text.find("1.00").unwrap();
    assert_eq!(place(&document, Span::new(start, start + 4)).en, "table 1, row 2, ‘乙’");
}

#[test]
fn a_form_has_several_headers_and_a_header_several_levels() {
    let document = read::html(
        "<table><tr><td colspan=4>示例县整体支出绩效自评表</td></tr>\
         <tr><td rowspan=2>内容</td><td colspan=2>预算数</td><td rowspan=2>执行数</td></tr>\
         <tr><td>年初</td><td>全年</td></tr>\
         <tr><td>总额</td><td>10.50</td><td>11.50</td><td>12.50</td></tr>\
         <tr><td>指标</td><td>目标值</td><td>完成值</td><td>分值</td></tr>\
         <tr><td>培训</td><td>无</td><td>无</td><td>无</td></tr>\
         <tr><td>接待</td><td>13</td><td>14</td><td>20</td></tr></table>",
    );
    assert_eq!(
        ["10.50", "11.50", "12.50"].map(|it| at(&document, it)),
        ["表1第4行‘年初’", "表1第4行‘全年’", "表1第4行‘执行数’"]
    );
    assert_eq!(at(&document, "20"), "表1第7行‘分值’");
}

#[test]
fn paragraphs_of_a_paged_document_are_counted_on_their_page() {
    let document = built(Source::Pdf, &[on_page(1), on_page(1), on_page(3), on_page(3)]);
    let places = Places::new(&document);
    let all: Vec<String> = document.blocks.iter().map(|block| places.of(block.span()).zh).collect();
    assert_eq!(all, ["第1页第1段", "第1页第2段", "第3页第1段", "第3页第2段"]);
    assert_eq!(places.of(document.blocks[2].span()).en, "page 3, paragraph 1");
}

#[test]
fn paragraphs_of_a_word_file_are_counted_through() {
    let document = built(Source::Docx, &[None, None, None]);
    assert_eq!(at(&document, "段落2"), "第3段");
}

#[test]
fn a_cell_of_a_workbook_is_named_as_excel_does() {
    let cell = |sheet, row, column| Some(Place::Cell { sheet, row, column });
    let mut document =
        built(Source::Xlsx, &[cell(0, 13, 4), cell(1, 0, 26), cell(2, 9, 701), cell(3, 0, 702), cell(9, 4, 0)]);
    document.sheets = ["附件2", "2023 决算", "O'Neil", "A1"].map(String::from).to_vec();
    let places = Places::new(&document);
    let all: Vec<String> = document.blocks.iter().map(|block| places.of(block.span()).zh).collect();
    assert_eq!(all, ["附件2!E14", "'2023 决算'!AA1", "'O''Neil'!ZZ10", "'A1'!AAA1", "A5"]);
}

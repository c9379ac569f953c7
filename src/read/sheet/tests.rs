use super::*;

fn cell(row: u32, column: u32, text: &str) -> SheetCell {
    SheetCell { row, column, text: text.into() }
}

fn merge(row: u32, column: u32, rows: u32, columns: u32) -> Merge {
    Merge { row, column, rows, columns }
}

/// Rows written with `|`, an empty piece being a blank cell, an empty row a blank row.
fn sheet(rows: &[&str]) -> Sheet {
    let pieces = (0..)
        .zip(rows)
        .flat_map(|(row, line)| (0..).zip(line.split('|')).map(move |(column, text)| cell(row, column, text)));
    Sheet { name: "Sheet1".into(), cells: pieces.filter(|cell| !cell.text.is_empty()).collect(), ..Sheet::default() }
}

fn read(sheets: Vec<Sheet>) -> Document {
    let document = document(sheets, false, Source::Xlsx);
    crate::read::properties::assert_sound(&document);
    document
}

/// Paragraphs as they are, tables as their rows in brackets, cells divided by `|`, a merged cell with its extent.
fn shape(document: &Document) -> Vec<String> {
    use crate::document::Block;
    let cell = |cell: &crate::document::Cell| match [cell.row_span, cell.column_span] {
        [1, 1] => document.str(cell.span).to_owned(),
        [rows, columns] => format!("{}({rows}x{columns})", document.str(cell.span)),
    };
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => document.str(paragraph.span).to_owned(),
        Block::Table(table) => {
            let row = |row| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
            format!("[{}]", (0..table.rows).map(row).collect::<Vec<_>>().join("/"))
        }
    };
    document.blocks.iter().map(block).collect()
}

#[test]
fn titles_and_notes_stand_outside_the_table() {
    let mut form = sheet(&[
        "示例县项目支出表",
        "编制单位：示例局||单位：万元",
        "项目|预算|决算",
        "送书下乡|1|2",
        "合计||",
        "注：不含上年结转。",
        "制表人：甲|审核人：乙",
    ]);
    form.merges = vec![merge(0, 0, 1, 3)];
    assert_eq!(
        shape(&read(vec![form])),
        [
            "示例县项目支出表",
            "编制单位：示例局",
            "单位：万元",
            "[项目|预算|决算/送书下乡|1|2/合计||]",
            "注：不含上年结转。",
            "制表人：甲",
            "审核人：乙",
        ]
    );
}

#[test]
fn a_blank_row_divides_tables_unless_a_merged_cell_bridges_it() {
    let mut stacked = sheet(&["甲|1", "乙|2", "", "丙|3", "", "丁|4", "戊|5"]);
    stacked.merges = vec![merge(3, 0, 3, 1)];
    stacked.cells.retain(|cell| cell.text != "丁");
    assert_eq!(shape(&read(vec![stacked])), ["[甲|1/乙|2]", "[丙(3x1)|3/|4/戊|5]".replace("/|4", "//4").as_str()]);
}

#[test]
fn stacked_forms_without_a_blank_row_stay_one() {
    let mut form = sheet(&["单位名称|示例局", "二、目标", "指标|目标值", "场次|12"]);
    form.merges = vec![merge(1, 0, 1, 2)];
    assert_eq!(shape(&read(vec![form])), ["[单位名称|示例局/二、目标(1x2)/指标|目标值/场次|12]"]);
}

#[test]
fn columns_without_content_are_left_out() {
    let mut form = sheet(&["|甲|||1", "|乙|||2"]);
    form.merges = vec![merge(0, 1, 1, 3), merge(1, 1, 1, 3)];
    let document = read(vec![form]);
    assert_eq!(shape(&document), ["[甲|1/乙|2]"]);
    let places: Vec<Place> = document.origins.iter().map(|origin| origin.place).collect();
    assert_eq!(places[1], Place::Cell { sheet: 0, row: 0, column: 4 });
}

#[test]
fn a_merged_header_keeps_its_extent() {
    let mut form = sheet(&["项目|资金||执行率", "|预算|决算|", "甲|1|2|50%"]);
    form.merges = vec![merge(0, 0, 2, 1), merge(0, 1, 1, 2), merge(0, 3, 2, 1)];
    assert_eq!(shape(&read(vec![form])), ["[项目(2x1)|资金(1x2)|执行率(2x1)/预算|决算/甲|1|2|50%]"]);
}

#[test]
fn what_lies_under_a_merged_cell_is_not_shown() {
    let mut form = sheet(&["甲|9|1", "乙|2|3"]);
    form.merges = vec![merge(0, 0, 1, 2), merge(0, 1, 2, 1), merge(0, 0, 0, 0)];
    assert_eq!(shape(&read(vec![form])), ["[甲(1x2)|1/乙|2|3]"]);
}

#[test]
fn a_merged_cell_that_shows_nothing_hides_nothing() {
    let mut form = sheet(&["|9|1", "乙|2|3"]);
    form.merges = vec![merge(0, 0, 1, 2)];
    assert_eq!(shape(&read(vec![form])), ["[|9|1/乙|2|3]"]);
}

#[test]
fn only_a_name_that_says_something_is_a_heading() {
    assert_eq!(shape(&read(vec![sheet(&["甲|1", "乙|2"]), Sheet::default()])), ["[甲|1/乙|2]"]);
    let named = Sheet { name: "附件1".into(), ..sheet(&["甲|1", "乙|2"]) };
    let document = read(vec![named, sheet(&["丙|3", "丁|4"])]);
    assert_eq!(shape(&document), ["附件1", "[甲|1/乙|2]", "Sheet1", "[丙|3/丁|4]"]);
    assert_eq!(document.sheets, ["附件1", "Sheet1"]);
}

#[test]
fn only_hidden_lines_with_content_are_told() {
    let mut form = sheet(&["甲|1", "乙|2", "", "丙|3"]);
    form.hidden_rows = vec![[2, 3], [1, 1], [2, 2]];
    form.hidden_columns = vec![[2, 16_383]];
    (form.hidden, form.uncached) = (true, 2);
    let name = || "Sheet1".to_owned();
    assert_eq!(
        read(vec![form]).notes,
        [
            Note::HiddenSheet { sheet: name() },
            Note::HiddenLines { sheet: name(), rows: 2, columns: 0 },
            Note::UncachedFormulas { sheet: name(), cells: 2 },
        ]
    );
}

#[test]
fn senseless_extents_take_neither_time_nor_memory() {
    let far = [cell(0, 0, "甲"), cell(0, 16_383, "1"), cell(1_048_575, 0, "乙"), cell(1_048_575, 16_383, "2")];
    let whole = Sheet { cells: far.to_vec(), merges: vec![merge(0, 0, 1_048_575, 1)], ..Sheet::default() };
    let document = document(vec![whole], false, Source::Xlsx);
    assert!(document.tables().map(|(_, table)| table.cells.len()).sum::<usize>() < 3_000_000);

    let diagonal = (0..10_000).map(|line| cell(line, line, "1")).collect();
    let sparse = Sheet { cells: diagonal, ..Sheet::default() };
    let wide = (0..65_000).map(|line| merge(line / 250 * 2, line % 250 * 60, 3, 70)).collect();
    let crossed =
        Sheet { cells: (0..4_000).map(|line| cell(line, line % 60, "1")).collect(), merges: wide, ..Sheet::default() };
    let document = super::document(vec![sparse, crossed], false, Source::Xlsx);
    assert_eq!(document.tables().next().map(|(_, table)| table.cells.len()), Some(10_000));
}

#[cfg(feature = "formats")]
mod biff;
#[cfg(feature = "formats")]
mod files;

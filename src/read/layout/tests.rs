use super::*;
use crate::document::{Block, Place, Table};

/// A page to draw on: 595 × 842 points, as A4.
fn leaf() -> Leaf {
    Leaf { width: 59_500, height: 84_200, ..Leaf::default() }
}

impl Leaf {
    /// Text from a point on, at ten points: Chinese full width, everything else half.
    fn text(mut self, x: i32, baseline: i32, text: &str) -> Self {
        let mut left = x * 100;
        for one in text.chars() {
            let width = if line::is_wide(one) { 1000 } else { 500 };
            self = self.glyph(left, baseline * 100, &one.to_string(), width, 1000);
            left += width;
        }
        self
    }

    fn glyph(mut self, left: i32, baseline: i32, text: &str, width: i32, size: i32) -> Self {
        let area = Area { left, right: left + width, top: baseline - size * 8 / 10, bottom: baseline + size / 5 };
        self.glyphs.push(Glyph { text: text.to_owned(), area, baseline, size, way: Way::Rightwards });
        self
    }

    fn rule(mut self, x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        self.rules.push(Rule { from: [x0 * 100, y0 * 100], to: [x1 * 100, y1 * 100] });
        self
    }

    /// All lines of a grid with these column and row edges.
    fn ruled(mut self, columns: &[i32], rows: &[i32]) -> Self {
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let (top, bottom) = (rows[0], rows[rows.len() - 1]);
        for row in rows {
            self = self.rule(left, *row, right, *row);
        }
        for column in columns {
            self = self.rule(*column, top, *column, bottom);
        }
        self
    }
}

fn read(leaves: &[Leaf]) -> Document {
    document(leaves, Source::Pdf)
}

/// Paragraphs as they are, tables with `|` between cells and `/` between rows.
fn blocks(leaves: &[Leaf]) -> Vec<String> {
    let document = read(leaves);
    let table = |table: &Table| {
        let row = |row: u32| table.row(row).iter().map(|cell| document.str(cell.span)).collect::<Vec<_>>().join("|");
        (0..table.rows).map(row).collect::<Vec<_>>().join("/")
    };
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => document.str(paragraph.span).to_owned(),
        Block::Table(found) => table(found),
    };
    document.blocks.iter().map(block).collect()
}

#[test]
fn a_grid_with_merged_cells() {
    let page = leaf()
        .text(60, 60, "表1 资金情况")
        .rule(50, 100, 350, 100)
        .rule(50, 130, 350, 130)
        .rule(50, 160, 350, 160)
        .rule(50, 100, 50, 160)
        .rule(150, 130, 150, 160)
        .rule(250, 100, 250, 160)
        .rule(350, 100, 350, 160)
        .text(55, 120, "项目")
        .text(255, 120, "执行率")
        .text(55, 150, "示例")
        .text(155, 150, "1,000.00")
        .text(255, 150, "54.74%");
    assert_eq!(blocks(std::slice::from_ref(&page)), ["表1 资金情况", "项目|执行率/示例|1,000.00|54.74%"]);
    let document = read(&[page]);
    let (_, table) = document.tables().next().unwrap();
    assert_eq!((table.rows, table.columns, table.cells[0].column_span), (2, 3, 2));
    let Some(Place::Page { page: 1, area }) = document.origin(table.cells[1].span).map(|origin| origin.place) else {
        panic!("a cell without a place")
    };
    assert_eq!(area, Area { left: 25_000, top: 10_000, right: 35_000, bottom: 13_000 });
}

#[test]
fn three_lines_make_a_table() {
    let page = leaf()
        .text(200, 90, "表1 支出情况")
        .rule(50, 100, 450, 100)
        .rule(50, 120, 450, 120)
        .rule(50, 180, 450, 180)
        .text(60, 115, "项目")
        .text(200, 115, "预算数")
        .text(300, 115, "执行数")
        .text(60, 135, "人员经费")
        .text(200, 135, "403.89")
        .text(300, 135, "403.89")
        .text(60, 155, "公用经费")
        .text(205, 155, "48.72")
        .text(60, 175, "合计")
        .text(200, 175, "452.61")
        .text(300, 175, "403.89")
        .text(60, 200, "注：单位为万元。");
    assert_eq!(
        blocks(&[page]),
        [
            "表1 支出情况",
            "项目|预算数|执行数/人员经费|403.89|403.89/公用经费|48.72|/合计|452.61|403.89",
            "注：单位为万元。"
        ]
    );
}

#[test]
fn lines_under_and_through_text_make_no_table() {
    let page = leaf()
        .text(60, 100, "一、单位概况")
        .rule(60, 102, 120, 102)
        .text(60, 120, "示例县农业农村局编制42人。")
        .rule(60, 117, 190, 117)
        .rule(50, 140, 500, 140)
        .text(60, 160, "二、预算执行")
        .rule(50, 170, 500, 170);
    assert_eq!(blocks(&[page]), ["一、单位概况", "示例县农业农村局编制42人。", "二、预算执行"]);
}

#[test]
fn columns_without_any_line() {
    let page = leaf()
        .text(60, 100, "项目")
        .text(200, 100, "预算数")
        .text(300, 100, "执行数")
        .text(60, 120, "人员经费")
        .text(200, 120, "403.89")
        .text(300, 120, "403.89")
        .text(60, 140, "公用经费")
        .text(205, 140, "48.72")
        .text(305, 140, "40.00");
    assert_eq!(blocks(&[page]), ["项目|预算数|执行数/人员经费|403.89|403.89/公用经费|48.72|40.00"]);
}

#[test]
fn a_number_cut_by_a_narrow_cell_is_one_number() {
    let cell = |first: &str, second: &str| {
        let page = leaf()
            .ruled(&[50, 100, 134], &[100, 140])
            .text(55, 120, "合计")
            .text(102, 115, first)
            .text(102, 130, second);
        blocks(&[page])
    };
    assert_eq!(cell("1,234.", "56"), ["合计|1,234.56"]);
    assert_eq!(cell("12,345", ".67"), ["合计|12,345.67"]);
    assert_eq!(cell("23,456", ",789.1"), ["合计|23,456,789.1"]);
    assert_eq!(cell("100.00", "200.00"), ["合计|100.00\n200.00"]);
    assert_eq!(cell("12.5", "13.5"), ["合计|12.5\n13.5"]);
    assert_eq!(cell("12", "13"), ["合计|12\n13"]);
    assert_eq!(cell("123456", "789"), ["合计|123456789"]);
    assert_eq!(cell("54.74", "%"), ["合计|54.74%"]);
    assert_eq!(cell("100.25", "%"), ["合计|100.25%"]);
}

#[test]
fn a_label_wrapped_by_its_cell_is_one_label() {
    let page = leaf()
        .ruled(&[50, 100, 200], &[100, 140, 180])
        .text(55, 115, "高标准农")
        .text(55, 130, "田建设")
        .text(105, 115, "受益农户")
        .text(105, 130, "(含脱贫户)")
        .text(55, 150, "产")
        .text(55, 160, "出")
        .text(105, 160, "Total amount paid")
        .text(105, 172, "in 2025");
    assert_eq!(blocks(&[page]), ["高标准农田建设|受益农户\n(含脱贫户)/产\n出|Total amount paid in 2025"]);
}

#[test]
fn a_paragraph_goes_on_over_lines_and_pages() {
    let first = leaf().text(92, 760, "示例县农业农村局内设机构六个，下属事业单位三个，编制人数四十二").text(
        72,
        780,
        "人，年末实有在职人员三十九人，离退休人员十一人，全年预算数1,234.56",
    );
    let second = leaf()
        .text(72, 60, "万元，全年执行数675.80万元。")
        .text(92, 80, "资金使用合规。")
        .text(92, 100, "三、绩效目标")
        .text(92, 120, "全部完成。");
    assert_eq!(
        blocks(&[first, second]),
        [
            "示例县农业农村局内设机构六个，下属事业单位三个，编制人数四十二人，年末实有在职人员三十九人，离退休人员十一人，\
             全年预算数1,234.56万元，全年执行数675.80万元。",
            "资金使用合规。",
            "三、绩效目标",
            "全部完成。"
        ]
    );
}

#[test]
fn headers_and_page_numbers_are_left_out() {
    let page = |number: i32| {
        leaf()
            .text(200, 40, "示例县财政局监制")
            .text(60, 100, &format!("第{number}段结束。"))
            .text(60, 120, "单位：万元")
            .text(280, 800, &format!("- {number} -"))
    };
    let pages: Vec<Leaf> = (1..=4).map(page).collect();
    let read = [
        "第1段结束。",
        "单位：万元",
        "第2段结束。",
        "单位：万元",
        "第3段结束。",
        "单位：万元",
        "第4段结束。",
        "单位：万元",
    ];
    assert_eq!(blocks(&pages), read);
    // A bare number is a page number only where it counts the pages.
    let bare = |number: i32| leaf().text(60, 100, "正文。").text(290, 800, &number.to_string());
    assert_eq!(blocks(&(5..9).map(bare).collect::<Vec<_>>()), ["正文。"; 4]);
    assert_eq!(blocks(&[bare(42)]), ["正文。", "42"]);
    let chance = [3, 9, 4, 12].map(bare);
    assert_eq!(blocks(&chance), ["正文。", "3", "正文。", "9", "正文。", "4", "正文。", "12"]);
}

#[test]
fn a_table_goes_on_over_the_page() {
    let columns = [50, 150, 250, 350];
    let head = |page: Leaf, y: i32| page.text(55, y, "项目").text(155, y, "预算数").text(255, y, "执行数");
    let first = head(leaf().ruled(&columns, &[700, 720, 740, 780]), 715)
        .text(55, 735, "甲类")
        .text(155, 735, "1.00")
        .text(255, 735, "2.00")
        .text(55, 755, "高标准农田建设项")
        .text(155, 755, "3.00")
        .text(255, 755, "4.00");
    let second = head(leaf().ruled(&columns, &[60, 80, 100, 120]), 75)
        .text(55, 95, "目一期工程")
        .text(55, 115, "合计")
        .text(155, 115, "4.00")
        .text(255, 115, "6.00");
    assert_eq!(
        blocks(&[first.clone(), second.clone()]),
        ["项目|预算数|执行数/甲类|1.00|2.00/高标准农田建设项目一期工程|3.00|4.00/合计|4.00|6.00"]
    );
    let apart = second.text(55, 50, "表2 其他");
    assert_eq!(blocks(&[first, apart]).len(), 3);
}

#[test]
fn columns_of_a_wide_sheet_go_on_on_the_next_page() {
    let rows = [60, 80, 100, 120];
    let first = leaf()
        .ruled(&[50, 250, 550], &rows)
        .text(55, 75, "项目")
        .text(255, 75, "预算数")
        .text(55, 95, "甲")
        .text(255, 95, "1.00")
        .text(55, 115, "合计")
        .text(255, 115, "1.00")
        .text(55, 140, "填报日期：2026年3月");
    let second = leaf().ruled(&[50, 150], &rows).text(55, 75, "得分").text(55, 95, "9").text(55, 115, "9");
    assert_eq!(blocks(&[first, second]), ["项目|预算数|得分/甲|1.00|9/合计|1.00|9", "填报日期：2026年3月"]);
}

#[test]
fn fake_bold_is_read_once_and_footnote_marks_not_at_all() {
    let mut page = leaf().text(60, 100, "合计100.11万元");
    let bold: Vec<Glyph> =
        page.glyphs.iter().map(|glyph| Glyph { area: shifted(glyph.area, 30), ..glyph.clone() }).collect();
    page.glyphs.extend(bold);
    let page = page
        .text(60, 120, "得分12.5")
        .glyph(10_000, 11_650, "①", 600, 600)
        .text(106, 120, "分")
        .text(60, 140, "建成100m")
        .glyph(10_000, 13_650, "2", 300, 600);
    assert_eq!(blocks(&[page]), ["合计100.11万元", "得分12.5分", "建成100m²"]);
}

fn shifted(area: Area, by: i32) -> Area {
    Area { left: area.left + by, right: area.right + by, ..area }
}

#[test]
fn kerning_divides_no_number_and_columns_are_not_glued() {
    let spread = |gap: i32| {
        let (left, right) = ("1", "234.56");
        let mut page = leaf().glyph(6_000, 10_000, left, 500, 1000);
        for (at, one) in (0..).zip(right.chars()) {
            page = page.glyph(6_500 + gap + at * 500, 10_000, &one.to_string(), 500, 1000);
        }
        blocks(&[page])
    };
    assert_eq!(spread(250), ["1234.56"]);
    assert_eq!(spread(1200), ["1 234.56"]);
    let latin = leaf().text(60, 100, "GDP").text(78, 100, "growth");
    assert_eq!(blocks(&[latin]), ["GDP growth"]);
    let spread_label = leaf().text(60, 100, "合").text(95, 100, "计");
    assert_eq!(blocks(&[spread_label]), ["合计"]);
}

#[test]
fn a_framed_text_is_a_paragraph_of_its_own() {
    let page = leaf()
        .text(60, 100, "正文一。")
        .ruled(&[300, 450], &[90, 150])
        .text(305, 105, "资金到位率")
        .text(305, 120, "100%")
        .text(60, 140, "正文二。");
    assert_eq!(blocks(&[page]), ["资金到位率", "100%", "正文一。", "正文二。"]);
}

#[test]
fn what_is_not_on_the_page_is_not_read() {
    let page = leaf().text(-200, 100, "看不见").text(60, 100, "看得见").glyph(6_000, 12_000, "小", 100, 100);
    assert_eq!(blocks(&[page]), ["看得见"]);
}

#[test]
fn pages_that_are_pictures() {
    let picture = Leaf { pictured: true, ..leaf() };
    let written = Leaf { pictured: true, ..leaf().text(60, 100, "正文。") };
    assert_eq!(pictures(&[written.clone(), picture.clone()]), [2]);
    assert!(is_scanned(&[picture.clone(), leaf()]) && !is_scanned(&[picture, written]) && !is_scanned(&[leaf()]));
}

mod properties;

#[test]
fn columns_of_text_are_read_one_after_the_other() {
    let left = ["一、部门概况如下所述，人员经费", "四十万元，公用经费八万元，合计", "四十八万元。"];
    let right = ["二、项目支出情况如下，道路养护", "二十万元。", "以上。"];
    let mut page = leaf().text(150, 70, "示例县水利局2023年度部门整体支出绩效自评报告");
    for (at, [left, right]) in (0..).zip(left.into_iter().zip(right).map(|(left, right)| [left, right])) {
        page = page.text(60, 100 + at * 16, left).text(300, 100 + at * 16, right);
    }
    let expected = [
        "示例县水利局2023年度部门整体支出绩效自评报告",
        "一、部门概况如下所述，人员经费四十万元，公用经费八万元，合计四十八万元。",
        "二、项目支出情况如下，道路养护二十万元。",
        "以上。",
    ];
    assert_eq!(blocks(&[page]), expected);
}

#[test]
fn words_beside_figures_are_no_columns_of_text() {
    let mut page = leaf();
    for (at, [label, amount]) in (0..).zip([["甲项目", "10.00"], ["乙项目", "20.00"], ["合计", "30.00"]]) {
        page = page.text(60, 100 + at * 16, label).text(300, 100 + at * 16, amount);
    }
    assert_eq!(blocks(&[page]), ["甲项目|10.00/乙项目|20.00/合计|30.00"]);
    let mut contents = leaf();
    for (at, [label, number]) in (0..).zip([["一、部门概况", "1"], ["二、支出情况", "3"], ["三、有关说明", "9"]])
    {
        contents = contents.text(60, 100 + at * 16, label).text(500, 100 + at * 16, number);
    }
    assert_eq!(blocks(&[contents]), ["一、部门概况 1", "二、支出情况 3", "三、有关说明 9"]);
}

#[test]
fn lines_that_hang_behind_a_number_belong_to_it() {
    let page = leaf()
        .text(60, 100, "1.整体支出方面，年初预算一百万元，预算调整五万元，全年预算一百零五万元，")
        .text(78, 116, "决算支出九十万元。全部用于日常运转和专项工作，未发生超预算的情形。资金")
        .text(78, 132, "使用合规。")
        .text(60, 148, "2.项目支出方面，按期完成。");
    let expected = [
        "1.整体支出方面，年初预算一百万元，预算调整五万元，全年预算一百零五万元，决算支出九十万元。\
         全部用于日常运转和专项工作，未发生超预算的情形。资金使用合规。",
        "2.项目支出方面，按期完成。",
    ];
    assert_eq!(blocks(&[page]), expected);
}

#[test]
fn a_binding_line_is_no_text_and_other_words_at_the_edge_are_told() {
    let body =
        || leaf().text(70, 100, "全年预算十九万元。").text(70, 130, "全部用于日常运转。").text(70, 160, "特此报告。");
    let upright = |mut page: Leaf, text: &str| {
        for (at, one) in (0..).zip(text.chars()) {
            page = page.text(30, 100 + at * 30, &one.to_string());
        }
        page
    };
    let bound = read(&[upright(body(), "装订线")]);
    assert_eq!((bound.text.as_str(), bound.notes), ("全年预算十九万元。\n全部用于日常运转。\n特此报告。", vec![]));
    let stamped = read(&[upright(body(), "打印次数三次")]);
    assert_eq!(stamped.text, "全年预算十九万元。\n全部用于日常运转。\n特此报告。");
    assert_eq!(stamped.notes, [Note::LeftOut { what: LeftOut::Margins, count: 1 }]);
    assert!(read(&[upright(body(), "123")]).text.starts_with("1 全年"));
}

#[test]
fn a_label_set_sideways_stands_in_its_cell() {
    let mut page = leaf().ruled(&[50, 80, 200, 300], &[100, 160, 220]);
    for (at, one) in (0..).zip(["产", "出", "指", "标"]) {
        let area = Area { left: 6_000, right: 7_000, top: 14_500 - at * 1_000, bottom: 15_500 - at * 1_000 };
        let glyph = Glyph { text: one.into(), area, baseline: area.bottom, size: 1_000, way: Way::Upwards };
        page.glyphs.push(glyph);
    }
    page = page.text(90, 130, "数量").text(210, 130, "12").text(90, 190, "质量").text(210, 190, "95");
    straighten(&mut page);
    assert_eq!(blocks(&[page]), ["产出指标|数量|12/|质量|95"]);
}

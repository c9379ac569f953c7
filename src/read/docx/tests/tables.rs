use super::{body, p};

fn tc(properties: &str, content: &str) -> String {
    format!("<tc><tcPr>{properties}</tcPr>{content}</tc>")
}

#[test]
fn merged_cells_stand_once_at_their_top_left() {
    let xml = format!(
        "<tbl><tr>{}{}</tr><tr>{}{}{}</tr><tr>{}{}{}</tr></tbl>",
        tc("<vMerge val='restart'/>", &p("项目名称")),
        tc("<gridSpan val='2'/>", &p("资金情况（万元）")),
        tc("<vMerge/>", "<p/>"),
        tc("", &p("年初预算数")),
        tc("", &p("全年执行数")),
        tc("", &p("合计")),
        tc("", &p("800")),
        tc("", &(p("520.30") + "<p/>" + &p("（不含结转）"))),
    );
    assert_eq!(
        body(&xml),
        [
            "0,0[2×1] 项目名称",
            "0,1[1×2] 资金情况（万元）",
            "1,1 年初预算数",
            "1,2 全年执行数",
            "2,0 合计",
            "2,1 800",
            "2,2 520.30\n（不含结转）"
        ]
    );
}

#[test]
fn a_continued_cell_without_a_beginning_begins() {
    let xml = format!(
        "<tbl><tr>{}{}</tr><tr>{}{}</tr></tbl>",
        tc("<vMerge/>", &p("甲")),
        tc("", &p("1")),
        tc("<vMerge/><gridSpan val='2'/>", &p("乙")),
        tc("<vMerge/>", &p("2")),
    );
    assert_eq!(body(&xml), ["0,0 甲", "0,1 1", "1,0[1×2] 乙", "1,2 2"]);
}

#[test]
fn cells_may_be_merged_in_the_old_way() {
    let xml = format!(
        "<tbl><tr>{}{}{}</tr><tr>{}{}</tr></tbl>",
        tc("<hMerge val='restart'/>", &p("合计")),
        tc("<hMerge/>", "<p/>"),
        tc("", &p("12.5")),
        tc("<hMerge val='continue'/>", &p("甲")),
        tc("", &p("1")),
    );
    assert_eq!(body(&xml), ["0,0[1×2] 合计", "0,2 12.5", "1,0 甲", "1,1 1"]);
}

#[test]
fn rows_may_begin_further_right() {
    let xml = format!(
        "<tbl><tr>{}{}</tr><tr><trPr><gridBefore val='1'/></trPr>{}</tr></tbl>",
        tc("", &p("甲")),
        tc("", &p("乙")),
        tc("", &p("丙"))
    );
    assert_eq!(body(&xml), ["0,0 甲", "0,1 乙", "1,1 丙"]);
}

#[test]
fn deleted_and_hidden_rows_and_deleted_cells_are_gone() {
    let row = |properties: &str, text: &str| {
        format!("<tr><trPr>{properties}</trPr>{}{}</tr>", tc("", &p(text)), tc("", &p("1")))
    };
    let xml = row("", "甲") + &row("<del/>", "删") + &row("<hidden/>", "藏") + &row("<ins/>", "增");
    assert_eq!(
        body(&format!("<tbl>{xml}<tr>{}{}</tr></tbl>", tc("<cellDel/>", &p("删")), tc("", &p("末")))),
        ["0,0 甲", "0,1 1", "1,0 增", "1,1 1", "2,0 末"]
    );
}

#[test]
fn a_nested_table_comes_after_the_outer_one() {
    let inner = format!("<tbl><tr>{}{}</tr></tbl>", tc("", &p("内甲")), tc("", &p("12.5")));
    let xml = format!("<tbl><tr>{}{}</tr></tbl>", tc("", &p("外表")), tc("", &(p("前") + &inner + &p("后"))));
    assert_eq!(body(&(xml + &p("下文"))), ["0,0 外表", "0,1 前\n后", "0,0 内甲", "0,1 12.5", "下文"]);
}

#[test]
fn a_table_for_layout_is_none() {
    let inner = format!("<tbl><tr>{}{}</tr></tbl>", tc("", &p("甲")), tc("", &p("1")));
    let xml = format!("<tbl><tr>{}</tr><tr>{}</tr></tbl>", tc("", &(p("上") + &inner + &p("中"))), tc("", &p("下")));
    assert_eq!(body(&xml), ["上", "0,0 甲", "0,1 1", "中", "下"]);
    assert_eq!(body(&format!("<tbl><tr>{}</tr></tbl>", tc("<gridSpan val='3'/>", &p("框")))), ["框"]);
}

#[test]
fn a_table_in_a_text_box_of_a_cell_comes_after_the_outer_one() {
    let inner = format!("<tbl><tr>{}{}</tr></tbl>", tc("", &p("甲")), tc("", &p("1")));
    let boxed = format!("<p><r><t>格</t></r><r><pict><txbxContent>{}{inner}</txbxContent></pict></r></p>", p("框"));
    assert_eq!(
        body(&format!("<tbl><tr>{}{}</tr></tbl>", tc("", &boxed), tc("", &p("2")))),
        ["0,0 格\n框", "0,1 2", "0,0 甲", "0,1 1"]
    );
}

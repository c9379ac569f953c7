//! Shape 4: a row per line, columns set with spaces, as PDF viewers, mail programs and terminals give a table as text.
//!
//! What is a column is decided by where things stand on the line (a full-width character takes two places), and, where
//! nothing stands under each other because only the gaps were kept, by their order.

mod columns;
mod copied;
mod names;
mod pieces;
mod rows;

use super::lines::{Lines, numbering};
use super::plain::Stretch;
use crate::document::{Block, Table};
use columns::Columns;
use pieces::{Piece, is_field, is_figure};
pub(super) use pieces::{is_row, width};
use rows::Row;

/// Reads the table whose first row may be this line; none if nothing begins here. Rows that make no table are paragraphs.
pub(super) fn read(lines: &Lines, at: usize) -> Option<Stretch> {
    let Some(run) = rows::gather(lines, at) else { return copied::read(lines, at) };
    let mut blocks = Vec::new();
    let mut from = at;
    for part in run.parts(lines.text) {
        let Some(table) = table(lines.text, part) else { continue };
        let (first, last) = (part.first()?, part.last()?);
        blocks.extend(lines.paragraphs(from..first.line));
        blocks.push(Block::Table(table));
        from = last.line + 1;
    }
    blocks.extend(lines.paragraphs(from..run.next));
    Some(Stretch { blocks, next: run.next })
}

/// The grid of rows, if they are a table.
fn table(text: &str, rows: &[Row]) -> Option<Table> {
    if !is_table(text, rows) {
        return None;
    }
    match Columns::of(text, rows) {
        Some(columns) => columns.grid(text, rows),
        None => columns::by_order(text, rows),
    }
}

/// Figures in at least half of the rows, under words; no fields of a form's foot, no list, no contents, no prose in columns.
fn is_table(text: &str, rows: &[Row]) -> bool {
    let wide: Vec<&Row> = rows.iter().filter(|row| row.pieces.len() > 1).collect();
    let valued = |row: &&&Row| row.pieces.iter().skip(1).any(|piece| is_figure(piece.of(text)));
    let count = wide.iter().filter(valued).count();
    let headed = wide.first().is_some_and(|row| !row.pieces.iter().any(|piece| is_figure(piece.of(text))));
    let columns = wide.iter().map(|row| row.pieces.len()).max().unwrap_or(0);
    let labelled = wide.iter().filter(|row| row.pieces.iter().any(|piece| is_field(piece.of(text)))).count();
    if labelled * 2 > wide.len() || is_list(text, &wide) || is_contents(text, &wide) {
        return false;
    }
    let figures = match (headed, columns) {
        (_, 0 | 1) => false,
        (true, 2) => count > 1,
        (true, _) => count > 0,
        (false, 2) => count > 2,
        (false, _) => count > 1,
    };
    figures && count * 2 >= wide.len() || is_of_words(text, &wide, columns)
}

/// A table without figures: three rows of three or more short words that stand exactly under each other.
fn is_of_words(text: &str, rows: &[&Row], columns: usize) -> bool {
    let short = |piece: &Piece| piece.of(text).chars().count() <= 12 && !is_field(piece.of(text));
    let like_first = |row: &&Row| {
        let first = rows.first().map_or(&[][..], |first| &first.pieces);
        row.pieces.len() == columns && row.pieces.iter().zip(first).all(|(piece, above)| piece.left == above.left)
    };
    columns > 2 && rows.len() > 2 && rows.iter().all(like_first) && rows.iter().flat_map(|row| &row.pieces).all(short)
}

/// Only a number stands before the gap: `1.  加强管理`.
fn is_list(text: &str, rows: &[&Row]) -> bool {
    rows.iter().all(|row| match row.pieces.as_slice() {
        [mark, rest] => {
            let mark = mark.of(text);
            numbering(mark) == Some(mark.len()) && !is_figure(rest.of(text))
        }
        _ => false,
    })
}

/// 目录: titles on the left, page numbers that never fall on the right.
fn is_contents(text: &str, rows: &[&Row]) -> bool {
    let pages: Option<Vec<u32>> = rows
        .iter()
        .map(|row| match row.pieces.as_slice() {
            [.., page] => page.of(text).parse().ok(),
            [] => None,
        })
        .collect();
    pages.is_some_and(|pages| pages.is_sorted() && rows.iter().all(|row| row.pieces.len() <= 3))
        && rows.iter().filter(|row| row.pieces.first().is_some_and(|title| numbering(title.of(text)).is_some())).count()
            * 2
            > rows.len()
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use crate::document::{Block, Document};

    /// Every block: a paragraph as it is, a table's rows divided by `/` and its cells by `|`; wide cells with their width.
    fn blocks(lines: &[&str]) -> Vec<String> {
        let document: Document = text(&lines.join("\n"));
        let shown = |block: &Block| match block {
            Block::Paragraph(paragraph) => document.str(paragraph.span).to_owned(),
            Block::Table(table) => {
                let cell = |cell: &crate::document::Cell| match cell.column_span {
                    1 => document.str(cell.span).replace('\n', "¶"),
                    wide => format!("{}<{wide}>", document.str(cell.span)),
                };
                let row = |row| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
                (0..table.rows).map(row).collect::<Vec<_>>().join("/")
            }
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn blank_cells_keep_their_column() {
        let table = [
            "科目编码  科目名称    基本支出  项目支出",
            "201       行政运行    120.00",
            "20102     专项巡查               8.50",
            "          合  计      120.00     8.50",
        ];
        assert_eq!(
            blocks(&table),
            ["科目编码|科目名称|基本支出|项目支出/201|行政运行|120.00|/20102|专项巡查||8.50/|合  计|120.00|8.50"]
        );
    }

    #[test]
    fn a_cell_of_the_head_covers_the_columns_it_is_centred_over() {
        let table = [
            "      收     入                       支     出",
            "项目            预算数      项目            预算数",
            "财政拨款        1,200.00    一、教育支出      900.00",
            "其他收入           50.00    二、住房支出      350.00",
            "收入总计        1,250.00    支出总计        1,250.00",
        ];
        assert_eq!(
            blocks(&table)[0].split('/').take(2).collect::<Vec<_>>(),
            ["收     入<2>|支     出<2>", "项目|预算数|项目|预算数"]
        );
    }

    #[test]
    fn where_only_the_gaps_are_kept_the_order_tells_the_columns() {
        let table = [
            "单位：万元",
            "股室    年初预算    全年预算    说明",
            "综合股    41.00    46.00    略",
            "规划与执法监督股    8.00    133.00    略",
            "监管股    7.00        追加中",
            "合计    56.00    179.00",
        ];
        assert_eq!(
            blocks(&table),
            [
                "单位：万元",
                "股室|年初预算|全年预算|说明/综合股|41.00|46.00|略/规划与执法监督股|8.00|133.00|略/监管股|7.00||追加中/合计|56.00|179.00<2>"
            ]
        );
    }

    #[test]
    fn a_page_number_and_the_head_of_the_next_page_are_no_rows() {
        let table = [
            "项目      预算数    执行数",
            "甲          1.00      1.00",
            "乙          2.00      2.00",
            "",
            "                 第 3 页 共 9 页",
            "",
            "项目      预算数    执行数",
            "丙          3.00      3.00",
            "合计        6.00      6.00",
        ];
        assert_eq!(blocks(&table), ["项目|预算数|执行数/甲|1.00|1.00/乙|2.00|2.00/丙|3.00|3.00/合计|6.00|6.00"]);
    }

    #[test]
    fn names_in_two_lines_are_one_row() {
        let table = [
            "项目              预算数    执行数",
            "退役士兵一次性    312.00    300.00",
            "经济补助",
            "自主择业干部",
            "管理服务           20.00     18.00",
            "一、其他",
            "培训               10.00     10.00",
        ];
        let rows = blocks(&table);
        assert_eq!(
            rows,
            [
                "项目|预算数|执行数/退役士兵一次性|312.00|300.00/自主择业干部||/管理服务|20.00|18.00/一、其他||/培训|10.00|10.00"
            ]
        );
    }

    #[test]
    fn a_name_above_its_figures_belongs_to_them() {
        let table = [
            "项目              预算数    执行数",
            "甲                  1.00      1.00",
            "老旧小区配套设施",
            "                   20.00     18.00",
            "改造补助资金",
            "乙                  3.00      3.00",
        ];
        assert_eq!(blocks(&table), ["项目|预算数|执行数/甲|1.00|1.00/老旧小区配套设施|20.00|18.00/乙|3.00|3.00"]);
    }

    #[test]
    fn two_tables_are_two() {
        let table = [
            "项目      预算数    执行数",
            "甲          1.00      1.00",
            "合计        1.00      1.00",
            "科室      人数      车辆",
            "乙             3         1",
            "合计           3         1",
        ];
        assert_eq!(
            blocks(&table),
            ["项目|预算数|执行数/甲|1.00|1.00/合计|1.00|1.00", "科室|人数|车辆/乙|3|1/合计|3|1"]
        );
    }

    #[test]
    fn rows_of_one_shape_are_a_table_without_any_place() {
        let copied = [
            "股室 年初预算数 全年预算数 执行率",
            "综合股 41.00 46.00 96.00%",
            "规划 与执法股 28.00 33.00 90.00%",
            "— 2 —",
            "监管股 17.00 17.00 90.00%",
            "合 计 86.00 96.00 92.88%",
            "以上均已公开。",
        ];
        let table = "股室|年初预算数|全年预算数|执行率/综合股|41.00|46.00|96.00%/规划 与执法股|28.00|33.00|90.00%/监管股|17.00|17.00|90.00%/合 计|86.00|96.00|92.88%";
        assert_eq!(blocks(&copied), [table, "以上均已公开。"]);
        let numbered = ["序号 项 目 预算数 决算数", "1 甲 1.00 2.00", "2 乙 1.00 2.00", "合计 2.00 4.00"];
        assert_eq!(blocks(&numbered), ["序号|项 目|预算数|决算数/1|甲|1.00|2.00/2|乙|1.00|2.00/合计<2>|2.00|4.00"]);
    }

    #[test]
    fn rows_that_leave_blanks_out_are_no_table() {
        let short = ["项目 预算数 决算数", "甲 1.00 2.00", "乙 1.00 2.00", "丙 2.00 4.00", "丁 3.00"];
        assert_eq!(blocks(&short), short);
        let few = ["在职 12 人", "退休 5 人", "甲 1.00 2.00"];
        assert_eq!(blocks(&few), few);
    }

    #[test]
    fn text_with_gaps_is_text() {
        let texts: [&[&str]; 9] = [
            &["填表人：张三    电话：123456", "审核人：李四    日期：2024年3月1日"],
            &["第一部分  部门概况", "第二部分  2024年部门预算", "第三部分  名词解释"],
            &["一、概况    1", "二、支出    3", "三、问题    8"],
            &["1.  加强管理", "2.  细化预算", "3.  推进公开"],
            &["示例县水利局        ", "2024年  月  日"],
            &["全年预算  12.50万元，支出12.00万元。", "决算  12.00万元，结余0.50万元。"],
            &["地址：示例路1号    邮编：100000", "网址：示例    电话：000"],
            &["一、概况……………… 1", "二、支出………………  2"],
            &["附件1  项目清单", "附件2  评分表", "附件3  问卷"],
        ];
        for lines in texts {
            let trimmed: Vec<String> = lines.iter().map(|line| line.trim().to_owned()).collect();
            assert_eq!(blocks(lines), trimmed);
        }
    }
}

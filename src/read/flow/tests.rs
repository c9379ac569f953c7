use super::*;
use crate::document::{Block, Document, Source};

fn shape(left: i32, cells: &[(i32, Merge, Merge)]) -> RowShape {
    let cells = cells.iter().map(|(right, across, down)| CellShape { right: *right, across: *across, down: *down });
    RowShape { left, cells: cells.collect() }
}

fn singles(edges: &[i32]) -> RowShape {
    let cells: Vec<_> = edges[1..].iter().map(|right| (*right, Merge::Single, Merge::Single)).collect();
    shape(edges[0], &cells)
}

fn document(write: impl FnOnce(&mut Flow)) -> Document {
    let (mut flow, mut draft) = (Flow::default(), Draft::default());
    write(&mut flow);
    flow.finish(&mut draft);
    draft.finish(Source::Doc)
}

/// Row, column, rows, columns and text of every cell of the only table.
fn places(document: &Document) -> Vec<([u32; 4], &str)> {
    let tables: Vec<_> = document.tables().collect();
    assert_eq!(tables.len(), 1);
    let cells = tables[0].1.cells.iter();
    cells.map(|cell| ([cell.row, cell.column, cell.row_span, cell.column_span], document.str(cell.span))).collect()
}

fn row(flow: &mut Flow, texts: &[&str], shape: &RowShape) {
    texts.iter().for_each(|text| flow.cell_end(1, text));
    flow.row_end(1, Some(shape));
}

#[test]
fn columns_are_the_edges_of_all_rows() {
    let document = document(|flow| {
        row(flow, &["甲", "乙"], &singles(&[0, 3000, 9000]));
        row(flow, &["丙", "丁", "戊"], &singles(&[-20, 3030, 6000, 8990]));
    });
    let expected = [([0, 0, 1, 1], "甲"), ([0, 1, 1, 2], "乙"), ([1, 0, 1, 1], "丙"), ([1, 1, 1, 1], "丁")];
    assert_eq!(places(&document)[..4], expected);
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn cells_are_merged_across_and_down() {
    use Merge::{Continued, First, Single};
    let document = document(|flow| {
        let upper = shape(0, &[(10, Single, First), (2000, First, Single), (4000, Continued, Single)]);
        let upper = RowShape { left: -2000, ..upper };
        row(flow, &["名称", "资金", ""], &upper);
        let lower = shape(-2000, &[(0, Single, Continued), (2000, Single, Single), (4000, Single, Single)]);
        row(flow, &["", "预算", "执行"], &lower);
    });
    let expected = [([0, 0, 2, 1], "名称"), ([0, 1, 1, 2], "资金"), ([1, 1, 1, 1], "预算"), ([1, 2, 1, 1], "执行")];
    assert_eq!(places(&document), expected);
}

#[test]
fn a_merge_ends_where_the_columns_change() {
    use Merge::{Continued, First, Single};
    let document = document(|flow| {
        row(flow, &["甲", "乙"], &shape(0, &[(2000, Single, First), (4000, Single, Single)]));
        row(flow, &["丙", "丁"], &shape(0, &[(1000, Single, Continued), (4000, Single, Single)]));
    });
    let expected = [([0, 0, 1, 2], "甲"), ([0, 2, 1, 1], "乙"), ([1, 0, 1, 1], "丙"), ([1, 1, 1, 2], "丁")];
    assert_eq!(places(&document), expected);
}

#[test]
fn a_table_in_a_cell_follows_the_table_around_it() {
    let document = document(|flow| {
        flow.paragraph(0, "前", Some(1));
        flow.paragraph(1, "外一", None);
        flow.cell_end(2, "内一");
        flow.cell_end(2, "内二");
        flow.row_end(2, Some(&singles(&[0, 1000, 2000])));
        flow.cell_end(1, "外二");
        flow.cell_end(1, "外三");
        flow.row_end(1, Some(&singles(&[0, 3000, 6000])));
        flow.paragraph(0, "后", None);
    });
    assert_eq!(document.text, "前\n外一\n外二\t外三\n内一\t内二\n后");
    assert!(matches!(&document.blocks[..], [_, Block::Table(_), Block::Table(_), _]));
}

#[test]
fn edges_that_make_no_sense_still_make_a_grid() {
    let document = document(|flow| {
        row(flow, &["甲", "乙", "丙"], &singles(&[i32::MAX, i32::MIN, 0, 5]));
        row(flow, &["丁", "戊", "己", "庚"], &singles(&[i32::MIN, i32::MAX]));
        flow.cell_end(usize::MAX, "深");
        flow.row_end(usize::MAX, None);
        flow.cell_end(1, "无形");
    });
    crate::read::properties::assert_sound(&document);
}

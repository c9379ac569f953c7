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
        self.glyphs.push(Glyph { text: text.to_owned(), area, baseline, size });
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

//! Tables that are lists: a header row with 序号 or 项目名称, then one thing a row, perhaps a total at the end.

use crate::document::{Document, Span, Table};

/// A list with its columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Position of the table among the document's blocks.
    pub block: usize,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Grid rows that hold one thing each.
    pub rows: Vec<u32>,
    /// Grid row of 合计, 总计.
    pub total: Option<u32>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place in the grid.
    pub column: u32,
    /// The header cell.
    pub span: Span,
    /// The header without white space.
    pub header: String,
}

impl List {
    /// The first column whose header contains one of the words.
    pub fn column(&self, words: &[&str]) -> Option<&Column> {
        self.columns.iter().find(|column| words.iter().any(|word| column.header.contains(word)))
    }

    /// The cells of a column, one for each row; merged cells count for every row they cover.
    pub fn cells<'a>(&'a self, table: &'a Table, column: &Column) -> impl Iterator<Item = (u32, Span)> + 'a {
        let column = column.column;
        self.rows.iter().filter_map(move |row| Some((*row, table.at(*row, column)?.span)))
    }
}

/// All lists of a document.
pub(super) fn read(document: &Document) -> Vec<List> {
    document.tables().filter_map(|(block, table)| list(document, block, table)).collect()
}

/// A text without any white space: a header is often broken over several lines.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn list(document: &Document, block: usize, table: &Table) -> Option<List> {
    let numbered = table.cells.iter().find(|cell| tight(document.str(cell.span)) == "序号")?;
    let header_rows = numbered.row..numbered.row + numbered.row_span;
    let columns: Vec<Column> = (0..table.columns)
        .filter_map(|column| {
            let cell =
                header_rows.clone().rev().filter_map(|row| table.at(row, column)).find(|cell| !cell.span.is_empty())?;
            Some(Column { column, span: cell.span, header: tight(document.str(cell.span)) })
        })
        .collect();
    let mut list = List { block, columns, rows: Vec::new(), total: None };
    for row in header_rows.end..table.rows {
        let cells = table.row(row);
        let first = cells.iter().map(|cell| tight(document.str(cell.span))).find(|text| !text.is_empty());
        match first.as_deref() {
            None => {}
            Some("合计" | "总计" | "小计" | "合计：") => list.total = Some(row),
            // A second header begins another table below this one.
            Some("序号") => break,
            Some(_) if cells.len() > 2 => list.rows.push(row),
            Some(_) => {}
        }
    }
    (list.columns.len() >= 3 && !list.rows.is_empty()).then_some(list)
}

//! Tables that are lists: a header row with 序号 or 项目名称, then one thing a row, perhaps a total at the end.

use crate::document::{Document, Span, Table};
use std::collections::BTreeMap;

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
    /// The first column whose header contains one of the words; an earlier word counts more than an earlier column.
    pub fn column(&self, words: &[&str]) -> Option<&Column> {
        words.iter().find_map(|word| self.columns.iter().find(|column| column.header.contains(word)))
    }

    /// The cells of a column, one for each row that has one of its own there.
    pub fn cells<'a>(&'a self, table: &'a Table, column: &Column) -> impl Iterator<Item = (u32, Span)> + 'a {
        let column = column.column;
        self.rows.iter().filter_map(move |row| Some((*row, cell(table, *row, column)?)))
    }
}

/// The cell that begins in a row and covers a column.
pub fn cell(table: &Table, row: u32, column: u32) -> Option<Span> {
    let cells = table.row(row);
    let at = cells.partition_point(|cell| cell.column <= column).checked_sub(1)?;
    cells.get(at).filter(|cell| column < cell.column + cell.column_span).map(|cell| cell.span)
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
    let header_cells = header_rows.clone().flat_map(|row| table.row(row)).filter(|cell| !cell.span.is_empty());
    let mut by_column = BTreeMap::new();
    for cell in header_cells {
        // The lowest header names the column; a merged one above it only the group.
        by_column.insert(cell.column, cell.span);
    }
    let columns: Vec<Column> = by_column
        .into_iter()
        .map(|(column, span)| Column { column, span, header: tight(document.str(span)) })
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

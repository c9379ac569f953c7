//! Where something stands in the user's own file, in words that lead there: 第3页表2第17行‘决算金额’, 附件2!E14, 第12段.

mod heads;

use super::Text;
use crate::document::{Block, Cell, Document, LineIndex, Place, Seams, Source, Span, Table};
use heads::Heads;
use std::collections::BTreeMap;

/// The place of one span. For more than a few, [`Places`] numbers paragraphs and tables once.
pub fn place(document: &Document, span: Span) -> Text {
    Places::new(document).of(span)
}

/// Paragraphs and tables of a document with their numbers, to say where any span stands.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    lines: LineIndex,
    seams: Seams,
    /// For each block its number from 1: tables of the whole document, paragraphs of their page or of the document.
    numbers: Vec<u32>,
    /// The header rows of each table, by its block.
    heads: BTreeMap<usize, Heads>,
}

impl<'a> Places<'a> {
    /// Numbers the blocks of a document.
    pub fn new(document: &'a Document) -> Self {
        let (mut tables, mut paragraphs, mut page) = (0, 0, None);
        let mut numbers = Vec::with_capacity(document.blocks.len());
        let mut heads = BTreeMap::new();
        for (index, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Table(table) => {
                    tables += 1;
                    numbers.push(tables);
                    heads.insert(index, Heads::of(document, table));
                }
                Block::Paragraph(paragraph) => {
                    let own = page_of(document, paragraph.span);
                    if own != page {
                        (page, paragraphs) = (own, 0);
                    }
                    paragraphs += 1;
                    numbers.push(paragraphs);
                }
            }
        }
        let lines = LineIndex::new(&document.given());
        Self { document, lines, seams: Seams::new(document), numbers, heads }
    }

    /// Where a span begins.
    pub fn of(&self, span: Span) -> Text {
        if let Some(Place::Cell { sheet, row, column }) = self.document.origin(span).map(|origin| origin.place) {
            let name = usize::try_from(sheet).ok().and_then(|sheet| self.document.sheets.get(sheet));
            let address = address(name.map_or("", String::as_str), row, column);
            return Text { zh: address.clone(), en: address };
        }
        let page = page_of(self.document, span);
        let Text { zh, en } = self.within(span);
        match page {
            Some(page) => Text { zh: format!("第{page}页{zh}"), en: format!("page {page}, {en}") },
            None => Text { zh, en },
        }
    }

    /// The table row or paragraph, without the page.
    fn within(&self, span: Span) -> Text {
        let after = self.document.blocks.partition_point(|block| block.span().start <= span.start);
        let index = after.saturating_sub(1);
        let number = self.numbers.get(index).copied().unwrap_or(1);
        match self.document.blocks.get(index) {
            Some(Block::Table(table)) => self.in_table(index, table, number, span),
            Some(Block::Paragraph(_)) if self.document.source != Source::Text => {
                Text { zh: format!("第{number}段"), en: format!("paragraph {number}") }
            }
            _ => {
                let line = self.lines.line(self.seams.given(span).start);
                Text { zh: format!("第{line}行"), en: format!("line {line}") }
            }
        }
    }

    fn in_table(&self, index: usize, table: &Table, number: u32, span: Span) -> Text {
        let Some(cell) = cell_at(table, span) else {
            return Text { zh: format!("表{number}"), en: format!("table {number}") };
        };
        let row = cell.row.saturating_add(1);
        let name = self.heads.get(&index).and_then(|heads| heads.name(self.document, table, cell));
        let (column, column_en) = match name {
            Some(name) => (format!("‘{name}’"), format!("‘{name}’")),
            None => {
                let column = cell.column.saturating_add(1);
                (format!("第{column}列"), format!("column {column}"))
            }
        };
        Text { zh: format!("表{number}第{row}行{column}"), en: format!("table {number}, row {row}, {column_en}") }
    }
}

/// The page of a paged document on which a span begins.
fn page_of(document: &Document, span: Span) -> Option<u32> {
    match document.origin(span)?.place {
        Place::Page { page, .. } => Some(page),
        Place::Cell { .. } => None,
    }
}

/// The last cell that begins at or before a span.
fn cell_at(table: &Table, span: Span) -> Option<&Cell> {
    let after = table.cells.partition_point(|cell| cell.span.start <= span.start);
    table.cells.get(after.saturating_sub(1))
}

/// A cell as Excel and WPS name it: `附件2!E14`, `'2023 决算'!B3`.
fn address(sheet: &str, row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(at) = rest {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        rest = (at / 26).checked_sub(1);
    }
    let letters: String = letters.into_iter().rev().collect();
    let cell = format!("{letters}{}", u64::from(row) + 1);
    if sheet.is_empty() { cell } else { format!("{}!{cell}", quoted(sheet)) }
}

/// A sheet's name in quotation marks where a formula needs them: with marks in it, or at its start a digit, or where it
/// reads like a cell.
fn quoted(sheet: &str) -> String {
    let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let letters = sheet.trim_end_matches(|c: char| c.is_ascii_digit());
    let reads_like_a_cell =
        letters.len() < sheet.len() && letters.len() <= 3 && letters.chars().all(|c| c.is_ascii_alphabetic());
    if plain && !reads_like_a_cell && !sheet.starts_with(|c: char| c.is_ascii_digit()) {
        sheet.to_owned()
    } else {
        format!("'{}'", sheet.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests;

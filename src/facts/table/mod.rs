//! A table → stretches of rows under one header: what each column holds, what each row is about.

mod column;
mod gather;
mod header;
mod level;
mod lines;
mod rows;

pub use gather::gather;
pub use rows::{Row, RowKind};

use crate::document::{Block, Document, Span, Table};
use crate::quantity::{Quantity, Unit};
use crate::vocabulary::ColumnKind;
use lines::Line;

/// Columns beyond this one are not looked at: a report's table is meant to be read on paper.
const MAX_COLUMNS: u32 = 64;

/// Rows of a table that share one header. A form (附件) is several little tables stacked, each a stretch of its own;
/// 收入 and 支出 side by side are two stretches over the same rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Block number of the table.
    pub block: usize,
    /// Project that the whole form is about (项目支出名称), as its cell.
    pub project: Option<Span>,
    /// Whether the form is about the reporting unit as a whole.
    pub whole: bool,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Its body rows, top to bottom.
    pub rows: Vec<Row>,
}

/// A column of a stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Grid column.
    pub index: u32,
    /// The lowest cell of its header; an empty span where none is.
    pub label: Span,
    /// The header cell above the lowest, where the header has several levels.
    pub above: Option<Span>,
    /// Words of the lowest header cell, normalised.
    pub lowest: String,
    /// The cell that numbers it, below its header (栏次): 3, 3=1+2.
    pub numbered: Option<Span>,
    /// Words of all header levels, normalised.
    pub text: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Which figure, as the key of a measure term.
    pub measure: Option<&'static str>,
    /// Of what, as the key of a subject term.
    pub subject: Option<&'static str>,
    /// The unit its figures are meant in.
    pub unit: Option<Unit>,
    /// Whether the unit was concluded from the size of the figures (FA04), not read.
    pub unit_inferred: bool,
    /// Year in its header.
    pub year: Option<i16>,
    /// Most decimals written in it: a column is kept in one precision, whatever zeros are left out (C07).
    pub scale: u32,
    /// Whether its figures contradict its header: amounts under 预算年度 (FA03).
    pub mislabelled: bool,
}

/// A cell of a body row.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Grid column.
    pub column: u32,
    /// The cell.
    pub span: Span,
    /// How far its text is indented, in columns of half a Chinese character.
    pub indent: u32,
    /// What it holds.
    pub content: Content,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, or a sign for nothing: — / 无.
    Blank,
    /// One quantity and nothing else.
    Number(Quantity),
    /// Words.
    Text,
}

impl Entry {
    /// The number of the cell.
    pub fn number(&self) -> Option<&Quantity> {
        match &self.content {
            Content::Number(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Whether the cell is left empty.
    pub fn is_blank(&self) -> bool {
        self.content == Content::Blank
    }
}

impl Stretch {
    /// The first column with this measure.
    pub fn measure(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.measure == Some(key))
    }

    /// The last column with this measure: where each level of indicators has its own 分值, the lines' stands last.
    pub fn last_measure(&self, key: &str) -> Option<&Column> {
        self.columns.iter().rfind(|column| column.measure == Some(key))
    }

    /// The first column of this kind.
    pub fn kind(&self, kind: ColumnKind) -> Option<&Column> {
        self.columns.iter().find(|column| column.kind == kind)
    }

    /// A column by its place in the grid.
    pub fn column(&self, index: u32) -> Option<&Column> {
        self.columns.iter().find(|column| column.index == index)
    }
}

/// Splits all tables of the document into stretches, in text order.
pub fn understand_all(document: &Document) -> Vec<Stretch> {
    document.tables().flat_map(|(block, table)| understand(document, block, table)).collect()
}

/// Splits one table into its stretches.
pub fn understand(document: &Document, block: usize, table: &Table) -> Vec<Stretch> {
    let mut lines = lines::of(document, table);
    header::spread(&mut lines);
    let context = header::Context::new(document, block, &lines);
    let mut stretches = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let heads = header::heads_at(document, &lines, at);
        let body = at + heads;
        let end = (body..lines.len()).find(|next| header::heads_at(document, &lines, *next) > 0).unwrap_or(lines.len());
        let (Some(head), Some(rows)) = (lines.get(at..body), lines.get(body..end)) else { break };
        stretches.extend(stretches_of(document, &context, head, rows));
        at = end.max(at + 1);
    }
    stretches
}

fn stretches_of(document: &Document, context: &header::Context, head: &[Line], body: &[Line]) -> Vec<Stretch> {
    let columns = column::columns(document, context, head, body);
    let panels = column::panels(&columns);
    let make = |columns: Vec<Column>| {
        let rows = rows::of(document, &columns, body);
        (!rows.is_empty()).then_some(Stretch {
            block: context.block,
            project: context.project,
            whole: context.whole,
            columns,
            rows,
        })
    };
    panels.into_iter().filter_map(make).collect()
}

/// Whether a label begins with a number of its own: 一、 （一） 1.
pub fn is_numbered(label: &str) -> bool {
    level::numbered(label).is_some()
}

/// The paragraphs directly before a block, nearest first: caption and unit line.
fn lines_before(document: &Document, block: usize) -> impl Iterator<Item = Span> {
    let before = document.blocks.get(..block).unwrap_or_default().iter().rev();
    before.take(3).map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    })
}

#[cfg(test)]
mod tests;

//! HTML → document, in two steps: tags become a small tree of paragraphs and tables, the tree becomes text and grids.

mod tables;
mod tree;

use super::lines::normalised;
use crate::document::{Block, Document, Paragraph, Source, Span, Table};
use tables::Merges;
use tree::{Node, Row};

/// Reads a page or a clipboard fragment.
pub(super) fn document(html: &str) -> Document {
    let html = normalised(html);
    let mut page = Page::default();
    page.write(&tree::parse(fragment(&html)));
    let undecoded = page.text.chars().filter(|one| *one == char::REPLACEMENT_CHARACTER).count();
    Document {
        text: page.text,
        blocks: page.blocks,
        source: Source::Html,
        undecoded: u32::try_from(undecoded).unwrap_or(u32::MAX),
    }
}

/// Windows puts a header of offsets before the HTML on its clipboard.
fn fragment(html: &str) -> &str {
    if !html.starts_with("Version:") {
        return html;
    }
    html.find('<').and_then(|start| html.get(start..)).unwrap_or_default()
}

/// The text a reader sees, growing with its blocks.
#[derive(Default)]
struct Page {
    text: String,
    blocks: Vec<Block>,
}

impl Page {
    fn write(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Paragraph { text, level } => {
                    self.break_line();
                    let span = self.push(text);
                    self.blocks.push(Block::Paragraph(Paragraph { span, level: *level }));
                }
                Node::Table(rows) => self.write_table(rows),
            }
        }
    }

    /// A table, and after it the tables that stand in its cells. A single column is layout: its content stands on its own.
    fn write_table(&mut self, rows: &[Row]) {
        let (places, [height, width]) = Merges::default().place(rows);
        let cells: Vec<&Node> = rows.iter().flatten().flat_map(|cell| &cell.content).collect();
        if width < 2 {
            rows.iter().flatten().for_each(|cell| self.write(&cell.content));
            return;
        }
        self.break_line();
        let mut written = Vec::with_capacity(places.len());
        let mut row_before = 0;
        for (mut cell, source) in places.into_iter().zip(rows.iter().flatten()) {
            match written.last() {
                None => {}
                Some(_) if cell.row > row_before => self.text.push('\n'),
                Some(_) => self.text.push('\t'),
            }
            row_before = cell.row;
            cell.span = self.write_cell(&source.content);
            written.push(cell);
        }
        if let (Some(first), Some(last)) = (written.first(), written.last()) {
            let span = first.span.to(last.span);
            self.blocks.push(Block::Table(Table { span, rows: height, columns: width, cells: written }));
        }
        for inner in cells {
            if let Node::Table(rows) = inner {
                self.write_table(rows);
            }
        }
    }

    /// A cell's paragraphs, one per line.
    fn write_cell(&mut self, content: &[Node]) -> Span {
        let start = self.text.len();
        for node in content {
            if let Node::Paragraph { text, .. } = node {
                if self.text.len() > start {
                    self.text.push('\n');
                }
                self.push(text);
            }
        }
        Span::new(start, self.text.len())
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        Span::new(start, self.text.len())
    }
}

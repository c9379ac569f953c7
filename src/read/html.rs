//! HTML → document, in two steps: tags become a small tree of paragraphs and tables, the tree becomes text and grids.

mod tables;
mod tree;

use super::draft::{CellDraft, Draft};
use super::lines::normalised;
use crate::document::{Document, LeftOut, Note, Source};
use tables::Merges;
use tree::{Node, Row};

/// Reads a page or a clipboard fragment.
pub(super) fn document(html: &str) -> Document {
    let html = normalised(html);
    let mut draft = Draft::default();
    let page = tree::parse(fragment(&html));
    write(&mut draft, &page.nodes);
    draft.left_out(LeftOut::Hidden, page.hidden);
    draft.left_out(LeftOut::Struck, page.struck);
    if page.cut {
        draft.notes.push(Note::Cut { left_out: 0 });
    }
    draft.finish(Source::Html)
}

/// Windows puts a header of offsets before the HTML on its clipboard.
fn fragment(html: &str) -> &str {
    if !html.starts_with("Version:") {
        return html;
    }
    html.find('<').and_then(|start| html.get(start..)).unwrap_or_default()
}

fn write(draft: &mut Draft, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Paragraph { text, level } => draft.paragraph(text, *level, None),
            Node::Table(rows) => write_table(draft, rows),
        }
    }
}

/// A table, and after it the tables that stand in its cells. A single column is layout: its content stands on its own.
fn write_table(draft: &mut Draft, rows: &[Row]) {
    let (places, [_, width]) = Merges::default().place(rows);
    let sources = || rows.iter().flatten();
    if width < 2 {
        sources().for_each(|cell| write(draft, &cell.content));
        return;
    }
    let written = places.into_iter().zip(sources()).map(|(cell, source)| CellDraft {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: text_of(&source.content),
        place: None,
    });
    draft.table(written.collect());
    for inner in sources().flat_map(|cell| &cell.content) {
        if let Node::Table(rows) = inner {
            write_table(draft, rows);
        }
    }
}

/// A cell's paragraphs, one per line.
fn text_of(content: &[Node]) -> String {
    let paragraphs = content.iter().filter_map(|node| match node {
        Node::Paragraph { text, .. } => Some(text.as_str()),
        Node::Table(_) => None,
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

use super::lines::Lines;
use super::{aligned, boxed, cell_lines, pipes, tabbed, wrapped};
use crate::document::{Block, Document, Source};

/// What a table reader made of the lines from some line on: the blocks, and the first line it left alone.
pub(super) struct Stretch {
    pub blocks: Vec<Block>,
    pub next: usize,
}

/// Plain text: tables in every shape, every other filled line a paragraph, unless the lines end at the edge of a page.
pub(super) fn document(text: String) -> Document {
    let (text, seams) = wrapped::unwrap(&text).unwrap_or((text, Vec::new()));
    let blocks = blocks(&Lines::new(&text));
    let undecoded = text.chars().filter(|character| *character == char::REPLACEMENT_CHARACTER).count();
    Document {
        blocks,
        source: Source::Text,
        undecoded: u32::try_from(undecoded).unwrap_or(u32::MAX),
        text,
        seams,
        ..Document::default()
    }
}

fn blocks(lines: &Lines) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match table_from(lines, at) {
            Some(stretch) => {
                blocks.extend(stretch.blocks);
                at = stretch.next.max(at + 1);
            }
            None => {
                blocks.extend(lines.paragraphs(at..at + 1));
                at += 1;
            }
        }
    }
    blocks
}

fn table_from(lines: &Lines, at: usize) -> Option<Stretch> {
    if boxed::begins(lines, at) {
        return Some(boxed::read(lines, at));
    }
    if pipes::begins(lines, at) {
        return Some(pipes::read(lines, at));
    }
    if !tabbed::begins(lines, at) {
        return aligned::read(lines, at);
    }
    Some(if cell_lines::begins(lines, at) { cell_lines::read(lines, at) } else { tabbed::read(lines, at) })
}

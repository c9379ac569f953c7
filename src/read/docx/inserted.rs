//! What stands in a Word file and is none of Word's text: pictures, sheets of Excel, other files.

use super::package::Package;
use crate::document::{Document, LeftOut, Note};
use crate::read::draft::Draft;
use crate::read::xml::attribute;
use crate::read::{Format, decode, rtf, separated, sheet};
use roxmltree::Node;

/// Inserted files that are read; each may be as large as a report of its own.
const MOST_READ: u32 = 40;
/// Elements of a drawing that are looked at for its picture.
const NEAR: usize = 200;
/// Width and height from which a picture may show a table, in EMU (1/914,400 inch): 4 cm by 1.5 cm. Smaller ones are signs.
const SMALLEST: [i64; 2] = [1_440_000, 540_000];
/// Programs whose objects are formulas of a line.
const FORMULAS: [&str; 3] = ["Equation", "MathType", "KSEE"];

/// How much was met.
#[derive(Default)]
pub(super) struct Inserted {
    pictures: u32,
    sheets: u32,
    objects: u32,
    chunks: u32,
    read: u32,
}

impl Inserted {
    /// Counts a drawing or a picture, if it is one and no small sign.
    pub fn picture(&mut self, drawing: Node) {
        let near = || drawing.descendants().filter(Node::is_element).take(NEAR);
        let shows = near().any(|node| ["blip", "imagedata", "chart"].contains(&node.tag_name().name()));
        let extent = near().find(|node| node.tag_name().name() == "extent");
        let side = |name| extent.and_then(|node| attribute(node, name)?.parse::<i64>().ok());
        let small = [side("cx"), side("cy")]
            .into_iter()
            .zip(SMALLEST)
            .any(|(side, least)| side.is_some_and(|side| side < least));
        self.pictures = self.pictures.saturating_add(u32::from(shows && !small));
    }

    /// An object of another program (对象): the sheet that it is, if it is one.
    pub fn object(&mut self, object: Node, package: Option<&Package>) -> Option<Document> {
        let ole = object.descendants().take(NEAR).find(|node| node.tag_name().name() == "OLEObject")?;
        let program = attribute(ole, "ProgID").unwrap_or_default();
        if FORMULAS.iter().any(|formula| program.starts_with(formula)) {
            return None;
        }
        let read = || sheet::embedded(&self.part(ole, package)?).ok();
        let document = read().filter(|document| !document.blocks.is_empty());
        match &document {
            Some(_) => (self.sheets, self.read) = (self.sheets + 1, self.read + 1),
            None => self.objects = self.objects.saturating_add(1),
        }
        document
    }

    /// Another file laid into the text (altChunk), if it is text.
    pub fn chunk(&mut self, chunk: Node, package: Option<&Package>) -> Option<Document> {
        let read = || {
            let bytes = self.part(chunk, package)?;
            match Format::of(&bytes).ok()? {
                Format::Text => separated(&decode::decode(&bytes).ok()?).ok(),
                Format::Rtf => rtf::read(&bytes).ok(),
                _ => None,
            }
        };
        let document = read();
        match &document {
            Some(_) => self.read += 1,
            None => self.chunks = self.chunks.saturating_add(1),
        }
        document
    }

    fn part(&self, node: Node, package: Option<&Package>) -> Option<Vec<u8>> {
        package.filter(|_| self.read < MOST_READ)?.target(attribute(node, "id")?)
    }

    /// What the user has to be told.
    pub fn note(&self, draft: &mut Draft) {
        draft.left_out(LeftOut::Pictures, self.pictures);
        if self.sheets > 0 {
            draft.notes.push(Note::Embedded { count: self.sheets });
        }
        draft.left_out(LeftOut::Embedded, self.objects);
        draft.left_out(LeftOut::Chunks, self.chunks);
    }
}

//! Pages of glyphs and ruling lines (PDF, OFD) → paragraphs and tables in reading order.

mod columns;
mod flow;
mod follow;
mod furniture;
mod grid;
mod gutter;
mod line;
mod margin;
mod page;
mod ruling;
mod seam;
mod way;

pub(super) use line::is_wide;
pub(super) use way::{Way, straighten};

use crate::document::{Area, Document, LeftOut, Note, Source};
use flow::{Flow, Margins};
use page::Page;

/// One page as drawn. Lengths are hundredths of a point, integers so that sorting by them is a total order; y grows downwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Width of the page.
    pub width: i32,
    /// Height of the page.
    pub height: i32,
    /// Visible glyphs in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Ruling lines (表格线): strokes, thin filled rectangles, edges of rectangles.
    pub rules: Vec<Rule>,
    /// Whether the page shows a picture (an image XObject, an ImageObject).
    pub pictured: bool,
    /// Which way its text ran before the page was turned to be read.
    pub turned: Way,
}

/// A glyph or a run of glyphs that one code draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glyph {
    /// What it says; U+FFFD where the file does not tell.
    pub text: String,
    /// Its box: advance width by ascent and descent (or font size).
    pub area: Area,
    /// The line it stands on.
    pub baseline: i32,
    /// Font size.
    pub size: i32,
    /// Which way it is written.
    pub way: Way,
}

/// A horizontal or vertical ruling line; slanted ones are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// Left or upper end.
    pub from: [i32; 2],
    /// Right or lower end.
    pub to: [i32; 2],
}

/// More pages than any report has; those behind are left out and the reader is told.
pub(super) const MOST_PAGES: usize = 3_000;
/// Most ruled cells of a file; the longest reports have a hundredth.
const MOST_CELLS: usize = 1_000_000;

/// A stretch of ink in the order in which the document has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink<'a> {
    /// Page from 1.
    pub page: u32,
    /// Its box on the page as it was read.
    pub area: Area,
    /// What it says.
    pub text: &'a str,
}

/// Puts the pages together, with a note on those that are pictures without text.
pub(super) fn document(leaves: &[Leaf], source: Source) -> Document {
    traced(leaves, source).0
}

/// The same, with the ink that its text was written in.
pub(super) fn traced(leaves: &[Leaf], source: Source) -> (Document, Vec<Ink<'_>>) {
    let mut cells = MOST_CELLS;
    let mut pages: Vec<Page> = (1..).zip(leaves).map(|(number, leaf)| Page::of(leaf, number, &mut cells)).collect();
    furniture::remove(&mut pages);
    pages.iter_mut().for_each(gutter::part);
    pages.iter_mut().for_each(columns::gather);
    follow::widen_all(&mut pages);
    let aside = pages.iter().map(|page| page.aside).sum();
    let mut flow = Flow::new(Margins::of(&pages));
    pages.into_iter().for_each(|page| flow.page(page));
    let (draft, ink) = flow.finish();
    let mut document = draft.finish(source);
    if aside > 0 {
        document.notes.push(Note::LeftOut { what: LeftOut::Margins, count: aside });
    }
    let pictures = pictures(leaves);
    if !pictures.is_empty() {
        document.notes.push(Note::PicturePages { pages: pictures });
    }
    (document, ink)
}

/// The pages that are pictures without text, from 1.
fn pictures(leaves: &[Leaf]) -> Vec<u32> {
    (1..).zip(leaves).filter(|(_, leaf)| leaf.is_picture()).map(|(number, _)| number).collect()
}

/// Whether the file is a scan (扫描件): pictures, and not one glyph.
pub(super) fn is_scanned(leaves: &[Leaf]) -> bool {
    leaves.iter().any(Leaf::is_picture) && leaves.iter().all(Leaf::is_blank)
}

impl Leaf {
    fn is_blank(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.text.trim().is_empty())
    }

    fn is_picture(&self) -> bool {
        self.pictured && self.is_blank()
    }
}

#[cfg(test)]
mod tests;

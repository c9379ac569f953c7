//! Pages of glyphs and ruling lines (PDF, OFD) → paragraphs and tables in reading order.

use crate::document::{Area, Document, Source};

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
}

/// A horizontal or vertical ruling line; slanted ones are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// Left or upper end.
    pub from: [i32; 2],
    /// Right or lower end.
    pub to: [i32; 2],
}

/// Puts the pages together.
pub(super) fn document(_leaves: &[Leaf], source: Source) -> Document {
    super::draft::Draft::default().finish(source)
}

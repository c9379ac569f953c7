//! Where on its page each character of the text as read was drawn, in the page's own coordinates.

use hayro_syntax::Pdf;
use hayro_syntax::object::Array;

use super::super::layout::{self, Ink, Leaf, Way};
use super::matrix::{Matrix, whole};
use super::page;
use crate::document::{Area, Document, Source, Span};
use crate::read::ReadError;
use crate::read::lines::is_invisible;

/// A file whose characters are traced.
pub(crate) struct Traced {
    /// The document as read.
    pub document: Document,
    /// Its pages.
    pub pages: Vec<TracedPage>,
    /// The document's catalogue, as the trailer must name it.
    pub root: u32,
    glyphs: Vec<Glyph>,
}

/// A page as an object of the file.
pub(crate) struct TracedPage {
    /// Number and generation of its object; `None` where it is none of its own.
    pub object: Option<[i64; 2]>,
    /// Its dictionary as written.
    pub dictionary: Vec<u8>,
    /// The list of its annotations as written.
    pub annotations: Vec<u8>,
    /// From hundredths of a point as seen to its own coordinates.
    back: Matrix,
    width: i32,
    height: i32,
    turned: Way,
}

/// A rectangle around characters that stand beside each other: upper left, upper right, lower left, lower right corner as
/// seen, in hundredths of the page's own unit.
pub(crate) type Quad = [[i32; 2]; 4];

struct Glyph {
    /// Byte in the text.
    at: u32,
    /// Page from 0.
    page: usize,
    area: Area,
}

/// Reads a file, and where its characters stand.
///
/// # Errors
/// As reading it.
pub(crate) fn traced(bytes: &[u8]) -> Result<Traced, ReadError> {
    let leaves = super::leaves(bytes)?;
    let (document, ink) = layout::traced(&leaves.read, Source::Pdf);
    let glyphs = laid(&document.text, &ink);
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| ReadError::Damaged)?;
    let pages = pdf.pages().iter().zip(&leaves.read).map(|(page, leaf)| TracedPage::of(page, leaf)).collect();
    let root = pdf.xref().root_id().obj_number;
    Ok(Traced { document, pages, root, glyphs })
}

/// The ink along the text: one is the other but for blanks.
fn laid(text: &str, ink: &[Ink]) -> Vec<Glyph> {
    let mut characters = text.char_indices().filter(|(_, one)| !one.is_whitespace()).peekable();
    let mut glyphs = Vec::new();
    for Ink { page, area, text } in ink {
        for one in text.chars().filter(|one| !one.is_whitespace() && !is_invisible(*one)) {
            if let Some((at, _)) = characters.next_if(|(_, written)| *written == one) {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                glyphs.push(Glyph { at, page: (*page as usize).saturating_sub(1), area: *area });
            }
        }
    }
    glyphs
}

impl Traced {
    /// The rectangles of a span, each with its page from 0: one for each line.
    pub fn quads(&self, span: Span) -> Vec<(usize, Quad)> {
        let from = self.glyphs.partition_point(|glyph| glyph.at < span.start);
        let to = self.glyphs.partition_point(|glyph| glyph.at < span.end);
        let mut lines: Vec<(usize, Area)> = Vec::new();
        for Glyph { page, area, .. } in self.glyphs.get(from..to).unwrap_or_default() {
            let goes_on = |(on, line): &(usize, Area)| {
                on == page && area.top < line.bottom && line.top < area.bottom && area.right >= line.left
            };
            match lines.last_mut().filter(|last| goes_on(last)) {
                Some((_, line)) => *line = line.to(*area),
                None => lines.push((*page, *area)),
            }
        }
        lines.into_iter().filter_map(|(page, area)| Some((page, self.pages.get(page)?.quad(area)))).collect()
    }
}

impl TracedPage {
    fn of(page: &hayro_syntax::page::Page, leaf: &Leaf) -> Self {
        let raw = page.raw();
        let object = raw.obj_id().map(|id| [i64::from(id.obj_number), i64::from(id.gen_number)]);
        let annotations = raw.get::<Array>("Annots").map(|list| list.data().to_vec()).unwrap_or_default();
        Self {
            object,
            dictionary: raw.data().to_vec(),
            annotations,
            back: page::back(page),
            width: leaf.width,
            height: leaf.height,
            turned: leaf.turned,
        }
    }

    /// Its upper left corner as seen, in hundredths of its own unit.
    pub fn corner(&self) -> [i32; 2] {
        self.own([0, 0])
    }

    fn quad(&self, area: Area) -> Quad {
        let Area { left, top, right, bottom } = area;
        [[left, top], [right, top], [left, bottom], [right, bottom]].map(|corner| self.own(corner))
    }

    /// A point of the page as it was read, in its own coordinates.
    fn own(&self, [x, y]: [i32; 2]) -> [i32; 2] {
        let [x, y] = match self.turned {
            Way::Rightwards => [x, y],
            Way::Downwards => [self.height - y, x],
            Way::Leftwards => [self.width - x, self.height - y],
            Way::Upwards => [y, self.width - x],
        };
        self.back.point(f64::from(x), f64::from(y)).map(|own| whole(own * 100.0))
    }
}

//! Fonts: which characters their codes show, and how wide. What a font does not tell stays unknown (U+FFFD), never guessed.

mod charset;
mod cmap;
mod composite;
mod encoding;
mod gb1;
mod names;
mod simple;
mod widths;

use std::borrow::Cow;

use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::budget::Budget;
use super::radicals;
use cmap::CMap;
use composite::Composite;
use simple::Simple;

/// A font as far as text needs it.
pub(super) struct Font {
    kind: Kind,
    /// Whether lines run downwards (竖排).
    pub vertical: bool,
}

enum Kind {
    /// One byte a code.
    Simple(Simple),
    /// One to four bytes a code (Type0).
    Composite(Composite),
}

/// One code of a string.
pub(super) struct Shown<'f> {
    /// What it says; U+FFFD if the font does not tell, empty if it shows nothing.
    pub text: Cow<'f, str>,
    /// Advance width in font sizes.
    pub width: f64,
    /// Bytes of the code.
    pub bytes: usize,
    /// Whether word spacing applies: only to the single byte 32.
    pub space: bool,
}

impl Font {
    /// From a font dictionary.
    pub fn load(dict: &Dict, budget: &mut Budget) -> Self {
        let unicode = dict.get::<Stream>("ToUnicode").and_then(|stream| budget.unpack(&stream));
        let unicode = unicode.map(|content| CMap::parse(&content)).unwrap_or_default();
        let descendant = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
        match descendant.filter(|_| dict.get::<Name>("Subtype").as_deref() == Some(b"Type0")) {
            Some(descendant) => {
                let composite = Composite::load(dict, &descendant, unicode, budget);
                Self { vertical: composite.vertical, kind: Kind::Composite(composite) }
            }
            None => Self { kind: Kind::Simple(Simple::load(dict, &unicode)), vertical: false },
        }
    }

    /// The first code of a string; none at its end.
    pub fn next(&self, codes: &[u8]) -> Option<Shown<'_>> {
        let first = *codes.first()?;
        let (text, width, bytes) = match &self.kind {
            Kind::Simple(font) => {
                let (text, width) = font.code(first);
                (Cow::Borrowed(text), width, 1)
            }
            Kind::Composite(font) => {
                let (text, width, bytes) = font.code(codes);
                (Cow::Owned(text), width, bytes)
            }
        };
        Some(Shown { text, width, bytes, space: bytes == 1 && first == b' ' })
    }
}

/// The text of a glyph as a reader sees it: radicals that stand for whole characters become these, private characters are
/// unknown, marks without a shape are nothing.
fn seen(text: &str) -> String {
    let shown = |one: char| match one {
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => None,
        '\u{AD}' => Some('-'),
        '\t' | '\n' | '\r' | '\u{A0}' => Some(' '),
        '\0'..'\u{20}' | '\u{7F}'..'\u{A0}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => {
            Some(char::REPLACEMENT_CHARACTER)
        }
        one => Some(radicals::folded(one)),
    };
    text.chars().filter_map(shown).collect()
}

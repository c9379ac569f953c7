//! Composite fonts (Type0): codes of one to four bytes, a CMap, and a descendant font with the widths.

use hayro_syntax::object::{Dict, Name, Object, Stream, String as Bytes};

use super::super::budget::Budget;
use super::charset::Charset;
use super::cmap::CMap;
use super::widths::CidWidths;
use super::{gb1, seen};

/// A composite font.
pub(super) struct Composite {
    codes: Codes,
    unicode: CMap,
    widths: CidWidths,
    /// Whether glyph numbers are those of the collection Adobe-GB1.
    gb1: bool,
    /// Whether lines run downwards.
    pub vertical: bool,
}

/// How codes are cut from a string and become glyph numbers.
enum Codes {
    /// Two bytes, which are the number (Identity-H, Identity-V, and what is not known).
    Identity,
    /// Characters of a known set.
    Charset(Charset),
    /// As a CMap in the file says.
    Embedded(CMap),
}

impl Composite {
    /// From the dictionaries of the font and of its descendant.
    pub fn load(dict: &Dict, descendant: &Dict, unicode: CMap, budget: &mut Budget) -> Self {
        let name = dict.get::<Name>("Encoding");
        let name = name.as_ref().map_or("", Name::as_str);
        let (name, downwards) = match name.strip_suffix("-V") {
            Some(name) => (name, true),
            None => (name.strip_suffix("-H").unwrap_or(name), false),
        };
        let codes = match (dict.get::<Stream>("Encoding"), Charset::named(name)) {
            (Some(stream), _) => Codes::Embedded(embedded(&stream, budget)),
            (None, Some(charset)) => Codes::Charset(charset),
            (None, None) => Codes::Identity,
        };
        let vertical = downwards || matches!(&codes, Codes::Embedded(map) if map.vertical);
        Self { codes, unicode, widths: CidWidths::load(descendant), gb1: is_gb1(descendant), vertical }
    }

    /// Text, width and bytes of the first code.
    pub fn code(&self, codes: &[u8]) -> (String, f64, usize) {
        let bytes = match &self.codes {
            Codes::Identity => 2,
            Codes::Charset(charset) => charset.length(codes),
            Codes::Embedded(map) => map.length(codes),
        };
        let bytes = bytes.min(codes.len());
        let code = codes.get(..bytes).unwrap_or_default();
        let number = code.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        let cid = match &self.codes {
            Codes::Identity => Some(number),
            Codes::Charset(_) => None,
            Codes::Embedded(map) => map.cid(number),
        };
        let own = || match &self.codes {
            Codes::Charset(charset) => Some(charset.text(code)),
            _ => cid.filter(|_| self.gb1).and_then(gb1::character).map(String::from),
        };
        let text = self.unicode.text(number).or_else(own);
        let text = text.map_or_else(|| char::REPLACEMENT_CHARACTER.to_string(), |text| seen(&text));
        let width = match cid {
            Some(cid) => self.widths.of(cid),
            None => self.widths.of_character(text.chars().next().filter(char::is_ascii)),
        };
        (text, width, bytes)
    }
}

/// A CMap in the file, with those that it builds upon.
fn embedded(stream: &Stream, budget: &mut Budget) -> CMap {
    /// CMaps that build upon each other; more, or a circle, is nonsense.
    const DEEPEST: usize = 4;
    let chain = std::iter::successors(Some(stream.clone()), |stream| stream.dict().get::<Stream>("UseCMap"));
    let contents: Vec<Vec<u8>> = chain.take(DEEPEST).filter_map(|stream| budget.unpack(&stream)).collect();
    let mut map = CMap::default();
    contents.iter().rev().for_each(|content| map.extend(content));
    map.vertical |= stream.dict().get::<i32>("WMode") == Some(1);
    map
}

/// Whether glyph numbers mean characters of Adobe-GB1. A TrueType font in the file numbers its glyphs as it likes, whatever
/// it is said to be.
fn is_gb1(descendant: &Dict) -> bool {
    let system = descendant.get::<Dict>("CIDSystemInfo").unwrap_or_default();
    let descriptor = descendant.get::<Dict>("FontDescriptor").unwrap_or_default();
    let ordering = system.get::<Bytes>("Ordering");
    ordering.is_some_and(|ordering| ordering.as_bytes() == b"GB1")
        && !matches!(descriptor.get::<Object>("FontFile2"), Some(Object::Stream(_)))
}

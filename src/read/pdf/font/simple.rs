//! Simple fonts: one byte a code (Type 1, TrueType, Type 3).

use hayro_syntax::object::{Array, Dict, Name, Object};

use super::cmap::CMap;
use super::{encoding, names, seen, widths};

/// Text and width of each of the 256 codes.
pub(super) struct Simple(Vec<(String, f64)>);

/// Bit of `Flags` for fonts whose codes mean what they like.
const SYMBOLIC: i32 = 4;

impl Simple {
    /// From the font dictionary.
    pub fn load(dict: &Dict, unicode: &CMap) -> Self {
        let width = widths::simple(dict);
        let encoding = named(dict);
        let code = |(code, named): (u8, Option<String>)| {
            let told = unicode.text(u32::from(code)).or(named);
            let text = told.map_or_else(|| char::REPLACEMENT_CHARACTER.to_string(), |text| seen(&text));
            let width = width(code, &text);
            (text, width)
        };
        Self((0..=u8::MAX).zip(encoding).map(code).collect())
    }

    /// Text and width of a code.
    pub fn code(&self, code: u8) -> (&str, f64) {
        self.0.get(usize::from(code)).map_or(("\u{FFFD}", 0.5), |(text, width)| (text, *width))
    }
}

/// The character of each code as far as the encoding names it.
fn named(dict: &Dict) -> Vec<Option<String>> {
    let mut codes: Vec<Option<String>> = base(dict).map(|one| one.map(String::from)).collect();
    let differences = dict.get::<Dict>("Encoding").and_then(|encoding| encoding.get::<Array>("Differences"));
    let mut at = 0;
    for entry in differences.unwrap_or_default().iter::<Object>() {
        match entry {
            Object::Number(code) => at = usize::try_from(code.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(code) = codes.get_mut(at) {
                    *code = names::text(name.as_str());
                }
                at = at.saturating_add(1);
            }
            _ => {}
        }
    }
    codes
}

/// The characters of the encoding by name. Without one, a font of its own making (embedded and symbolic, or Type 3) tells
/// nothing, and any other uses the standard.
fn base(dict: &Dict) -> impl Iterator<Item = Option<char>> {
    let own = dict.get::<Dict>("Encoding").and_then(|encoding| encoding.get::<Name>("BaseEncoding"));
    let named = dict.get::<Name>("Encoding").or(own);
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & SYMBOLIC != 0);
    let embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|file| descriptor.contains_key(file));
    let drawn = dict.get::<Name>("Subtype").as_deref() == Some(b"Type3");
    let name = dict.get::<Name>("BaseFont");
    let pictorial = name.is_some_and(|name| ["Symbol", "ZapfDingbats"].contains(&name.as_str()));
    let table = match named.as_ref().map(Name::as_str) {
        Some("WinAnsiEncoding") => encoding::windows,
        Some("MacRomanEncoding") => encoding::macintosh,
        _ if drawn || pictorial || symbolic && embedded => encoding::unknown,
        _ => encoding::standard,
    };
    (0..=u8::MAX).map(table)
}

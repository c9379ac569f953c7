//! Pages written operator by operator, so that each test shows what it is about.

mod files;
mod fonts;
mod hostile;
mod positions;
mod ruling;

use super::*;

/// A font whose codes are UTF-16, all glyphs one font size wide except half-width characters.
const SONG: &str = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font\
    /Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>";

/// A string operand in the codes of [`SONG`].
fn song(text: &str) -> String {
    format!("<{}>", text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>())
}

/// `text` in [`SONG`] of 10 points at a place of the page.
fn at(x: i32, y: i32, text: &str) -> String {
    format!("BT /F1 10 Tf {x} {y} Td {} Tj ET\n", song(text))
}

/// A file of one page of 600 by 800 points in which `F1` is [`SONG`].
fn page(content: &str) -> Vec<u8> {
    file("/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>", content.as_bytes(), &[SONG])
}

/// A file of one page with these entries and this content; the objects are numbered from 5.
fn file(entries: &str, content: &[u8], objects: &[&str]) -> Vec<u8> {
    let mut all = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{entries}>>").into_bytes(),
        stream("", content),
    ];
    all.extend(objects.iter().map(|object| object.as_bytes().to_vec()));
    numbered(&all)
}

/// A stream object.
fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<</Length {}{entries}>>stream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A file of these objects, numbered from 1, which is the catalog.
fn numbered(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.extend(format!("{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

/// The only page.
fn leaf(bytes: &[u8]) -> Leaf {
    leaves(bytes).unwrap().read.swap_remove(0)
}

/// The text of a page in the order in which it is drawn.
fn text(bytes: &[u8]) -> String {
    leaf(bytes).glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// Left edge, baseline and text of each glyph.
fn places(bytes: &[u8]) -> Vec<(i32, i32, String)> {
    leaf(bytes).glyphs.into_iter().map(|glyph| (glyph.area.left, glyph.baseline, glyph.text)).collect()
}

/// Ends of the ruling lines as `[left, top, right, bottom]`.
fn rules(bytes: &[u8]) -> Vec<[i32; 4]> {
    leaf(bytes).rules.iter().map(|rule| [rule.from[0], rule.from[1], rule.to[0], rule.to[1]]).collect()
}

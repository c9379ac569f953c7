//! Which characters codes show.

use super::*;

/// Other text on the page, so much that it counts as readable whatever the font at hand shows.
const REST: &str = "其余文字足够多";

/// The text that a font shows for a string.
fn shown(font: &str, string: &str, more: &[&str]) -> String {
    let objects: Vec<&str> = [font].iter().chain(more).copied().collect();
    let content =
        format!("BT /F1 10 Tf 100 700 Td {string} Tj ET BT /F2 10 Tf 10 10 Td {} Tj ET", song(&REST.repeat(5)));
    let entries = format!("/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R/F2 {SONG}>>>>");
    text(&file(&entries, content.as_bytes(), &objects)).replace(REST, "")
}

/// A composite font of two-byte glyph numbers, with these entries and a descendant with those.
fn identity(entries: &str, descendant: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H{entries}/DescendantFonts[<</Type/Font{descendant}>>]>>"
    )
}

const GB1: &str = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>";

fn object(entries: &str, content: &str) -> String {
    String::from_utf8(stream(entries, content.as_bytes())).unwrap()
}

#[test]
fn glyph_numbers_by_the_table_in_the_file() {
    let unicode =
        object("", "beginbfchar <0001> <9884> <0002> <2F6C> <0003> <E000> <0004> <200B> <0005> <00A0> endbfchar");
    let font = identity("/ToUnicode 6 0 R", "/Subtype/CIDFontType2");
    assert_eq!(shown(&font, "<000100020003000400050006>", &[&unicode]), "预目\u{FFFD} \u{FFFD}");
}

#[test]
fn glyph_numbers_without_a_table() {
    let string = "<00080009000A03AC1E16 1E17 5000>";
    assert_eq!(
        shown(&identity("", &format!("/Subtype/CIDFontType0{GB1}")), string, &[]),
        "'()啊齄〇\u{FFFD}".replace('〇', "\u{FFFD}")
    );
    let own = format!("/Subtype/CIDFontType2{GB1}/FontDescriptor<</FontFile2 6 0 R>>");
    let unknown = "\u{FFFD}".repeat(7);
    assert_eq!(shown(&identity("", &own), string, &[&object("", "")]), unknown, "an embedded TrueType font");
    assert_eq!(shown(&identity("", "/Subtype/CIDFontType0"), string, &[]), unknown, "no collection");
}

#[test]
fn predefined_character_sets() {
    let sets = [
        ("GBK-EUC-H", "(54.74%) Tj <D4A4CBE3>"),
        ("GBKp-EUC-H", "(54.74%) Tj <D4A4CBE3>"),
        ("GB-EUC-H", "(54.74%) Tj <D4A4CBE3>"),
        ("GBK2K-H", "(54.74%) Tj <D4A4CBE3>"),
        ("UniGB-UCS2-H", "<00350034002E0037003400259884 7B97>"),
        ("UniGB-UTF16-H", "<00350034002E0037003400259884 7B97>"),
    ];
    for (name, string) in sets {
        assert_eq!(shown(&SONG.replace("UniGB-UTF16-H", name), string, &[]), "54.74%预算", "{name}");
    }
}

#[test]
fn a_map_in_the_file_may_build_on_another() {
    let base = object(
        "",
        "begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange begincidrange <21> <7E> 814 endcidrange",
    );
    let own = object("/UseCMap 6 0 R", "begincidrange <B0A1> <B0FE> 940 endcidrange");
    let font = identity("", &format!("/Subtype/CIDFontType0{GB1}")).replace("/Identity-H", " 7 0 R");
    assert_eq!(shown(&font, "(A) Tj <B0A1>", &[&base, &own]), "A啊");
    let circle = own.replace("6 0 R", "7 0 R");
    assert_eq!(shown(&font, "<B0A1>", &[&base, &circle]), "啊\u{FFFD}".replace('\u{FFFD}', ""), "a circle ends");
}

#[test]
fn simple_fonts_by_encoding_and_names() {
    let font = |entries: &str| format!("<</Type/Font/Subtype/TrueType/BaseFont/X{entries}>>");
    let windows = font("/Encoding/WinAnsiEncoding");
    assert_eq!(shown(&windows, "(54.74% \\267 \\251)", &[]), "54.74% · ©");
    assert_eq!(shown(&font("/Encoding/MacRomanEncoding"), "(7\\245)", &[]), "7•");
    assert_eq!(shown(&font(""), "(7\\320')", &[]), "7—’");
    let names = font("/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/seven/uni9884 90/g12]>>");
    assert_eq!(shown(&names, "(ABCZ)", &[]), "7预C\u{FFFD}");
    let unicode = object("", "beginbfchar <41> <7B97> endbfchar");
    assert_eq!(shown(&font("/ToUnicode 6 0 R/Encoding/WinAnsiEncoding"), "(AB)", &[&unicode]), "算B");
}

#[test]
fn fonts_of_their_own_making_tell_nothing() {
    let embedded = "<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<</Flags 4/FontFile2 6 0 R>>>>";
    assert_eq!(shown(embedded, "(7)", &[&object("", "")]), "\u{FFFD}");
    let drawn =
        "<</Type/Font/Subtype/Type3/FontMatrix[.1 0 0 .1 0 0]/Encoding<</Differences[65/seven/x]>>/Widths[5 5]>>";
    assert_eq!(shown(drawn, "(AC)", &[]), "7\u{FFFD}");
    assert_eq!(shown("<</Type/Font/Subtype/Type1/BaseFont/Symbol>>", "(a)", &[]), "\u{FFFD}");
}

#[test]
fn widths_move_what_follows() {
    let width = |font: &str, string: &str| {
        let content = format!("BT /F1 10 Tf 100 700 Td {string} Tj ET");
        let glyphs = leaf(&file("/Resources<</Font<</F1 5 0 R>>>>", content.as_bytes(), &[font])).glyphs;
        glyphs.iter().map(|glyph| glyph.area.right - glyph.area.left).collect::<Vec<_>>()
    };
    let simple = "<</Subtype/Type1/BaseFont/X/FirstChar 49/Widths[300 400]/FontDescriptor<</MissingWidth 700>>>>";
    assert_eq!(width(simple, "(123)"), [300, 400, 700]);
    assert_eq!(width("<</Subtype/Type1/BaseFont/Helvetica>>", "(1.)"), [556, 278]);
    assert_eq!(width("<</Subtype/Type1/BaseFont/Courier>>", "(1.)"), [600, 600]);
    let drawn = "<</Subtype/Type3/FontMatrix[.1 0 0 .1 0 0]/FirstChar 49/Encoding<</Differences[49/one]>>/Widths[5]>>";
    assert_eq!(width(drawn, "(1)"), [500]);
    let composite = identity("", &format!("/Subtype/CIDFontType0/DW 900{GB1}/W[1[250 333]3 9 444]"));
    assert_eq!(width(&composite, "<0001 0002 0003 0009 000A>"), [250, 333, 444, 444, 900]);
    let halves = SONG.replace("UniGB-UTF16-H", "GBK-EUC-H").replace("/W[1 95 500]", "");
    assert_eq!(width(&halves, "(7) Tj <D4A4>"), [500, 1_000]);
}

#[test]
fn too_many_unknown_characters_make_a_text_unreadable() {
    let content = |known: usize| {
        let font = "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>";
        let text = at(10, 500, &"文".repeat(known)) + "BT /F2 10 Tf 10 10 Td (abcde) Tj ET";
        let entries = "/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>";
        leaves(&file(entries, text.as_bytes(), &[SONG, font])).err()
    };
    assert_eq!([content(20), content(19)], [None, Some(ReadError::Unreadable)]);
}

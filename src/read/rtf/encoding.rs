//! Bytes of text → characters, by the code page of the font or of the file.

use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// Code page of a Windows that writes Chinese; others are rare in reports, and cost a line each.
const CODE_PAGES: [(i32, &Encoding); 16] = [
    (932, encoding_rs::SHIFT_JIS),
    (936, encoding_rs::GB18030),
    (949, encoding_rs::EUC_KR),
    (950, encoding_rs::BIG5),
    (1250, encoding_rs::WINDOWS_1250),
    (1251, encoding_rs::WINDOWS_1251),
    (1252, encoding_rs::WINDOWS_1252),
    (1253, encoding_rs::WINDOWS_1253),
    (1254, encoding_rs::WINDOWS_1254),
    (1255, encoding_rs::WINDOWS_1255),
    (1256, encoding_rs::WINDOWS_1256),
    (1257, encoding_rs::WINDOWS_1257),
    (1258, encoding_rs::WINDOWS_1258),
    (10_008, encoding_rs::GB18030),
    (54_936, encoding_rs::GB18030),
    (65_001, encoding_rs::UTF_8),
];
/// Code pages of `\fcharset`.
const CHARSETS: [(i32, i32); 12] = [
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (238, 1250),
];
/// Fonts that are kept; Word's own files have some dozens.
const MOST_FONTS: usize = 10_000;
/// Characters of a font's name that are kept.
const LONGEST_NAME: usize = 128;
/// `\fcharset` of a font of symbols.
const SYMBOLS: i32 = 2;

/// The font table and the file's code page.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// `\ansicpg`.
    code_page: Option<i32>,
}

#[derive(Default)]
struct Font {
    charset: i32,
    /// `\cpg`, which some programs write instead.
    code_page: Option<i32>,
    name: String,
}

impl Fonts {
    /// Takes in the file's code page.
    pub fn set_code_page(&mut self, code_page: i32) {
        self.code_page = Some(code_page);
    }

    /// Takes in a font's character set.
    pub fn set_charset(&mut self, font: i32, charset: i32) {
        if let Some(font) = self.entry(font) {
            font.charset = charset;
        }
    }

    /// Takes in a font's code page.
    pub fn set_font_code_page(&mut self, font: i32, code_page: i32) {
        if let Some(font) = self.entry(font) {
            font.code_page = Some(code_page);
        }
    }

    /// Takes in a part of a font's name.
    pub fn add_name(&mut self, font: i32, name: &str) {
        if let Some(font) = self.entry(font).filter(|font| font.name.len() < LONGEST_NAME) {
            font.name.extend(name.chars().filter(|one| *one != ';').take(LONGEST_NAME));
        }
    }

    fn entry(&mut self, font: i32) -> Option<&mut Font> {
        let known = self.fonts.len() < MOST_FONTS || self.fonts.contains_key(&font);
        known.then(|| self.fonts.entry(font).or_default())
    }

    /// The name of a font.
    pub fn name(&self, font: i32) -> &str {
        self.fonts.get(&font).map_or("", |font| &font.name)
    }

    /// Text in a font. A Western font in a Chinese file may yet hold Chinese, written by programs that name no fonts; if all of
    /// it reads as Chinese, it is.
    pub fn decode(&self, bytes: &[u8], font: i32) -> String {
        let font = self.fonts.get(&font);
        if font.is_some_and(|font| font.charset == SYMBOLS) {
            return bytes.iter().filter_map(|byte| char::from_u32(0xF000 + u32::from(*byte))).collect();
        }
        let told = font.and_then(|font| {
            let of_charset = CHARSETS.iter().find(|(charset, _)| *charset == font.charset);
            font.code_page.or(of_charset.map(|(_, code_page)| *code_page)).and_then(encoding)
        });
        if let Some(told) = told {
            return told.decode_without_bom_handling(bytes).0.into_owned();
        }
        let of_file = self.code_page.and_then(encoding).unwrap_or(encoding_rs::WINDOWS_1252);
        let (text, broken) = of_file.decode_without_bom_handling(bytes);
        if broken {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
        } else {
            text.into_owned()
        }
    }
}

fn encoding(code_page: i32) -> Option<&'static Encoding> {
    CODE_PAGES.iter().find(|(number, _)| *number == code_page).map(|(_, encoding)| *encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_decides_then_the_file() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.decode(b"\x80\xE9", 0), "€é");
        fonts.set_code_page(936);
        fonts.set_charset(1, 136);
        fonts.set_charset(2, 2);
        assert_eq!(fonts.decode(b"\xD6\xD0", 0), "中");
        assert_eq!(fonts.decode(b"\xE9", 0), "é");
        assert_eq!(fonts.decode(b"\xA4\xA4", 1), "中");
        assert_eq!(fonts.decode(b"\xFE", 2), "\u{F0FE}");
    }
}

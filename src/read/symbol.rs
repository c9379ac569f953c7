//! Text that looks otherwise than its characters say: set in a symbol font, raised, or hidden.

use super::raised::raised;
use std::borrow::Cow;

/// How a run of text is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Hidden text (隐藏文字): not shown at all.
    pub hidden: bool,
    /// Struck out (删除线): not read either.
    pub struck: bool,
    /// Superscript (上标).
    pub raised: bool,
    /// Set in a symbol font.
    pub font: Option<SymbolFont>,
}

impl Look {
    /// The text as a reader sees it.
    pub fn shown(self, text: &str) -> Cow<'_, str> {
        match self {
            Self { hidden: true, .. } | Self { struck: true, .. } => "".into(),
            Self { font: Some(font), .. } => text.chars().map(|sign| font.shown(sign)).collect(),
            Self { raised: true, .. } => text.chars().map(raised).collect(),
            _ => text.into(),
        }
    }
}

/// What a character shows in a symbol font: code from 32 on, and the sign. The same table serves `w:sym` and text set in the font.
const WINGDINGS: &[(u32, char)] = &[
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8A, '⑩'),
    (0x8B, '⓿'),
    (0x8C, '❶'),
    (0x8D, '❷'),
    (0x8E, '❸'),
    (0x8F, '❹'),
    (0x90, '❺'),
    (0x91, '❻'),
    (0x92, '❼'),
    (0x93, '❽'),
    (0x94, '❾'),
    (0x95, '❿'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA2, '○'),
    (0xA3, '○'),
    (0xA4, '◉'),
    (0xA6, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];
const WINGDINGS_2: &[(u32, char)] = &[
    (0x2A, '□'),
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x55, '⊗'),
    (0x56, '⊗'),
    (0x69, '⓪'),
    (0x6A, '①'),
    (0x6B, '②'),
    (0x6C, '③'),
    (0x6D, '④'),
    (0x6E, '⑤'),
    (0x6F, '⑥'),
    (0x70, '⑦'),
    (0x71, '⑧'),
    (0x72, '⑨'),
    (0x73, '⑩'),
    (0x75, '❶'),
    (0x76, '❷'),
    (0x77, '❸'),
    (0x78, '❹'),
    (0x79, '❺'),
    (0x7A, '❻'),
    (0x7B, '❼'),
    (0x7C, '❽'),
    (0x7D, '❾'),
    (0x7E, '❿'),
    (0x97, '●'),
    (0x98, '●'),
    (0x99, '○'),
    (0x9A, '○'),
    (0x9E, '◉'),
    (0x9F, '■'),
    (0xA2, '■'),
    (0xA3, '□'),
    (0xAE, '◆'),
    (0xAF, '◇'),
];
const SYMBOL: &[(u32, char)] = &[
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD6, '√'),
    (0xE5, '∑'),
];

/// A font whose letters are signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Wingdings
    Wingdings,
    /// Wingdings 2, in which a typed `R` is a ticked box (☑).
    Wingdings2,
    /// Symbol: signs of mathematics; its letters are Greek.
    Symbol,
    /// Wingdings 3, Webdings: arrows and pictures.
    Pictures,
}

impl SymbolFont {
    /// The symbol font of that name; `None` for a font of letters.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "Wingdings" => Some(Self::Wingdings),
            "Wingdings 2" => Some(Self::Wingdings2),
            "Symbol" => Some(Self::Symbol),
            "Wingdings 3" | "Webdings" => Some(Self::Pictures),
            _ => None,
        }
    }

    /// What the character shows; U+FFFD if that is not known.
    pub fn shown(self, sign: char) -> char {
        // Symbol fonts live at U+F020…U+F0FF; old files name the same characters by their low byte.
        let code = match u32::from(sign) {
            code @ 0xF020..=0xF0FF => code - 0xF000,
            code @ 0x21..=0xFF => code,
            _ => return sign,
        };
        let table = match self {
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Symbol => SYMBOL,
            Self::Pictures => &[],
        };
        match table.iter().find(|(known, _)| *known == code) {
            Some((_, shown)) => *shown,
            // Digits and signs of the keyboard look alike in Symbol; its letters do not.
            None if self == Self::Symbol && (0x20..0x40).contains(&code) => char::from_u32(code).unwrap_or(sign),
            None => char::REPLACEMENT_CHARACTER,
        }
    }
}

/// A character of the binary formats, which keep those of symbol fonts in a private range, as a reader sees it in a font;
/// none for an ornament. Where the font is not known it is taken for Wingdings.
pub(super) fn shown(one: char, font: &str) -> Option<char> {
    if !('\u{F000}'..='\u{F0FF}').contains(&one) {
        return Some(one);
    }
    let shown = |font: SymbolFont| Some(font.shown(one)).filter(|sign| *sign != char::REPLACEMENT_CHARACTER);
    match SymbolFont::named(font) {
        Some(font) => shown(font),
        None => shown(SymbolFont::Wingdings).or_else(|| shown(SymbolFont::Wingdings2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_boxes_are_known() {
        let shown = |font: &str, sign| SymbolFont::named(font).map(|font| font.shown(sign));
        assert_eq!(shown("Wingdings", '\u{F0FE}'), Some('☑'));
        assert_eq!(shown("Wingdings", 'þ'), Some('☑'));
        assert_eq!(shown("Wingdings 2", 'R'), Some('☑'));
        assert_eq!(shown("Wingdings 2", '\u{F0A3}'), Some('□'));
        assert_eq!(shown("Symbol", '\u{F0B3}'), Some('≥'));
        assert_eq!(shown("Symbol", '\u{F031}'), Some('1'));
        assert_eq!(shown("Wingdings", 'J'), Some('\u{FFFD}'));
        assert_eq!(shown("Wingdings", '万'), Some('万'));
        assert_eq!(shown("宋体", 'R'), None);
    }

    #[test]
    fn a_ticked_box_is_kept_and_an_ornament_is_not() {
        let text = |text: &str, font: &str| text.chars().filter_map(|one| shown(one, font)).collect::<String>();
        assert_eq!(text("\u{F0FE}是\u{F0A8}否\u{F04A}", "Wingdings"), "☑是□否");
        assert_eq!(text("\u{F0FE}是\u{F052}否", ""), "☑是☑否");
        assert_eq!(text("\u{F0B3}95%，\u{F0A3}3", "Symbol"), "≥95%，≤3");
    }
}

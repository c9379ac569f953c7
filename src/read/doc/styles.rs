//! The style sheet (STSH, [MS-DOC] 2.9.271): which styles are headings, numbered, or hidden.

use super::bytes::{index, slice, u16_at};
use super::formatting::switched;
use super::sprm::{Sprm, sprms};

/// What a style says that matters here; a paragraph begins as its style and may say otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Outline level (大纲级别) from 1 to 9.
    pub level: Option<u8>,
    /// Number of the list override (LFO) from 1, of a numbered paragraph.
    pub list: Option<u16>,
    /// Level in the list, from 0.
    pub list_level: u8,
    /// Its characters are hidden.
    pub hidden: bool,
}

impl Style {
    /// Takes in one modifier.
    pub fn apply(&mut self, sprm: &Sprm) {
        match sprm.code {
            0x2640 => self.level = (sprm.byte() < 9).then(|| sprm.byte() + 1),
            0x260A => self.list_level = sprm.byte(),
            // 0 is no list; from 0xF801 a list whose number was taken away.
            0x460B => self.list = u16_at(sprm.operand, 0).filter(|list| (1..0x7FF).contains(list)),
            0x083C => self.hidden = switched(sprm.byte(), self.hidden),
            _ => {}
        }
    }
}

/// All styles by their number (`istd`).
pub(super) struct Styles(Vec<Style>);

/// A style as it is written.
struct Written<'a> {
    /// `sti`: 1 to 9 are the built-in headings (标题 1 to 标题 9).
    built_in: u16,
    /// `istdBase`, the style it is based on.
    base: usize,
    /// Its paragraph and character modifiers.
    modifiers: [&'a [u8]; 2],
}

/// `stk` of paragraph and character styles.
const PARAGRAPH: u16 = 1;
const CHARACTER: u16 = 2;
/// Styles based on each other; Word allows fewer.
const LONGEST_CHAIN: usize = 16;

impl Styles {
    /// Reads the sheet; without one the first nine styles are headings, as they always are.
    pub fn read(sheet: &[u8]) -> Self {
        let written = written(sheet).unwrap_or_default();
        if written.is_empty() {
            let level = |number: u8| Style { level: Some(number).filter(|number| *number > 0), ..Style::default() };
            return Self((0..=9).map(level).collect());
        }
        Self((0..written.len()).map(|number| resolved(&written, number)).collect())
    }

    /// A style; one that does not exist is plain.
    pub fn get(&self, number: u16) -> Style {
        self.0.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// A style with what it inherits.
fn resolved(written: &[Option<Written>], number: usize) -> Style {
    let mut chain = Vec::with_capacity(LONGEST_CHAIN);
    let mut next = number;
    while chain.len() < LONGEST_CHAIN
        && let Some(Some(style)) = written.get(next)
    {
        chain.push(style);
        next = style.base;
    }
    let mut style = Style::default();
    for written in chain.into_iter().rev() {
        if let built_in @ 1..=9 = written.built_in {
            style.level = u8::try_from(built_in).ok();
        }
        written.modifiers.iter().flat_map(|modifiers| sprms(modifiers)).for_each(|sprm| style.apply(&sprm));
    }
    style
}

fn written(sheet: &[u8]) -> Option<Vec<Option<Written<'_>>>> {
    let header = usize::from(u16_at(sheet, 0)?);
    let count = usize::from(u16_at(sheet, 2)?);
    let fixed = usize::from(u16_at(sheet, 4)?);
    let mut at = 2 + header;
    let next = |_| {
        let length = usize::from(u16_at(sheet, at)?);
        let style = slice(sheet, at + 2, length)?;
        at += 2 + length + length % 2;
        Some(Written::read(style, fixed))
    };
    Some((0..count).map_while(next).collect())
}

impl<'a> Written<'a> {
    /// An `STD`: a part of fixed length, the name, the modifiers.
    fn read(style: &'a [u8], fixed: usize) -> Option<Self> {
        let (kind, base) = (u16_at(style, 2)? & 0xF, u16_at(style, 2)? >> 4);
        let name = usize::from(u16_at(style, fixed)?);
        let mut at = fixed + 2 + 2 * name + 2;
        let mut next = || {
            at += at % 2;
            let length = usize::from(u16_at(style, at)?);
            let modifiers = slice(style, at + 2, length)?;
            at += 2 + length;
            Some(modifiers)
        };
        let modifiers: [&[u8]; 2] = match kind {
            PARAGRAPH => [next().and_then(|own| own.get(2..)).unwrap_or_default(), next().unwrap_or_default()],
            CHARACTER => [&[], next().unwrap_or_default()],
            _ => [&[], &[]],
        };
        Some(Self { built_in: u16_at(style, 0)? & 0xFFF, base: index(base.into()), modifiers })
    }
}

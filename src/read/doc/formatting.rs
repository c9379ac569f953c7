//! What a paragraph or a stretch of characters is like: its style, then its own modifiers, then those of its piece.

use super::bytes::{index, slice, u16_at, u32_at};
use super::fonts::Fonts;
use super::pages::Runs;
use super::pieces::Unit;
use super::row::Row;
use super::sprm::{Sprm, sprms};
use super::styles::{Style, Styles};
use crate::read::changes::Change;
use crate::read::symbol;
use std::cell::Cell;
use std::ops::Range;

/// The streams and tables that tell it.
pub(super) struct Formatting<'a> {
    /// The stream `WordDocument`.
    pub main: &'a [u8],
    /// The stream `Data`.
    pub data: &'a [u8],
    /// The style sheet.
    pub styles: Styles,
    /// Names of the fonts.
    pub fonts: Fonts,
    /// Formatting of paragraphs.
    pub paragraphs: Runs,
    /// Formatting of characters.
    pub characters: Runs,
    /// Bytes of `Data` that may still be read as modifiers.
    pub left: Cell<usize>,
}

/// Most bytes of the stream `Data` read as modifiers, for all rows together: a row's definition takes about 1 KB, and no two
/// rows should name the same.
pub(super) const MOST_MODIFIERS: usize = 64 << 20;

/// A paragraph (段落).
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Outline level and list membership, from its style or its own.
    pub style: Style,
    /// Tables it stands in; 0 outside all.
    pub depth: usize,
    /// It is the end of a row, and holds its definition.
    pub row_end: bool,
    /// It is the end of a row of a table in a cell.
    pub inner_row_end: bool,
    /// It is the end of a cell of a table in a cell.
    pub inner_cell_end: bool,
    /// The row, at its end.
    pub row: Row,
}

/// A stretch of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// What a tracked change did to it.
    pub change: Option<Change>,
    /// Hidden (隐藏文字).
    pub hidden: bool,
    /// Struck out (删除线).
    pub struck: bool,
    /// The character of a symbol font that it stands for.
    pub symbol: Option<u16>,
}

impl Characters {
    /// Deleted by a tracked change.
    pub fn is_deleted(self) -> bool {
        self.change == Some(Change::Deleted)
    }

    /// Deleted or hidden.
    pub fn is_left_out(self) -> bool {
        self.hidden || self.is_deleted()
    }
}

impl Formatting<'_> {
    /// The paragraph whose end mark is this unit.
    pub fn paragraph(&self, mark: Unit, change: &[u8]) -> Paragraph {
        let (own, _) = self.paragraphs.at(self.main, mark.at);
        let mut paragraph = Paragraph { style: self.styles.get(u16_at(own, 0).unwrap_or(0)), ..Paragraph::default() };
        let modifiers = own.get(2..).unwrap_or_default();
        sprms(modifiers).chain(sprms(change)).for_each(|sprm| self.apply(&mut paragraph, &sprm, true));
        match short_change(mark.change) {
            Some((0x18, on)) => paragraph.depth = if on { paragraph.depth.max(1) } else { 0 },
            Some((0x19, on)) => paragraph.row_end = on,
            _ => {}
        }
        paragraph
    }

    /// Whether the paragraph goes on behind a unit: the same sign breaks a page within a paragraph and ends a section.
    pub fn goes_on(&self, unit: Unit) -> bool {
        let (_, range) = self.paragraphs.at(self.main, unit.at);
        range.contains(&unit.at.saturating_add(2))
    }

    /// The characters at a unit, and the offsets between which they are alike.
    pub fn characters(&self, unit: Unit, change: &[u8]) -> (Characters, Range<u32>) {
        let (own, range) = self.characters.at(self.main, unit.at);
        let mut characters = Characters::default();
        let [mut deleted, mut inserted, mut style_hides] = [false; 3];
        for sprm in sprms(own).chain(sprms(change)) {
            match sprm.code {
                0x0800 => deleted = sprm.is_on(),
                0x0801 => inserted = sprm.is_on(),
                0x0837 => characters.struck = switched(sprm.byte(), false),
                0x2A53 => characters.struck |= sprm.is_on(),
                0x083C => characters.hidden = switched(sprm.byte(), style_hides),
                0x4A30 => {
                    style_hides = self.styles.get(u16_at(sprm.operand, 0).unwrap_or(0)).hidden;
                    characters.hidden = style_hides;
                }
                0x6A09 => characters.symbol = self.symbol(sprm.operand),
                _ => {}
            }
        }
        match short_change(unit.change) {
            Some((0x41, on)) => deleted = on,
            Some((0x42, on)) => inserted = on,
            Some((0x5C, on)) => characters.hidden = on,
            _ => {}
        }
        characters.change = match (deleted, inserted) {
            (true, _) => Some(Change::Deleted),
            (false, true) => Some(Change::Inserted),
            (false, false) => None,
        };
        (characters, range)
    }

    /// The character that `sprmCSymbol` names: number of the font, code.
    fn symbol(&self, operand: &[u8]) -> Option<u16> {
        let code = char::from_u32(u16_at(operand, 2)?.into())?;
        let shown = symbol::shown(code, self.fonts.name(u16_at(operand, 0)?))?;
        u16::try_from(u32::from(shown)).ok()
    }

    /// Takes in one modifier. Those in `Data` are read once: they name no others.
    fn apply(&self, paragraph: &mut Paragraph, sprm: &Sprm, follow: bool) {
        match sprm.code {
            0x2416 => paragraph.depth = if sprm.is_on() { paragraph.depth.max(1) } else { 0 },
            0x6649 => paragraph.depth = index(u32_at(sprm.operand, 0).filter(|depth| *depth < 1 << 16).unwrap_or(0)),
            0x2417 => paragraph.row_end = sprm.is_on(),
            0x244B => paragraph.inner_cell_end = sprm.is_on(),
            0x244C => paragraph.inner_row_end = sprm.is_on(),
            0x6645 | 0x6646 | 0x646B if follow => {
                let more = self.more(u32_at(sprm.operand, 0).unwrap_or(u32::MAX));
                sprms(more).for_each(|sprm| self.apply(paragraph, &sprm, false));
            }
            _ => {
                paragraph.style.apply(sprm);
                paragraph.row.apply(sprm);
            }
        }
    }

    /// Modifiers too many for a page, in the stream `Data` (`sprmPHugePapx`, `sprmPTableProps`). A table of seven columns
    /// has its rows defined there.
    fn more(&self, at: u32) -> &[u8] {
        let length = u16_at(self.data, index(at)).map_or(0, usize::from);
        let Some(left) = self.left.get().checked_sub(length) else { return &[] };
        self.left.set(left);
        slice(self.data, index(at).saturating_add(2), length).unwrap_or_default()
    }
}

/// A property and its value, from a piece's `Prm` with a clear lowest bit.
fn short_change(prm: u16) -> Option<(u16, bool)> {
    (prm & 1 == 0 && prm != 0).then_some((prm >> 1 & 0x7F, prm >> 8 != 0))
}

/// A `ToggleOperand`: off, on, as in the style, or not as in the style.
pub(super) fn switched(operand: u8, in_style: bool) -> bool {
    match operand {
        0x80 => in_style,
        0x81 => !in_style,
        on => on != 0,
    }
}

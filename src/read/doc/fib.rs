//! The file information block (FIB, [MS-DOC] 2.5), the first bytes of the stream `WordDocument`.

use super::bytes::{index, slice, u16_at, u32_at};
use crate::read::ReadError;
use std::ops::Range;

/// The block.
pub(super) struct Fib<'a>(&'a [u8]);

/// A table of the table stream; its value is where the block tells its place (offset and length, 4 bytes each).
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// STSH.
    StyleSheet = 0xA2,
    /// `PlcfBteChpx`.
    CharacterPages = 0xFA,
    /// `PlcfBtePapx`.
    ParagraphPages = 0x102,
    /// `SttbfFfn`.
    Fonts = 0x112,
    /// CLX, the piece table.
    Pieces = 0x1A2,
    /// `PlfLst`.
    Lists = 0x2E2,
    /// `PlfLfo`.
    ListOverrides = 0x2EA,
}

/// The parts of the text that are read, as ranges of character positions (CP). Headers, footers and comments are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stories {
    /// The main text.
    pub main: Range<u32>,
    /// Text boxes (文本框).
    pub text_boxes: Range<u32>,
    /// Footnotes (脚注).
    pub footnotes: Range<u32>,
    /// Endnotes (尾注).
    pub endnotes: Range<u32>,
}

const WORD_97_AND_LATER: u16 = 0xA5EC;
const WORD_2: u16 = 0xA5DB;
const WORD_6: u16 = 0xA5DC;
/// `nFib` of Word 95 and before is smaller.
const OLDEST: u16 = 0x6A;
const ENCRYPTED: u16 = 0x0100;
const TABLE_1: u16 = 0x0200;

impl<'a> Fib<'a> {
    /// The block of a file that can be read.
    pub fn open(main: &'a [u8]) -> Result<Self, ReadError> {
        let fib = Self(main);
        match (u16_at(main, 0), u16_at(main, 2)) {
            (Some(WORD_2 | WORD_6), _) | (Some(WORD_97_AND_LATER), Some(..OLDEST)) => Err(ReadError::TooOld),
            (Some(WORD_97_AND_LATER), Some(_)) if fib.flags() & ENCRYPTED != 0 => Err(ReadError::Encrypted),
            (Some(WORD_97_AND_LATER), Some(_)) => Ok(fib),
            _ => Err(ReadError::Damaged),
        }
    }

    /// Name of the stream that holds the tables.
    pub fn table_stream(&self) -> &'static str {
        if self.flags() & TABLE_1 != 0 { "1Table" } else { "0Table" }
    }

    /// A table; empty if there is none.
    pub fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let length = u32_at(self.0, part as usize + 4).unwrap_or(0);
        self.from(table, part).get(..index(length)).unwrap_or_default()
    }

    /// A table with all that follows it.
    pub fn from<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let [at, length] = [0, 4].map(|field| u32_at(self.0, part as usize + field).unwrap_or(0));
        if length == 0 { &[] } else { table.get(index(at)..).unwrap_or_default() }
    }

    /// Where the stories lie: they follow each other in this order, lengths from offset 0x4C.
    pub fn stories(&self) -> Stories {
        let lengths = slice(self.0, 0x4C, 28).unwrap_or_default();
        let mut at = 0_u32;
        let mut next = |number: usize| {
            let start = at;
            at = at.saturating_add(u32_at(lengths, number * 4).unwrap_or(0));
            start..at
        };
        // Main text, footnotes, headers, macros, comments, endnotes, text boxes.
        let [main, footnotes, _, _, _, endnotes, text_boxes] = [0, 1, 2, 3, 4, 5, 6].map(&mut next);
        Stories { main, text_boxes, footnotes, endnotes }
    }

    fn flags(&self) -> u16 {
        u16_at(self.0, 0x0A).unwrap_or(0)
    }
}

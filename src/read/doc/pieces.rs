//! The piece table (CLX, [MS-DOC] 2.9.38): which bytes of the stream are the text, in which order. A quick-saved file
//! (快速保存) has many pieces, any other few.

use super::bytes::{index, slice, u16_at, u32_at};
use std::ops::Range;

/// The text, as pieces in reading order.
pub(super) struct Pieces<'a> {
    pieces: Vec<Piece>,
    /// Formatting that pieces refer to (`Prc`).
    changes: Vec<&'a [u8]>,
}

struct Piece {
    /// Character positions.
    range: Range<u32>,
    /// Where it begins in the stream.
    at: u32,
    /// Two bytes a character (UTF-16), or one (Windows-1252).
    wide: bool,
    /// `Prm`: formatting laid over all of it since it was last saved in full.
    change: u16,
}

/// One UTF-16 unit of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Its code.
    pub code: u16,
    /// Where it stands in the stream, which its formatting is found by.
    pub at: u32,
    /// `Prm` of its piece.
    pub change: u16,
}

/// Characters of a file that are read: of a report, ten times as many as the longest has.
pub(super) const MOST_CHARACTERS: usize = 8 << 20;
/// Bit of a piece's offset that says that it is in Windows-1252, at half the offset.
const NARROW: u32 = 1 << 30;

impl<'a> Pieces<'a> {
    /// The pieces of a CLX; none if it is broken. Together they may hold no more characters than the stream has bytes.
    pub fn read(clx: &'a [u8], stream: usize) -> Option<Self> {
        let mut changes = Vec::new();
        let mut at = 0;
        while *clx.get(at)? == 1 {
            let length = usize::from(u16_at(clx, at + 1)?);
            changes.push(slice(clx, at + 3, length)?);
            at += 3 + length;
        }
        let length = index(u32_at(clx, at + 1)?);
        let table = slice(clx, at + 5, length).filter(|_| clx.get(at) == Some(&2))?;
        let count = table.len().checked_sub(4)? / 12;
        let piece = |number: usize| Piece::read(table, number, count);
        let mut left = stream.min(MOST_CHARACTERS);
        let pieces = (0..count).map_while(piece).take_while(|piece| {
            let length = index(piece.range.end - piece.range.start);
            left.checked_sub(length).map(|rest| left = rest).is_some()
        });
        Some(Self { pieces: pieces.collect(), changes })
    }

    /// The units of a range of character positions.
    pub fn units<'s>(&'s self, main: &'s [u8], range: Range<u32>) -> impl Iterator<Item = Unit> + 's {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let within = pieces
            .iter()
            .take_while(move |piece| piece.range.start < range.end)
            .map(move |piece| (piece, range.start.max(piece.range.start)..range.end.min(piece.range.end)));
        within.flat_map(move |(piece, range)| range.map_while(move |position| piece.unit(main, position)))
    }

    /// The formatting that a piece's `Prm` with a set lowest bit refers to.
    pub fn change(&self, prm: u16) -> &'a [u8] {
        let number = usize::from(prm >> 1);
        if prm & 1 == 0 { &[] } else { self.changes.get(number).copied().unwrap_or_default() }
    }
}

impl Piece {
    fn read(table: &[u8], number: usize, count: usize) -> Option<Self> {
        let range = u32_at(table, number * 4)?..u32_at(table, number * 4 + 4)?;
        let descriptor = slice(table, (count + 1) * 4 + number * 8, 8)?;
        let (at, change) = (u32_at(descriptor, 2)?, u16_at(descriptor, 6)?);
        let wide = at & NARROW == 0;
        let at = if wide { at & !(3 << 30) } else { (at & !(3 << 30)) / 2 };
        (range.start <= range.end).then_some(Self { range, at, wide, change })
    }

    fn unit(&self, main: &[u8], position: u32) -> Option<Unit> {
        let offset = position.checked_sub(self.range.start)?;
        let at = self.at.checked_add(offset.checked_mul(if self.wide { 2 } else { 1 })?)?;
        let code = if self.wide { u16_at(main, index(at))? } else { windows_1252(*main.get(index(at))?) };
        Some(Unit { code, at, change: self.change })
    }
}

/// What the bytes from 0x80 stand for; the rest of Windows-1252 is Latin-1.
const FROM_80: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
];

fn windows_1252(byte: u8) -> u16 {
    let high = usize::from(byte).checked_sub(0x80).and_then(|high| FROM_80.get(high));
    high.copied().unwrap_or(u16::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clx(pieces: &[(u32, u32)], end: u32) -> Vec<u8> {
        let mut table: Vec<u8> = pieces.iter().flat_map(|(from, _)| from.to_le_bytes()).collect();
        table.extend(end.to_le_bytes());
        for (_, at) in pieces {
            table.extend([0, 0]);
            table.extend(at.to_le_bytes());
            table.extend([3, 0]);
        }
        let mut clx = vec![1, 2, 0, 7, 8, 1, 1, 0, 9, 2];
        clx.extend(u32::try_from(table.len()).unwrap().to_le_bytes());
        clx.extend(table);
        clx
    }

    fn text(pieces: &Pieces, main: &[u8], range: Range<u32>) -> String {
        String::from_utf16_lossy(&pieces.units(main, range).map(|unit| unit.code).collect::<Vec<_>>())
    }

    #[test]
    fn pieces_come_in_the_order_of_the_text() {
        let main = b"\x6D\x51\x03\x4E12\x80\x93";
        let clx = clx(&[(0, NARROW | 8), (4, 0)], 6);
        let pieces = Pieces::read(&clx, main.len()).unwrap();
        assert_eq!(text(&pieces, main, 0..6), "12€“六七");
        assert_eq!(text(&pieces, main, 3..5), "“六");
        assert_eq!((pieces.change(3), pieces.change(2), pieces.change(7)), (&[9][..], &[][..], &[][..]));
    }

    #[test]
    fn pieces_behind_the_end_or_backwards_are_no_text() {
        let main = [0x41; 16];
        for (pieces, end) in [(vec![(0, NARROW | 1_000)], 9), (vec![(9, 0)], 3), (vec![(0, NARROW), (8, NARROW)], 99)] {
            let clx = clx(&pieces, end);
            let read = Pieces::read(&clx, main.len()).unwrap();
            assert!(text(&read, &main, 0..u32::MAX).len() <= main.len());
        }
        assert!(Pieces::read(&[1, 255, 255], 9).is_none() && Pieces::read(&[], 9).is_none());
    }
}

//! Single property modifiers (SPRM, [MS-DOC] 2.2.5): a number that names a property, and its operand.

use super::bytes::u16_at;

/// `sprmTDefTable`, whose operand has a length of two bytes.
pub(super) const DEFINE_TABLE: u16 = 0xD608;
/// `sprmPChgTabs`, whose operand may be longer than its length can say.
const CHANGE_TABS: u16 = 0xC615;

/// One modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    /// Which property.
    pub code: u16,
    /// Its operand, without its length where that is written.
    pub operand: &'a [u8],
}

impl Sprm<'_> {
    /// The operand's first byte.
    pub fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// Whether a property is switched on.
    pub fn is_on(&self) -> bool {
        self.byte() != 0
    }
}

/// The modifiers of a `grpprl`, up to the first that does not end within it.
pub(super) fn sprms(mut rest: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let behind = rest.get(2..)?;
        let (skip, length) = operand(code, behind)?;
        let operand = behind.get(skip..)?.get(..length)?;
        rest = behind.get(skip + length..)?;
        Some(Sprm { code, operand })
    })
}

/// Bytes that tell the length, and the length. The highest three bits of the code say which kind of operand it is.
fn operand(code: u16, behind: &[u8]) -> Option<(usize, usize)> {
    Some(match (code, code >> 13) {
        (DEFINE_TABLE, _) => (2, usize::from(u16_at(behind, 0)?.checked_sub(1)?)),
        (CHANGE_TABS, _) if behind.first() == Some(&u8::MAX) => {
            let deleted = 1 + 4 * usize::from(*behind.get(1)?);
            (1, deleted + 1 + 3 * usize::from(*behind.get(1 + deleted)?))
        }
        (_, 0 | 1) => (0, 1),
        (_, 2 | 4 | 5) => (0, 2),
        (_, 3) => (0, 4),
        (_, 7) => (0, 3),
        _ => (1, usize::from(*behind.first()?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_of_every_length() {
        let grpprl = [
            0x16, 0x24, 1, // one byte
            0x0B, 0x46, 2, 0, // two
            0x49, 0x66, 3, 0, 0, 0, // four
            0x08, 0xD6, 3, 0, 7, 7, // a length of two bytes, one too many
            0x2B, 0xD6, 2, 4, 3, // a length of one
            0x15, 0xC6, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0, // tabs, counted
            0x01, 0xE8, 1, 2, 3, // three
            0x40, 0x26, // cut
        ];
        let read: Vec<(u16, usize)> = sprms(&grpprl).map(|sprm| (sprm.code, sprm.operand.len())).collect();
        let expected = [(0x2416, 1), (0x460B, 2), (0x6649, 4), (0xD608, 2), (0xD62B, 2), (0xC615, 9), (0xE801, 3)];
        assert_eq!(read, expected);
    }
}

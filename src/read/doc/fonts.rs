//! Names of the fonts (`SttbfFfn`, [MS-DOC] 2.9.286), which symbols refer to.

use super::bytes::{slice, u16_at};

/// The names by their number.
pub(super) struct Fonts(Vec<String>);

/// Where the name begins in an FFN, behind its first byte, which is its length.
const NAME: usize = 39;

impl Fonts {
    /// Reads the table; a broken one ends early.
    pub fn read(table: &[u8]) -> Self {
        let count = u16_at(table, 0).unwrap_or(0);
        let mut at = 4;
        let font = |_| {
            let length = usize::from(*table.get(at)?);
            let font = slice(table, at + 1, length)?;
            at += 1 + length;
            let units = font.get(NAME..).unwrap_or_default().chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
            Some(String::from_utf16_lossy(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>()))
        };
        Self((0..count).map_while(font).collect())
    }

    /// The name of a font; empty if there is none.
    pub fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", String::as_str)
    }
}

//! Glyph numbers (CID) of the collection Adobe-GB1 that follow the order of GB 2312: by counting, without a table.
//!
//! The other glyphs of the collection (GBK, GB 18030) would need 20 KB; a font that shows them without saying which
//! characters they are is counted as unreadable.

use encoding_rs::GBK;

/// Runs of glyphs in the order of GB 2312: first number, code of the first, length. Rows have 94 places.
const RUNS: [(u32, u16, u16); 7] = [
    (96, 0xA1A1, 94),
    (190, 0xA2B1, 50),
    (240, 0xA2E5, 10),
    (250, 0xA2F1, 12),
    (262, 0xA3A1, 94),
    // 3,755 Hanzi of the first level, then 3,008 of the second.
    (940, 0xB0A1, 3_755),
    (4_695, 0xD8A1, 3_008),
];

/// The character of a glyph number.
pub(super) fn character(cid: u32) -> Option<char> {
    match cid {
        1..=95 => char::from_u32(cid + 0x1F),
        814..=907 => char::from_u32(cid - 814 + 0x21),
        7_716 => Some(' '),
        _ => RUNS.iter().find_map(|run| counted(cid, *run)),
    }
}

fn counted(cid: u32, (first, code, length): (u32, u16, u16)) -> Option<char> {
    let place = u16::try_from(cid.checked_sub(first)?).ok().filter(|place| *place < length)?;
    let [row, cell] = code.to_be_bytes().map(u16::from);
    let ahead = cell - 0xA1 + place;
    let bytes = [row + ahead / 94, 0xA1 + ahead % 94].map(|byte| u8::try_from(byte).unwrap_or_default());
    GBK.decode_without_bom_handling(&bytes).0.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checked once against the whole of Adobe's table; these are the ends of its runs.
    #[test]
    fn the_order_of_gb_2312() {
        let ends = [
            (1, ' '),
            (95, '~'),
            (96, '　'),
            (189, '〓'),
            (190, '⒈'),
            (215, '⑹'),
            (230, '①'),
            (240, '㈠'),
            (261, 'Ⅻ'),
            (262, '！'),
            (300, 'Ｇ'),
            (814, '!'),
            (940, '啊'),
            (4_694, '座'),
            (4_695, '亍'),
            (7_702, '齄'),
            (7_716, ' '),
        ];
        for (cid, expected) in ends {
            assert_eq!(character(cid), Some(expected), "{cid}");
        }
        assert_eq!([0, 600, 7_703, 22_000, u32::MAX].map(character), [None; 5]);
    }
}

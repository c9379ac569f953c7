//! Numbers of automatic lists as Word writes them (MSONFC, [MS-OSHARED] 2.2.1.3).

use crate::read::numerals::Numeral;

/// A number in one of Word's formats; nothing for a format without numbers (bullets, none).
pub(super) fn write(number: u32, format: u8) -> String {
    if format == 29 { bracketed_chinese(number) } else { coded(format).write(number) }
}

/// The numeral of a format.
pub(in crate::read) fn coded(format: u8) -> Numeral {
    match format {
        1 => Numeral::UpperRoman,
        2 => Numeral::LowerRoman,
        3 | 12..=13 | 20..=21 | 24..=25 => Numeral::UpperLetter,
        4 => Numeral::LowerLetter,
        10 | 36 | 40 => Numeral::ChineseDigits,
        11 | 33 | 35 | 37 | 39 => Numeral::Chinese,
        14 => Numeral::FullWidth,
        16 | 34 | 38 => Numeral::ChineseLegal,
        18 | 28 => Numeral::Circled,
        22 => Numeral::TwoDigits,
        23 | 255 => Numeral::None,
        26 => Numeral::Stopped,
        27 => Numeral::Bracketed,
        29 => Numeral::Chinese,
        30 => Numeral::Stem,
        31 | 32 => Numeral::Branch,
        _ => Numeral::Decimal,
    }
}

/// ㈠ to ㈩.
fn bracketed_chinese(number: u32) -> String {
    let sign = (1..=10).contains(&number).then(|| char::from_u32(u32::from('㈠') + number - 1)).flatten();
    sign.map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn numbers_in_every_form_that_reports_use() {
        let cases = [
            (0, 12, "12"),
            (1, 14, "XIV"),
            (2, 9, "ix"),
            (3, 2, "B"),
            (4, 28, "bb"),
            (10, 20, "二〇"),
            (14, 3, "３"),
            (18, 3, "③"),
            (22, 7, "07"),
            (23, 1, ""),
            (26, 1, "⒈"),
            (27, 2, "⑵"),
            (29, 3, "㈢"),
            (30, 2, "乙"),
            (37, 1, "一"),
            (37, 10, "十"),
            (37, 12, "十二"),
            (39, 20, "二十"),
            (39, 101, "一百零一"),
            (39, 1_010, "一千零一十"),
            (38, 12, "壹拾贰"),
            (255, 4, ""),
        ];
        for (format, number, written) in cases {
            assert_eq!(write(number, format), written, "{number} in format {format}");
        }
        for format in 0..=u8::MAX {
            for number in [0, 1, 99_999, 100_000, u32::MAX] {
                assert!(write(number, format).len() < 60);
            }
        }
    }
}

//! Numbers as automatic numbering (自动编号) writes them: 一、十二, ②, 甲, iv.

/// A way to write the number of a list item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 12
    #[default]
    Decimal,
    /// 02
    TwoDigits,
    /// １２
    FullWidth,
    /// ②, from 51 on 51
    Circled,
    /// ⑵, from 21 on (21)
    Bracketed,
    /// ⒉, from 21 on 21.
    Stopped,
    /// 十二
    Chinese,
    /// 一二
    ChineseDigits,
    /// 壹拾贰
    ChineseLegal,
    /// 甲, beyond 癸 a number
    Stem,
    /// 子, beyond 亥 a number
    Branch,
    /// B, then AA
    UpperLetter,
    /// b, then aa
    LowerLetter,
    /// IV
    UpperRoman,
    /// iv
    LowerRoman,
    /// Nothing: a bullet (项目符号) or no number at all.
    None,
}

/// Most characters of a number as it is written with what stands around it, far more than a number has.
pub(super) const LONGEST: usize = 40;
/// What may end a number without a gap behind it: these signs bring their own.
const WIDE_ENDS: [char; 7] = ['、', '）', '。', '．', '：', '】', '〕'];

/// A number as it stands before its text, with a space behind it where its own sign makes no gap.
pub(super) fn spaced(mut label: String) -> String {
    if label.chars().next_back().is_some_and(|last| !last.is_whitespace() && !WIDE_ENDS.contains(&last)) {
        label.push(' ');
    }
    label
}

/// Beyond this many, a letter is repeated too often to be read.
const LETTER_ROUNDS: u32 = 8;

impl Numeral {
    /// The number as a reader sees it.
    pub fn write(self, value: u32) -> String {
        let listed = |signs: &str| nth(signs, value).unwrap_or_else(|| value.to_string());
        let enclosed = |first: char, last: u32| nth_from(first, value, last);
        match self {
            Self::Decimal => value.to_string(),
            Self::TwoDigits => format!("{value:02}"),
            Self::FullWidth => digitwise(value, "０１２３４５６７８９"),
            Self::Circled => circled(value).map_or_else(|| value.to_string(), String::from),
            Self::Bracketed => enclosed('⑴', 20).map_or_else(|| format!("({value})"), String::from),
            Self::Stopped => enclosed('⒈', 20).map_or_else(|| format!("{value}."), String::from),
            Self::Chinese => chinese(value, "零一二三四五六七八九", ["十", "百", "千"], false),
            Self::ChineseDigits => digitwise(value, "〇一二三四五六七八九"),
            Self::ChineseLegal => chinese(value, "零壹贰叁肆伍陆柒捌玖", ["拾", "佰", "仟"], true),
            Self::Stem => listed("甲乙丙丁戊己庚辛壬癸"),
            Self::Branch => listed("子丑寅卯辰巳午未申酉戌亥"),
            Self::UpperLetter => letters('A', value),
            Self::LowerLetter => letters('a', value),
            Self::UpperRoman => roman(value),
            Self::LowerRoman => roman(value).to_lowercase(),
            Self::None => String::new(),
        }
    }
}

/// ① to ㊿.
pub(super) fn circled(value: u32) -> Option<char> {
    match value {
        0 => Some('⓪'),
        1..=20 => nth_from('①', value, 20),
        21..=35 => nth_from('㉑', value - 20, 15),
        36..=50 => nth_from('㊱', value - 35, 15),
        _ => None,
    }
}

/// Every digit by the sign for it.
fn digitwise(value: u32, signs: &str) -> String {
    let sign = |digit: char| nth(signs, digit.to_digit(10)? + 1);
    value.to_string().chars().filter_map(sign).collect()
}

/// The `value`th of the signs, counted from 1.
fn nth(signs: &str, value: u32) -> Option<String> {
    signs.chars().nth(usize::try_from(value).ok()?.checked_sub(1)?).map(String::from)
}

/// The `value`th character from `first` on, counted from 1; none beyond the `last`th.
fn nth_from(first: char, value: u32, last: u32) -> Option<char> {
    (1..=last).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1)).flatten()
}

/// A number below ten thousand in words (千 百 十); larger ones in digits. 10 to 19 begin with 十, in the legal form (大写) with 壹拾.
fn chinese(value: u32, digits: &str, ranks: [&str; 3], one_before_ten: bool) -> String {
    if !(1..10_000).contains(&value) {
        return value.to_string();
    }
    let digit = |value: u32| nth(digits, value + 1).unwrap_or_default();
    let [ten, hundred, thousand] = ranks;
    let (mut written, mut skipped) = (String::new(), false);
    for (rank, name) in [(1_000, thousand), (100, hundred), (10, ten), (1, "")] {
        let here = value / rank % 10;
        if here == 0 {
            skipped = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            written += &digit(0);
        }
        if one_before_ten || rank != 10 || here != 1 || !written.is_empty() {
            written += &digit(here);
        }
        written += name;
    }
    written
}

/// A … Z, AA, BB …
fn letters(first: char, value: u32) -> String {
    let at = value.wrapping_sub(1);
    match nth_from(first, at % 26 + 1, 26) {
        Some(letter) if value > 0 && at / 26 < LETTER_ROUNDS => (0..=at / 26).map(|_| letter).collect(),
        _ => value.to_string(),
    }
}

/// Roman numerals below four thousand.
fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4_000).contains(&value) {
        return value.to_string();
    }
    let (mut left, mut written) = (value, String::new());
    for (worth, sign) in SIGNS {
        while left >= worth {
            written += sign;
            left -= worth;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            (Numeral::Decimal, 12, "12"),
            (Numeral::TwoDigits, 3, "03"),
            (Numeral::FullWidth, 120, "１２０"),
            (Numeral::Circled, 2, "②"),
            (Numeral::Circled, 21, "㉑"),
            (Numeral::Circled, 50, "㊿"),
            (Numeral::Circled, 51, "51"),
            (Numeral::Bracketed, 2, "⑵"),
            (Numeral::Stopped, 21, "21."),
            (Numeral::Chinese, 1, "一"),
            (Numeral::Chinese, 10, "十"),
            (Numeral::Chinese, 12, "十二"),
            (Numeral::Chinese, 20, "二十"),
            (Numeral::Chinese, 101, "一百零一"),
            (Numeral::Chinese, 1010, "一千零一十"),
            (Numeral::Chinese, 2003, "二千零三"),
            (Numeral::ChineseDigits, 120, "一二〇"),
            (Numeral::ChineseLegal, 12, "壹拾贰"),
            (Numeral::Stem, 3, "丙"),
            (Numeral::Stem, 11, "11"),
            (Numeral::Branch, 12, "亥"),
            (Numeral::UpperLetter, 28, "BB"),
            (Numeral::LowerLetter, 26, "z"),
            (Numeral::UpperRoman, 1994, "MCMXCIV"),
            (Numeral::LowerRoman, 4, "iv"),
            (Numeral::None, 4, ""),
        ];
        for (numeral, value, written) in cases {
            assert_eq!(numeral.write(value), written, "{numeral:?} {value}");
        }
    }

    #[test]
    fn senseless_numbers_stay_short() {
        let all = [
            Numeral::Circled,
            Numeral::Chinese,
            Numeral::ChineseLegal,
            Numeral::Stem,
            Numeral::UpperLetter,
            Numeral::LowerRoman,
        ];
        for numeral in all {
            assert_eq!(numeral.write(u32::MAX), "4294967295");
            assert!(numeral.write(0).chars().count() == 1);
        }
    }
}

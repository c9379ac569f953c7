//! Numbers of automatic lists as Word writes them (MSONFC, [MS-OSHARED] 2.2.1.3).

/// A number in one of Word's formats; nothing for a format without numbers (bullets, none).
pub(super) fn write(number: u32, format: u8) -> String {
    match format {
        1 => roman(number).to_uppercase(),
        2 => roman(number),
        3 => letter(number, 'A'),
        4 => letter(number, 'a'),
        10 | 36 | 40 => number.to_string().chars().filter_map(digit).collect(),
        11 | 33 | 35 | 37 | 39 => counted(number, PLAIN),
        12..=13 | 20..=21 | 24..=25 => letter(number, 'A'),
        14 => number.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect(),
        16 | 34 => counted(number, TRADITIONAL),
        38 => counted(number, FORMAL),
        18 | 28 => one_of(number, '①', 20),
        22 => format!("{number:02}"),
        23 | 255 => String::new(),
        26 => one_of(number, '⒈', 20),
        27 => one_of(number, '⑴', 20),
        29 => one_of(number, '㈠', 10),
        30 => cycle(number, "甲乙丙丁戊己庚辛壬癸"),
        31 | 32 => cycle(number, "子丑寅卯辰巳午未申酉戌亥"),
        _ => number.to_string(),
    }
}

/// Digits from 零 and the signs for ten, a hundred, a thousand, ten thousand.
type Numerals = [&'static str; 2];

const PLAIN: Numerals = ["零一二三四五六七八九", "十百千万"];
const FORMAL: Numerals = ["零壹贰叁肆伍陆柒捌玖", "拾佰仟万"];
const TRADITIONAL: Numerals = ["零壹貳參肆伍陸柒捌玖", "拾佰仟萬"];
/// Values of the signs for powers of ten, from the greatest, by their place.
const POWERS: [(u32, usize); 4] = [(10_000, 3), (1_000, 2), (100, 1), (10, 0)];

fn digit(arabic: char) -> Option<char> {
    "〇一二三四五六七八九".chars().nth(usize::try_from(arabic.to_digit(10)?).ok()?)
}

/// A Chinese numeral, 二十一; 10 to 19 begin with 十, formal ones with 壹拾.
fn counted(number: u32, numerals: Numerals) -> String {
    let [digits, powers] = numerals;
    if number >= 100_000 {
        return number.to_string();
    }
    let sign = |signs: &str, at: u32| signs.chars().nth(usize::try_from(at).unwrap_or(usize::MAX));
    let mut written = String::new();
    let mut rest = number;
    let mut skipped = false;
    for (power, place) in POWERS {
        let count = rest / power;
        rest %= power;
        if count == 0 {
            skipped = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            written.extend(sign(digits, 0));
        }
        if !(power == 10 && count == 1 && written.is_empty() && digits == PLAIN[0]) {
            written.extend(sign(digits, count));
        }
        written.extend(powers.chars().nth(place));
    }
    if skipped && rest > 0 {
        written.extend(sign(digits, 0));
    }
    if rest > 0 || number == 0 {
        written.extend(sign(digits, rest));
    }
    written
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 4_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

/// a to z, then aa to zz, up to zzzz.
fn letter(number: u32, first: char) -> String {
    let Some(from_0) = number.checked_sub(1).filter(|from_0| *from_0 < 26 * 4) else { return number.to_string() };
    let letter = char::from_u32(u32::from(first) + from_0 % 26).unwrap_or(first);
    (0..=from_0 / 26).map(|_| letter).collect()
}

/// A sign of a range that begins with 1; digits behind its end.
fn one_of(number: u32, first: char, count: u32) -> String {
    let sign = (1..=count).contains(&number).then(|| char::from_u32(u32::from(first) + number - 1)).flatten();
    sign.map_or_else(|| number.to_string(), String::from)
}

fn cycle(number: u32, signs: &str) -> String {
    let sign = number.checked_sub(1).and_then(|from_0| signs.chars().nth(usize::try_from(from_0).ok()?));
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
            (18, 21, "21"),
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

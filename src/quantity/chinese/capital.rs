//! Amounts in capital numerals (大写金额), as contracts and payment papers give them: 壹佰贰拾万元整, 壹拾元零伍角叁分.

use super::numeral::integer;
use crate::quantity::cursor::Cursor;
use rust_decimal::Decimal;

/// Longest amount that is read, in signs; 仟 of 亿 with every place filled has forty.
const LONGEST: usize = 48;

/// The everyday sign of a capital numeral; variants of handwriting and of print included.
fn everyday(sign: char) -> Option<char> {
    Some(match sign {
        '壹' => '一',
        '贰' | '貳' | '弍' => '二',
        '叁' | '叄' | '参' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' | '陸' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        '零' => '零',
        '万' | '萬' => '万',
        '亿' | '億' => '亿',
        _ => return None,
    })
}

/// Whether an amount in capitals may begin with `sign`.
pub(super) fn begins(sign: char) -> bool {
    everyday(sign).is_some() && !matches!(sign, '万' | '萬' | '亿' | '億')
}

/// Past the amount in capitals here, with its value in 元 and 分.
pub(super) fn amount(here: Cursor<'_>) -> Option<(Cursor<'_>, Decimal)> {
    let run = here.skip(|sign| everyday(sign).is_some());
    let signs = here.to(run);
    if signs.chars().count() > LONGEST || !signs.contains(|sign| everyday(sign).is_some_and(|own| own != sign)) {
        return None;
    }
    let yuan = run.eat_one(&['元', '圆', '圓'])?;
    let plain: String = signs.chars().filter_map(everyday).collect();
    // 拾万元整 begins with a ten, and 零 may be left out or written twice in practice.
    let whole = integer(&plain).or_else(|| integer(&plain.replace('零', "")))?;
    let (end, cents) = cents(yuan);
    let end = end.eat_one(&['整', '正']).unwrap_or(end);
    let mut value = Decimal::from(whole).checked_add(Decimal::new(cents, 2))?;
    value.rescale(2);
    Some((end, value))
}

/// 伍角, 伍角叁分, 零叁分.
fn cents(yuan: Cursor<'_>) -> (Cursor<'_>, i64) {
    let (mut end, mut sum) = (yuan, 0);
    for (unit, worth) in [('角', 10), ('分', 1)] {
        let digit = end.skip(|sign| sign == '零');
        let value = digit.peek().and_then(everyday).and_then(|sign| integer(sign.encode_utf8(&mut [0; 4])));
        let digit_end = if digit.peek().and_then(everyday).is_some() { digit.next() } else { end };
        if let (Some(value), Some(next)) = (value.filter(|value| *value < 10), digit_end.eat_one(&[unit])) {
            (end, sum) = (next, sum + i64::try_from(value).unwrap_or(0) * worth);
        }
    }
    (end, sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        amount(Cursor::start_of(text)).map(|(end, value)| format!("{value}{}", end.rest()))
    }

    #[test]
    fn amounts_are_read_to_the_cent() {
        for (text, expected) in [
            ("壹佰贰拾叁万肆仟伍佰元整。", "1234500.00。"),
            ("壹拾万零柒仟元零伍角叁分", "107000.53"),
            ("拾万元整", "100000.00"),
            ("叁拾万零玖仟捌佰贰拾伍圆正", "309825.00"),
            ("伍元陆角", "5.60"),
            ("壹拾元零叁分", "10.03"),
            ("零元整", "0.00"),
            ("壹亿贰仟万元整", "120000000.00"),
        ] {
            assert_eq!(value(text).as_deref(), (text != "零元整").then_some(expected), "{text}");
        }
    }

    #[test]
    fn words_with_such_signs_are_no_amounts() {
        for text in ["陆地", "伍家岗区", "参加", "零元", "万元", "拾捌", "壹贰叁元"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}

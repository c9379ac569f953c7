//! What a string of Chinese numerals is worth: 三千二百零五, 十万零一千, 一亿二千万, 廿五, 三点五.

use rust_decimal::Decimal;

/// Digits behind 点 that are read; longer runs are no amounts.
const MOST_DECIMALS: usize = 10;

/// The digit that a sign stands for.
pub(super) fn digit(sign: char) -> Option<u64> {
    match sign {
        '零' | '〇' => Some(0),
        '两' => Some(2),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(one, _)| *one == sign).map(|(_, value)| value),
    }
}

/// Tens that are one sign: 廿五 is 25.
fn tens(sign: char) -> Option<u64> {
    match sign {
        '廿' => Some(2),
        '卅' => Some(3),
        '卌' => Some(4),
        _ => None,
    }
}

/// Whether a sign takes part in numbers below ten thousand.
pub(super) fn is_numeral(sign: char) -> bool {
    matches!(sign, '十' | '百' | '千') || tens(sign).is_some() || digit(sign).is_some()
}

/// The value of an integer in good form, 万 and 亿 included; `None` for what is none (二五, 百, 三百五, 一万五).
pub(super) fn integer(signs: &str) -> Option<u64> {
    for (sign, rank) in [('亿', 100_000_000), ('万', 10_000)] {
        let Some((above, below)) = signs.rsplit_once(sign) else { continue };
        let above = integer(above).filter(|value| *value < rank)?.checked_mul(rank)?;
        // 一万五 is said for 15000 and for 10005.
        let loose = !below.is_empty() && !below.contains(['零', '〇', '十', '百', '千', '廿', '卅', '卌', '万']);
        let below = if below.is_empty() { 0 } else { integer(below).filter(|value| *value < rank && !loose)? };
        return above.checked_add(below);
    }
    below_ten_thousand(signs)
}

/// The value with the decimals behind 点, as many as are said.
pub(super) fn decimal(whole: &str, decimals: &str) -> Option<Decimal> {
    let whole = Decimal::from(integer(whole)?);
    let count = decimals.chars().count();
    if count == 0 || count > MOST_DECIMALS {
        return None;
    }
    let fraction =
        decimals.chars().try_fold(0_i64, |value, sign| Some(value * 10 + i64::try_from(digit(sign)?).ok()?))?;
    whole.checked_add(Decimal::new(fraction, u32::try_from(count).ok()?))
}

fn below_ten_thousand(signs: &str) -> Option<u64> {
    let (mut total, mut count, mut least_rank) = (0, None, 10_000);
    let mut zero = false;
    for sign in signs.chars() {
        let (rank, own) = match sign {
            '千' => (1000, None),
            '百' => (100, None),
            '十' => (10, None),
            '零' | '〇' => {
                if count.is_some() || zero {
                    return None;
                }
                zero = true;
                continue;
            }
            _ if count.is_some() => return None,
            _ => match tens(sign) {
                Some(own) => (10, Some(own)),
                None => {
                    count = digit(sign);
                    continue;
                }
            },
        };
        let leading_ten = rank == 10 && least_rank == 10_000 && !zero;
        let times = own.or_else(|| count.take()).or(leading_ten.then_some(1))?;
        if rank >= least_rank {
            return None;
        }
        total += times * rank;
        least_rank = rank;
        zero = false;
    }
    let colloquial = count.is_some() && !zero && least_rank > 10 && least_rank < 10_000;
    let empty = count.is_none() && least_rank == 10_000 && signs.chars().count() != 1;
    (!colloquial && !empty && !signs.is_empty()).then(|| total + count.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_in_good_form() {
        for (signs, value) in [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("廿五", 25),
            ("一百零五", 105),
            ("三千二百", 3200),
            ("零", 0),
            ("两千零三十", 2030),
            ("十万零一千", 101_000),
            ("三万二千", 32_000),
            ("一亿二千万", 120_000_000),
            ("一亿零五百万", 105_000_000),
            ("两万亿", 2_000_000_000_000),
            ("一万零五", 10_005),
            ("一万五百", 10_500),
        ] {
            assert_eq!(integer(signs), Some(value), "{signs}");
        }
    }

    #[test]
    fn what_is_said_loosely_has_no_value() {
        for signs in
            ["二五", "百", "三百五", "千百", "十百", "二〇二二", "", "零零", "一万五", "万", "一亿五", "五千万万"]
        {
            assert_eq!(integer(signs), None, "{signs}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_as_it_was_meant(value in 0_u64..10_000_000_000_000) {
            proptest::prop_assert_eq!(integer(&written(value)), Some(value));
        }

        #[test]
        fn any_signs_are_read_without_harm(signs in "[零〇一二三四五六七八九两十百千万亿廿卅点元]{0,24}") {
            let _ = integer(&signs);
        }
    }

    /// A number as it is written in full.
    fn written(value: u64) -> String {
        if value == 0 {
            return "零".into();
        }
        for (rank, sign) in [(100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十")] {
            if value < rank {
                continue;
            }
            let (times, rest) = (value / rank, value % rank);
            let gap = if rest > 0 && rest < rank / 10 { "零" } else { "" };
            let rest = if rest == 0 { String::new() } else { written(rest) };
            // 一万二千, but 一万零一十.
            let rest = if rest.starts_with('十') { format!("一{rest}") } else { rest };
            let times = if value < 20 && rank == 10 { String::new() } else { written(times) };
            return format!("{times}{sign}{gap}{rest}");
        }
        "零一二三四五六七八九".chars().nth(value as usize).unwrap().to_string()
    }
}

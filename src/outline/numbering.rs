//! The numbers in front of headings (结构层次序数, GB/T 9704-2012, 7.3.3): 一、→（一）→ 1. →（1）→ ①.

use serde::{Deserialize, Serialize};

/// How a heading is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// 第一部分, 第一章.
    Part,
    /// 一、
    Chinese,
    /// （一）
    BracketedChinese,
    /// 1. or 1、
    Arabic,
    /// （1）or 1）
    BracketedArabic,
    /// ①
    Circled,
}

impl Style {
    /// Level in the outline: 1 for 一、; a 第一部分 stands above it.
    pub fn level(self) -> u8 {
        match self {
            Self::Part => 0,
            Self::Chinese => 1,
            Self::BracketedChinese => 2,
            Self::Arabic => 3,
            Self::BracketedArabic => 4,
            Self::Circled => 5,
        }
    }

    /// The number as it is usually written in this style.
    pub fn write(self, value: u32) -> String {
        match self {
            Self::Part => format!("第{}部分", chinese(value)),
            Self::Chinese => format!("{}、", chinese(value)),
            Self::BracketedChinese => format!("（{}）", chinese(value)),
            Self::Arabic => format!("{value}."),
            Self::BracketedArabic => format!("（{value}）"),
            Self::Circled => char::from_u32(0x2460 + value.saturating_sub(1)).map(String::from).unwrap_or_default(),
        }
    }
}

/// A number at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// How it is written.
    pub style: Style,
    /// Its value, from 1.
    pub value: u32,
    /// Bytes of the number with its punctuation and the white space after it.
    pub len: usize,
    /// Whether its brackets are of one kind: false for `(三）` and `三）`.
    pub paired: bool,
}

const CHINESE_DIGITS: &str = "一二三四五六七八九";

/// A Chinese numeral below one hundred; `None` for anything else.
pub fn value_of(numeral: &str) -> Option<u32> {
    let digit = |text: &str| {
        CHINESE_DIGITS.chars().zip(1..).find_map(|(digit, value)| text.eq(&digit.to_string()).then_some(value))
    };
    match numeral.split_once('十') {
        None => digit(numeral),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? })
        }
    }
}

/// `value` as a Chinese numeral, below one hundred.
fn chinese(value: u32) -> String {
    let digit = |value: u32| CHINESE_DIGITS.chars().nth(value.wrapping_sub(1) as usize);
    let tens = match value / 10 {
        0 => String::new(),
        1 => "十".into(),
        tens => digit(tens % 10).into_iter().chain(['十']).collect(),
    };
    tens.chars().chain(digit(value % 10)).collect()
}

/// Reads the number a line begins with. The line has no white space in front.
pub fn read(line: &str) -> Option<Numbered> {
    let first = line.chars().next()?;
    match first {
        '第' => part(line),
        '(' | '（' => bracketed(line, first),
        '\u{2460}'..='\u{2473}' => {
            let value = u32::from(first) - 0x245f;
            Some(finish(line, first.len_utf8(), Style::Circled, value, true))
        }
        _ => bare(line),
    }
}

/// Length of the number including the white space after it.
fn finish(line: &str, len: usize, style: Style, value: u32, paired: bool) -> Numbered {
    let rest = line.get(len..).unwrap_or_default();
    let space = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n').len();
    Numbered { style, value, len: len + space, paired }
}

/// 第一部分, 第二章; not 第一书记 and not 第一部分的… in running text, which has no space after it and no short line.
fn part(line: &str) -> Option<Numbered> {
    let rest = line.strip_prefix('第')?;
    let (numeral, after) = split_numeral(rest)?;
    let word = ["部分", "章", "篇"].into_iter().find(|word| after.starts_with(word))?;
    let len = line.len() - after.len() + word.len();
    let title = line.get(len..)?;
    let separated = title.is_empty() || title.starts_with(|c: char| c.is_whitespace() || "：:、".contains(c));
    separated.then(|| {
        let len = len + title.chars().next().filter(|c| "：:、".contains(*c)).map_or(0, char::len_utf8);
        finish(line, len, Style::Part, numeral, true)
    })
}

/// （一）, (三）, （1）.
fn bracketed(line: &str, open: char) -> Option<Numbered> {
    let inner = line.get(open.len_utf8()..)?;
    let inner_trimmed = inner.trim_start();
    let (value, after, style) = match split_numeral(inner_trimmed) {
        Some((value, after)) => (value, after, Style::BracketedChinese),
        None => {
            let (value, after) = split_arabic(inner_trimmed)?;
            (value, after, Style::BracketedArabic)
        }
    };
    let after = after.trim_start();
    let close = after.chars().next().filter(|c| ")）".contains(*c))?;
    let mut len = line.len() - after.len() + close.len_utf8();
    let rest = line.get(len..)?;
    len += rest.chars().next().filter(|c| "、.．".contains(*c)).map_or(0, char::len_utf8);
    Some(finish(line, len, style, value, (open == '(') == (close == ')')))
}

/// 一、 1. 1、 1） and their full-width forms.
fn bare(line: &str) -> Option<Numbered> {
    if let Some((value, after)) = split_numeral(line) {
        let after_space = after.trim_start_matches([' ', '\u{3000}']);
        let mark = after_space.chars().next()?;
        let len = line.len() - after_space.len() + mark.len_utf8();
        return match mark {
            '、' | '．' | '.' => Some(finish(line, len, Style::Chinese, value, true)),
            ')' | '）' => Some(finish(line, len, Style::BracketedChinese, value, false)),
            _ => None,
        };
    }
    let (value, after) = split_arabic(line)?;
    let after_space = after.trim_start_matches([' ', '\u{3000}']);
    let mark = after_space.chars().next()?;
    let rest = after_space.get(mark.len_utf8()..)?;
    let len = line.len() - rest.len();
    // 1.5万元 and 2022.12.31 are no numbered headings; 7.2021年公务员培训经费 is one.
    let year = rest.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
        && rest.get(4..).is_some_and(|after| after.starts_with('年'));
    let number_goes_on = rest.starts_with(|c: char| c.is_numeric()) && !year && "．.,，".contains(mark);
    match mark {
        '、' | '．' | '.' if !number_goes_on => Some(finish(line, len, Style::Arabic, value, true)),
        ')' | '）' => Some(finish(line, len, Style::BracketedArabic, value, true)),
        _ => None,
    }
}

/// A leading Chinese numeral and what follows it.
fn split_numeral(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c| !(CHINESE_DIGITS.contains(c) || c == '十')).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    Some((value_of(numeral)?, rest))
}

/// A leading Arabic number of at most three digits (also full-width) and what follows it. Longer ones are years and codes.
fn split_arabic(text: &str) -> Option<(u32, &str)> {
    let mut value = 0;
    let mut rest = text;
    for _ in 0..4 {
        let Some(digit) = rest.chars().next().and_then(digit) else { break };
        value = value * 10 + digit;
        rest = rest.get(rest.chars().next()?.len_utf8()..)?;
    }
    (value > 0 && value < 1000 && rest.len() < text.len()).then_some((value, rest))
}

/// The value of an Arabic digit, half or full width.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(Style, u32, &str)> {
        read(line).map(|n| (n.style, n.value, &line[n.len..]))
    }

    #[test]
    fn every_style_with_its_variants() {
        assert_eq!(seen("一、基本情况"), Some((Style::Chinese, 1, "基本情况")));
        assert_eq!(seen("十、 其他"), Some((Style::Chinese, 10, "其他")));
        assert_eq!(seen("二十三、甲"), Some((Style::Chinese, 23, "甲")));
        assert_eq!(seen("(三）目标"), Some((Style::BracketedChinese, 3, "目标")));
        assert_eq!(seen("（ 十二 ）目标"), Some((Style::BracketedChinese, 12, "目标")));
        assert_eq!(seen("1. 总目标"), Some((Style::Arabic, 1, "总目标")));
        assert_eq!(seen("１２．总目标"), Some((Style::Arabic, 12, "总目标")));
        assert_eq!(seen("7.2021年培训经费"), Some((Style::Arabic, 7, "2021年培训经费")));
        assert_eq!(seen("3、目标"), Some((Style::Arabic, 3, "目标")));
        assert_eq!(seen("（1）数量指标"), Some((Style::BracketedArabic, 1, "数量指标")));
        assert_eq!(seen("2）数量指标"), Some((Style::BracketedArabic, 2, "数量指标")));
        assert_eq!(seen("③成本"), Some((Style::Circled, 3, "成本")));
        assert_eq!(seen("第二部分 决算表"), Some((Style::Part, 2, "决算表")));
    }

    #[test]
    fn what_only_begins_like_a_number_is_none() {
        for line in [
            "1.5万元",
            "2022年度",
            "一是加强管理",
            "十二个股室",
            "第一书记",
            "2022.12.31",
            "（含二级单位）",
            "三公经费",
            "10%",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn mixed_brackets_are_noticed() {
        assert_eq!(read("(三）甲").map(|n| n.paired), Some(false));
        assert_eq!(read("（三）甲").map(|n| n.paired), Some(true));
        assert_eq!(read("(三)甲").map(|n| n.paired), Some(true));
    }

    #[test]
    fn numerals_are_written_as_they_are_read() {
        for value in 1..=99 {
            let written = Style::Chinese.write(value);
            assert_eq!(seen(&written), Some((Style::Chinese, value, "")), "{written}");
        }
    }
}

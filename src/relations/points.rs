//! `count/points`: a stated number of points (四个方面的问题) against the points that follow: 一是…二是…, （一）…（二）…, 1.…2.….

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity};
use crate::document::{Block, Span};
use crate::outline::numbering;
use crate::quantity::{Dimension, Interval};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "count/points";

/// Bytes between a stated number and its first point.
const GAP: usize = 120;

/// Bytes within which the next point begins.
const LONGEST: usize = 3_000;

/// More points than this are no enumeration of a report.
const MOST: u32 = 20;

/// A difference beyond this says that the points are others than those that were counted.
const SLIP: u32 = 2;

/// A stated number of points.
#[derive(Debug, Clone, Copy)]
struct Stated {
    /// Numeral and counter.
    span: Span,
    value: u32,
}

/// All stated numbers of points with what follows them.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    for block in &input.document.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let stated = stated(input.document.str(paragraph.span), paragraph.span.range().start);
        for (at, one) in stated.iter().enumerate() {
            // 五个问题，突出的有两个：一是…: the number nearest to the points is theirs.
            let until = stated.get(at + 1).map_or(usize::MAX, |next| next.span.range().start);
            relations.extend(counted(input, *one, until));
        }
    }
    relations
}

/// Every number of points that a paragraph states: 四个方面, 三个问题, 5条建议; not 第三条, 这两个方面.
fn stated(text: &str, start: usize) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let Some((value, behind)) = numeral(rest) else {
            at += step;
            continue;
        };
        let len = rest.len() - behind.len();
        let before = text.get(..at).unwrap_or_default();
        if let Some(counter) = counter(behind).filter(|_| (2..=MOST).contains(&value) && !refers_back(before)) {
            found.push(Stated { span: Span::new(start + at, start + at + len + counter), value });
        }
        at += len.max(step);
    }
    found
}

/// Counters of things that are named: 四个机构, 三家单位.
const COUNTERS: [&str; 7] = ["个", "家", "所", "处", "项", "名", "座"];

/// Small numbers of things in Chinese words (四个, 两家), each with its place, value and counter.
pub(super) fn in_words(text: &str, start: usize) -> Vec<(Span, u32, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let words = rest.starts_with(|c: char| "一两二三四五六七八九十".contains(c));
        let Some((value, behind)) = numeral(rest).filter(|_| words) else {
            at += step;
            continue;
        };
        let len = rest.len() - behind.len();
        let before = text.get(..at).unwrap_or_default();
        let counter = COUNTERS.into_iter().find(|counter| behind.starts_with(counter));
        if let Some(counter) = counter.filter(|_| (1..=MOST).contains(&value) && !refers_back(before)) {
            found.push((Span::new(start + at, start + at + len + counter.len()), value, counter));
        }
        at += len.max(step);
    }
    found
}

/// A numeral of one or two digits, Arabic or Chinese, and what follows.
fn numeral(text: &str) -> Option<(u32, &str)> {
    // Three digits are no number of points, and a line of digits is not looked through again at each of them.
    let arabic = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if arabic > 0 {
        let (digits, rest) = text.split_at_checked(arabic)?;
        return digits.parse().ok().filter(|_| arabic <= 2).map(|value| (value, rest));
    }
    if let Some(rest) = text.strip_prefix('两') {
        return Some((2, rest));
    }
    let chinese = text.chars().take(4).take_while(|c| "一二三四五六七八九十".contains(*c));
    let (written, rest) = text.split_at_checked(chinese.map(char::len_utf8).sum())?;
    numbering::value_of(written).map(|value| (value, rest))
}

/// Length of a counter of points with the word for them: 个方面的问题, 条建议, 点。
fn counter(text: &str) -> Option<usize> {
    let counter = ["个方面", "大方面", "方面", "个", "项", "条", "点", "大", "类"]
        .into_iter()
        .find(|counter| text.starts_with(counter))?;
    let mut behind = text.get(counter.len()..)?;
    for word in ["的", "主要", "突出"] {
        behind = behind.strip_prefix(word).unwrap_or(behind);
    }
    let named = counter.ends_with("方面") || PROSE.points.begin(behind);
    let alone = behind.starts_with(['。', '：', ':']) || opens_list(behind);
    (named || alone).then_some(counter.len())
}

/// `，包括：`, `，具体如下：`: the list begins right behind.
fn opens_list(behind: &str) -> bool {
    let rest = behind.trim_start_matches(['，', ',']);
    let end = rest.find(['：', ':']).filter(|end| rest.len() < behind.len() && *end <= OPENING);
    let words = end.and_then(|end| rest.get(..end)).unwrap_or_default();
    words.ends_with("如下") || PROSE.enumerations.iter().any(|word| word.trim_end_matches('：') == words)
}

/// Bytes of the words that open a list.
const OPENING: usize = 24;

/// Words before a number that speak of points told already, or that make it an ordinal, or part of a larger number.
fn refers_back(before: &str) -> bool {
    let before = before.trim_end();
    let words = ["第", "这", "上述", "以上", "前述", "该", "每", "前", "后", "另", "各", "近"];
    words.iter().any(|word| before.ends_with(word) && !before.ends_with("目前"))
        || before.ends_with(|c: char| {
            c.is_ascii_digit() || ".,〔-—至".contains(c) || "一二三四五六七八九十百千万".contains(c)
        })
}

/// How points are marked.
#[derive(Debug, Clone, Copy)]
enum Marks {
    /// 一是、二是
    Is,
    /// 一、二、
    Chinese,
    /// 第一，第二，
    Ordinal,
    /// 1. or 1、
    Arabic,
    /// （1）
    BracketedArabic,
    /// （一）
    BracketedChinese,
    /// ①
    Circled,
}

const ALL: [Marks; 7] = [
    Marks::Is,
    Marks::Chinese,
    Marks::Ordinal,
    Marks::Arabic,
    Marks::BracketedArabic,
    Marks::BracketedChinese,
    Marks::Circled,
];

impl Marks {
    /// The ways in which the mark of a point is written.
    fn written(self, value: u32) -> Vec<String> {
        let chinese = numbering::Style::Chinese.write(value);
        let chinese = chinese.trim_end_matches('、');
        match self {
            Self::Is => vec![format!("{chinese}是")],
            Self::Chinese => vec![format!("{chinese}、")],
            Self::Ordinal => vec![
                format!("第{chinese}，"),
                format!("第{chinese}、"),
                format!("第{chinese},"),
                format!("第{chinese}："),
            ],
            Self::Arabic => vec![format!("{value}."), format!("{value}、"), format!("{value}．")],
            Self::BracketedArabic => vec![format!("（{value}）"), format!("({value})"), format!("{value}）")],
            Self::BracketedChinese => vec![format!("（{chinese}）"), format!("({chinese})"), format!("({chinese}）")],
            Self::Circled => vec![numbering::Style::Circled.write(value)],
        }
    }

    /// Where the mark of a point stands in a text: at the beginning of a line or thought.
    fn find(self, text: &str, value: u32) -> Option<usize> {
        let marks = self.written(value);
        let begins = |at: usize, len: usize| {
            let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\u{3000}']);
            let behind = text.get(at + len..).unwrap_or_default();
            let opens = before.is_empty() || before.ends_with(['\n', '。', '；', ';', '：', ':', '，', ',', '”', '、']);
            let decimal = matches!(self, Self::Arabic) && behind.starts_with(|c: char| c.is_ascii_digit());
            opens && !decimal
        };
        let first = |mark: &String| text.match_indices(mark.as_str()).find(|(at, mark)| begins(*at, mark.len()));
        marks.iter().filter_map(first).map(|(at, _)| at).min()
    }
}

/// The points that follow a stated number, up to another stated number that is nearer to them.
fn counted(input: &Input, stated: Stated, until: usize) -> Option<Relation> {
    let start = stated.span.range().end;
    let section = input.outline.heading_at(stated.span.start);
    let end = section.map_or(input.document.text.len(), |heading| heading.extent.range().end);
    let text = input.document.text.get(start..end)?;
    let opening = beginning(text, GAP + 16);
    let (first, marks) =
        ALL.iter().filter_map(|marks| Some((marks.find(opening, 1)?, *marks))).min_by_key(|(at, _)| *at)?;
    let gap = text.get(..first)?;
    // One sentence may end in between, and tells no other number of things.
    let near =
        first <= GAP && start + first <= until && gap.matches('。').count() <= 1 && gap.matches('\n').count() <= 2;
    if !near || gap.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut rest = after_first(text.get(first..)?);
    let mut count = 1;
    while let Some(next) = following(marks, rest, count + 1).filter(|_| count < MOST) {
        rest = after_first(rest.get(next..)?);
        count += 1;
    }
    // （三） may have lost its number where （四） follows.
    let skipped = (count + 2..=stated.value).any(|value| following(marks, rest, value).is_some());
    relation(stated, count, beginning(rest, LONGEST)).map(|relation| if skipped { relation.open() } else { relation })
}

fn after_first(text: &str) -> &str {
    text.chars().next().and_then(|first| text.get(first.len_utf8()..)).unwrap_or_default()
}

/// As much of a text as is searched.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Where the next point begins, unless a list begins again before.
fn following(marks: Marks, rest: &str, value: u32) -> Option<usize> {
    let rest = beginning(rest, LONGEST);
    let next = marks.find(rest, value)?;
    marks.find(rest, 1).is_none_or(|again| again > next).then_some(next)
}

/// A number of things as what is stated.
pub(super) fn operand(span: Span, value: u32) -> Operand {
    let exact = Decimal::from(value);
    Operand {
        span,
        role: Role::Stated,
        written: value.to_string(),
        unit: None,
        value: exact,
        interval: Some(Interval::exactly(exact)),
        dimension: Dimension::Count,
    }
}

fn relation(stated: Stated, count: u32, list: &str) -> Option<Relation> {
    let operand = operand(stated.span, stated.value);
    let right = Expr::Constant(Decimal::from(count));
    let relation = Relation::new(RULE, Severity::Warning, vec![operand], Comparison::Equal, right).named("列出的条数");
    let slip = count >= 2 && stated.value.abs_diff(count) <= SLIP;
    // The last ones may be told without a mark: 此外…, 还….
    let unmarked = count < stated.value && PROSE.further_points.occur_in(list);
    (count >= 2).then(|| if slip && !unmarked { relation } else { relation.open() })
}

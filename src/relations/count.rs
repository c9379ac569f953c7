//! `count/list`: a number of things against the things that are listed (C14).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, points};
use crate::document::{Block, Span};
use crate::facts::prose::{self, Kind, Mention};
use crate::quantity::Dimension;
use crate::vocabulary::{PROSE, TABLE};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Id of the rule.
pub const RULE: &str = "count/list";

/// Longest list that is counted, in bytes; a longer one is prose that happens to hold commas.
const LONGEST: usize = 600;

/// A number of things as the text tells it.
struct Told<'a> {
    /// The number with its counter.
    span: Span,
    operand: Operand,
    /// The counter as written (个, 家).
    counter: &'a str,
}

/// All counts with their lists.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mentions: BTreeMap<u32, &[Mention]> =
        input.prose.sentences.iter().map(|sentence| (sentence.span.start, sentence.mentions.as_slice())).collect();
    let paragraphs = input.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let mut relations = Vec::new();
    for sentence in paragraphs.flat_map(|span| prose::sentence_spans(&input.document.text, span)) {
        let told = told(input, mentions.get(&sentence.start).copied().unwrap_or_default(), sentence);
        let found = told.iter().enumerate().filter_map(|(at, count)| {
            // One thing is no list.
            if count.operand.value == Decimal::ONE {
                return None;
            }
            before(input, sentence, count).or_else(|| after(input, sentence, told.get(..at)?, count))
        });
        relations.extend(found);
    }
    relations
}

/// The numbers of things in a sentence, in order: 5家 and 四个.
fn told<'a>(input: &Input, mentions: &'a [Mention], sentence: Span) -> Vec<Told<'a>> {
    let counts = mentions.iter().filter_map(|mention| {
        let counts = mention.kind == Kind::Figure && mention.dimension == Dimension::Count;
        // 三等0个 opens no list.
        let quantity = input.quantities.get(mention.quantity).filter(|count| counts && !count.value.is_zero())?;
        let operand = input.operand(mention.quantity, Role::Stated)?;
        Some(Told { span: quantity.span, operand, counter: mention.counter.as_str() })
    });
    let mut all: Vec<Told> = counts.collect();
    for (span, value, counter) in points::in_words(input.document.str(sentence), sentence.range().start) {
        if !all.iter().any(|known| known.span.overlaps(span)) {
            all.push(Told { span, operand: points::operand(span, value), counter });
        }
    }
    all.sort_by_key(|count| count.span);
    all
}

/// `甲、乙、丙3个科室`, `甲、乙、丙等3个`: the list stands before the number. After 等 it may be cut short, so only too many
/// items are wrong; without it what is counted has to be what is named, or the list is closed (…和戊共5个小区).
fn before(input: &Input, sentence: Span, told: &Told) -> Option<Relation> {
    let words = input.document.str(Span { start: sentence.start, end: told.span.start });
    let words = words.trim_end();
    // 二等1个: no list, a grade.
    let is_grade = TABLE.grades().iter().flat_map(|grades| &grades.words).any(|grade| words.ends_with(grade.as_str()));
    let cut_short = words.strip_suffix('等').filter(|_| !is_grade).or_else(|| words.strip_suffix("等共"));
    let list = cut_short.unwrap_or_else(|| words.trim_end_matches(['共', '计', '合', '总']));
    let summed = list.len() < words.len();
    let from =
        list.char_indices().rev().find(|(_, c)| "，。；：:;,（(".contains(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let list = list.get(from..)?;
    let counts = readings(list)?;
    if cut_short.is_some() {
        return counted(told, &counts, false);
    }
    let thing = thing_behind(input, told);
    let named = is_named(list, thing) || summed && is_closed(list, thing);
    (named && !is_collective(list) && !list.contains('等')).then(|| counted(told, &counts, true)).flatten()
}

/// Whether a list of names ends with its last one (甲小区、乙院、丙村和丁片区), of which one at least is called what all are
/// counted as.
fn is_closed(list: &str, thing: &str) -> bool {
    let items: Vec<&str> = list.split(['、', '和', '及', '与']).map(str::trim).collect();
    let closed = list.rsplit('、').next().is_some_and(|last| last.contains(['和', '及', '与']));
    let called = |word: &str| items.iter().any(|item| item.len() > word.len() && item.ends_with(word));
    let words = thing.char_indices().skip(2).map(|(at, _)| at).chain([thing.len()]).take(3);
    closed && items.len() >= LEAST_NAMES && words.filter_map(|end| thing.get(..end)).any(called)
}

/// So many names make a list of names.
const LEAST_NAMES: usize = 4;

/// `3个，分别是：甲、乙、丙。`, `3个科室：甲、乙、丙。`: the list stands after the number and is complete.
fn after(input: &Input, sentence: Span, earlier: &[Told], told: &Told) -> Option<Relation> {
    let behind = beginning(input.document.str(Span { start: told.span.end, end: sentence.end }));
    let list = announced(behind).or_else(|| behind_colon(input, sentence, told, behind))?;
    // 人员分别为64人、38人: values, no names.
    let is_value = |item: &str| item.contains(|c: char| c.is_ascii_digit());
    let bare = outside_marks(list);
    if bare.split('、').all(is_value) || is_collective(&bare) {
        return None;
    }
    let counts = readings(list)?;
    // 行政单位1家、事业单位2家，分别是：…: the list is of both.
    let mut sum = told.operand.value;
    for other in earlier.iter().rev().take_while(|other| other.counter == told.counter) {
        sum += other.operand.value;
        if fitting(&counts, sum).is_some() {
            return None;
        }
    }
    let complete = !bare.contains('等') && !is_value(&bare);
    counted(told, &counts, complete)
}

/// The list behind 分别是, 包括 and the like.
fn announced(behind: &str) -> Option<&str> {
    let opener =
        PROSE.enumerations.iter().filter_map(|word| behind.find(word.as_str()).map(|at| (at, word.len()))).min()?;
    let gap = behind.get(..opener.0)?;
    if gap.chars().count() > 12 || gap.contains(|c: char| c.is_ascii_digit() || c == '。') {
        return None;
    }
    let list = behind.get(opener.0 + opener.1..)?.trim_start_matches(['：', ':']);
    list.get(..end_of(list))
}

/// Where a list ends: at the first mark that is no 、, brackets left out (城乡学校（汇总，含村小）).
fn end_of(list: &str) -> usize {
    let mut depth = 0_u32;
    for (at, c) in list.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '。' => return at,
            '；' | ';' | '，' | ',' if depth == 0 => return at,
            _ => {}
        }
    }
    list.len()
}

/// The list behind no more than the thing that is counted and a colon: 3个科室：甲、乙、丙。
fn behind_colon<'a>(input: &Input, sentence: Span, told: &Told, behind: &'a str) -> Option<&'a str> {
    let (thing, list) = behind.split_once(['：', ':'])?;
    if thing.chars().count() > 12 || thing.contains(['，', ',', '；', '。', '、']) {
        return None;
    }
    let end = list.find(['。', '；', ';']).unwrap_or(list.len());
    let list = list.get(..end).filter(|list| !list.contains(['，', ',']))?;
    // 事业单位2个：…
    let before = input.document.str(Span { start: sentence.start, end: told.span.start });
    let before = before.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or(before);
    let named = is_named(list, thing_behind(input, told)) || thing.is_empty() && is_named(list, before);
    named.then_some(list)
}

/// What stands behind a number up to the next mark: 二级事业单位 in 3个二级事业单位.
fn thing_behind<'a>(input: &Input<'a>, told: &Told) -> &'a str {
    let behind = input.document.text.get(told.span.end as usize..).unwrap_or_default();
    let end = behind.char_indices().take(16).find(|(_, c)| !('\u{4e00}'..='\u{9fff}').contains(c));
    behind.get(..end.map_or(0, |(at, _)| at)).unwrap_or_default()
}

/// Whether a list names what is counted: by the word for it (科室、单位), or as most of its items end like it (渔港).
fn is_named(list: &str, thing: &str) -> bool {
    let last: String = thing.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    if last.chars().count() < 2 {
        return false;
    }
    let items: Vec<&str> = list.split(['、', '和', '及', '与']).collect();
    let alike = items.iter().filter(|item| item.trim_end().ends_with(last.as_str())).count();
    PROSE.listed_things.end(thing) || alike * 2 > items.len()
}

/// Whether an item stands for several: 上述两家单位, 其余3个.
fn is_collective(list: &str) -> bool {
    let numeral = |item: &str| {
        item.char_indices().any(|(at, c)| {
            let counter =
                item.get(at + c.len_utf8()..).is_some_and(|behind| behind.starts_with(['个', '家', '所', '名', '处']));
            counter && (c.is_ascii_digit() || "两二三四五六七八九十".contains(c))
        })
    };
    list.split(['、', '和', '及', '与']).any(|item| PROSE.collective.begin(item.trim()) || numeral(item))
}

/// As much of a text as a count with its list may take: the rest of a sentence without end is not searched.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at > 2 * LONGEST);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// How many things a list names, if 和 and 及 separate things and if they do not.
fn readings(list: &str) -> Option<[usize; 2]> {
    if list.len() > LONGEST {
        return None;
    }
    let bare = outside_marks(list);
    let items = bare.split('、').filter(|item| !item.trim().is_empty()).count();
    let finer = bare.split(['、', '和', '及', '与']).filter(|item| !item.trim().is_empty()).count();
    (finer > 1).then_some([items, finer])
}

/// The list without what stands in quotation marks or brackets, where 、 separates nothing.
fn outside_marks(list: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(list.len());
    for character in list.chars() {
        match character {
            '“' | '（' | '(' | '《' | '‘' => depth += 1,
            '”' | '）' | ')' | '》' | '’' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
        if depth > 0 && !matches!(character, '、') {
            kept.push('·');
        }
    }
    kept
}

/// The reading of a list that has so many items. Some 和 separate and others do not (整修道路和竣工验收及时率): any number
/// between the two readings fits.
fn fitting(counts: &[usize; 2], value: Decimal) -> Option<usize> {
    let [least, most] = *counts;
    (least..=most).find(|count| Decimal::from(*count as u64) == value)
}

/// A difference beyond this says that the list is of something else.
const SLIP: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

fn counted(told: &Told, counts: &[usize; 2], complete: bool) -> Option<Relation> {
    let stated = told.operand.clone();
    let fits = fitting(counts, stated.value);
    let count = Decimal::from(fits.unwrap_or(counts[0]) as u64);
    let slip = (stated.value - count).abs() <= SLIP;
    let right = Expr::Constant(count);
    let relation = Relation::new(RULE, Severity::Warning, vec![stated], Comparison::Equal, right).named("列出的个数");
    let surplus = counts.iter().all(|count| Some(Decimal::from(*count as u64)) > relation.stated);
    Some(if fits.is_some() || slip && (complete || surplus) { relation } else { relation.open() })
}

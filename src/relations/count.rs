//! `count/list`: a number of things against the things that are listed (C14).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity};
use crate::document::Span;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::{PROSE, TABLE};
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "count/list";

/// Longest list that is counted, in bytes; a longer one is prose that happens to hold commas.
const LONGEST: usize = 600;

/// All counts with their lists.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mentions =
        input.prose.sentences.iter().flat_map(|sentence| sentence.mentions.iter().map(move |m| (sentence, m)));
    mentions
        .filter(|(_, mention)| mention.kind == Kind::Figure && mention.dimension == Dimension::Count)
        // 三等0个 opens no list.
        .filter(|(_, mention)| input.quantities.get(mention.quantity).is_some_and(|count| !count.value.is_zero()))
        .filter_map(|(sentence, mention)| before(input, sentence, mention).or_else(|| after(input, sentence, mention)))
        .collect()
}

/// `甲、乙、丙等3个`: the list stands before the number. After 等 it may be cut short, so only too many items are wrong.
fn before(input: &Input, sentence: &Sentence, mention: &Mention) -> Option<Relation> {
    let quantity = input.quantities.get(mention.quantity)?;
    let words = input.document.str(Span { start: sentence.span.start, end: quantity.span.start });
    let words = words.trim_end();
    // 二等1个: no list, a grade.
    let is_grade = TABLE.grades().iter().flat_map(|grades| &grades.words).any(|grade| words.ends_with(grade.as_str()));
    let list = words.strip_suffix('等').filter(|_| !is_grade).or_else(|| words.strip_suffix("等共"))?;
    let from = list.rfind(['，', '。', '；', '：', ':', ';']).map_or(0, |at| at + 3);
    let list = list.get(from..)?;
    let counts = readings(list)?;
    counted(input, mention, &counts, false)
}

/// `3个，分别是：甲、乙、丙。`: the list stands after the number and is complete.
fn after(input: &Input, sentence: &Sentence, mention: &Mention) -> Option<Relation> {
    let quantity = input.quantities.get(mention.quantity)?;
    let behind = beginning(input.document.str(Span { start: quantity.span.end, end: sentence.span.end }));
    let opener =
        PROSE.enumerations.iter().filter_map(|word| behind.find(word.as_str()).map(|at| (at, word.len()))).min()?;
    let gap = behind.get(..opener.0)?;
    if gap.chars().count() > 12 || gap.contains(|c: char| c.is_ascii_digit() || c == '。') {
        return None;
    }
    let list = behind.get(opener.0 + opener.1..)?.trim_start_matches(['：', ':']);
    let end = list.find(['。', '；', ';', '，', ',']).unwrap_or(list.len());
    let list = list.get(..end)?;
    let complete = !list.contains('等') && !list.chars().any(|c| c.is_ascii_digit());
    counted(input, mention, &readings(list)?, complete)
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

fn counted(input: &Input, mention: &Mention, counts: &[usize; 2], complete: bool) -> Option<Relation> {
    let stated: Operand = input.operand(mention.quantity, Role::Stated)?;
    // Some 和 separate and others do not (整修道路和竣工验收及时率): any number between the two readings fits.
    let [least, most] = *counts;
    let fits = (least..=most).find(|count| Decimal::from(*count as u64) == stated.value);
    let count = fits.unwrap_or(least);
    let right = Expr::Constant(Decimal::from(count as u64));
    let relation = Relation::new(RULE, Severity::Warning, vec![stated], Comparison::Equal, right).named("列出的个数");
    let surplus = counts.iter().all(|count| Some(Decimal::from(*count as u64)) > relation.stated);
    Some(if fits.is_some() || complete || surplus { relation } else { relation.open() })
}

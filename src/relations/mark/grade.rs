//! `score/grade`: the grade given for a mark in running text (评价等级, S05).

use super::bands::{ends, without_ending};
use crate::document::Span;
use crate::facts::label;
use crate::facts::prose::{Mention, Sentence};
use crate::quantity::Dimension;
use crate::relations::{Input, Relation, Role, table};
use crate::vocabulary::{PROSE, TABLE};

/// Characters behind a mark within which its grade is looked for.
const WITHIN: usize = 24;

/// What may stand between the name of a grade and the grade: 评价等级确定为“良”.
const LINKS: &str = "为是：:“\"「‘『 评定确属于达到";

/// The grade behind a mark: 得分85.2分，评价等级为“良”; 得分85.2分（良）.
pub(super) fn behind(input: &Input, mark: &Mention) -> Option<Relation> {
    let end = input.quantities.get(mark.quantity)?.span.end as usize;
    let text = input.document.text.get(end..)?;
    let at = in_bracket(text).or_else(|| {
        let near = up_to_next_number(input, mark, text);
        named(&near).or_else(|| given(&near))
    })?;
    graded(input, mark, end + at)
}

/// The grade before the first mark of a sentence: 自评等级为优，得分88.6分; 自评等级为优（得分88.6分）.
pub(super) fn before(input: &Input, sentence: &Sentence) -> Option<Relation> {
    let mark = sentence.mentions.iter().find(|mention| mention.dimension == Dimension::Score)?;
    if mark.label.measure != Some("score") || mark.label.subject.is_some() || mark.label.last_year || mark.depth > 1 {
        return None;
    }
    let text = input.document.text.get(sentence.span.start as usize..mark.clause.start as usize)?;
    let text = text.trim_end_matches(['，', ',', '（', '(']);
    let start = text.rfind(['，', ',', '；', ';']).map_or(0, |at| at + text.get(at..).map_or(0, first_length));
    let clause = text.get(start..)?;
    let at = named(clause)?;
    graded(input, mark, sentence.span.start as usize + start + at)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A mark against the grade that stands at a place.
fn graded(input: &Input, mark: &Mention, start: usize) -> Option<Relation> {
    let grade = input.document.text.get(start..)?;
    let span = Span::new(start, start + first_length(grade));
    table::graded(input.operand(mark.quantity, Role::Actual)?.exact(), grade, span)
}

/// Where a text begins with a grade and nothing that would make another word of it.
fn is_grade(text: &str) -> bool {
    let word = TABLE.grade(text).and_then(|(scale, at)| scale.words.get(at));
    word.and_then(|word| text.strip_prefix(word.as_str())).is_some_and(|behind| ends(without_ending(behind)))
}

/// `（优）`, `（等级为优）` right behind a mark.
fn in_bracket(text: &str) -> Option<usize> {
    let inner = text.trim_start().strip_prefix(['（', '('])?;
    let inner = inner.split(['）', ')']).next()?;
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    let at = if is_grade(inner) { 0 } else { named(inner)? };
    Some(start + at)
}

/// The words behind a mark up to the next number, the end of the thought or [`WITHIN`]; brackets are blanked.
fn up_to_next_number(input: &Input, mark: &Mention, text: &str) -> String {
    let end = input.quantities.get(mark.quantity).map_or(0, |quantity| quantity.span.end as usize);
    let mut near = String::new();
    let mut depth = 0_u32;
    let mut next = mark.quantity + 1;
    for (at, character) in text.char_indices().take(WITHIN) {
        let number = |next: usize| input.quantities.get(next).map(|quantity| quantity.span.start as usize);
        let reached = number(next).is_some_and(|number| number <= end + at);
        match character {
            '（' | '(' => depth += 1,
            '。' | '；' | '\n' => break,
            _ if reached && depth == 0 => break,
            _ => {}
        }
        next += usize::from(reached);
        let blank = depth > 0;
        if matches!(character, '）' | ')') {
            depth = depth.saturating_sub(1);
        }
        if blank { near.extend(std::iter::repeat_n(' ', character.len_utf8())) } else { near.push(character) }
    }
    near
}

/// `评价等级为“良”`: where the grade stands that a name announces.
fn named(near: &str) -> Option<usize> {
    let names = PROSE.grades.iter().filter_map(|name| Some((near.find(name.as_str())?, name.len())));
    let (at, length) = names.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    let before = near.get(..at)?;
    let after = near.get(at + length..)?;
    let mut grade = after.trim_start_matches(|c: char| LINKS.contains(c));
    while let Some(rest) = PROSE.grades.iter().find_map(|name| grade.strip_prefix(name.as_str())) {
        grade = rest.trim_start_matches(|c: char| LINKS.contains(c));
    }
    let of_last_year = PROSE.last_year.occur_in(before);
    // 水质等级为良, 上级复核等级为优 are of others.
    let whose = before.rsplit(['，', ',']).next().unwrap_or(before);
    let own = label::is_bare(whose) || PROSE.own_grades.occur_in(whose);
    (is_grade(grade) && own && !of_last_year).then(|| near.len() - grade.len())
}

/// `属于“优”等级`, `，评为良`: where a grade stands without the name before it.
fn given(near: &str) -> Option<usize> {
    let mut clauses = near.match_indices(['，', ',']).map(|(at, comma)| at + comma.len());
    clauses.find_map(|start| {
        let clause = near.get(start..)?.trim_start_matches(['并', '最', '终']);
        let after = PROSE.grading.iter().find_map(|word| clause.strip_prefix(word.as_str()))?;
        let grade = after.trim_start_matches(|c: char| LINKS.contains(c));
        is_grade(grade).then(|| near.len() - grade.len())
    })
}

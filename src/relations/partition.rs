//! Lists whose parts exclude each other: they cannot exceed their total, and some of them must close.

use super::Input;
use crate::document::Span;
use crate::facts::list::Form;
use crate::facts::prose::{Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::{PROSE, Partition};
use rust_decimal::Decimal;

/// What the names of a list's parts say about their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: they may overlap, and more may be left out.
    Unknown,
    /// Examples, as the words around them say.
    Examples,
    /// They exclude each other.
    Disjoint,
    /// They exclude each other and are all there.
    Closed,
}

/// What the parts are. `missing` is the total less the parts, as written.
pub fn kind(
    input: &Input,
    sentence: &Sentence,
    total: &Mention,
    parts: &[&Mention],
    form: Form,
    missing: Decimal,
) -> Kind {
    // Parts in a bracket right behind their total, with no 其中 before them, are what the total is made of.
    let spelt_out =
        form == Form::Following && parts.iter().all(|part| part.depth > total.depth) && bracket_follows(input, total);
    if parts.len() < 2 || !(spelt_out || follow_each_other(parts)) || counts_otherwise(input, sentence, parts) {
        return Kind::Unknown;
    }
    if is_open(input, sentence, total, parts) {
        return Kind::Examples;
    }
    if is_of_other_figures(total, parts) {
        return Kind::Unknown;
    }
    if total.dimension == Dimension::Score {
        return marks(input, parts, missing);
    }
    let divides = |kind: &&Partition| {
        (kind.of.is_empty() || names(input, total, &kind.of)) && parts.iter().all(|part| is_of(input, part, kind))
    };
    let of_one_kind = PROSE.partition.iter().find(divides);
    match of_one_kind {
        Some(kind) if is_qualified(input, parts, kind) => Kind::Unknown,
        Some(kind) if kind.closed || spelt_out => Kind::Closed,
        Some(kind) if parts.len() > 2 && (total.dimension != Dimension::Count || are_bare(input, parts, kind)) => {
            Kind::Closed
        }
        Some(_) => Kind::Disjoint,
        None if spelt_out && total.dimension == Dimension::Money => Kind::Closed,
        None => Kind::Unknown,
    }
}

/// Marks add up. They are all there if they are one of the known divisions, or three that lack more than the mark of
/// the execution or of the satisfaction.
fn marks(input: &Input, parts: &[&Mention], missing: Decimal) -> Kind {
    let is_named = |word: &String| parts.iter().any(|part| names(input, part, std::slice::from_ref(word)));
    let is_division = |words: &[String]| words.len() == parts.len() && words.iter().all(is_named);
    let some_division = |part: &&Mention| PROSE.marks.iter().any(|marks| names(input, part, &marks.words));
    if PROSE.marks.iter().any(|marks| is_division(&marks.words)) {
        Kind::Closed
    } else if !parts.iter().all(some_division) {
        Kind::Unknown
    } else if parts.len() > 2 && missing > Decimal::TEN {
        Kind::Closed
    } else {
        Kind::Disjoint
    }
}

/// Whether the words around a list say that there is more: 甲镇A万元、乙镇B万元等; 补助较多的有甲镇A万元、乙镇B万元.
fn is_open(input: &Input, sentence: &Sentence, total: &Mention, parts: &[&Mention]) -> bool {
    let end = |mention: Option<&&Mention>| {
        mention.and_then(|mention| input.quantities.get(mention.quantity)).map_or(0, |quantity| quantity.span.end)
    };
    let behind = Span { start: end(parts.last()), end: sentence.span.end.max(end(parts.last())) };
    let goes_on = input.document.str(behind).trim_start().starts_with('等');
    let first = parts.first().map_or(0, |part| part.clause.end);
    let lead_in = Span { start: end(Some(&total)), end: first.max(end(Some(&total))) };
    let exemplary = |span: Span| PROSE.examples.occur_in(input.document.str(span));
    let near: String = input.document.str(behind).chars().take(NEAR).collect();
    goes_on || exemplary(lead_in) || PROSE.examples.occur_in(&near)
}

/// Characters behind a list within which it may be said to be of examples.
const NEAR: usize = 20;

/// Whether the parts are another figure than the total: 全年预算A万元，其中一季度支出B万元.
fn is_of_other_figures(total: &Mention, parts: &[&Mention]) -> bool {
    let budget = matches!(total.label.measure, Some("init" | "planned" | "budget"));
    budget && parts.iter().any(|part| part.label.bare_flow || part.label.measure == Some("exec"))
}

/// Whether the parts are of those among the total of whom more is said: 在职86人，其中当年新招录行政人员2人.
fn is_qualified(input: &Input, parts: &[&Mention], kind: &Partition) -> bool {
    let Some(first) = parts.first() else { return false };
    let own = name(input, first);
    let at = kind.words.iter().filter_map(|word| own.find(word.as_str())).min().unwrap_or(0);
    let qualified = own.get(..at).is_some_and(|before| before.chars().count() > 1);
    let dated = parts.iter().any(|part| part.label.year.is_some());
    dated || qualified && !kind.last && kind.of.is_empty()
}

/// Whether the parts are called by nothing but the words of their kind: 省级5处、市级12处, and not 省级示范村5个.
fn are_bare(input: &Input, parts: &[&Mention], kind: &Partition) -> bool {
    parts.iter().all(|part| kind.words.iter().any(|word| word == name(input, part)))
}

/// Whether two figures are told by turns, each under a name of its own: 甲院安排80张、使用76张，乙院安排100张、使用91张.
pub(super) fn are_by_turns(input: &Input, parts: &[&Mention]) -> bool {
    let names: Vec<&str> = parts.iter().map(|part| name(input, part)).collect();
    let again = |(at, own): (usize, &&str)| names.iter().skip(at + 1).any(|other| other == own);
    names.len() > 3 && names.iter().enumerate().any(again)
}

/// What a part is called: its clause without what opens the list.
pub(super) fn name<'a>(input: &Input<'a>, part: &Mention) -> &'a str {
    let words = input.document.str(part.clause).trim();
    let openers = PROSE.open_lists.iter().chain(&PROSE.closed_lists);
    let rest = openers.filter_map(|word| words.strip_prefix(word.as_str())).min_by_key(|rest| rest.len());
    rest.unwrap_or(words).trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a bracket opens right behind a number.
fn bracket_follows(input: &Input, total: &Mention) -> bool {
    let end = input.quantities.get(total.quantity).map_or(0, |quantity| quantity.span.end as usize);
    input.document.text.get(end..).is_some_and(|behind| behind.starts_with(['（', '(']))
}

/// Whether a part is named as one of the kind; 甲、乙等 names no part alone.
fn is_of(input: &Input, part: &Mention, kind: &Partition) -> bool {
    let clause = input.document.str(part.clause).trim_end();
    let ends = kind.words.iter().any(|word| clause.ends_with(word.as_str()));
    !clause.ends_with('等') && if kind.last { ends } else { names(input, part, &kind.words) }
}

fn names(input: &Input, part: &Mention, words: &[String]) -> bool {
    let clause = input.document.str(part.clause);
    words.iter().any(|word| clause.contains(word.as_str()))
}

/// Whether an item of the list is counted in another unit: 局机关1个，直属单位3个，初级中学6所.
fn counts_otherwise(input: &Input, sentence: &Sentence, parts: &[&Mention]) -> bool {
    let Some(first) = parts.first().filter(|first| first.dimension == Dimension::Count) else { return false };
    let end = |mention: &Mention| input.quantities.get(mention.quantity).map_or(0, |quantity| quantity.span.end);
    let own = sentence
        .mentions
        .windows(2)
        .take_while(|pair| pair.last().is_none_or(|item| item.quantity <= first.quantity || !item.after_semicolon));
    own.into_iter().any(|pair| {
        let [before, item] = pair else { return false };
        let own_clause = item.clause.start > end(before);
        let other = item.dimension == Dimension::Count && item.counter != first.counter;
        item.quantity > first.quantity && item.depth == first.depth && own_clause && other
    })
}

/// Whether the parts stand together: after the first, none behind a semicolon that it does not share with the others.
fn follow_each_other(parts: &[&Mention]) -> bool {
    let behind_semicolon = parts.iter().skip(1).filter(|part| part.after_semicolon).count();
    behind_semicolon == 0 || behind_semicolon + 1 == parts.len()
}

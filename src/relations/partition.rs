//! Lists whose parts exclude each other: they cannot exceed their total, and some of them must close.

use super::Input;
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
    if total.dimension == Dimension::Score {
        return marks(input, parts, missing);
    }
    let of_one_kind = PROSE.partition.iter().find(|kind| parts.iter().all(|part| is_of(input, part, kind)));
    match of_one_kind {
        Some(kind) if kind.closed || spelt_out || parts.len() > 2 => Kind::Closed,
        Some(_) => Kind::Disjoint,
        None if spelt_out && total.dimension == Dimension::Money => Kind::Closed,
        None => Kind::Unknown,
    }
}

/// Marks add up. They are all there if they are one of the known divisions, or three that lack more than the mark of
/// the execution or of the satisfaction.
fn marks(input: &Input, parts: &[&Mention], missing: Decimal) -> Kind {
    let is_division =
        |words: &[String]| words.len() == parts.len() && parts.iter().all(|part| names(input, part, words));
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

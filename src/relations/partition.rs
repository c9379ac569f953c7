//! Lists whose parts exclude each other: they cannot exceed their total, and some of them must close.

use super::Input;
use crate::facts::list::Form;
use crate::facts::prose::Mention;
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
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
pub fn kind(input: &Input, total: &Mention, parts: &[&Mention], form: Form, missing: Decimal) -> Kind {
    // Parts in a bracket right behind their total, with no 其中 before them, are what the total is made of.
    let spelt_out =
        form == Form::Following && parts.iter().all(|part| part.depth > total.depth) && bracket_follows(input, total);
    if parts.len() < 2 || !(spelt_out || follow_each_other(parts)) {
        return Kind::Unknown;
    }
    if total.dimension == Dimension::Score {
        return marks(input, parts, missing);
    }
    let of_one_kind = PROSE.partition.iter().find(|kind| parts.iter().all(|part| names(input, part, &kind.words)));
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

fn names(input: &Input, part: &Mention, words: &[String]) -> bool {
    let clause = input.document.str(part.clause);
    words.iter().any(|word| clause.contains(word.as_str()))
}

/// Whether the parts stand together: after the first, none behind a semicolon that it does not share with the others.
fn follow_each_other(parts: &[&Mention]) -> bool {
    let behind_semicolon = parts.iter().skip(1).filter(|part| part.after_semicolon).count();
    behind_semicolon == 0 || behind_semicolon + 1 == parts.len()
}

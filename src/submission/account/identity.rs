use crate::document::{Block, Document, Span};
use crate::facts::name;
use crate::outline::{FieldKind, Outline, short};
use crate::relations::Input;
use crate::vocabulary::{TABLE, TERMS};
use std::collections::BTreeSet;

/// Paragraphs and cells from the top in which a file says what it is about.
const COVER: usize = 16;
/// Longest of them, in characters; a longer one is running text.
const LONGEST: usize = 60;

/// The year a file is about, and whether it says so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::submission) struct Year {
    pub value: i16,
    /// Said in title, field or caption; else concluded from the years it speaks of most.
    pub said: bool,
}

/// The names of the reporting unit in their short form.
pub(super) fn units(outline: &Outline) -> Vec<String> {
    let names: BTreeSet<String> =
        outline.unit.iter().chain(&outline.aliases).filter(|name| is_name(name)).map(|name| short(name)).collect();
    if outline.unit.as_deref().is_some_and(is_name) { names.into_iter().collect() } else { Vec::new() }
}

/// A header beside the label of a field is not the name of a unit.
fn is_name(text: &str) -> bool {
    let label = name::normalise(text);
    TABLE.column(&label).is_none() && TERMS.at_start(&label).is_none() && label.chars().count() >= 4
}

/// What the file says to be about, else the year it names most.
pub(super) fn year(input: &Input) -> Option<Year> {
    let fields = input.outline.fields.iter().filter(|field| field.kind == FieldKind::Year).map(|field| field.value);
    let title = input.outline.title.into_iter().chain(fields).find_map(|span| named(input.document.str(span)));
    let said = title.or_else(|| cover(input.document)).map(|value| Year { value, said: true });
    said.or_else(|| {
        let value = i16::try_from(input.outline.year?).ok()?;
        Some(Year { value, said: false })
    })
}

/// The year in the captions at the top: 2023年度项目支出绩效自评表.
fn cover(document: &Document) -> Option<i16> {
    let tops = document.blocks.iter().take(COVER).flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![(paragraph.span, false)],
        Block::Table(table) => table.cells.iter().take(COVER).map(|cell| (cell.span, true)).collect(),
    });
    let short = tops.take(COVER).filter(|(span, _)| is_short(document, *span));
    // In the head of a column a year is that of the column.
    short.filter(|(span, cell)| !cell || document.str(*span).contains("年度")).find_map(|(span, _)| {
        let text = document.str(span);
        let figure = TERMS.find(text).iter().any(|hit| hit.term.key != "expense" && hit.term.key != "project");
        (!figure).then(|| named(text)).flatten()
    })
}

fn is_short(document: &Document, span: Span) -> bool {
    document.str(span).chars().count() <= LONGEST
}

/// A year with 年 that is not the year of a date.
fn named(text: &str) -> Option<i16> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    tight.match_indices("20").find_map(|(at, _)| {
        let digits = tight.get(at..at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let alone = tight.get(..at).is_none_or(|before| !before.ends_with(|c: char| c.is_ascii_digit()));
        let after = tight.get(at + 4..)?.strip_prefix('年')?;
        let date = after.starts_with(|c: char| c.is_ascii_digit());
        (alone && !date).then(|| digits.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_no_year() {
        assert_eq!(named("2023 年度项目支出绩效自评表"), Some(2023));
        assert_eq!(named("填报日期：2024年3月1日"), None);
        assert_eq!(named("12023年"), None);
    }
}

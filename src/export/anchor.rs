//! From a report that was corrected by hand back to the file it came from.

use crate::document::{Block, Document, Part, Span};

/// Where a span of `corrected` stands in the document as it was read; corrections replace texts of parts and leave the parts.
pub fn original(corrected: &Document, read: &Document, span: Span) -> Span {
    if corrected.text == read.text {
        return span;
    }
    let found = || {
        let part = part_at(corrected, span)?;
        let (new, old) = (corrected.span_of(part)?, read.span_of(part)?);
        Some(carried(corrected.str(new), read.str(old), span, new, old))
    };
    found().unwrap_or(Span { start: 0, end: 0 })
}

/// The paragraph or cell in which a span begins.
fn part_at(document: &Document, span: Span) -> Option<Part> {
    let after = document.blocks.partition_point(|block| block.span().start <= span.start);
    let block = after.checked_sub(1)?;
    let cell = match document.blocks.get(block)? {
        Block::Paragraph(_) => None,
        Block::Table(table) => {
            let after = table.cells.partition_point(|cell| cell.span.start <= span.start);
            Some(u32::try_from(after.checked_sub(1)?).ok()?)
        }
    };
    Some(Part { block: u32::try_from(block).ok()?, cell })
}

/// What of a part is the same at its beginning and at its end keeps its place; what was replaced stands for all of it.
fn carried(new: &str, old: &str, span: Span, new_part: Span, old_part: Span) -> Span {
    let same = |(one, other): &(char, char)| one == other;
    let width = |(one, _): (char, char)| one.len_utf8();
    let head: usize = new.chars().zip(old.chars()).take_while(same).map(width).sum();
    let (new_rest, old_rest) = (new.get(head..).unwrap_or_default(), old.get(head..).unwrap_or_default());
    let tail: usize = new_rest.chars().rev().zip(old_rest.chars().rev()).take_while(same).map(width).sum();
    let moved = |at: u32, replaced: usize| {
        let at = at.saturating_sub(new_part.start) as usize;
        if at <= head {
            at
        } else if at + tail >= new.len() {
            (at + old.len()).saturating_sub(new.len())
        } else {
            replaced
        }
    };
    let start = moved(span.start, head);
    Span::new(start, moved(span.end, old.len() - tail).max(start)).moved(old_part.start as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Edit;
    use crate::read;

    #[test]
    fn a_number_is_found_where_it_stood_before_the_correction() {
        let before = read::text("甲支出12.50万元，乙支出3.00万元。\n丙支出4万元。");
        let mut after = before.clone();
        after.edit(&Edit {
            part: Part { block: 0, cell: None }, text: "甲支出112.5万元，乙支出3.00万元。".into()
        });
        let at = |document: &Document, what: &str| {
            let start = document.text.find(what).unwrap();
            Span::new(start, start + what.len())
        };
        for (new, old) in [("3.00", "3.00"), ("丙支出4", "丙支出4"), ("112.5万", "12.50万")] {
            assert_eq!(before.str(original(&after, &before, at(&after, new))), old);
        }
    }
}

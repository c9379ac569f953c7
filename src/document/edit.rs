use super::{Block, Document, Span};
use serde::{Deserialize, Serialize};

/// A correction by hand (修改): the text of one paragraph or cell is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is corrected.
    pub part: Part,
    /// What shall stand there.
    pub text: String,
}

/// A paragraph, or a cell of a table. Edits leave these numbers as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Position in [`Document::blocks`].
    pub block: u32,
    /// Position in [`Table::cells`](super::Table::cells); `None` for a paragraph.
    pub cell: Option<u32>,
}

impl Document {
    /// Where a part stands; none if there is no such part.
    pub fn span_of(&self, part: Part) -> Option<Span> {
        match (self.blocks.get(part.block as usize)?, part.cell) {
            (Block::Paragraph(paragraph), None) => Some(paragraph.span),
            (Block::Table(table), Some(cell)) => Some(table.cells.get(cell as usize)?.span),
            _ => None,
        }
    }

    /// The part in which a place lies as a whole, and where that stands.
    pub fn part_at(&self, place: Span) -> Option<(Part, Span)> {
        let last = |after: usize| after.checked_sub(1).and_then(|at| u32::try_from(at).ok());
        let block = last(self.blocks.partition_point(|block| block.span().start <= place.start))?;
        let cell = match self.blocks.get(block as usize)? {
            Block::Paragraph(_) => None,
            Block::Table(table) => Some(last(table.cells.partition_point(|cell| cell.span.start <= place.start))?),
        };
        let part = Part { block, cell };
        self.span_of(part).filter(|span| span.contains(place)).map(|span| (part, span))
    }

    /// Corrects a part. What was read as a table stays a table: everything behind the part moves along, and nothing is
    /// read anew. A paragraph stays on one line. A part that is not there is left alone.
    pub fn edit(&mut self, edit: &Edit) {
        let Some(old) = self.span_of(edit.part) else { return };
        let text = fitting(&edit.text, edit.part);
        let splice = Splice::between(self.str(old), &text, old);
        let undecoded = |text: &str| {
            let lost = text.chars().filter(|one| *one == char::REPLACEMENT_CHARACTER).count();
            u32::try_from(lost).unwrap_or(u32::MAX)
        };
        self.undecoded = self.undecoded.saturating_sub(undecoded(self.str(old))).saturating_add(undecoded(&text));
        self.text.replace_range(old.range(), &text);
        self.move_blocks(edit.part, &splice);
        for origin in self.origins.iter_mut().filter(|origin| origin.start > old.start) {
            origin.start = splice.moved(origin.start);
        }
        self.seams.retain(|seam| !splice.swallows(seam.at));
        for seam in self.seams.iter_mut().filter(|seam| seam.at > old.start) {
            seam.at = splice.moved(seam.at);
        }
    }

    /// The part grows or shrinks at its end; what comes behind it moves as a whole.
    fn move_blocks(&mut self, part: Part, splice: &Splice) {
        for (index, block) in (0_u32..).zip(&mut self.blocks).skip(part.block as usize) {
            let is_edited = index == part.block;
            let span = match block {
                Block::Paragraph(paragraph) => &mut paragraph.span,
                Block::Table(table) => {
                    let first = if is_edited { part.cell.unwrap_or_default() } else { 0 };
                    for (index, cell) in (0_u32..).zip(&mut table.cells).skip(first as usize) {
                        cell.span = splice.carried(cell.span, is_edited && index == first);
                    }
                    &mut table.span
                }
            };
            *span = splice.carried(*span, is_edited);
        }
    }
}

/// The text as a part can hold it: without white space around it, a cell without tabs, a paragraph on one line.
fn fitting(text: &str, part: Part) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_blank = |one: char| one == '\t' || (one == '\n' && part.cell.is_none());
    text.trim().chars().map(|one| if is_blank(one) { ' ' } else { one }).collect()
}

/// What of a text is really replaced.
struct Splice {
    /// First byte that differs.
    start: u32,
    /// From here on the text is as it was.
    end: u32,
    /// By how many bytes the text becomes longer.
    growth: i64,
}

impl Splice {
    fn between(old: &str, new: &str, span: Span) -> Self {
        let same = |(one, other): &(char, char)| one == other;
        let width = |(one, _): (char, char)| one.len_utf8();
        let head: usize = old.chars().zip(new.chars()).take_while(same).map(width).sum();
        let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
        let tail: usize = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(width).sum();
        let bytes = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        let offset = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Self {
            start: span.start.saturating_add(offset(head)),
            end: span.end.saturating_sub(offset(tail)),
            growth: bytes(new.len()).saturating_sub(bytes(old.len())),
        }
    }

    /// A place behind the beginning of the part.
    fn moved(&self, at: u32) -> u32 {
        if at < self.start || at == self.start && self.start < self.end {
            at
        } else if at >= self.end {
            self.grown(at)
        } else {
            self.start
        }
    }

    fn grown(&self, at: u32) -> u32 {
        u32::try_from(i64::from(at).saturating_add(self.growth).max(0)).unwrap_or(u32::MAX)
    }

    /// Where what is replaced, or stands behind it, is now.
    fn carried(&self, span: Span, is_edited: bool) -> Span {
        Span { start: if is_edited { span.start } else { self.grown(span.start) }, end: self.grown(span.end) }
    }

    /// Whether a place was inside what is no longer there.
    fn swallows(&self, at: u32) -> bool {
        self.start < at && at < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, Place};
    use crate::read;

    fn edited(document: &Document, block: u32, cell: Option<u32>, text: &str) -> Document {
        let mut document = document.clone();
        document.edit(&Edit { part: Part { block, cell }, text: text.into() });
        document
    }

    #[test]
    fn a_cell_grows_and_the_rest_moves_along() {
        let html = "<p>甲</p><table><tr><td>项目</td><td></td></tr><tr><td>乙</td><td>2</td></tr></table><p>丙</p>";
        let document = edited(&read::html(html), 1, Some(1), "金额\t（万元）\r\n合计 ");
        assert_eq!(document.text, "甲\n项目\t金额 （万元）\n合计\n乙\t2\n丙");
        let Some(Block::Table(table)) = document.blocks.get(1) else { panic!("no table") };
        let cells: Vec<&str> = table.cells.iter().map(|cell| document.str(cell.span)).collect();
        assert_eq!(cells, ["项目", "金额 （万元）\n合计", "乙", "2"]);
        assert_eq!(document.str(table.span), "项目\t金额 （万元）\n合计\n乙\t2");
        assert_eq!(document.blocks.get(2).map(|block| document.str(block.span())), Some("丙"));
    }

    #[test]
    fn a_paragraph_stays_one_also_without_text() {
        let document = read::html("<p>甲</p><p>乙乙</p><p>丙</p>");
        assert_eq!(edited(&document, 1, None, "一\n二").text, "甲\n一 二\n丙");
        let emptied = edited(&document, 1, None, " ");
        assert_eq!((emptied.text.as_str(), emptied.blocks.len()), ("甲\n\n丙", 3));
        assert_eq!(edited(&emptied, 1, None, "乙乙"), document);
    }

    #[test]
    fn the_part_of_a_place_is_found() {
        let document = read::html("<p>甲3</p><table><tr><td>乙</td><td>丙4</td></tr></table>");
        let at = |text: &str| {
            let start = document.text.find(text).unwrap();
            document.part_at(Span::new(start, start + text.len())).map(|(part, _)| (part.block, part.cell))
        };
        assert_eq!(
            [at("3"), at("乙"), at("4"), at("乙\t丙")],
            [Some((0, None)), Some((1, Some(0))), Some((1, Some(1))), None]
        );
    }

    #[test]
    fn what_is_not_there_is_left_alone() {
        let document = read::html("<p>甲</p><table><tr><td>乙</td><td>丙</td></tr></table>");
        for (block, cell) in [(0, Some(0)), (1, None), (1, Some(2)), (2, None)] {
            assert_eq!(edited(&document, block, cell, "丁"), document);
        }
    }

    #[test]
    fn places_inside_a_paragraph_stay_with_their_words() {
        let mut document = read::html("<p>甲乙丙丁</p>");
        let origin = |start, row| Origin { start, place: Place::Cell { sheet: 0, row, column: 0 } };
        document.origins = vec![origin(0, 0), origin(3, 1), origin(6, 2), origin(9, 3)];
        let starts = |text: &str| -> Vec<u32> {
            edited(&document, 0, None, text).origins.iter().map(|origin| origin.start).collect()
        };
        assert_eq!(starts("甲乙乙丙丁"), [0, 3, 9, 12]);
        assert_eq!(starts("甲丁"), [0, 3, 3, 3]);
        assert_eq!(starts("戊"), [0, 0, 0, 0]);
    }
}

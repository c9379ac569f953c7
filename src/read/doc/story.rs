//! The text, unit by unit → paragraphs, cells and rows.

use super::fib::Stories;
use super::formatting::{Characters, Formatting, Paragraph};
use super::lists::Lists;
use super::pieces::{Pieces, Unit};
use crate::read::changes::Changes;
use crate::read::draft::Draft;
use crate::read::flow::field::{self, LONGEST_INSTRUCTION};
use crate::read::flow::{Flow, numbered};
use crate::read::symbol;
use std::ops::Range;

/// Characters with a meaning of their own ([MS-DOC] 2.4.1).
const CELL_END: u16 = 0x07;
const TAB: u16 = 0x09;
const LINE_BREAK: u16 = 0x0B;
const PAGE_OR_SECTION_END: u16 = 0x0C;
const PARAGRAPH_END: u16 = 0x0D;
const COLUMN_END: u16 = 0x0E;
const FIELD_BEGIN: u16 = 0x13;
const FIELD_RESULT: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const SPACE: u16 = 0x20;
const HARD_HYPHEN: u16 = 0x1E;
const SOFT_HYPHEN: u16 = 0x1F;
/// What stands where a symbol is (`sprmCSymbol`).
const SYMBOL: u16 = 0x28;

/// The opened file.
pub(super) struct Reader<'a> {
    /// The stream `WordDocument`.
    pub main: &'a [u8],
    /// Its text.
    pub pieces: &'a Pieces<'a>,
    /// What the text is like.
    pub formatting: Formatting<'a>,
}

impl Reader<'_> {
    /// Reads the stories in the order in which a reader wants them.
    pub fn read(&self, stories: &Stories, lists: &mut Lists, draft: &mut Draft) {
        let mut writer = Writer { flow: Flow::default(), text: Vec::new(), lists };
        let mut changes = Changes::default();
        for story in [&stories.main, &stories.text_boxes, &stories.footnotes, &stories.endnotes] {
            self.story(story.clone(), &mut writer, &mut changes);
        }
        draft.notes.extend(changes.notes().chain(writer.flow.cut()));
        writer.flow.finish(draft);
    }

    fn story(&self, range: Range<u32>, writer: &mut Writer, changes: &mut Changes) {
        let mut fields = Fields::of(self.units(range.clone()));
        for (unit, characters) in self.units(range) {
            changes.follow(characters.change);
            if characters.is_left_out() {
                self.keep_grid(unit, writer, characters.is_deleted());
                continue;
            }
            if unit.code != CELL_END
                && let Some(instead) = fields.follow(unit.code)
            {
                writer.text.extend(instead.encode_utf16());
                continue;
            }
            if matches!(unit.code, SPACE..) || unit.code == TAB {
                if unit.code != SPACE {
                    changes.follow_struck(characters.struck);
                }
                if characters.struck {
                    continue;
                }
            }
            match unit.code {
                CELL_END => writer.end(unit, &self.paragraph(unit), false),
                PAGE_OR_SECTION_END | COLUMN_END if self.formatting.goes_on(unit) => writer.text.push(SPACE),
                PARAGRAPH_END | PAGE_OR_SECTION_END | COLUMN_END => {
                    writer.end(unit, &self.paragraph(unit), false);
                }
                SYMBOL if characters.symbol.is_some() => writer.text.extend(characters.symbol),
                HARD_HYPHEN => writer.text.push(u16::from(b'-')),
                LINE_BREAK => writer.text.push(u16::from(b'\n')),
                TAB | SPACE..=u16::MAX => writer.text.push(unit.code),
                // Marks of notes, comments, pictures, soft hyphens: nothing that is read.
                ..=SOFT_HYPHEN => {}
            }
        }
        writer.end_story();
    }

    /// A hidden or deleted mark still ends its cell, or the row, which goes if it was deleted.
    fn keep_grid(&self, unit: Unit, writer: &mut Writer, deleted: bool) {
        if unit.code != CELL_END && unit.code != PARAGRAPH_END {
            return;
        }
        let paragraph = self.paragraph(unit);
        if unit.code == CELL_END || paragraph.inner_cell_end || paragraph.inner_row_end {
            writer.end(unit, &paragraph, deleted);
        }
    }

    /// The units of a range with what they are like.
    fn units(&self, range: Range<u32>) -> impl Iterator<Item = (Unit, Characters)> {
        let mut alike: (Characters, Range<u32>, u16) = (Characters::default(), 0..0, 0);
        self.pieces.units(self.main, range).map(move |unit| {
            if !alike.1.contains(&unit.at) || alike.2 != unit.change {
                let (characters, range) = self.formatting.characters(unit, self.pieces.change(unit.change));
                alike = (characters, range, unit.change);
            }
            (unit, alike.0)
        })
    }

    fn paragraph(&self, mark: Unit) -> Paragraph {
        self.formatting.paragraph(mark, self.pieces.change(mark.change))
    }
}

/// Fields (域): only what they result in is shown. A field that does not end is none.
struct Fields {
    /// For every beginning, whether it has an end.
    ended: std::vec::IntoIter<bool>,
    /// For every open field its instruction, as long as that lasts.
    open: Vec<Option<Vec<u16>>>,
    /// Open fields in their instruction.
    instructions: usize,
}

impl Fields {
    fn of(units: impl Iterator<Item = (Unit, Characters)>) -> Self {
        let mut ended = Vec::new();
        let mut open = Vec::new();
        for (unit, characters) in units {
            if characters.is_left_out() {
                continue;
            }
            if unit.code == FIELD_BEGIN {
                open.push(ended.len());
                ended.push(false);
            } else if unit.code == FIELD_END
                && let Some(ended) = open.pop().and_then(|begin| ended.get_mut(begin))
            {
                *ended = true;
            }
        }
        Self { ended: ended.into_iter(), open: Vec::new(), instructions: 0 }
    }

    /// Follows a unit; what is shown instead of it, mostly nothing, if it belongs to a field and not to its result.
    fn follow(&mut self, code: u16) -> Option<String> {
        match code {
            FIELD_BEGIN => {
                if self.ended.next() == Some(true) {
                    self.open.push(Some(Vec::new()));
                    self.instructions += 1;
                }
                Some(String::new())
            }
            FIELD_RESULT => {
                self.instructions -= usize::from(self.open.last_mut().and_then(Option::take).is_some());
                Some(String::new())
            }
            FIELD_END => {
                let Some(instruction) = self.open.pop().flatten() else { return Some(String::new()) };
                self.instructions -= 1;
                let shown = field::shown(&String::from_utf16_lossy(&instruction)).filter(|_| self.instructions == 0);
                Some(shown.unwrap_or_default())
            }
            _ if self.instructions == 0 => None,
            code => {
                if let Some(Some(instruction)) = self.open.last_mut()
                    && instruction.len() < LONGEST_INSTRUCTION
                {
                    instruction.push(code);
                }
                Some(String::new())
            }
        }
    }
}

/// Puts paragraphs where they belong.
struct Writer<'w> {
    flow: Flow,
    /// The paragraph being written.
    text: Vec<u16>,
    lists: &'w mut Lists,
}

impl Writer<'_> {
    /// The end of a paragraph, a cell or a row.
    fn end(&mut self, mark: Unit, paragraph: &Paragraph, deleted: bool) {
        let cell = mark.code == CELL_END;
        let (row_end, depth) = match cell {
            true => (paragraph.row_end, 1),
            false => (paragraph.inner_row_end, paragraph.depth),
        };
        if row_end && deleted {
            self.text.clear();
            return self.flow.row_dropped(depth);
        }
        if row_end {
            self.text.clear();
            return self.flow.row_end(depth, paragraph.row.shape().as_ref());
        }
        let ends_cell = cell || paragraph.inner_cell_end;
        let text = self.paragraph(paragraph, ends_cell);
        if ends_cell {
            self.flow.cell_end(depth, &text);
        } else {
            self.flow.paragraph(depth, &text, paragraph.style.level);
        }
    }

    /// The text of a paragraph with its automatic number.
    fn paragraph(&mut self, paragraph: &Paragraph, in_cell: bool) -> String {
        let text: String = char::decode_utf16(self.text.drain(..))
            .map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER))
            .filter_map(|one| symbol::shown(one, ""))
            .collect();
        let list = paragraph.style.list;
        match list.and_then(|list| self.lists.next(list, paragraph.style.list_level)) {
            Some(number) => numbered(&number, text, in_cell),
            None => text,
        }
    }

    /// The end of a story; a last paragraph without its mark, and tables without the end of a row, end with it.
    fn end_story(&mut self) {
        let rest = self.paragraph(&Paragraph::default(), false);
        self.flow.paragraph(0, &rest, None);
    }
}

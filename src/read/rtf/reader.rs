//! Tokens → stories.

use super::destination::{Destination, Opening, Story, opened};
use super::encoding::Fonts;
use super::group::{Group, Paragraph};
use super::row::RowDefinition;
use super::styles::{self, Styles};
use super::token::Token;
use crate::document::{Document, Note, Source};
use crate::read::changes::{Change, Changes};
use crate::read::draft::Draft;
use crate::read::flow::field::{self, LONGEST_INSTRUCTION};
use crate::read::flow::{Flow, numbered};
use crate::read::symbol;

/// Groups within groups whose state is kept; deeper ones share the state of the deepest. Word nests a few dozen.
const DEEPEST: usize = 1_024;
/// Bytes of text that are read: of reports, a thousand pages hold a tenth of it.
const MOST_TEXT: usize = 32 * 1024 * 1024;

/// The file as far as it was read.
#[derive(Default)]
pub(super) struct Reader {
    fonts: Fonts,
    styles: Styles,
    /// `\deff`.
    default_font: i32,
    /// The groups around, outermost first, and the present one.
    around: Vec<Group>,
    group: Group,
    /// Open groups beyond [`DEEPEST`].
    beyond: usize,
    /// Bytes of text that are not decoded yet: a character may take several.
    bytes: Vec<u8>,
    /// Bytes of text that have come.
    length: usize,
    /// The first half of a character that takes two `\u`.
    half: Option<u16>,
    /// Bytes to come that only stand for a `\u`.
    replacements: u8,
    /// The story being written, those around it, and the finished ones.
    story: OpenStory,
    interrupted: Vec<OpenStory>,
    text_boxes: Vec<Flow>,
    notes: Vec<Flow>,
    changes: Changes,
    ending: Ending,
}

/// Whether the outermost group has been closed.
#[derive(Default, PartialEq, Eq)]
enum Ending {
    #[default]
    NotYet,
    Proper,
    /// There is more behind it: a brace too many in the middle of the file.
    TooEarly,
}

/// A story being written.
#[derive(Default)]
struct OpenStory {
    flow: Flow,
    /// Which story it is; none for the main text.
    kind: Option<Story>,
    /// The paragraph being written, and its list number.
    text: String,
    number: String,
    /// The instruction of the last field.
    instruction: String,
    /// The last row that was defined, and the last in a cell.
    row: RowDefinition,
    inner_row: RowDefinition,
}

impl Reader {
    /// Takes in the next token.
    pub fn take(&mut self, token: Token) {
        if self.ending != Ending::NotYet {
            // A byte or two of padding are no text.
            if matches!(token, Token::Open | Token::Word(..)) {
                self.ending = Ending::TooEarly;
            }
            return;
        }
        match token {
            Token::Byte(_) | Token::Word(..) | Token::Symbol(_) if self.replacements > 0 => self.replacements -= 1,
            Token::Byte(byte) => {
                self.group.fresh = false;
                if self.group.destination != Destination::Nothing {
                    self.length = self.length.saturating_add(1);
                    self.bytes.extend(Some(byte).filter(|_| self.length <= MOST_TEXT));
                }
            }
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Symbol(sign) => self.symbol(sign),
            Token::Word(word, number) => self.word(word, number),
        }
    }

    /// The document; none if the file ends in the middle, or its text does.
    pub fn finish(self) -> Option<Document> {
        if self.ending != Ending::Proper {
            return None;
        }
        let mut draft = Draft::default();
        let cut = (self.length > MOST_TEXT).then_some(Note::Cut { left_out: 0 });
        draft.notes.extend(self.changes.notes().chain(self.story.flow.cut().or(cut)));
        self.story.flow.finish(&mut draft);
        self.text_boxes.into_iter().chain(self.notes).for_each(|flow| flow.finish(&mut draft));
        Some(draft.finish(Source::Rtf))
    }

    fn open(&mut self) {
        self.decode();
        self.replacements = 0;
        if self.around.len() == DEEPEST {
            self.beyond += 1;
        } else {
            self.around.push(self.group);
            self.group = self.group.inner();
        }
    }

    fn close(&mut self) {
        self.decode();
        self.replacements = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.group.begins_story {
            self.end_story();
        }
        if self.around.len() == 1 {
            // The end of the file; what follows is none of its text.
            self.end_paragraph();
            self.around.clear();
            self.ending = Ending::Proper;
        } else if let Some(group) = self.around.pop() {
            self.group = group;
        }
    }

    fn symbol(&mut self, sign: u8) {
        if sign == b'*' {
            self.group.optional = true;
            return;
        }
        self.decode();
        match sign {
            b'~' => self.write("\u{A0}"),
            b'_' => self.write("-"),
            b'\r' | b'\n' => self.paragraph_mark(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let may_open = std::mem::take(&mut self.group.fresh);
        let optional = std::mem::take(&mut self.group.optional);
        if self.group.destination == Destination::Nothing {
            return;
        }
        // Between the halves of a character there is no word; a `\u` may follow a `\u`.
        self.decode();
        if may_open {
            match opened(word) {
                Some(opening) => return self.begin(opening),
                None if optional => return self.group.destination = Destination::Nothing,
                None => {}
            }
        }
        match self.group.destination {
            Destination::Fonts => self.font_word(word, number),
            Destination::Styles => self.style_word(word, number),
            _ => self.text_word(word, number),
        }
    }

    fn begin(&mut self, opening: Opening) {
        match opening {
            Opening::To(destination) => {
                if destination == Destination::Instruction {
                    self.story.instruction.clear();
                }
                self.group.destination = destination;
            }
            Opening::FieldResult => {
                if let Some(shown) = field::shown(&std::mem::take(&mut self.story.instruction)) {
                    self.write(&shown);
                    self.group.destination = Destination::Nothing;
                }
            }
            Opening::Newer if self.group.destination == Destination::Older => {
                self.group.destination = Destination::Text;
            }
            Opening::Newer => self.group.destination = Destination::Nothing,
            Opening::Story(kind) => {
                let story = OpenStory { kind: Some(kind), flow: self.story.flow.aside(), ..OpenStory::default() };
                self.interrupted.push(std::mem::replace(&mut self.story, story));
                self.group.destination = Destination::Text;
                self.group.paragraph = Paragraph::default();
                self.group.begins_story = true;
            }
        }
    }

    fn end_story(&mut self) {
        self.end_paragraph();
        let Some(around) = self.interrupted.pop() else { return };
        let ended = std::mem::replace(&mut self.story, around);
        self.story.flow.go_on(&ended.flow);
        match ended.kind {
            _ if ended.flow.is_blank() => {}
            Some(Story::TextBox) => self.text_boxes.push(ended.flow),
            _ => self.notes.push(ended.flow),
        }
    }

    fn font_word(&mut self, word: &str, number: Option<i32>) {
        let (number, font) = (number.unwrap_or(0), self.group.entry.unwrap_or(0));
        match word {
            "f" => self.group.entry = Some(number),
            "fcharset" => self.fonts.set_charset(font, number),
            "cpg" => self.fonts.set_font_code_page(font, number),
            _ => {}
        }
    }

    fn style_word(&mut self, word: &str, number: Option<i32>) {
        let (number, style) = (number.unwrap_or(0), self.group.entry.unwrap_or(0));
        match word {
            "s" => self.group.entry = Some(number),
            // Styles of characters, sections and tables count apart.
            "cs" | "ds" | "ts" => self.group.destination = Destination::Nothing,
            "outlinelevel" => self.styles.set_outline(style, number),
            "sbasedon" => self.styles.set_base(style, number),
            _ => {}
        }
    }

    /// A word in running text or beside it.
    fn text_word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" | "column" => self.paragraph_mark(),
            "line" | "lbr" => self.write("\n"),
            "tab" => self.write("\t"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.replacements = u8::try_from(number.unwrap_or(1)).ok(),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "bullet" => self.write("•"),
            "emspace" | "enspace" | "qmspace" => self.write(" "),
            "cell" | "nestcell" | "row" | "nestrow" => self.table_mark(word),
            "v" => self.group.hidden = on,
            "strike" | "striked" => self.group.struck = on,
            "deleted" => self.group.deleted = on,
            "revised" => self.group.inserted = on,
            "plain" => self.group.plain(),
            "f" => (self.group.font, self.group.is_chinese) = (number, false),
            "af" if self.group.is_chinese => self.group.chinese_font = number,
            "dbch" => self.group.is_chinese = true,
            "loch" | "hich" => self.group.is_chinese = false,
            "ansicpg" => self.fonts.set_code_page(number.unwrap_or(0)),
            "deff" => self.default_font = number.unwrap_or(0),
            _ => self.paragraph_word(word, number),
        }
    }

    fn paragraph_word(&mut self, word: &str, number: Option<i32>) {
        let paragraph = &mut self.group.paragraph;
        match word {
            "pard" => *paragraph = Paragraph::default(),
            "s" => paragraph.style = number.unwrap_or(0),
            "outlinelevel" => paragraph.outline = number,
            "intbl" => paragraph.in_table = number != Some(0),
            "itap" => paragraph.nesting = number.unwrap_or(0),
            _ if self.group.destination == Destination::InnerRow => self.story.inner_row.take(word, number),
            _ => self.story.row.take(word, number),
        }
    }

    /// `\u`: a UTF-16 unit, as a signed number.
    fn unicode(&mut self, number: i32) {
        self.replacements = self.group.replacements.unwrap_or(1);
        let Ok(unit) = u16::try_from(number & 0xFFFF) else { return };
        let units = self.half.take().into_iter().chain([unit]);
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let text: String = char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.write(&text);
    }

    /// Decodes the bytes of text that have come.
    fn decode(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.fonts.decode(&bytes, self.group.current_font(self.default_font));
            self.write(&text);
        }
    }

    /// Text, to where the group says.
    fn write(&mut self, text: &str) {
        let entry = self.group.entry.unwrap_or(0);
        match self.group.destination {
            Destination::Text => {
                if self.is_shown() && self.is_unstruck(text) {
                    let font = self.fonts.name(self.group.current_font(self.default_font));
                    self.story.text.extend(text.chars().filter_map(|one| symbol::shown(one, font)));
                }
            }
            Destination::Number => {
                if self.is_shown() {
                    self.story.number.push_str(text);
                }
            }
            Destination::Instruction => {
                if self.story.instruction.len() < LONGEST_INSTRUCTION {
                    self.story.instruction.push_str(text);
                }
            }
            Destination::Fonts => self.fonts.add_name(entry, text),
            Destination::Styles => self.styles.add_name(entry, text),
            Destination::InnerRow | Destination::Around | Destination::Older | Destination::Nothing => {}
        }
    }

    /// Whether text of the group is shown; tracked changes are counted.
    fn is_shown(&mut self) -> bool {
        self.changes.follow(match self.group {
            Group { deleted: true, .. } => Some(Change::Deleted),
            Group { inserted: true, .. } => Some(Change::Inserted),
            _ => None,
        });
        !self.group.deleted && !self.group.hidden
    }

    /// Whether text of the group is not struck out; what is struck out is counted.
    fn is_unstruck(&mut self, text: &str) -> bool {
        if !text.trim().is_empty() {
            self.changes.follow_struck(self.group.struck);
        }
        !self.group.struck
    }

    /// `\par`, unless a tracked change took it away.
    fn paragraph_mark(&mut self) {
        if self.group.destination == Destination::Text && self.is_shown() {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        let Paragraph { style, outline, .. } = self.group.paragraph;
        let level = outline.map_or_else(|| self.styles.level(style), styles::level);
        let text = self.story.paragraph(false);
        self.story.flow.paragraph(self.group.paragraph.depth(), &text, level);
    }

    /// The end of a cell or row.
    fn table_mark(&mut self, word: &str) {
        if !matches!(self.group.destination, Destination::Text | Destination::InnerRow) {
            return;
        }
        let inner = self.group.paragraph.depth().max(2);
        let story = &mut self.story;
        match word {
            "row" => story.flow.row_end(1, story.row.shape()),
            "nestrow" => story.flow.row_end(inner, story.inner_row.shape()),
            cell => {
                let text = story.paragraph(true);
                story.flow.cell_end(if cell == "cell" { 1 } else { inner }, &text);
            }
        }
    }
}

impl OpenStory {
    /// The text of a paragraph with its list number.
    fn paragraph(&mut self, in_cell: bool) -> String {
        numbered(&std::mem::take(&mut self.number), std::mem::take(&mut self.text), in_cell)
    }
}

//! The text of a Word document, element by element.

use super::field::Fields;
use super::inserted::Inserted;
use super::numbering::Numbering;
use super::package::Package;
use super::styles::{Settings, Styles, is_on, value};
use crate::read::draft::Draft;
use crate::read::story::Story;
use crate::read::symbol::{Look, SymbolFont};
use crate::read::xml::{self, Step, Visitor, attribute, child, children, key};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};

/// What the name spaces of Word itself end with, transitional and strict, and that of 2003.
const WORD: [&str; 3] = ["/wordprocessingml/2006/main", "/wordprocessingml/main", "/office/word/2003/wordml"];
/// What the name space of changes in Word 2003 ends with.
const CHANGES: &str = "/aml/2001/core";
/// What the name spaces of formulas (公式) end with.
const MATH: [&str; 2] = ["/officeDocument/2006/math", "/officeDocument/math"];
/// The name space of alternatives for older and newer programs.
const ALTERNATIVES: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Notes that are read; the longest reports have a few hundred.
const MOST_NOTES: usize = 100_000;

/// One who is led through the text and writes it down.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    story: Story,
    fields: Fields,
    /// How the run of text is shown that is being read.
    look: Look,
    /// Whether text is being read, and whether white space around it counts.
    reading: Option<Space>,
    /// Notes referred to, in the order of their references.
    notes: Vec<NoteKey>,
    noted: BTreeSet<NoteKey>,
    /// Where inserted files are kept.
    package: Option<&'a Package<'a>>,
    inserted: Inserted,
}

/// A note's part (`footnotes`, `endnotes`) and number.
type NoteKey = (&'static str, String);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Kept,
    Trimmed,
}

impl<'a> Body<'a> {
    /// One who has read nothing yet.
    pub fn new(styles: &'a Styles, numbering: Numbering, package: Option<&'a Package<'a>>) -> Self {
        Self {
            styles,
            numbering,
            story: Story::default(),
            fields: Fields::default(),
            look: Look::default(),
            reading: None,
            notes: Vec::new(),
            noted: BTreeSet::new(),
            package,
            inserted: Inserted::default(),
        }
    }

    /// The numbers of the notes (脚注、尾注) in a part that the text refers to.
    pub fn noted(&self, kind: &str) -> Vec<String> {
        self.notes.iter().filter(|(part, _)| *part == kind).map(|(_, id)| id.clone()).collect()
    }

    /// Writes the notes of a part after what was written.
    pub fn write_notes(&mut self, part: &Document, noted: &[String]) {
        let all = part.root_element().children().filter(Node::is_element);
        let notes: BTreeMap<&str, Node> = all.filter_map(|note| Some((attribute(note, "id")?, note))).collect();
        for note in noted.iter().filter_map(|id| notes.get(id.as_str())) {
            xml::walk(*note, self);
        }
    }

    /// The draft with all that was written.
    pub fn finish(self) -> Draft {
        let mut draft = self.story.finish();
        self.inserted.note(&mut draft);
        draft
    }

    fn enter_word(&mut self, element: Node, name: &str) -> Step {
        match name {
            "p" => self.open_paragraph(element),
            "r" => self.look = self.look_of(child(element, "rPr")),
            "t" => self.reading = Some(space(element)),
            "tab" | "ptab" => self.put("\t"),
            "br" | "cr" if !self.is_unseen() => self.story.line_break(),
            "noBreakHyphen" => self.put("-"),
            "sym" => self.put_symbol(element),
            "fldChar" => {
                self.put(form_value(element).unwrap_or_default());
                self.fields.mark(attribute(element, "fldCharType").unwrap_or_default());
            }
            "footnoteReference" => self.refer("footnotes", element),
            "endnoteReference" => self.refer("endnotes", element),
            "tbl" => self.story.open_table(key(element)),
            "tr" => return self.open_row(element),
            "tc" => return self.open_cell(element),
            "ins" | "moveTo" => self.story.changes.inserted += 1,
            "del" | "moveFrom" => {
                self.story.changes.deleted += 1;
                return Step::Over;
            }
            "drawing" | "pict" | "object" if self.is_unseen() => return Step::Over,
            "drawing" | "pict" => self.inserted.picture(element),
            "object" => {
                let document = self.inserted.object(element, self.package);
                document.into_iter().for_each(|document| self.story.insert(&document));
                return Step::Over;
            }
            "altChunk" => {
                let document = self.inserted.chunk(element, self.package);
                document.into_iter().for_each(|document| self.story.insert(&document));
            }
            // Properties, instructions, what was deleted, and the reading (拼音) above a character.
            "pPr" | "rPr" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx" | "trPr" | "tcPr" | "sdtPr" | "sdtEndPr"
            | "customXmlPr" | "smartTagPr" | "instrText" | "delText" | "delInstrText" | "rt" => return Step::Over,
            _ => {}
        }
        Step::Into
    }

    /// A tracked change or comment of Word 2003.
    fn enter_change(&mut self, element: Node) -> Step {
        match attribute(element, "type").unwrap_or_default() {
            "Word.Insertion" => self.story.changes.inserted += 1,
            "Word.Deletion" => {
                self.story.changes.deleted += 1;
                return Step::Over;
            }
            kind if kind.starts_with("Word.Comment") => return Step::Over,
            _ => {}
        }
        Step::Into
    }

    fn enter_math(&mut self, name: &str) {
        match name {
            "t" => self.reading = Some(Space::Kept),
            // A fraction is written on one line: numerator / denominator.
            "den" => self.put("/"),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, element: Node) {
        let properties = child(element, "pPr");
        let style = self.styles.of_paragraph(properties);
        let direct = Settings::of_paragraph(properties);
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        let has = |name| mark.and_then(|mark| child(mark, name)).is_some();
        let deleted = has("del") || has("moveFrom") || mark.is_some_and(is_deleted);
        self.story.changes.deleted += u32::from(deleted);
        let joined = deleted || has("specVanish");
        // The number of two joined paragraphs is the second one's.
        let label = if joined { String::new() } else { self.numbering.label(direct, style, self.styles) };
        let outline = direct.outline.or(self.styles.settings(style).outline).filter(|outline| *outline < 9);
        self.story.open_paragraph(key(element), label, outline.map(|outline| outline + 1));
        if joined {
            self.story.join_next();
        }
    }

    fn open_row(&mut self, element: Node) -> Step {
        let property = |name| child(child(element, "trPr")?, name);
        if property("del").is_some() || child(element, "trPr").is_some_and(is_deleted) {
            self.story.changes.deleted += 1;
            return Step::Over;
        }
        if property("hidden").is_some_and(is_on) {
            return Step::Over;
        }
        self.story.changes.inserted += u32::from(property("ins").is_some());
        let before = property("gridBefore").and_then(value).and_then(|before| before.parse().ok());
        self.story.open_row(key(element), before.unwrap_or(0));
        Step::Into
    }

    fn open_cell(&mut self, element: Node) -> Step {
        let property = |name: &str| child(child(element, "tcPr")?, name);
        if property("cellDel").is_some() {
            self.story.changes.deleted += 1;
            return Step::Over;
        }
        let columns = property("gridSpan").and_then(value).and_then(|columns| columns.parse().ok()).unwrap_or(1);
        let continues = |names: [&str; 2]| {
            let merge = names.into_iter().find_map(property);
            merge.is_some_and(|merge| value(merge) != Some("restart"))
        };
        let merged = continues(["vMerge", "vmerge"]) && self.story.continue_cell(columns)
            || continues(["hMerge", "hmerge"]) && self.story.widen_cell(columns);
        if merged {
            return Step::Over;
        }
        self.story.open_cell(key(element), [1, columns], columns);
        Step::Into
    }

    fn look_of(&self, properties: Option<Node>) -> Look {
        let property = |name| child(properties?, name);
        let style = property("rStyle").and_then(value).and_then(|id| self.styles.place(id));
        let (direct, inherited) = (Settings::of_run(properties), self.styles.settings(style));
        let font = property("rFonts").and_then(|fonts| attribute(fonts, "ascii").or(attribute(fonts, "hAnsi")));
        Look {
            hidden: direct.hidden.or(inherited.hidden).unwrap_or(false),
            struck: direct.struck.or(inherited.struck).unwrap_or(false),
            raised: direct.raised.or(inherited.raised).unwrap_or(false),
            font: font.and_then(SymbolFont::named),
        }
    }

    /// A note's mark is no part of the text: 12.5 with a small 1 behind it is not 12.51.
    fn refer(&mut self, kind: &'static str, element: Node) {
        if let Some(id) = attribute(element, "id").filter(|_| !self.is_unseen()) {
            let key = (kind, id.to_owned());
            if self.notes.len() < MOST_NOTES && self.noted.insert(key.clone()) {
                self.notes.push(key);
            }
        }
    }

    fn put_symbol(&mut self, element: Node) {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(sign) = code.and_then(char::from_u32) else { return };
        let font = attribute(element, "font").and_then(SymbolFont::named);
        let private = ('\u{E000}'..='\u{F8FF}').contains(&sign);
        let shown = match font {
            Some(font) => font.shown(sign),
            None if private => char::REPLACEMENT_CHARACTER,
            None => sign,
        };
        self.put(shown.encode_utf8(&mut [0; 4]));
    }

    fn put(&mut self, text: &str) {
        if !text.trim().is_empty() && !self.fields.hide() {
            self.story.changes.follow_struck(self.look.struck);
            self.story.changes.follow_hidden(self.look.hidden);
        }
        if self.is_unseen() {
            return;
        }
        self.story.text(&self.look.shown(text));
    }

    fn is_unseen(&self) -> bool {
        self.look.hidden || self.fields.hide()
    }
}

impl Visitor for Body<'_> {
    fn enter(&mut self, element: Node) -> Step {
        let (space, name) = (element.tag_name().namespace().unwrap_or_default(), element.tag_name().name());
        if WORD.iter().any(|end| space.ends_with(end)) {
            return self.enter_word(element, name);
        }
        if MATH.iter().any(|end| space.ends_with(end)) {
            self.enter_math(name);
        }
        if space.ends_with(CHANGES) {
            return self.enter_change(element);
        }
        if space == ALTERNATIVES {
            // Of the alternatives one is shown: the first that newer programs know.
            let chosen = element.prev_sibling_element().is_none();
            return if name == "AlternateContent" || chosen { Step::Into } else { Step::Over };
        }
        Step::Into
    }

    fn text(&mut self, text: &str) {
        match self.reading {
            Some(Space::Kept) => self.put(text),
            Some(Space::Trimmed) => self.put(text.trim_matches([' ', '\t', '\r', '\n'])),
            None => {}
        }
    }

    fn leave(&mut self, element: Node) {
        match element.tag_name().name() {
            "t" => self.reading = None,
            "r" => self.look = Look::default(),
            "p" => self.fields.end_paragraph(),
            _ => {}
        }
        self.story.close(key(element));
    }
}

/// Whether properties say, as Word 2003 does, that what has them was deleted.
fn is_deleted(properties: Node) -> bool {
    children(properties, "annotation").any(|change| attribute(change, "type") == Some("Word.Deletion"))
}

/// Whether white space around a text counts.
fn space(element: Node) -> Space {
    if attribute(element, "space") == Some("preserve") { Space::Kept } else { Space::Trimmed }
}

/// What a field of an old form (旧式窗体) shows, where that is no text of its own: a box, ticked or empty, or what was chosen from a list.
fn form_value<'a>(field: Node<'a, '_>) -> Option<&'a str> {
    let data = child(field, "ffData")?;
    if let Some(check) = child(data, "checkBox") {
        let state = child(check, "checked").or_else(|| child(check, "default"));
        return Some(if state.is_some_and(is_on) { "☑" } else { "□" });
    }
    let list = child(data, "ddList")?;
    let chosen = child(list, "result").or_else(|| child(list, "default")).and_then(value);
    let chosen = chosen.and_then(|chosen| chosen.parse().ok()).unwrap_or(0);
    children(list, "listEntry").nth(chosen).and_then(value)
}

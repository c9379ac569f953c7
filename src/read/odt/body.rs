//! The text of an OpenDocument file, element by element.

use super::list::Lists;
use super::styles::Styles;
use crate::read::draft::Draft;
use crate::read::story::Story;
use crate::read::symbol::Look;
use crate::read::xml::{Step, Visitor, attribute, child, children, key};
use roxmltree::{Node, NodeId};

/// Most spaces that one element may stand for, and all of a file together.
const MOST_SPACES: [usize; 2] = [200, 1_000_000];

/// One who is led through the text and writes it down.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    lists: Lists,
    story: Story,
    /// How text is shown here: of the paragraph, and of every stretch within it.
    looks: Vec<Look>,
    notes: Vec<NodeId>,
    /// Spaces that elements may still stand for.
    spaces: usize,
}

impl<'a> Body<'a> {
    /// One who has read nothing yet.
    pub fn new(styles: &'a Styles, lists: Lists) -> Self {
        Self { styles, lists, story: Story::default(), looks: Vec::new(), notes: Vec::new(), spaces: MOST_SPACES[1] }
    }

    /// The notes (脚注、尾注) that were met and not yet written.
    pub fn notes(&mut self) -> Vec<NodeId> {
        std::mem::take(&mut self.notes)
    }

    /// The draft with all that was written.
    pub fn finish(self) -> Draft {
        self.story.finish()
    }

    fn enter_text(&mut self, element: Node, name: &str) -> Step {
        match name {
            "p" | "h" => self.open_paragraph(element, name == "h"),
            "span" => {
                let around = self.look();
                self.looks.push(self.styles.look_of_text(attribute(element, "style-name"), around));
            }
            "s" => {
                let spaces = number(element, "c").unwrap_or(1).min(MOST_SPACES[0]).min(self.spaces);
                self.spaces -= spaces;
                self.put(&" ".repeat(spaces));
            }
            "tab" => self.put("\t"),
            "line-break" if !self.look().hidden => self.story.line_break(),
            "list" => self.lists.open_list(element),
            "list-item" | "list-header" => self.lists.open_item(element, name == "list-item"),
            "note-body" => self.lists.open_border(),
            "note" => {
                self.notes.extend(child(element, "note-body").map(|body| body.id()));
                return Step::Over;
            }
            "tracked-changes" => {
                let regions = || children(element, "changed-region");
                let count = |kind| regions().filter(|region| child(*region, kind).is_some()).count();
                let count = |kind| u32::try_from(count(kind)).unwrap_or(u32::MAX);
                self.story.changes.inserted = count("insertion");
                self.story.changes.deleted = count("deletion");
                return Step::Over;
            }
            "section" if attribute(element, "display") == Some("none") => return Step::Over,
            "hidden-text" | "hidden-paragraph" if attribute(element, "is-hidden") == Some("true") => return Step::Over,
            "ruby-text" | "script" => return Step::Over,
            _ => {}
        }
        Step::Into
    }

    fn open_paragraph(&mut self, element: Node, heading: bool) {
        let style = attribute(element, "style-name").or_else(|| attribute(element, "cond-style-name"));
        let level = number(element, "outline-level").unwrap_or(1).clamp(1, 10);
        let label = if self.lists.is_in_item() {
            self.lists.label(self.styles.list(style))
        } else if heading {
            self.lists.chapter(level - 1, element)
        } else {
            String::new()
        };
        let level = u8::try_from(level).ok().filter(|_| heading);
        self.looks.push(self.styles.look_of_paragraph(style));
        self.story.open_paragraph(key(element), label, level);
    }

    fn enter_table(&mut self, element: Node, name: &str) -> Step {
        let count = |name: &str| number(element, name).and_then(|count| u32::try_from(count).ok()).unwrap_or(1);
        match name {
            "table" => self.story.open_table(key(element)),
            "table-row" => self.story.open_row(key(element), 0),
            "table-cell" => {
                self.lists.open_border();
                // The places that it covers to its right follow as elements of their own.
                let size = ["number-rows-spanned", "number-columns-spanned"].map(count);
                self.story.open_cell(key(element), size, 1);
            }
            "covered-table-cell" => {
                self.story.skip_columns(count("number-columns-repeated"));
                return Step::Over;
            }
            _ => {}
        }
        Step::Into
    }

    fn put(&mut self, text: &str) {
        let look = self.look();
        if !text.trim().is_empty() {
            self.story.changes.follow_struck(look.struck);
            self.story.changes.follow_hidden(look.hidden);
        }
        let shown = look.shown(text);
        self.story.text(&shown);
    }

    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }
}

impl Visitor for Body<'_> {
    fn enter(&mut self, element: Node) -> Step {
        let name = element.tag_name().name();
        match (space(element), name) {
            (Space::Text, _) => self.enter_text(element, name),
            (Space::Table, _) => self.enter_table(element, name),
            (Space::Drawing, "text-box") => {
                self.lists.open_border();
                Step::Into
            }
            // Pictures and formulas, their descriptions, comments, and what is not text at all.
            (Space::Drawing, "object" | "image") | (Space::Vector, "title" | "desc") => Step::Over,
            (Space::Office, "text" | "body" | "document-content") => Step::Into,
            (Space::Office, _) => Step::Over,
            _ => Step::Into,
        }
    }

    /// White space counts once, and not at the beginning of a paragraph.
    fn text(&mut self, text: &str) {
        const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];
        let mut open = self.story.so_far().chars().next_back().is_none_or(|last| WHITE.contains(&last));
        let mut written = String::with_capacity(text.len());
        for sign in text.chars() {
            let white = WHITE.contains(&sign);
            if !white {
                written.push(sign);
            } else if !open {
                written.push(' ');
            }
            open = white;
        }
        self.put(&written);
    }

    fn leave(&mut self, element: Node) {
        self.story.close(key(element));
        match (space(element), element.tag_name().name()) {
            (Space::Text, "p" | "h" | "span") => drop(self.looks.pop()),
            (Space::Text, "list" | "list-item" | "list-header" | "note-body") | (Space::Drawing, "text-box") => {
                self.lists.close()
            }
            (Space::Table, "table-cell") => {
                self.lists.close();
                self.story.skip_columns(repeated(element));
            }
            _ => {}
        }
    }
}

/// The name spaces of the format.
enum Space {
    Office,
    Text,
    Table,
    Drawing,
    Vector,
    Other,
}

fn space(element: Node) -> Space {
    let name = element.tag_name().namespace().unwrap_or_default();
    match name.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:").unwrap_or(name) {
        "office:1.0" => Space::Office,
        "text:1.0" => Space::Text,
        "table:1.0" => Space::Table,
        "drawing:1.0" => Space::Drawing,
        "svg-compatible:1.0" => Space::Vector,
        _ => Space::Other,
    }
}

fn number(element: Node, name: &str) -> Option<usize> {
    attribute(element, name)?.parse().ok()
}

/// How often a cell stands again after the first time. Writers repeat empty cells alone, so what is repeated is left empty;
/// rows are repeated by spreadsheets, not by text.
fn repeated(element: Node) -> u32 {
    number(element, "number-columns-repeated")
        .and_then(|count| u32::try_from(count).ok())
        .unwrap_or(1)
        .saturating_sub(1)
}

//! Lists and chapter numbers (编号): what is counted, and how it is written.

use crate::read::numerals::{LONGEST, Numeral, spaced};
use crate::read::xml::{attribute, child};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Levels of a list.
const LEVELS: usize = 10;
/// Most list styles, and most lists that count for themselves.
const MOST_LISTS: usize = 100_000;

/// The list styles of a document, the lists that are open, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, ListStyle>,
    /// How chapters are numbered (章节编号).
    chapters: ListStyle,
    chapter_counts: Counts,
    /// Lists and items around the place that is being read.
    open: Vec<Open>,
    /// The counts of every list; a list that continues another shares them.
    counts: Vec<Counts>,
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<Rc<str>, usize>,
}

/// The current number of every level; `None` before its first.
type Counts = [Option<u32>; LEVELS];

/// Level number from 0 → how it is written.
type ListStyle = BTreeMap<usize, Level>;

/// How a level is counted and written.
#[derive(Debug)]
struct Level {
    numeral: Numeral,
    /// What is written: text, and numbers of levels.
    parts: Vec<Part>,
    start: u32,
    gap: bool,
}

#[derive(Debug)]
enum Part {
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

#[derive(Debug)]
enum Open {
    /// A cell, text box or note: lists outside of it are none of its own.
    Border,
    List {
        level: usize,
        style: Option<Rc<str>>,
        counts: usize,
    },
    /// An item, whether its number is still to be written, and the number it is told to have.
    Item {
        fresh: bool,
        start: Option<u32>,
    },
}

impl Lists {
    /// Adds the list styles of a part; those of the same name are replaced.
    pub fn add(&mut self, tree: &Document) {
        for node in tree.root_element().children().flat_map(|group| group.children()) {
            match (node.tag_name().name(), attribute(node, "name")) {
                ("list-style", Some(name)) if self.styles.len() < MOST_LISTS => {
                    drop(self.styles.insert(name.to_owned(), levels(node)))
                }
                ("outline-style", _) => self.chapters = levels(node),
                _ => {}
            }
        }
    }

    /// A place begins in which lists begin anew.
    pub fn open_border(&mut self) {
        self.open.push(Open::Border);
    }

    /// A list begins, as its element says. A list within a list goes on counting, until a number above it begins it anew.
    pub fn open_list(&mut self, element: Node) {
        let own_style = attribute(element, "style-name").map(Rc::from);
        let goes_on = attribute(element, "continue-numbering") == Some("true");
        // A list stands in an item of the list around it.
        let around = self.open.iter().rev().take(2).find(|open| !matches!(open, Open::Item { .. }));
        let (level, style, counts) = match around {
            Some(Open::List { level, style, counts }) => {
                ((level + 1).min(LEVELS - 1), own_style.or(style.clone()), *counts)
            }
            _ => {
                let other = attribute(element, "continue-list").and_then(|id| self.by_id.get(id));
                let before = own_style.as_ref().filter(|_| goes_on).and_then(|style| self.by_style.get(style));
                let counts = other.or(before).copied().unwrap_or(self.counts.len().min(MOST_LISTS));
                if counts == self.counts.len() {
                    self.counts.push(Counts::default());
                }
                (0, own_style, counts)
            }
        };
        if let Some(id) = attribute(element, "id").filter(|_| self.by_id.len() < MOST_LISTS) {
            self.by_id.insert(id.to_owned(), counts);
        }
        if let Some(style) = &style
            && level == 0
        {
            self.by_style.insert(style.clone(), counts);
        }
        self.open.push(Open::List { level, style, counts });
    }

    /// An item begins; one that is only a header has no number.
    pub fn open_item(&mut self, element: Node, numbered: bool) {
        let start = attribute(element, "start-value").and_then(|start| start.parse().ok());
        self.open.push(Open::Item { fresh: numbered, start });
    }

    /// What was opened last ends.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// The number before a paragraph: the first of an item has one. `style` is the list that the paragraph's own style names.
    pub fn label(&mut self, style: Option<&str>) -> String {
        let [.., Open::List { level, style: own, counts }, Open::Item { fresh, start }] = self.open.as_mut_slice()
        else {
            return String::new();
        };
        let style = own.as_deref().or(style).and_then(|name| self.styles.get(name));
        let (true, Some(style), Some(counts)) = (std::mem::take(fresh), style, self.counts.get_mut(*counts)) else {
            return String::new();
        };
        count(style, counts, *level, start.take());
        write(style, counts, *level)
    }

    /// The number before a heading that stands in no list.
    pub fn chapter(&mut self, level: usize, heading: Node) -> String {
        if attribute(heading, "is-list-header") == Some("true") || level >= LEVELS {
            return String::new();
        }
        let restart = attribute(heading, "restart-numbering") == Some("true");
        let start = attribute(heading, "start-value").filter(|_| restart).and_then(|start| start.parse().ok());
        count(&self.chapters, &mut self.chapter_counts, level, start);
        write(&self.chapters, &self.chapter_counts, level)
    }

    /// Whether the place that is being read stands in an item of a list.
    pub fn is_in_item(&self) -> bool {
        matches!(self.open.last(), Some(Open::Item { .. }))
    }
}

/// Counts a level on; those below begin again.
fn count(style: &ListStyle, counts: &mut Counts, level: usize, start: Option<u32>) {
    for count in counts.iter_mut().skip(level + 1) {
        *count = None;
    }
    if let Some(count) = counts.get_mut(level) {
        let next = count.map_or_else(|| first(style, level), |count| count.saturating_add(1));
        *count = Some(start.unwrap_or(next));
    }
}

/// The number with which a level begins.
fn first(style: &ListStyle, level: usize) -> u32 {
    style.get(&level).map_or(1, |level| level.start)
}

fn write(style: &ListStyle, counts: &Counts, level: usize) -> String {
    let Some(level) = style.get(&level) else { return String::new() };
    let write_part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Number(at) => {
            let count = counts.get(*at).copied().flatten().unwrap_or_else(|| first(style, *at));
            style.get(at).map_or(Numeral::Decimal, |level| level.numeral).write(count)
        }
    };
    let written: String = level.parts.iter().map(write_part).collect();
    let written = written.chars().take(LONGEST).collect();
    if level.gap { spaced(written) } else { written }
}

/// The levels of a list style.
fn levels(style: Node) -> ListStyle {
    let read = |node: Node| {
        let at = attribute(node, "level")?.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < LEVELS)?;
        Some((at, level(node, at)))
    };
    style.children().filter(Node::is_element).filter_map(read).collect()
}

fn level(node: Node, at: usize) -> Level {
    let number = |name| attribute(node, name).and_then(|value| value.parse::<usize>().ok());
    let is_number = matches!(node.tag_name().name(), "list-level-style-number" | "outline-level-style");
    let alignment =
        child(node, "list-level-properties").and_then(|properties| child(properties, "list-level-label-alignment"));
    let parts = match attribute(node, "num-list-format") {
        _ if !is_number => Vec::new(),
        Some(pattern) => pattern_parts(pattern),
        None => {
            let text = |name| Part::Text(attribute(node, name).unwrap_or_default().chars().take(LONGEST).collect());
            let from = (at + 1).saturating_sub(number("display-levels").unwrap_or(1).max(1));
            let between =
                |level| [Part::Text(if level > from { ".".into() } else { String::new() }), Part::Number(level)];
            std::iter::once(text("num-prefix"))
                .chain((from..=at).flat_map(between))
                .chain([text("num-suffix")])
                .collect()
        }
    };
    Level {
        numeral: numeral(attribute(node, "num-format").unwrap_or_default()),
        parts,
        start: number("start-value").and_then(|start| u32::try_from(start).ok()).unwrap_or(1),
        gap: alignment.and_then(|alignment| attribute(alignment, "label-followed-by")) != Some("nothing"),
    }
}

/// LibreOffice's own way to say what is written: `（%1%）`.
fn pattern_parts(pattern: &str) -> Vec<Part> {
    let pattern: String = pattern.chars().take(LONGEST).collect();
    let part = |(at, piece): (usize, &str)| match piece.parse::<usize>() {
        Ok(level) if at % 2 == 1 => Part::Number(level.saturating_sub(1)),
        _ => Part::Text(piece.to_owned()),
    };
    pattern.split('%').enumerate().map(part).collect()
}

/// How a number format writes numbers; Chinese ones are named by their first numbers: `一, 二, 三, ...`.
fn numeral(format: &str) -> Numeral {
    match format.chars().next() {
        None => Numeral::None,
        Some('一') => Numeral::Chinese,
        Some('壹' | '壱') => Numeral::ChineseLegal,
        Some('①') => Numeral::Circled,
        Some('１') => Numeral::FullWidth,
        Some('甲') => Numeral::Stem,
        Some('子') => Numeral::Branch,
        Some('A') => Numeral::UpperLetter,
        Some('a') => Numeral::LowerLetter,
        Some('I') => Numeral::UpperRoman,
        Some('i') => Numeral::LowerRoman,
        Some('0') => Numeral::TwoDigits,
        Some(_) => Numeral::Decimal,
    }
}

//! Styles (样式), as far as they decide what a reader sees.

use crate::read::symbol::{Look, SymbolFont};
use crate::read::xml::{attribute, child};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Most styles above one another; a circle of styles ends here.
const MOST_PARENTS: usize = 32;

/// Most styles of a kind; LibreOffice makes one for every way in which text is formatted.
const MOST_STYLES: usize = 100_000;

/// Styles of paragraphs and of stretches of text.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<String, Style>,
    texts: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    /// The list whose numbers its paragraphs have.
    list: Option<String>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    font: Option<SymbolFont>,
}

impl Styles {
    /// Adds the styles of a part; those of the same name are replaced.
    pub fn add(&mut self, tree: &Document) {
        for node in tree.root_element().children().flat_map(|group| group.children()) {
            let family = match attribute(node, "family") {
                Some("paragraph") if node.tag_name().name() == "style" => &mut self.paragraphs,
                Some("text") if node.tag_name().name() == "style" => &mut self.texts,
                _ => continue,
            };
            if let Some(name) = attribute(node, "name").filter(|_| family.len() < MOST_STYLES) {
                family.insert(name.to_owned(), Style::read(node));
            }
        }
    }

    /// How the text of a paragraph with that style is shown.
    pub fn look_of_paragraph(&self, name: Option<&str>) -> Look {
        look(&self.paragraphs, name, Look::default())
    }

    /// How a stretch of text with that style is shown within text of another look.
    pub fn look_of_text(&self, name: Option<&str>, around: Look) -> Look {
        look(&self.texts, name, around)
    }

    /// The list whose numbers paragraphs of that style have.
    pub fn list(&self, name: Option<&str>) -> Option<&str> {
        chain(&self.paragraphs, name).find_map(|style| style.list.as_deref())
    }
}

impl Style {
    fn read(node: Node) -> Self {
        let text = |name| attribute(child(node, "text-properties")?, name);
        // `super 58%`, or how far the text is raised in percent.
        let is_raised = |position: &str| {
            position.starts_with("super") || position.starts_with(|sign: char| ('1'..='9').contains(&sign))
        };
        Self {
            parent: attribute(node, "parent-style-name").map(str::to_owned),
            list: attribute(node, "list-style-name").filter(|name| !name.is_empty()).map(str::to_owned),
            hidden: text("display").map(|display| display == "none"),
            struck: text("text-line-through-style").map(|line| line != "none"),
            raised: text("text-position").map(is_raised),
            font: text("font-name").and_then(SymbolFont::named),
        }
    }
}

/// A style and those above it, nearest first.
fn chain<'a>(family: &'a BTreeMap<String, Style>, name: Option<&str>) -> impl Iterator<Item = &'a Style> {
    let first = name.and_then(|name| family.get(name));
    std::iter::successors(first, |style| family.get(style.parent.as_ref()?)).take(MOST_PARENTS)
}

fn look(family: &BTreeMap<String, Style>, name: Option<&str>, around: Look) -> Look {
    let all = || chain(family, name);
    Look {
        hidden: all().find_map(|style| style.hidden).unwrap_or(around.hidden),
        struck: all().find_map(|style| style.struck).unwrap_or(around.struck),
        raised: all().find_map(|style| style.raised).unwrap_or(around.raised),
        font: all().find_map(|style| style.font).or(around.font),
    }
}

//! Styles (样式), as far as they decide what a reader sees: heading levels, numbering, hidden and raised text.

use crate::read::xml::{attribute, child, children};
use roxmltree::Node;
use std::collections::BTreeMap;

/// Most styles above one another. Word allows ten; a circle of styles ends here.
const MOST_BASES: usize = 32;

/// Most styles that are read; files that were merged from many have some thousand.
const MOST_STYLES: usize = 50_000;

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    places: BTreeMap<String, usize>,
    styles: Vec<Style>,
    /// The style of paragraphs that name none.
    usual: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    base: Option<usize>,
    own: Settings,
}

/// What a style, a paragraph or a run sets; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Outline level (大纲级别) from 0; 9 for body text.
    pub outline: Option<u8>,
    /// The numbered list; 0 for none.
    pub list: Option<u32>,
    /// The level within the list, from 0.
    pub list_level: Option<u8>,
    /// Whether text is hidden (隐藏文字).
    pub hidden: Option<bool>,
    /// Whether text is superscript (上标).
    pub raised: Option<bool>,
    /// Whether text is struck out (删除线).
    pub struck: Option<bool>,
}

impl Settings {
    /// What the properties of a paragraph (`w:pPr`) say.
    pub fn of_paragraph(properties: Option<Node>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        // Word 2003 has other names for the same.
        let numbering = child(properties, "numPr").or_else(|| child(properties, "listPr"));
        let number = |node: Option<Node>, name| value(child(node?, name)?)?.trim().parse().ok();
        Self {
            outline: number(Some(properties), "outlineLvl").and_then(|level: u32| u8::try_from(level.min(9)).ok()),
            list: number(numbering, "numId").or_else(|| number(numbering, "ilfo")),
            list_level: number(numbering, "ilvl").and_then(|level| u8::try_from(level).ok()),
            ..Self::default()
        }
    }

    /// What the properties of a run (`w:rPr`) say.
    pub fn of_run(properties: Option<Node>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        Self {
            hidden: child(properties, "vanish").map(is_on),
            struck: child(properties, "strike").or_else(|| child(properties, "dstrike")).map(is_on),
            raised: child(properties, "vertAlign").and_then(value).map(|align| align == "superscript"),
            ..Self::default()
        }
    }

    /// The same, with what is not said taken from `base`.
    fn or(self, base: Self) -> Self {
        Self {
            outline: self.outline.or(base.outline),
            list: self.list.or(base.list),
            list_level: self.list_level.or(base.list_level),
            hidden: self.hidden.or(base.hidden),
            raised: self.raised.or(base.raised),
            struck: self.struck.or(base.struck),
        }
    }
}

impl Styles {
    /// Reads the list of styles.
    pub fn read(list: Node) -> Self {
        let mut read = Self::default();
        let mut bases = Vec::new();
        for node in children(list, "style").take(MOST_STYLES) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let place = read.styles.len();
            read.places.insert(id.to_owned(), place);
            if read.usual.is_none()
                && attribute(node, "type") == Some("paragraph")
                && attribute(node, "default").is_some_and(is_true)
            {
                read.usual = Some(place);
            }
            bases.push(child(node, "basedOn").and_then(value));
            let mut own = Settings::of_paragraph(child(node, "pPr")).or(Settings::of_run(child(node, "rPr")));
            own.outline = own.outline.or_else(|| heading_level(value(child(node, "name")?)?));
            read.styles.push(Style { base: None, own });
        }
        for (style, base) in read.styles.iter_mut().zip(bases) {
            style.base = base.and_then(|id| read.places.get(id).copied());
        }
        read
    }

    /// Where a style stands in the list.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The style that a paragraph's properties name, or that paragraphs have which name none.
    pub fn of_paragraph(&self, properties: Option<Node>) -> Option<usize> {
        let named = properties.and_then(|properties| child(properties, "pStyle")).and_then(value);
        named.and_then(|id| self.place(id)).or(self.usual)
    }

    /// A style and those it is based on, nearest first.
    pub fn chain(&self, place: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(place, |place| self.styles.get(*place)?.base).take(MOST_BASES)
    }

    /// What a style says with all it is based on.
    pub fn settings(&self, place: Option<usize>) -> Settings {
        let own = self.chain(place).filter_map(|place| self.styles.get(place));
        own.fold(Settings::default(), |settings, style| settings.or(style.own))
    }
}

/// The outline level of a built-in heading style by its name: `heading 1`, 标题 1.
fn heading_level(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    number.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level - 1)
}

/// The `w:val` of a property.
pub(super) fn value<'a>(property: Node<'a, '_>) -> Option<&'a str> {
    attribute(property, "val")
}

/// Whether a switch is on: it is if it is there and does not say otherwise.
pub(super) fn is_on(switch: Node) -> bool {
    value(switch).is_none_or(is_true)
}

fn is_true(value: &str) -> bool {
    !["0", "false", "off"].contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(xml: &str) -> Styles {
        Styles::read(crate::read::xml::parse(&format!("<styles>{xml}</styles>")).unwrap().root_element())
    }

    #[test]
    fn levels_come_through_the_base() {
        let styles = styles(
            "<style styleId='1'><name val='Heading 1'/></style><style styleId='a'><basedOn val='1'/></style>\
             <style styleId='b'><basedOn val='a'/><pPr><outlineLvl val='9'/></pPr></style><style styleId='c'><name val='标题 3'/></style>",
        );
        let outline = |id| styles.settings(styles.place(id)).outline;
        assert_eq!(["1", "a", "b", "c", "d"].map(outline), [Some(0), Some(0), Some(9), Some(2), None]);
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles =
            styles("<style styleId='a'><basedOn val='b'/></style><style styleId='b'><basedOn val='a'/></style>");
        assert_eq!(styles.settings(styles.place("a")), Settings::default());
    }
}

//! The style sheet: which paragraph styles are headings.

use std::collections::BTreeMap;

/// Styles based on each other; Word allows fewer.
const LONGEST_CHAIN: usize = 16;

/// Styles that are kept; Word's own files have a few hundred.
const MOST: usize = 10_000;

/// Characters of a name that can matter.
const LONGEST_NAME: usize = 64;

/// Paragraph styles by their number.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<i32, Style>);

#[derive(Default)]
struct Style {
    name: String,
    /// `\outlinelevel`; 9 is body text.
    outline: Option<i32>,
    based_on: Option<i32>,
}

impl Styles {
    /// Takes in a part of a style's name.
    pub fn add_name(&mut self, style: i32, name: &str) {
        if let Some(known) = self.entry(style).filter(|known| known.name.len() < LONGEST_NAME) {
            known.name.extend(name.chars().take(LONGEST_NAME));
        }
    }

    /// Takes in its outline level.
    pub fn set_outline(&mut self, style: i32, outline: i32) {
        if let Some(style) = self.entry(style) {
            style.outline = Some(outline);
        }
    }

    /// Takes in the style it is based on.
    pub fn set_base(&mut self, style: i32, base: i32) {
        if let Some(style) = self.entry(style) {
            style.based_on = Some(base);
        }
    }

    fn entry(&mut self, style: i32) -> Option<&mut Style> {
        let known = self.0.len() < MOST || self.0.contains_key(&style);
        known.then(|| self.0.entry(style).or_default())
    }

    /// The heading level from 1 of a style, by its outline level, its name, or the style it is based on.
    pub fn level(&self, style: i32) -> Option<u8> {
        let mut number = style;
        for _ in 0..LONGEST_CHAIN {
            let style = self.0.get(&number)?;
            if let Some(outline) = style.outline {
                return level(outline);
            }
            if let Some(level) = named(&style.name) {
                return Some(level);
            }
            number = style.based_on?;
        }
        None
    }
}

/// The heading level from 1 of an outline level from 0.
pub(super) fn level(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|outline| *outline < 9).map(|outline| outline + 1)
}

/// `heading 1;`, `标题 1`
fn named(name: &str) -> Option<u8> {
    let name = name.trim().trim_end_matches(';');
    let number = ["heading ", "Heading ", "标题 "].iter().find_map(|word| name.strip_prefix(word))?;
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

//! Automatic numbering (自动编号): the numbers that Word counts itself and that stand nowhere in the text.

use super::styles::{Settings, Styles, is_on, value};
use crate::read::doc::coded;
use crate::read::numerals::{LONGEST, Numeral, spaced};
use crate::read::xml::{attribute, child, children};
use roxmltree::Node;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: u8 = 9;
/// Definitions, and lists, that are read; files that were merged from many have some hundred.
const MOST_LISTS: usize = 50_000;

/// What definitions and lists, and the numbers of both, are called.
pub(super) struct Names {
    pattern: &'static str,
    pattern_id: &'static str,
    list: &'static str,
    list_id: &'static str,
    list_pattern: &'static str,
}

impl Names {
    /// Word 2007 and later.
    pub const NEW: Self = Self {
        pattern: "abstractNum",
        pattern_id: "abstractNumId",
        list: "num",
        list_id: "numId",
        list_pattern: "abstractNumId",
    };
    /// Word 2003 XML.
    pub const OLD: Self =
        Self { pattern: "listDef", pattern_id: "listDefId", list: "list", list_id: "ilfo", list_pattern: "ilst" };
}

/// The numbered lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Definitions (`w:abstractNum`), in the order of the file.
    patterns: Vec<Pattern>,
    /// Lists (`w:num`) by their number.
    lists: BTreeMap<u32, List>,
    /// How far the levels of a definition have counted; all its lists count together.
    counts: BTreeMap<usize, Counts>,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: BTreeMap<u8, Level>,
}

#[derive(Debug, Default)]
struct List {
    pattern: usize,
    /// Levels that this list counts from another number (`w:startOverride`).
    starts: BTreeMap<u8, u32>,
    /// Levels that this list writes otherwise.
    levels: BTreeMap<u8, Level>,
    begun: bool,
}

/// How a level of a list is counted and written.
#[derive(Debug, Default)]
struct Level {
    start: u32,
    numeral: Numeral,
    /// What is written, `%1` to `%9` standing for the numbers of the levels. Empty for a bullet.
    text: String,
    /// Whether a gap follows the number.
    gap: bool,
    /// Starts again after a level above this one, counted from 1; 0 for never, `None` for every level above it.
    restart: Option<u8>,
    /// Whether all numbers in it are written 1, 2, 3 (正规形式编号).
    legal: bool,
    /// The paragraph style that takes its number from here.
    style: Option<usize>,
}

/// The current number of every level; `None` before its first.
type Counts = [Option<u32>; LEVELS as usize];

impl Numbering {
    /// Reads the definitions and lists below an element, as this version of Word names them.
    pub fn read(root: Node, names: Names, styles: &Styles) -> Self {
        let (mut patterns, mut places, mut links) = (Vec::new(), BTreeMap::new(), Vec::new());
        for node in children(root, names.pattern).take(MOST_LISTS) {
            let Some(id) = attribute(node, names.pattern_id) else { continue };
            places.insert(id, patterns.len());
            links.push(child(node, "numStyleLink").and_then(value).and_then(|id| styles.place(id)));
            let levels = children(node, "lvl").filter_map(|level| Some((depth(level)?, Level::read(level, styles))));
            patterns.push(Pattern { levels: levels.collect() });
        }
        let mut lists = BTreeMap::new();
        for node in children(root, names.list).take(MOST_LISTS) {
            let Some(id) = attribute(node, names.list_id).and_then(|id| id.parse::<u32>().ok()) else { continue };
            let pattern = child(node, names.list_pattern).and_then(value).and_then(|id| places.get(id));
            if let Some(pattern) = pattern {
                lists.insert(id, List::read(node, *pattern, styles));
            }
        }
        // A definition without levels borrows those of the list that its numbering style names.
        let targets =
            links.iter().map(|link| lists.get(&styles.settings(Some((*link)?)).list?).map(|list| list.pattern));
        let targets: Vec<Option<usize>> = targets.collect();
        for list in lists.values_mut() {
            if patterns.get(list.pattern).is_some_and(|pattern| pattern.levels.is_empty()) {
                list.pattern = targets.get(list.pattern).copied().flatten().unwrap_or(list.pattern);
            }
        }
        Self { patterns, lists, counts: BTreeMap::new() }
    }

    /// The number before the next paragraph with these settings and style; empty if it has none.
    pub fn label(&mut self, direct: Settings, style: Option<usize>, styles: &Styles) -> String {
        let inherited = styles.settings(style);
        let Some(number) = direct.list.or(inherited.list).filter(|number| *number != 0) else { return String::new() };
        let depth =
            direct.list_level.or_else(|| self.linked(number, style, styles)).or(inherited.list_level).unwrap_or(0);
        self.next(number, depth.min(LEVELS - 1)).unwrap_or_default()
    }

    /// The level that takes its number from the paragraph's style or one that is its base.
    fn linked(&self, number: u32, style: Option<usize>, styles: &Styles) -> Option<u8> {
        let list = self.lists.get(&number)?;
        let levels = &self.patterns.get(list.pattern)?.levels;
        styles.chain(style).find_map(|style| {
            let mut all = list.levels.iter().chain(levels);
            all.find(|(_, level)| level.style == Some(style)).map(|(depth, _)| *depth)
        })
    }

    /// Counts on, and writes the number with the gap behind it.
    fn next(&mut self, number: u32, depth: u8) -> Option<String> {
        let list = self.lists.get_mut(&number)?;
        let pattern = self.patterns.get(list.pattern)?;
        let counts = self.counts.entry(list.pattern).or_default();
        if !std::mem::replace(&mut list.begun, true) {
            (0..)
                .zip(counts.iter_mut())
                .filter(|(at, _)| list.starts.contains_key(at))
                .for_each(|(_, count)| *count = None);
        }
        let level_at = |at: u8| list.levels.get(&at).or_else(|| pattern.levels.get(&at));
        let start =
            |at: u8| list.starts.get(&at).copied().or_else(|| level_at(at).map(|level| level.start)).unwrap_or(1);
        let level = level_at(depth)?;
        for (at, count) in (0..).zip(counts.iter_mut()).skip(usize::from(depth)) {
            if at == depth {
                *count = Some(count.map_or(start(at), |count| count.saturating_add(1)));
            } else if level_at(at).and_then(|level| level.restart).is_none_or(|after| depth < after) {
                *count = None;
            }
        }
        let written = level.write(|at| {
            let count = counts.get(usize::from(at)).copied().flatten().unwrap_or_else(|| start(at));
            let numeral = level_at(at).map_or(Numeral::Decimal, |level| level.numeral);
            if level.legal { Numeral::Decimal.write(count) } else { numeral.write(count) }
        });
        Some(written)
    }
}

impl List {
    fn read(node: Node, pattern: usize, styles: &Styles) -> Self {
        let mut list = Self { pattern, ..Self::default() };
        for change in children(node, "lvlOverride") {
            let Some(depth) = depth(change) else { continue };
            if let Some(level) = child(change, "lvl") {
                list.levels.insert(depth, Level::read(level, styles));
            }
            if let Some(start) = child(change, "startOverride").and_then(value).and_then(|start| start.parse().ok()) {
                list.starts.insert(depth, start);
            }
        }
        list
    }
}

impl Level {
    fn read(node: Node, styles: &Styles) -> Self {
        let property = |name| child(node, name).and_then(value);
        let format = property("numFmt").or_else(|| {
            // Forms that Word 2007 does not know stand in a choice whose fallback every Word knows.
            value(child(child(child(node, "AlternateContent")?, "Fallback")?, "numFmt")?)
        });
        // Word 2003 tells the form by its number.
        let old = property("nfc").and_then(|code| code.parse().ok()).map(coded);
        let text = match format {
            Some("bullet") => String::new(),
            None if old == Some(Numeral::None) => String::new(),
            _ => property("lvlText").unwrap_or_default().chars().take(LONGEST).collect(),
        };
        Self {
            // A level without a start begins with 0, says the standard; Word writes the start always.
            start: property("start").and_then(|start| start.parse().ok()).unwrap_or(0),
            numeral: format.map(numeral).or(old).unwrap_or_default(),
            text,
            gap: property("suff") != Some("nothing"),
            restart: property("lvlRestart").and_then(|restart| restart.parse().ok()),
            legal: child(node, "isLgl").is_some_and(is_on),
            style: property("pStyle").and_then(|id| styles.place(id)),
        }
    }

    /// The number as it stands before the text, with the gap behind it.
    fn write(&self, number: impl Fn(u8) -> String) -> String {
        let mut written = String::new();
        let mut signs = self.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let at = signs.peek().and_then(|digit| digit.to_digit(10)).filter(|at| sign == '%' && *at > 0);
            match at.and_then(|at| u8::try_from(at - 1).ok()) {
                Some(at) => {
                    signs.next();
                    written += &number(at);
                }
                None => written.push(sign),
            }
        }
        let written = written.chars().take(LONGEST).collect();
        if self.gap { spaced(written) } else { written }
    }
}

/// The level that a definition or change is about.
fn depth(node: Node) -> Option<u8> {
    attribute(node, "ilvl")?.parse().ok().filter(|depth| *depth < LEVELS)
}

/// How a number format (`w:numFmt`) writes numbers; those not used in Chinese are written 1, 2, 3.
fn numeral(format: &str) -> Numeral {
    match format {
        "decimalZero" => Numeral::TwoDigits,
        "decimalFullWidth" | "decimalFullWidth2" => Numeral::FullWidth,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numeral::Circled,
        "decimalEnclosedParen" => Numeral::Bracketed,
        "decimalEnclosedFullstop" => Numeral::Stopped,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographEnclosedCircle" => Numeral::Chinese,
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Numeral::ChineseDigits,
        "chineseLegalSimplified" | "japaneseLegal" | "ideographLegalTraditional" => Numeral::ChineseLegal,
        "ideographTraditional" => Numeral::Stem,
        "ideographZodiac" => Numeral::Branch,
        "upperLetter" => Numeral::UpperLetter,
        "lowerLetter" => Numeral::LowerLetter,
        "upperRoman" => Numeral::UpperRoman,
        "lowerRoman" => Numeral::LowerRoman,
        "bullet" | "none" => Numeral::None,
        _ => Numeral::Decimal,
    }
}

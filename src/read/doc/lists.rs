//! Automatic numbers (自动编号): the lists (`PlfLst`), what paragraphs refer to (`PlfLfo`), and the counting.
//!
//! Most reports number their headings automatically, so that 一、 and （二） stand nowhere in the text.

use super::bytes::{slice, u16_at, u32_at};
use super::numerals;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;
/// Units of a number's text that are read; Word allows no more.
const LONGEST_TEXT: usize = 31;
/// Format of a legal number: all its levels are shown as 1.
const ARABIC: u8 = 0;

/// The lists of the file and how far they have been counted.
pub(super) struct Lists {
    lists: Vec<List>,
    overrides: Vec<Override>,
}

/// A list (LSTF).
struct List {
    id: u32,
    levels: Vec<Level>,
    /// How far each level has been counted, since it last began.
    counted: [Option<u32>; LEVELS],
}

/// One level of a list (LVL).
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: u8,
    /// All levels are shown in Arabic numerals.
    legal: bool,
    /// It goes on counting behind a higher level.
    goes_on: bool,
    /// The number with its punctuation; units below 9 stand for the number of that level.
    text: Vec<u16>,
    /// White space follows it.
    spaced: bool,
}

/// What paragraphs refer to (LFO): a list, with some levels beginning elsewhere.
struct Override {
    list: Option<usize>,
    /// Levels that begin anew with its first paragraph; taken out when they have.
    starts: BTreeMap<usize, u32>,
    /// Levels that look different.
    levels: BTreeMap<usize, Level>,
}

impl Lists {
    /// Reads `PlfLst` with all that follows it, and `PlfLfo`. What is broken is no list.
    pub fn read(lists: &[u8], overrides: &[u8]) -> Self {
        let lists = read_lists(lists);
        let places = lists.iter().enumerate().map(|(place, list)| (list.id, place)).collect();
        let overrides = read_overrides(overrides, &places).unwrap_or_default();
        Self { lists, overrides }
    }

    /// The number of the next paragraph of a list, with its punctuation, or the sign it shows instead; none without a list.
    pub fn next(&mut self, list: u16, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let chosen = self.overrides.get_mut(usize::from(list).checked_sub(1)?)?;
        let list = self.lists.get_mut(chosen.list?)?;
        let shown = |at: usize| chosen.levels.get(&at).or_else(|| list.levels.get(at));
        let this = shown(level)?.clone();
        let starts = |at: usize| shown(at).map_or(1, |level| level.start);

        let begun = chosen.starts.remove(&level);
        let mut counted = list.counted;
        for (at, count) in counted.iter_mut().enumerate() {
            match at.cmp(&level) {
                Ordering::Less => *count = count.or(Some(starts(at))),
                Ordering::Equal => *count = begun.or(count.map(|count| count.saturating_add(1))).or(Some(this.start)),
                Ordering::Greater if shown(at).is_some_and(|level| level.goes_on) => {}
                Ordering::Greater => *count = None,
            }
        }
        let number = |at: usize| {
            let format = if this.legal { ARABIC } else { shown(at).map_or(ARABIC, |level| level.format) };
            numerals::write(counted.get(at).copied().flatten().unwrap_or_else(|| starts(at)), format)
        };
        let written = this.write(number);
        list.counted = counted;
        Some(written)
    }
}

impl Level {
    /// The text with its numbers, and with white space if that follows.
    fn write(&self, number: impl Fn(usize) -> String) -> String {
        let mut written = String::new();
        for stretch in self.text.chunk_by(|one, next| *one >= 9 && *next >= 9) {
            match stretch {
                [place @ 0..9] => written.push_str(&number(usize::from(*place))),
                text => written.push_str(&String::from_utf16_lossy(text)),
            }
        }
        if self.spaced {
            written.push(' ');
        }
        written
    }

    /// An LVL and its length.
    fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let flags = *bytes.get(5)?;
        let modifiers = usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
        let length = usize::from(u16_at(bytes, 28 + modifiers)?);
        let text = slice(bytes, 28 + modifiers + 2, length * 2)?;
        let level = Self {
            start: u32_at(bytes, 0)?.min(0x7FFF),
            format: *bytes.get(4)?,
            legal: flags & 4 != 0,
            goes_on: flags & 8 != 0,
            text: text.chunks_exact(2).take(LONGEST_TEXT).filter_map(|unit| u16_at(unit, 0)).collect(),
            spaced: *bytes.get(15)? != 2,
        };
        Some((level, 28 + modifiers + 2 + length * 2))
    }
}

/// Bytes of an LSTF and of an LFO.
const LIST: usize = 28;
const OVERRIDE: usize = 16;

fn read_lists(bytes: &[u8]) -> Vec<List> {
    let count = u16_at(bytes, 0).map_or(0, usize::from);
    let mut at = 2 + count * LIST;
    let list = |number: usize| {
        let header = slice(bytes, 2 + number * LIST, LIST)?;
        let simple = header.get(26)? & 1 != 0;
        let mut next = |_| {
            let (level, length) = Level::read(bytes.get(at..)?)?;
            at += length;
            Some(level)
        };
        let levels = (0..if simple { 1 } else { LEVELS }).map_while(&mut next).collect();
        Some(List { id: u32_at(header, 0)?, levels, counted: [None; LEVELS] })
    };
    (0..count).map_while(list).collect()
}

fn read_overrides(bytes: &[u8], places: &BTreeMap<u32, usize>) -> Option<Vec<Override>> {
    let count = usize::try_from(u32_at(bytes, 0)?).ok()?.min(bytes.len() / OVERRIDE);
    let headers = slice(bytes, 4, count * OVERRIDE)?;
    let mut at = 4 + headers.len();
    let mut overrides = Vec::with_capacity(count);
    for header in headers.chunks_exact(OVERRIDE) {
        let list = places.get(&u32_at(header, 0)?).copied();
        let mut chosen = Override { list, starts: BTreeMap::new(), levels: BTreeMap::new() };
        // Four bytes that say nothing, then the changed levels.
        at += 4;
        for _ in 0..*header.get(12)? {
            let Some(length) = bytes.get(at..).and_then(|rest| chosen.read_level(rest)) else { break };
            at += length;
        }
        overrides.push(chosen);
    }
    Some(overrides)
}

impl Override {
    /// Takes in an `LFOLVL`, and gives its length.
    fn read_level(&mut self, bytes: &[u8]) -> Option<usize> {
        let (start, flags) = (u32_at(bytes, 0)?.min(0x7FFF), u32_at(bytes, 4)?);
        let level = usize::from(u16_at(bytes, 4)? & 0xF);
        let (begins, looks) = (flags & 0x10 != 0, flags & 0x20 != 0);
        if !looks {
            if begins {
                self.starts.insert(level, start);
            }
            return Some(8);
        }
        let (changed, length) = Level::read(bytes.get(8..)?)?;
        if begins {
            self.starts.insert(level, changed.start);
        }
        self.levels.insert(level, changed);
        Some(8 + length)
    }
}

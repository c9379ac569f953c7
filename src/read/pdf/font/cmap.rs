//! CMaps: from codes to characters (ToUnicode) or to the glyph numbers of a collection (CID).
//!
//! Read entry by entry, so that a damaged one costs only itself; whatever else PostScript allows there is passed over.

use std::ops::RangeInclusive;

/// Entries kept; the largest font has 65,536 glyphs.
const MOST: usize = 200_000;

/// A map of codes.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Which byte strings are codes, as (bytes, lowest, highest).
    spaces: Vec<(usize, u32, u32)>,
    texts: Vec<Entry<Vec<u16>>>,
    cids: Vec<Entry<u32>>,
    /// Whether lines run downwards.
    pub vertical: bool,
}

/// A range of codes and what the first of them maps to; the others follow by counting.
#[derive(Debug)]
struct Entry<T> {
    codes: RangeInclusive<u32>,
    first: T,
}

/// A word of a CMap.
#[derive(Debug, PartialEq)]
enum Word<'a> {
    /// `<0A1B>`: its bytes.
    Codes(Vec<u8>),
    Number(u32),
    Open,
    Close,
    /// A name or an operator.
    Other(&'a [u8]),
}

impl CMap {
    /// Reads a CMap.
    pub fn parse(content: &[u8]) -> Self {
        let mut map = Self::default();
        map.extend(content);
        map
    }

    /// Reads a CMap into this one, whose entries it goes before.
    pub fn extend(&mut self, content: &[u8]) {
        let mut words = Words(content);
        while let Some(word) = words.next() {
            match word {
                Word::Other(b"begincodespacerange") => words.spaces(self),
                Word::Other(b"beginbfchar") => words.texts(self, false),
                Word::Other(b"beginbfrange") => words.texts(self, true),
                Word::Other(b"begincidchar") => words.cids(self, false),
                Word::Other(b"begincidrange") => words.cids(self, true),
                Word::Other(b"/WMode") => self.vertical = words.next() == Some(Word::Number(1)),
                _ => {}
            }
        }
        self.texts.sort_by_key(|entry| *entry.codes.start());
        self.cids.sort_by_key(|entry| *entry.codes.start());
    }

    /// The text of a code.
    pub fn text(&self, code: u32) -> Option<String> {
        let (first, further) = found(&self.texts, code)?;
        let mut units = first.clone();
        let last = units.last_mut()?;
        *last = last.checked_add(u16::try_from(further).ok()?)?;
        Some(char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    /// The glyph number of a code.
    pub fn cid(&self, code: u32) -> Option<u32> {
        found(&self.cids, code).and_then(|(first, further)| first.checked_add(further))
    }

    /// Bytes of the first code of a string: of the shortest space that holds it, else of the shortest of all.
    pub fn length(&self, codes: &[u8]) -> usize {
        let fits = |(bytes, low, high): &&(usize, u32, u32)| {
            codes.get(..*bytes).is_some_and(|code| {
                let [low, high] = [low, high].map(|bound| bound.to_be_bytes());
                let tail = 4 - *bytes;
                let bounds = low.iter().zip(&high).skip(tail);
                code.iter().zip(bounds).all(|(byte, (low, high))| (low..=high).contains(&byte))
            })
        };
        let shortest = || self.spaces.iter().map(|space| space.0).min();
        self.spaces.iter().filter(fits).map(|space| space.0).min().or_else(shortest).unwrap_or(2)
    }
}

/// What the entry of a code maps its first code to, and how far behind it the code is. Of overlapping entries the last.
fn found<T>(entries: &[Entry<T>], code: u32) -> Option<(&T, u32)> {
    /// Entries that may overlap; more are nonsense.
    const OVERLAP: usize = 8;
    let behind = entries.partition_point(|entry| *entry.codes.start() <= code);
    let near = entries.get(..behind)?.iter().rev().take(OVERLAP);
    near.into_iter().find(|entry| entry.codes.contains(&code)).map(|entry| (&entry.first, code - entry.codes.start()))
}

/// The words that are left.
struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    fn spaces(&mut self, map: &mut CMap) {
        while let Some(Word::Codes(low)) = self.next()
            && let Some(Word::Codes(high)) = self.next()
        {
            if (1..=4).contains(&low.len()) && map.spaces.len() < 256 {
                map.spaces.push((low.len(), number(&low), number(&high)));
            }
        }
    }

    /// Entries of `bfchar` or `bfrange`.
    fn texts(&mut self, map: &mut CMap, ranged: bool) {
        while let Some(codes) = self.codes(ranged) {
            match self.next() {
                Some(Word::Codes(text)) => keep(&mut map.texts, codes, units(&text)),
                Some(Word::Open) => {
                    for code in codes {
                        let Some(Word::Codes(text)) = self.next() else { break };
                        keep(&mut map.texts, code..=code, units(&text));
                    }
                    self.skip_to_close();
                }
                _ => {}
            }
        }
    }

    /// Entries of `cidchar` or `cidrange`.
    fn cids(&mut self, map: &mut CMap, ranged: bool) {
        while let Some(codes) = self.codes(ranged) {
            if let Some(Word::Number(first)) = self.next() {
                keep(&mut map.cids, codes, Some(first));
            }
        }
    }

    /// The codes that an entry is about; none at the end of the list.
    fn codes(&mut self, ranged: bool) -> Option<RangeInclusive<u32>> {
        let Some(Word::Codes(low)) = self.next() else { return None };
        let low = number(&low);
        if !ranged {
            return Some(low..=low);
        }
        let Some(Word::Codes(high)) = self.next() else { return None };
        Some(low..=number(&high))
    }

    /// Past the end of an array that is longer than its range.
    fn skip_to_close(&mut self) {
        let mut ahead = Words(self.0);
        while let Some(word) = ahead.next() {
            match word {
                Word::Codes(_) => {}
                Word::Close => {
                    self.0 = ahead.0;
                    return;
                }
                _ => return,
            }
        }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            self.0 = self.0.trim_ascii_start();
            match *self.0.first()? {
                b'%' => self.until(|byte| byte == b'\n' || byte == b'\r'),
                b'<' if self.0.get(1) != Some(&b'<') => {
                    let digits = self.until(|byte| byte == b'>');
                    self.0 = self.0.get(1..).unwrap_or_default();
                    return Some(Word::Codes(hexadecimal(digits)));
                }
                b'[' | b']' => {
                    let open = self.0.first() == Some(&b'[');
                    self.0 = self.0.get(1..).unwrap_or_default();
                    return Some(if open { Word::Open } else { Word::Close });
                }
                _ => {
                    let word = self.until(|byte| byte.is_ascii_whitespace() || b"<>[]/%()".contains(&byte));
                    let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                    return Some(number.map_or(Word::Other(word), Word::Number));
                }
            };
        }
    }
}

impl<'a> Words<'a> {
    /// Takes at least one byte, and more until one that ends the word.
    fn until(&mut self, end: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.0.iter().skip(1).position(|byte| end(*byte)).map_or(self.0.len(), |at| at + 1);
        let (word, rest) = self.0.split_at_checked(length).unwrap_or((self.0, &[]));
        self.0 = rest;
        word
    }
}

fn keep<T>(entries: &mut Vec<Entry<T>>, codes: RangeInclusive<u32>, first: Option<T>) {
    if let Some(first) = first.filter(|_| entries.len() < MOST) {
        entries.push(Entry { codes, first });
    }
}

/// The bytes of hexadecimal digits, also with white space between them; a missing last digit is 0.
fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let values = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    let values: Vec<u8> = values.filter_map(|value| u8::try_from(value).ok()).collect();
    values.chunks(2).map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// The number that bytes write; of more than four the last ones.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// UTF-16 units; a single byte is one unit. None where there is no text.
fn units(bytes: &[u8]) -> Option<Vec<u16>> {
    let units = match bytes {
        [] => return None,
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect(),
    };
    Some(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_arrays() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <9884> <0004><7B97> endbfchar \
              3 beginbfrange <0010> <0012> <0031> <0020> <0021> [<6267> <884C>] <0030> <0030> <D842DFB7> endbfrange",
        );
        let texts = [3, 4, 0x11, 0x12, 0x13, 0x20, 0x21, 0x30].map(|code| map.text(code));
        let expected = [Some("预"), Some("算"), Some("2"), Some("3"), None, Some("执"), Some("行"), Some("𠮷")];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn a_damaged_entry_costs_only_itself() {
        let map = CMap::parse(
            b"beginbfchar <01> <> <02> <0041> endbfchar beginbfrange <05> <09> [<0042>] <0A> <0A> <0043> endbfrange",
        );
        let texts = [1, 2, 5, 6, 10].map(|code| map.text(code));
        assert_eq!(texts, [None, Some("A"), Some("B"), None, Some("C")].map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn codes_of_mixed_length_by_their_space() {
        let map = CMap::parse(
            b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange begincidrange <20> <7E> 814 <B0A1> <B0FE> 939 \
              endcidrange",
        );
        assert_eq!([map.length(b"A"), map.length(b"\xB0\xA1"), map.length(b"\xFF")], [1, 2, 1]);
        assert_eq!([map.cid(0x21), map.cid(0xB0A2)], [Some(815), Some(940)]);
    }
}

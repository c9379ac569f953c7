//! Shared strings (共享字符串): a text stands once in the file, its cells hold its number.

use super::super::super::ReadError;
use super::super::stream::{Piece, Stream};

/// Strings of a file, far more than the cells that are read.
const MOST: usize = 5_000_000;

/// The shared strings one after the other.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    /// Where each one ends.
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part.
    pub fn read(xml: &str) -> Result<Self, ReadError> {
        let (mut stream, mut strings) = (Stream::new(xml), Self::default());
        loop {
            match stream.next()? {
                Piece::Open(tag) if tag.name() == "si" => {
                    strings.text.push_str(&unescaped(&stream.text(is_reading)?));
                    strings.ends.push(strings.text.len());
                    if strings.ends.len() > MOST {
                        return Err(ReadError::TooLarge);
                    }
                }
                Piece::End => return Ok(strings),
                _ => {}
            }
        }
    }

    /// A string by its number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(number)?)
    }
}

/// Phonetic readings (拼音指南) stand above the text and are no part of it.
pub(super) fn is_reading(name: &str) -> bool {
    name == "rPh" || name == "phoneticPr"
}

/// `_x000D_` and the like stand for characters that XML does not allow.
pub(super) fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, piece)) = rest.split_once("_x") {
        plain.push_str(before);
        match escape(piece) {
            Some((one, after)) => {
                plain.extend(Some(one).filter(|one| *one != '\r'));
                rest = after;
            }
            None => {
                plain.push_str("_x");
                rest = piece;
            }
        }
    }
    plain + rest
}

fn escape(piece: &str) -> Option<(char, &str)> {
    let (digits, rest) = piece.split_at_checked(4)?;
    let rest = rest.strip_prefix('_')?;
    let all_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    all_digits.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten().map(|one| (one, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_without_runs_and_readings() {
        let xml = "<sst><si><t>示例县</t></si><si/><si><r><t>一</t></r><r><t xml:space=\"preserve\"> 二</t></r><rPh><t>yi</t></rPh></si></sst>";
        let strings = Strings::read(xml).unwrap();
        assert_eq!([0, 1, 2].map(|number| strings.get(number)), [Some("示例县"), Some(""), Some("一 二")]);
        assert_eq!([3, usize::MAX].map(|number| strings.get(number)), [None, None]);
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(unescaped("甲_x000D_\n乙_x5F20__xZZ"), "甲\n乙张_xZZ");
        assert_eq!(unescaped("甲_x005F_x0041_"), "甲_x0041_");
    }
}

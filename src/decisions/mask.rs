//! Numbers as they are written, and text without them.

use std::ops::Range;

/// The text without white space, each number in it as `#`.
pub fn numbers(text: &str) -> String {
    let mut masked = String::new();
    let mut from = 0;
    let mut add = |piece: Option<&str>| {
        masked.extend(piece.unwrap_or_default().chars().filter(|c| !c.is_whitespace()));
    };
    for place in places(text) {
        add(text.get(from..place.start));
        add(Some("#"));
        from = place.end;
    }
    add(text.get(from..));
    masked
}

/// Where the numbers of a text stand: digits with the points and commas between them.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    // A point or comma that may yet turn out to stand between digits.
    let mut pending = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let length = if pending { at.saturating_sub(1) } else { at };
        match places.last_mut() {
            Some(place) if character.is_ascii_digit() && place.end == length => {
                (place.end, pending) = (end, false);
            }
            Some(place) if matches!(character, '.' | ',') && place.end == at => pending = true,
            _ if character.is_ascii_digit() => {
                places.push(at..end);
                pending = false;
            }
            _ => pending = false,
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_whole() {
        assert_eq!(numbers("支出 1,234.50 万元，占12.3%。"), "支出#万元，占#%。");
        assert_eq!(numbers("第1.项，3.\t4,"), "第#.项，#.#,");
    }
}

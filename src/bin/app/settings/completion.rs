//! Completion of the names in a formula: which name is being written, and which known names it may become.

use std::ops::Range;

/// Most names that are proposed.
const MOST: usize = 8;
/// Signs between names.
const SIGNS: &str = "+＋-－−×*÷/()=＝≤≥<>?？";

/// The name around the end of `before`, the text left of the caret, as a range of it.
pub fn word(before: &str) -> Range<usize> {
    let start = before.rfind(|c: char| SIGNS.contains(c)).map_or(0, |at| at + before.get(at..).map_or(1, first_length));
    let blank = before.get(start..).map_or(0, |word| word.len() - word.trim_start().len());
    start + blank..before.len()
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Known names that a beginning may become: those that hold it, else a subject with one of its figures (公务接待费决算).
pub fn proposals(names: &[String], written: &str) -> Vec<String> {
    let written = written.trim_end();
    if written.is_empty()
        || written.starts_with(|c: char| c.is_ascii_digit())
        || names.iter().any(|name| name == written)
    {
        return Vec::new();
    }
    let mut found: Vec<&String> = names.iter().filter(|name| name.contains(written)).collect();
    found.sort_by_key(|name| !name.starts_with(written));
    if !found.is_empty() {
        return found.into_iter().take(MOST).cloned().collect();
    }
    let subject = names.iter().filter(|name| written.starts_with(name.as_str())).max_by_key(|name| name.len());
    let Some((subject, rest)) = subject.and_then(|subject| Some((subject, written.strip_prefix(subject.as_str())?)))
    else {
        return Vec::new();
    };
    let rest = rest.trim_start_matches('的');
    let figures = names.iter().filter(|name| name.starts_with(rest) && name.as_str() != rest);
    figures.take(MOST).map(|figure| format!("{subject}{figure}")).collect()
}

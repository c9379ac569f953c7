//! Which run of the file each character of the text as read came from.
//!
//! The reader is asked twice: once with the file, and once with a copy in which every visible character of a run is replaced
//! by a character that is the number of its run. It treats both alike, so where the two texts lie upon each other they say
//! what came from where, whatever is moved, numbered, joined or left out on the way.

use crate::document::Document;
use crate::read::ReadError;
use crate::read::lines::is_invisible;
use crate::read::zip::Zip;

/// The private planes of Unicode, in which no report writes anything.
const PLANES: [[u32; 2]; 2] = [[0xF_0000, 0xF_FFFD], [0x10_0000, 0x10_FFFD]];

/// The character that stands for a run; `None` beyond what there are characters for.
pub(crate) fn sign(run: usize) -> Option<char> {
    let run = u32::try_from(run).ok()?;
    let [[first, last], [next, end]] = PLANES;
    let code = if run <= last - first { first + run } else { next.checked_add(run - (last - first) - 1)? };
    char::from_u32(code).filter(|_| code <= end)
}

fn run(sign: char) -> Option<usize> {
    let code = u32::from(sign);
    let [[first, last], [next, end]] = PLANES;
    let run = match code {
        code if (first..=last).contains(&code) => code - first,
        code if (next..=end).contains(&code) => code - next + (last - first) + 1,
        _ => return None,
    };
    usize::try_from(run).ok()
}

/// Whether a character of a run is replaced: what is blank or takes no place is treated by what it is.
pub(crate) fn is_marked(one: char) -> bool {
    !one.is_whitespace() && !is_invisible(one)
}

/// A character of the text as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace {
    /// Byte at which it begins.
    pub at: u32,
    /// Its run.
    pub run: usize,
    /// Which of the marked characters of the run it is, from 0.
    pub nth: usize,
}

/// The document, and the traces of its characters in text order; `main` is the part with the text, its runs marked.
///
/// # Errors
/// As reading the file.
pub(crate) fn traced(bytes: &[u8], name: &str, main: String) -> Result<(Document, Vec<Trace>), ReadError> {
    let document = super::read(&Zip::open(bytes)?)?;
    let mut zip = Zip::open(bytes)?;
    zip.replace(name, main.into_bytes());
    let marked = super::read(&zip)?;
    let traces = compared(&document.text, &marked.text);
    Ok((document, traces))
}

fn compared(text: &str, marked: &str) -> Vec<Trace> {
    let mut traces: Vec<Trace> = Vec::new();
    let mut characters = text.char_indices().peekable();
    for sign in marked.chars() {
        let Some((at, one)) = characters.peek().copied() else { break };
        match run(sign) {
            Some(run) => {
                let nth = traces.last().filter(|last| last.run == run).map_or(0, |last| last.nth + 1);
                traces.push(Trace { at: u32::try_from(at).unwrap_or(u32::MAX), run, nth });
                characters.next();
            }
            None if sign == one => {
                characters.next();
            }
            // A line break that only the number there made disappear.
            None => {}
        }
    }
    traces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_the_number_of_its_run() {
        for number in [0, 1, 65_533, 65_534, 131_067] {
            assert_eq!(sign(number).and_then(run), Some(number));
        }
        assert_eq!((sign(131_068), run('甲')), (None, None));
    }

    #[test]
    fn texts_are_laid_upon_each_other() {
        let [a, b] = [0, 1].map(|number| sign(number).unwrap());
        let traces = compared("一、甲 12.5", &format!("一、{a} {b}{b}\n{b}{b}"));
        let found: Vec<_> = traces.iter().map(|trace| (trace.at, trace.run, trace.nth)).collect();
        assert_eq!(found, [(6, 0, 0), (10, 1, 0), (11, 1, 1), (12, 1, 2), (13, 1, 3)]);
    }
}

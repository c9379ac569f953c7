//! As much of PDF's syntax as an update needs: where the list of objects begins, and the entries of a dictionary.

/// What the end of a file says.
pub struct Trailer {
    /// Where the latest list of objects begins.
    pub start: usize,
    /// Whether that list is a stream.
    pub is_stream: bool,
    /// One more than the highest number of an object.
    pub size: u32,
    /// What a new end has to repeat: catalogue, information, identity.
    pub kept: Vec<u8>,
}

/// Bytes at the end of a file within which it must be said where the list of objects begins.
const END_WITHIN: usize = 4_096;
/// Entries that are repeated.
const KEPT: [&[u8]; 3] = [b"Root", b"Info", b"ID"];

impl Trailer {
    /// The end of a file; `None` where it is not as the standard wants it, or the file is encrypted.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"%PDF-") {
            return None;
        }
        let from = bytes.len().saturating_sub(END_WITHIN);
        let end = bytes.get(from..)?;
        let mark = end.windows(9).rposition(|word| word == b"startxref")?;
        let start = number(end.get(mark + 9..)?)?;
        let list = bytes.get(start..from + mark)?;
        let is_stream = !list.starts_with(b"xref");
        let dictionary = if is_stream {
            let at = list.windows(3).position(|word| word == b"obj").filter(|at| *at < 32)?;
            list.get(at + 3..)?
        } else {
            let at = list.windows(7).rposition(|word| word == b"trailer")?;
            list.get(at + 7..)?
        };
        let entries = entries(dictionary.trim_ascii_start().strip_prefix(b"<<")?);
        let find = |name: &[u8]| entries.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        if find(b"Encrypt").is_some() || find(b"Root").is_none() {
            return None;
        }
        let size = u32::try_from(number(find(b"Size")?)?).ok()?;
        let mut kept = Vec::new();
        for name in KEPT {
            if let Some(value) = find(name) {
                kept.extend([b" /", name, b" ", value].concat());
            }
        }
        Some(Self { start, is_stream, size, kept })
    }

    /// Number of the catalogue.
    pub fn root(&self) -> Option<u32> {
        let entries = entries(&self.kept);
        let (_, root) = entries.iter().find(|(name, _)| *name == b"Root")?;
        u32::try_from(number(root)?).ok()
    }
}

/// The whole number at the beginning, after blanks.
fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// The entries of a dictionary, from behind its opening mark on: names and values as written.
pub fn entries(dictionary: &[u8]) -> Vec<(&[u8], &[u8])> {
    let (mut entries, mut at) = (Vec::new(), 0);
    loop {
        at = blank(dictionary, at);
        let Some(name) = dictionary.get(at + 1..).filter(|_| dictionary.get(at) == Some(&b'/')) else { return entries };
        let end = at + 1 + name.iter().take_while(|byte| !is_blank(**byte) && !is_mark(**byte)).count();
        let start = blank(dictionary, end);
        let behind = value(dictionary, start);
        let (Some(name), Some(found)) = (dictionary.get(at + 1..end), dictionary.get(start..behind)) else {
            return entries;
        };
        if behind == start {
            return entries;
        }
        entries.push((name, found));
        at = behind;
    }
}

/// A dictionary in which one entry is another or new.
pub fn rebuilt(dictionary: &[u8], name: &[u8], value: &[u8]) -> Vec<u8> {
    let mut rebuilt = b"<<".to_vec();
    for (known, kept) in entries(dictionary).into_iter().filter(|(known, _)| *known != name) {
        rebuilt.extend([b" /", known, b" ", kept].concat());
    }
    rebuilt.extend([b" /", name, b" ", value, b" >>"].concat());
    rebuilt
}

/// Where a value ends; a reference is one value.
fn value(bytes: &[u8], at: usize) -> usize {
    let end = token(bytes, at);
    let is_number = |from: usize, to: usize| {
        bytes.get(from..to).is_some_and(|word| !word.is_empty() && word.iter().all(u8::is_ascii_digit))
    };
    if is_number(at, end) {
        let second = blank(bytes, end);
        let second_end = token(bytes, second);
        let third = blank(bytes, second_end);
        if is_number(second, second_end) && bytes.get(third) == Some(&b'R') {
            return third + 1;
        }
    }
    end
}

/// Where a word, a text, a list or a dictionary ends.
fn token(bytes: &[u8], at: usize) -> usize {
    let (mut at, mut depth) = (at, 0_usize);
    loop {
        let Some(byte) = bytes.get(at).copied() else { return bytes.len() };
        let pair = bytes.get(at + 1) == Some(&byte);
        match byte {
            b'(' => at = literal(bytes, at),
            b'<' if pair => (at, depth) = (at + 2, depth + 1),
            b'>' if pair => (at, depth) = (at + 2, depth.saturating_sub(1)),
            b'<' => at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| **byte != b'>').count() + 1,
            b'[' => (at, depth) = (at + 1, depth + 1),
            b']' => (at, depth) = (at + 1, depth.saturating_sub(1)),
            byte => {
                let slash = usize::from(byte == b'/');
                let rest = bytes.get(at + slash..).unwrap_or_default();
                let length = rest.iter().take_while(|byte| !is_blank(**byte) && !is_mark(**byte)).count();
                at += (slash + length).max(1);
            }
        }
        if depth == 0 {
            return at.min(bytes.len());
        }
        at = blank(bytes, at);
    }
}

/// Where a text in brackets ends.
fn literal(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (offset, byte) in bytes.get(at..).unwrap_or_default().iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + offset + 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    bytes.len()
}

/// The next byte that is neither blank nor of a comment.
fn blank(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().take_while(|byte| is_blank(**byte)).count();
        if bytes.get(at) != Some(&b'%') {
            return at;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_mark(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_told_apart() {
        let written =
            b" /Type/Page /A (a\\)(b)/C 1) /B<</Annots 1>> /Annots 12 0 R%/D\n/E [1 0 R<2F>] /F 3/G true >> stream";
        let found = entries(written);
        let shown: Vec<[&str; 2]> =
            found.iter().map(|(a, b)| [*a, *b].map(|one| str::from_utf8(one).unwrap())).collect();
        let expected = [
            ["Type", "/Page"],
            ["A", "(a\\)(b)/C 1)"],
            ["B", "<</Annots 1>>"],
            ["Annots", "12 0 R"],
            ["E", "[1 0 R<2F>]"],
            ["F", "3"],
            ["G", "true"],
        ];
        assert_eq!(shown, expected);
        assert_eq!(rebuilt(b"/A 1/Annots 2 0 R", b"Annots", b"[]"), b"<< /A 1 /Annots [] >>");
    }
}

//! XML and HTML as text: escaped on the way out, and told apart tag by tag where something is inserted.

/// A text in which nothing is markup. Characters that XML does not know are left out.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(one),
            one if one < ' ' || matches!(one, '\u{FFFE}' | '\u{FFFF}' | '\u{7F}'..='\u{9F}') => {}
            one => escaped.push(one),
        }
    }
    escaped
}

/// A stretch of an XML text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An opening tag, and whether it is closed at once.
    Open(Tag<'a>, bool),
    /// A closing tag by its name.
    Close(&'a str),
    /// Text, its entities not yet resolved.
    Text,
    /// A stretch of text in which nothing is markup (CDATA), a comment, an instruction.
    Other,
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name with its prefix.
    pub name: &'a str,
    /// All between the angle brackets.
    pub inside: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute by its full name, as written.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.inside.get(self.name.len()..)?;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|one| matches!(one, '"' | '\''))?;
            let (value, behind) = after.get(1..)?.split_once(quote)?;
            if key.trim() == name {
                return Some(value);
            }
            rest = behind;
        }
    }
}

/// The pieces of a well-formed XML text, each with the byte at which it begins and the one behind it.
pub fn pieces(xml: &str) -> impl Iterator<Item = (usize, usize, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = xml.get(at..).filter(|rest| !rest.is_empty())?;
        let (length, piece) = piece(rest);
        let start = at;
        at += length;
        Some((start, at, piece))
    })
}

fn piece(rest: &str) -> (usize, Piece<'_>) {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if !rest.starts_with('<') {
        return (rest.find('<').unwrap_or(rest.len()), Piece::Text);
    }
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if rest.starts_with(start) {
            return (until(end), Piece::Other);
        }
    }
    let mut quote = None;
    let end = rest.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), byte) => {
            if open == byte {
                quote = None;
            }
            false
        }
        _ => false,
    });
    let end = end.unwrap_or(rest.len() - 1);
    let inside = rest.get(1..end).unwrap_or_default();
    if let Some(name) = inside.strip_prefix('/') {
        return (end + 1, Piece::Close(name.trim()));
    }
    let closed = inside.ends_with('/');
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let name = inside.split(|one: char| one.is_ascii_whitespace()).next().unwrap_or_default();
    (end + 1, Piece::Open(Tag { name, inside }, closed))
}

/// The characters of a text, each with the byte behind it: an entity is one character.
pub fn characters(text: &str) -> impl Iterator<Item = (char, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let entity = rest.strip_prefix('&').and_then(|rest| rest.split_once(';')).map(|(name, _)| name);
        let (one, length) = match entity {
            Some(name) => (resolved(name), name.len() + 2),
            None => (first, first.len_utf8()),
        };
        at += length;
        Some((one, at))
    })
}

fn resolved(entity: &str) -> char {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let one = match (entity, entity.strip_prefix("#x"), entity.strip_prefix('#')) {
        ("amp", ..) => Some('&'),
        ("lt", ..) => Some('<'),
        ("gt", ..) => Some('>'),
        ("quot", ..) => Some('"'),
        ("apos", ..) => Some('\''),
        (_, Some(hexadecimal), _) => code(hexadecimal, 16),
        (_, _, Some(decimal)) => code(decimal, 10),
        _ => None,
    };
    one.unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The text with something inserted at each of some places; where several fall together, in the order in which they come.
pub fn inserted(text: &str, mut insertions: Vec<(usize, String)>) -> String {
    insertions.sort_by_key(|(at, _)| *at);
    let mut result = String::with_capacity(text.len() + insertions.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut from = 0;
    for (at, new) in insertions {
        result.push_str(text.get(from..at).unwrap_or_default());
        result.push_str(&new);
        from = at;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}

/// The prefix of a part's root element with its colon, and the byte before its closing tag. A root that is closed at once
/// is none that anything can be added to.
pub fn list_end(list: &str) -> Option<(String, usize)> {
    let end = list.rfind("</")?;
    let name = list.get(end + 2..)?.split(['>', ' ']).next()?;
    let prefix = name.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    Some((prefix, end))
}

/// A list with one element more at its end: its name, and what follows the name.
pub fn appended(list: &str, name: &str, rest: &str) -> Option<String> {
    let (prefix, end) = list_end(list)?;
    let mut list = list.to_owned();
    list.insert_str(end, &format!("<{prefix}{name}{rest}"));
    Some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_behind_its_attributes() {
        let xml = "<?xml?><a b='1>2' c=\"x\"><!-- <d> --><e/>甲&amp;<![CDATA[<f>]]></a>";
        let found: Vec<_> = pieces(xml).map(|(start, end, piece)| (&xml[start..end], piece)).collect();
        let tag = Tag { name: "a", inside: "a b='1>2' c=\"x\"" };
        assert_eq!((tag.get("b"), tag.get("c"), tag.get("d")), (Some("1>2"), Some("x"), None));
        assert_eq!(found[1], ("<a b='1>2' c=\"x\">", Piece::Open(tag, false)));
        assert_eq!(found[3], ("<e/>", Piece::Open(Tag { name: "e", inside: "e" }, true)));
        assert_eq!(found[4], ("甲&amp;", Piece::Text));
        assert_eq!((found[5].1, found[6].1), (Piece::Other, Piece::Close("a")));
    }

    #[test]
    fn an_entity_is_one_character() {
        let found: Vec<_> = characters("甲&lt;&#x4E59;&#49;").collect();
        assert_eq!(found, [('甲', 3), ('<', 7), ('乙', 15), ('1', 20)]);
        assert_eq!(escaped("<a b=\"c\">&'\u{0}\u{B}"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
    }

    #[test]
    fn insertions_keep_their_order() {
        let new = |at, text: &str| (at, text.to_owned());
        assert_eq!(inserted("abc", vec![new(3, "z"), new(1, "x"), new(1, "y")]), "axybcz");
    }
}

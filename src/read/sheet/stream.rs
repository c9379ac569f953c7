//! XML as a stream of tags and texts: the sheet of a workbook may have a million cells, too many for a tree.

use super::super::ReadError;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Bytes of one text; a cell holds at most 32,767 characters.
const LONGEST_TEXT: usize = 1024 * 1024;

/// A part of a container, read from its beginning to its end.
pub(super) struct Stream<'a>(Reader<&'a [u8]>);

/// What comes next in a [`Stream`]. An empty element comes as its two tags.
pub(super) enum Piece<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag.
    Close(Closing<'a>),
    /// Text, or a part of it: entities come on their own.
    Text(Cow<'a, str>),
    /// The end of the part.
    End,
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// A closing tag.
pub(super) struct Closing<'a>(BytesEnd<'a>);

impl<'a> Stream<'a> {
    /// Begins to read.
    pub fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// The next tag or text.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if it is no well-formed XML or has a document type, with which entity bombs come.
    pub fn next(&mut self) -> Result<Piece<'a>, ReadError> {
        loop {
            return Ok(match self.0.read_event().map_err(|_| ReadError::Damaged)? {
                Event::Start(tag) => Piece::Open(Tag(tag)),
                Event::End(tag) => Piece::Close(Closing(tag)),
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(reference) => Piece::Text(match reference.resolve_char_ref() {
                    Ok(Some(one)) => Cow::Owned(one.to_string()),
                    _ => Cow::Borrowed(entity(&reference)),
                }),
                Event::DocType(_) => return Err(ReadError::Damaged),
                Event::Eof => Piece::End,
                _ => continue,
            });
        }
    }

    /// All text up to the end of the element that has just been opened, without what stands in elements for which
    /// `skip` holds.
    ///
    /// # Errors
    /// As [`Stream::next`]; [`ReadError::TooLarge`] if it is longer than any cell's.
    pub fn text(&mut self, skip: fn(&str) -> bool) -> Result<String, ReadError> {
        let (mut text, mut depth, mut skipped) = (String::new(), 0_u32, None);
        loop {
            match self.next()? {
                Piece::Open(tag) => {
                    depth += 1;
                    skipped = skipped.or_else(|| skip(tag.name()).then_some(depth));
                }
                Piece::Close(_) if depth == 0 => return Ok(text),
                Piece::Close(_) => {
                    skipped = skipped.filter(|from| *from < depth);
                    depth -= 1;
                }
                Piece::Text(part) if skipped.is_none() => append(&mut text, &part)?,
                Piece::Text(_) => {}
                Piece::End => return Ok(text),
            }
        }
    }
}

/// Adds to a cell's text.
///
/// # Errors
/// [`ReadError::TooLarge`] if it becomes longer than any cell's.
pub(super) fn append(text: &mut String, more: &str) -> Result<(), ReadError> {
    if text.len() + more.len() > LONGEST_TEXT {
        return Err(ReadError::TooLarge);
    }
    text.push_str(more);
    Ok(())
}

impl Tag<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of an attribute, by its name without prefix.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|attribute| local(attribute.key.into_inner()) == name)?;
        found.normalized_value(XmlVersion::Explicit1_0).ok()
    }

    /// The value of an attribute, empty where there is none.
    pub fn value(&self, name: &str) -> String {
        self.get(name).map(Cow::into_owned).unwrap_or_default()
    }

    /// The number in an attribute.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether an attribute says `1` or `true`.
    pub fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "1" || value == "true")
    }
}

impl Closing<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The five entities of XML; there can be no others without a document type.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_without_what_is_skipped() {
        let xml = "<si><r><t>示例&lt;县&#x7532;</t></r><rPh><t>シ</t></rPh><t><![CDATA[&]]></t></si>";
        let mut stream = Stream::new(xml);
        assert!(matches!(stream.next(), Ok(Piece::Open(tag)) if tag.name() == "si"));
        assert_eq!(stream.text(|name| name == "rPh").as_deref(), Ok("示例<县甲&"));
        assert!(matches!(stream.next(), Ok(Piece::End)));
    }

    #[test]
    fn a_document_type_is_refused() {
        let mut stream = Stream::new("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
        assert_eq!(stream.next().err(), Some(ReadError::Damaged));
    }
}

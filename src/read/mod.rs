//! Bytes → [`Document`], one file per format; detected by content, never by extension alone.
//!
//! Reading text cannot fail: whatever is not recognised as a table is a paragraph. What cannot be read is refused with
//! words that say what to do instead. The readers of Office, PDF and OFD files come with the feature `formats`; text and
//! web pages are read without them.

mod aligned;
mod boxed;
mod cell_lines;
mod csv;
mod decode;
mod draft;
mod error;
mod format;
mod grid;
mod html;
mod join;
mod lines;
mod mht;
mod pipes;
mod plain;
mod raised;
pub(crate) mod sheet;
mod tabbed;
mod wrapped;

#[cfg(feature = "formats")]
mod changes;
#[cfg(feature = "formats")]
mod compound;
#[cfg(feature = "formats")]
mod container;
#[cfg(feature = "formats")]
mod doc;
#[cfg(feature = "formats")]
pub(crate) mod docx;
#[cfg(feature = "formats")]
mod flow;
#[cfg(feature = "formats")]
mod layout;
#[cfg(feature = "formats")]
mod numerals;
#[cfg(feature = "formats")]
mod odt;
#[cfg(feature = "formats")]
mod ofd;
#[cfg(feature = "formats")]
pub(crate) mod pdf;
#[cfg(feature = "formats")]
mod rtf;
#[cfg(feature = "formats")]
mod sealed;
#[cfg(feature = "formats")]
mod story;
#[cfg(feature = "formats")]
mod symbol;
#[cfg(feature = "formats")]
pub(crate) mod xml;
#[cfg(feature = "formats")]
pub(crate) mod zip;

pub use error::ReadError;
pub use format::Format;

use crate::document::Document;
#[cfg(feature = "formats")]
use std::borrow::Cow;

/// Bytes of a web page or an XML workbook that are read; Word's pages are many times as long as the text in them.
const MOST_MARKUP: usize = 48 * 1024 * 1024;
/// Bytes of plain text or separated values that are read; the longest reports have a twentieth.
const MOST_TEXT: usize = 16 * 1024 * 1024;

/// Reads one file of unknown form.
///
/// # Errors
/// Where nothing of it can be read, in the user's words.
pub fn bytes(bytes: &[u8]) -> Result<Document, ReadError> {
    let document = match Format::of(bytes)? {
        Format::Text | Format::SheetXml | Format::FlatXml | Format::WordXml if bytes.len() > MOST_MARKUP => {
            return Err(ReadError::TooLarge);
        }
        Format::Text => separated(&decode::decode(bytes)?)?,
        #[cfg(feature = "formats")]
        Format::SheetXml => sheet::xml2003(&decode::decode(bytes)?)?,
        #[cfg(feature = "formats")]
        Format::FlatXml => docx::flat(&decode::decode(bytes)?)?,
        #[cfg(feature = "formats")]
        Format::WordXml => docx::xml2003(&decode::decode(bytes)?)?,
        #[cfg(feature = "formats")]
        Format::Zip => container::read(bytes)?,
        #[cfg(feature = "formats")]
        Format::Compound => compound::read(bytes)?,
        #[cfg(feature = "formats")]
        Format::Pdf => pdf::read(bytes)?,
        #[cfg(feature = "formats")]
        Format::Rtf => rtf::read(bytes)?,
        #[cfg(not(feature = "formats"))]
        _ => return Err(ReadError::NeedsReaders),
    };
    if document.blocks.is_empty() { Err(ReadError::Empty) } else { Ok(join::tables(document)) }
}

/// Reads a file of unknown form that may be a zip archive of several; each comes with its own name and outcome.
#[cfg(feature = "formats")]
pub fn files(name: &str, content: &[u8]) -> Vec<(String, Result<Document, ReadError>)> {
    members(name, content).into_iter().map(|(name, member)| (name, member.and_then(|member| bytes(&member)))).collect()
}

/// A file of an archive: its path, and its bytes if they could be unpacked.
#[cfg(feature = "formats")]
pub type Member<'a> = (String, Result<Cow<'a, [u8]>, ReadError>);

/// The files that a file is: those inside a zip archive, else itself. So that each can be read for itself, and one that
/// ends its reader takes none of the others with it.
#[cfg(feature = "formats")]
pub fn members<'a>(name: &str, content: &'a [u8]) -> Vec<Member<'a>> {
    match container::members(content) {
        Some(members) if members.is_empty() => vec![(name.to_owned(), Err(ReadError::NothingInside))],
        Some(members) => members,
        None => vec![(name.to_owned(), Ok(Cow::Borrowed(content)))],
    }
}

/// Text of a file: a web page, alone or in an archive, separated values, or plain text with or without tables in it.
fn separated(decoded: &str) -> Result<Document, ReadError> {
    if decode::is_html(decoded) {
        return Ok(html::document(decoded));
    }
    match mht::pages(decoded) {
        Some(pages) => Ok(html::document(&pages)),
        None if decoded.len() > MOST_TEXT => Err(ReadError::TooLarge),
        None => Ok(csv::document(decoded).unwrap_or_else(|| plain::document(lines::normalised(decoded)))),
    }
}

/// Reads plain text as pasted into the page.
pub fn text(text: &str) -> Document {
    join::tables(plain::document(lines::normalised(text)))
}

/// Reads HTML: a saved web page, or the clipboard's `text/html` as Word, WPS, Excel and browsers write it.
pub fn html(html: &str) -> Document {
    join::tables(html::document(html))
}

#[cfg(test)]
mod properties;
#[cfg(all(test, feature = "formats"))]
mod samples;

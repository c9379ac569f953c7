//! Bytes → [`Document`], one file per format; detected by content, never by extension alone.
//!
//! Reading text cannot fail: whatever is not recognised as a table is a paragraph. Only what is no text at all
//! (a Word file, a picture) is refused, with words that say what to do instead.

mod cell_lines;
mod decode;
mod error;
mod grid;
mod html;
mod lines;
mod pipes;
mod plain;
mod tabbed;

pub use error::ReadError;

use crate::document::Document;

/// Reads a file of unknown form: text or HTML in UTF-8, UTF-16 or GB18030 (国标, with GBK and GB2312 in it).
pub fn bytes(bytes: &[u8]) -> Result<Document, ReadError> {
    let decoded = decode::decode(bytes)?;
    Ok(if decode::is_html(&decoded) { html(&decoded) } else { text(&decoded) })
}

/// Reads plain text as pasted into the page.
pub fn text(text: &str) -> Document {
    plain::document(lines::normalised(text))
}

/// Reads HTML: a saved web page, or the clipboard's `text/html` as Word, WPS, Excel and browsers write it.
pub fn html(html: &str) -> Document {
    html::document(html)
}

#[cfg(test)]
mod properties;

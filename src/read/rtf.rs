//! Rich text (RTF 1.9): groups in braces, control words, and text in the code page of its font or as `\u` escapes.
//!
//! A group is either text, or a destination of its own: what is not known to hold text is left out. All nesting is kept on
//! stacks with a bound.

mod destination;
mod encoding;
mod group;
mod reader;
mod row;
mod styles;
mod token;

use super::ReadError;
use crate::document::Document;
use reader::Reader;

/// Reads the file.
///
/// # Errors
/// [`ReadError::Damaged`] if it ends in the middle: half a report must not look like a whole one.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut reader = Reader::default();
    for token in token::tokens(bytes) {
        reader.take(token);
    }
    reader.finish().ok_or(ReadError::Damaged)
}

#[cfg(test)]
mod tests;

//! Word 97–2003 and WPS 文字.

use super::ReadError;
use crate::document::Document;
use cfb::CompoundFile;
use std::io::Cursor;

/// Reads the opened compound file.
pub(super) fn read(_file: CompoundFile<Cursor<&[u8]>>) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

//! PDF.
use super::ReadError;
use crate::document::Document;

/// Reads the file.
pub(super) fn read(_bytes: &[u8]) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

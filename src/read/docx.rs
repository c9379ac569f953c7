//! Word 2007 and later.

use super::ReadError;
use super::zip::Zip;
use crate::document::Document;

/// Reads the opened container.
pub(super) fn read(_zip: &Zip) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

//! Workbooks: every sheet a heading and its tables.

use super::ReadError;
use super::zip::Zip;
use crate::document::Document;

/// Excel 2007 and later; the container is handed over as bytes, too, for the crate that reads it.
pub(super) fn xlsx(_bytes: &[u8], _zip: &Zip) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

/// Excel 97–2003 and WPS 表格.
pub(super) fn xls(_bytes: &[u8]) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

/// OpenDocument spreadsheet.
pub(super) fn ods(_zip: &Zip) -> Result<Document, ReadError> {
    Err(ReadError::Binary)
}

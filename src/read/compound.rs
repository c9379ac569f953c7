//! OLE compound files: which of Word, Excel, WPS and an encrypted newer file it is.

use super::{ReadError, doc, sheet};
use crate::document::Document;
use cfb::CompoundFile;
use std::io::Cursor;

/// Reads a Word or Excel file of 97–2003, or what WPS saves as such.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let holds = |name: &str| file.exists(name);
    if holds("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    if holds("WordDocument") {
        return doc::read(file);
    }
    if holds("Workbook") || holds("Book") {
        return sheet::xls(bytes);
    }
    Err(if holds("CONTENTS") || holds("MatOST") { ReadError::TooOld } else { ReadError::Binary })
}

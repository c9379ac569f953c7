//! OLE compound files: which of Word, Excel, WPS and an encrypted newer file it is.

mod mended;

use super::{ReadError, container, doc, sealed, sheet};
use crate::document::Document;
use cfb::CompoundFile;
use std::io::Cursor;

/// Reads a Word or Excel file of 97–2003, or what WPS saves as such.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let whole = |bytes| CompoundFile::open(Cursor::new(bytes));
    match whole(bytes) {
        Ok(file) => opened(file, bytes),
        Err(_) => {
            let mended = mended::mended(bytes).ok_or(ReadError::Damaged)?;
            opened(whole(mended.as_slice()).map_err(|_| ReadError::Damaged)?, &mended)
        }
    }
}

fn opened(mut file: CompoundFile<Cursor<&[u8]>>, bytes: &[u8]) -> Result<Document, ReadError> {
    if file.exists("EncryptedPackage") {
        return container::read(&sealed::package(&mut file)?);
    }
    let holds = |name: &str| file.exists(name);
    if holds("WordDocument") {
        return doc::read(file);
    }
    if holds("Workbook") || holds("Book") {
        let unlocked = sealed::workbook(&mut file)?;
        return sheet::xls(unlocked.as_deref().unwrap_or(bytes));
    }
    Err(if holds("CONTENTS") || holds("MatOST") { ReadError::TooOld } else { ReadError::Binary })
}

//! Zip containers: which of Word, Excel, OpenDocument and OFD it is, or an archive of such files.

use super::zip::Zip;
use super::{Format, Member, ReadError, docx, odt, ofd, sheet};
use crate::document::Document;
use std::borrow::Cow;

/// What a zip container holds.
enum Kind {
    Docx,
    Xlsx,
    Odt,
    Ods,
    Ofd,
    Files,
}

/// Reads the one document that a container is.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let zip = Zip::open(bytes)?;
    match kind(&zip) {
        Kind::Docx => docx::read(&zip),
        Kind::Xlsx => sheet::xlsx(&zip),
        Kind::Odt => odt::read(&zip),
        Kind::Ods => sheet::ods(&zip),
        Kind::Ofd => ofd::read(&zip),
        Kind::Files => Err(ReadError::Nested),
    }
}

/// The files of an archive, without what operating systems and Office leave behind; `None` if the bytes are no archive of
/// files.
pub(super) fn members(bytes: &[u8]) -> Option<Vec<Member<'static>>> {
    if Format::of(bytes) != Ok(Format::Zip) {
        return None;
    }
    let zip = Zip::open(bytes).ok()?;
    if !matches!(kind(&zip), Kind::Files) {
        return None;
    }
    let is_file = |name: &&str| !name.ends_with('/') && !is_rubbish(name);
    let unpacked = |name: &str| zip.member(name)?.map(Cow::Owned).ok_or(ReadError::Damaged);
    Some(zip.names().filter(is_file).map(|name| (name.to_owned(), unpacked(name))).collect())
}

fn kind(zip: &Zip) -> Kind {
    let members = [("word/document.xml", Kind::Docx), ("xl/workbook.xml", Kind::Xlsx), ("OFD.xml", Kind::Ofd)];
    if let Some((_, kind)) = members.into_iter().find(|(name, _)| zip.holds(name)) {
        return kind;
    }
    match zip.member("mimetype") {
        Ok(Some(mime)) if mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Kind::Ods,
        Ok(Some(mime)) if mime.starts_with(b"application/vnd.oasis.opendocument.text") => Kind::Odt,
        _ if docx::main_part(zip).is_some() => Kind::Docx,
        _ => Kind::Files,
    }
}

/// Shadow files of macOS, lock files of Office (`~$报告.docx`), folder settings of Windows.
fn is_rubbish(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with("~$") || ["Thumbs.db", "desktop.ini", ".DS_Store"].contains(&file)
}

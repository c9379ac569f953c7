//! Word 2007 and later, and what WPS saves as such: `.docx`, `.docm`, `.dotx`.
//!
//! What is read is what a reader sees: automatic numbers (自动编号) written out, tracked changes (修订) accepted, fields
//! by their results, hidden text, comments, headers and footers left out.

mod body;
mod field;
mod numbering;
mod package;
mod styles;
#[cfg(test)]
mod tests;

pub(super) use package::main_part;

use super::ReadError;
use super::xml;
use super::zip::Zip;
use crate::document::{Document, Source};
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// Reads the opened container.
pub(super) fn read(zip: &Zip) -> Result<Document, ReadError> {
    let package = Package::open(zip)?;
    let text = zip.text(&package.main)?.ok_or(ReadError::Damaged)?;
    let main = xml::parse(&text)?;
    let styles = match package.part("styles")? {
        Some(part) => Styles::read(&xml::parse(&part)?),
        None => Styles::default(),
    };
    let numbering = match package.part("numbering")? {
        Some(part) => Numbering::read(&xml::parse(&part)?, &styles),
        None => Numbering::default(),
    };
    let mut body = Body::new(&styles, numbering);
    xml::walk(main.root_element(), &mut body);
    for kind in ["footnotes", "endnotes"] {
        let noted = body.noted(kind);
        if !noted.is_empty()
            && let Some(part) = package.part(kind)?
        {
            body.write_notes(&xml::parse(&part)?, &noted);
        }
    }
    Ok(body.finish().finish(Source::Docx))
}

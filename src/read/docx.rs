//! Word 2007 and later, and what WPS saves as such: `.docx`, `.docm`, `.dotx`; and the XML of Word 2003.
//!
//! What is read is what a reader sees: automatic numbers (自动编号) written out, tracked changes (修订) accepted, fields
//! by their results, embedded sheets as tables; hidden and struck-out text, comments, headers and footers left out.

mod body;
mod field;
mod flat;
mod inserted;
mod numbering;
mod package;
mod styles;
#[cfg(test)]
mod tests;
#[cfg(feature = "export")]
pub(crate) mod traced;

pub(crate) use package::main_part;

use super::ReadError;
use super::xml;
use super::zip::Zip;
use crate::document::{Document, Source};
use body::Body;
use numbering::{Names, Numbering};
use package::Package;
use styles::Styles;

/// Reads the opened container.
pub(crate) fn read(zip: &Zip) -> Result<Document, ReadError> {
    let package = Package::open(zip)?;
    let text = zip.text(&package.main)?.ok_or(ReadError::Damaged)?;
    let main = xml::parse(&text)?;
    let styles = match package.part("styles")? {
        Some(part) => Styles::read(xml::parse(&part)?.root_element()),
        None => Styles::default(),
    };
    let numbering = match package.part("numbering")? {
        Some(part) => Numbering::read(xml::parse(&part)?.root_element(), Names::NEW, &styles),
        None => Numbering::default(),
    };
    let mut body = Body::new(&styles, numbering, Some(&package));
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

/// A container written as one XML file (Flat OPC, Word XML 文档).
pub(super) fn flat(xml: &str) -> Result<Document, ReadError> {
    read(&flat::parts(xml))
}

/// The XML of Word 2003 (Word 2003 XML 文档), in which everything is one tree.
pub(super) fn xml2003(xml: &str) -> Result<Document, ReadError> {
    let tree = xml::parse(xml)?;
    let root = tree.root_element();
    let styles = xml::child(root, "styles").map(Styles::read).unwrap_or_default();
    let numbering = match xml::child(root, "lists") {
        Some(lists) => Numbering::read(lists, Names::OLD, &styles),
        None => Numbering::default(),
    };
    let mut body = Body::new(&styles, numbering, None);
    xml::walk(xml::child(root, "body").ok_or(ReadError::Damaged)?, &mut body);
    Ok(body.finish().finish(Source::Docx))
}

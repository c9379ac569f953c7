//! OpenDocument text, as LibreOffice and WPS save it: `.odt`, `.ott`.
//!
//! What is read is what a reader sees: automatic numbers written out, tracked changes accepted, hidden text, comments,
//! headers and footers left out.

mod body;
mod list;
mod styles;
#[cfg(test)]
mod tests;

use super::ReadError;
use super::xml;
use super::zip::Zip;
use crate::document::{Document, Source};
use body::Body;
use list::Lists;
use styles::Styles;

/// Reads the opened container.
pub(super) fn read(zip: &Zip) -> Result<Document, ReadError> {
    let manifest = zip.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") || zip.holds("encrypted-package") {
        return Err(ReadError::Encrypted);
    }
    let content = zip.text("content.xml")?.ok_or(ReadError::Damaged)?;
    let content = xml::parse(&content)?;
    let common = zip.text("styles.xml")?;
    let common = common.as_deref().map(xml::parse).transpose()?;
    // Of two styles of one name the content's own counts.
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    for tree in common.iter().chain([&content]) {
        styles.add(tree);
        lists.add(tree);
    }
    let mut body = Body::new(&styles, lists);
    xml::walk(content.root_element(), &mut body);
    for note in body.notes() {
        if let Some(note) = content.get_node(note) {
            xml::walk(note, &mut body);
        }
    }
    Ok(body.finish().finish(Source::Odt))
}

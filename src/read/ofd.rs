//! OFD (版式文档, GB/T 33190): text with places, and paths. Its text is Unicode, so fonts do not matter.
//!
//! Annotations, signatures and seals (电子印章) are not read.

mod fixed;
mod page;
mod path;

use super::ReadError;
use super::layout::{self, Leaf, MOST_PAGES};
use super::xml::{self, children};
use super::zip::Zip;
use crate::document::{Document, Note, Source};
use page::{Canvas, Composites};
use roxmltree::Node;
use std::collections::BTreeMap;

/// Most glyphs that are read; the longest reports have a tenth.
const MOST_GLYPHS: usize = 1_500_000;

/// Reads the opened container: every document in it, one after the other.
pub(super) fn read(zip: &Zip) -> Result<Document, ReadError> {
    if zip.holds("Encryptions.xml") {
        return Err(ReadError::Encrypted);
    }
    let text = zip.text("OFD.xml")?.ok_or(ReadError::Damaged)?;
    let index = xml::parse(&text)?;
    let mut book = Book { zip, leaves: Vec::new(), glyphs: MOST_GLYPHS, left_out: 0, cut: false };
    for body in children(index.root_element(), "DocBody") {
        if let Some(root) = children(body, "DocRoot").find_map(|root| root.text()) {
            book.document(&resolved("", root))?;
        }
    }
    if layout::is_scanned(&book.leaves) {
        return Err(ReadError::Scanned);
    }
    let mut document = layout::document(&book.leaves, Source::Ofd);
    if book.cut || book.left_out > 0 {
        document.notes.push(Note::Cut { left_out: book.left_out });
    }
    Ok(document)
}

/// The pages read so far.
struct Book<'a> {
    zip: &'a Zip<'a>,
    leaves: Vec<Leaf>,
    /// Glyphs that may still be read.
    glyphs: usize,
    /// Pages that are not read.
    left_out: u32,
    /// Whether a page was not read to its end.
    cut: bool,
}

impl Book<'_> {
    fn document(&mut self, path: &str) -> Result<(), ReadError> {
        let text = self.zip.text(path)?.ok_or(ReadError::Damaged)?;
        let parsed = xml::parse(&text)?;
        let root = parsed.root_element();
        let common = || children(root, "CommonData");
        let physical_box = common().flat_map(|common| children(common, "PageArea")).find_map(physical_box);
        let mut templates = BTreeMap::new();
        for template in common().flat_map(|common| children(common, "TemplatePage")) {
            if let Some((id, place)) = template.attribute("ID").zip(template.attribute("BaseLoc")) {
                templates.insert(id.to_owned(), resolved(path, place));
            }
        }
        let resources: Vec<String> = common()
            .flat_map(|common| children(common, "PublicRes").chain(children(common, "DocumentRes")))
            .filter_map(|resource| Some(resolved(path, resource.text()?)))
            .collect();
        let shared = Shared { physical_box, templates, resources };
        for page in children(root, "Pages").flat_map(|pages| children(pages, "Page")) {
            let Some(place) = page.attribute("BaseLoc") else { continue };
            if self.leaves.len() >= MOST_PAGES || self.glyphs == 0 {
                self.left_out = self.left_out.saturating_add(1);
                continue;
            }
            self.page(&resolved(path, place), &shared)?;
        }
        Ok(())
    }

    fn page(&mut self, path: &str, shared: &Shared) -> Result<(), ReadError> {
        let Some(text) = self.zip.text(path)? else {
            self.left_out = self.left_out.saturating_add(1);
            return Ok(());
        };
        let parsed = xml::parse(&text)?;
        let page = parsed.root_element();
        let used = |template: Node| template.attribute("TemplateID").and_then(|id| shared.templates.get(id)).cloned();
        let templates = self.texts(children(page, "Template").filter_map(used))?;
        let draws_composites = [&text].into_iter().chain(&templates).any(|text| text.contains("CompositeObject"));
        let own = children(page, "PageRes").filter_map(|resource| Some(resolved(path, resource.text()?)));
        let resources = shared.resources.iter().cloned().chain(own).filter(|_| draws_composites);
        let resources = self.texts(resources)?;
        let resources = resources.iter().map(|text| xml::parse(text)).collect::<Result<Vec<_>, _>>()?;
        let templates = templates.iter().map(|text| xml::parse(text)).collect::<Result<Vec<_>, _>>()?;
        let composites: Composites = resources
            .iter()
            .flat_map(|resource| children(resource.root_element(), "CompositeGraphicUnits"))
            .flat_map(|units| children(units, "CompositeGraphicUnit"))
            .filter_map(|unit| Some((unit.attribute("ID")?, unit)))
            .collect();
        let own_box = children(page, "Area").find_map(physical_box);
        let physical_box = own_box.as_deref().or(shared.physical_box.as_deref()).unwrap_or_default();
        let mut canvas = Canvas::new(physical_box, self.glyphs, &composites);
        templates.iter().for_each(|template| canvas.content(template.root_element()));
        canvas.content(page);
        self.glyphs = canvas.allowance;
        self.cut |= canvas.cut;
        layout::straighten(&mut canvas.leaf);
        self.leaves.push(canvas.leaf);
        Ok(())
    }

    /// The members of these names, those that exist.
    fn texts(&self, paths: impl Iterator<Item = String>) -> Result<Vec<String>, ReadError> {
        paths.filter_map(|path| self.zip.text(&path).transpose()).collect()
    }
}

/// What the pages of a document have in common.
struct Shared {
    physical_box: Option<String>,
    /// Places of template pages by their id.
    templates: BTreeMap<String, String>,
    /// Places of resource files.
    resources: Vec<String>,
}

fn physical_box(area: Node) -> Option<String> {
    children(area, "PhysicalBox").find_map(|found| found.text()).map(str::to_owned)
}

/// A place in the container as a member's name: from the top if it begins with a slash, else from the folder of the file
/// that names it.
fn resolved(from: &str, place: &str) -> String {
    let place = place.trim().replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if place.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(place.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests;

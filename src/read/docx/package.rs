//! Which member of the container is which part of the document.

use crate::read::ReadError;
use crate::read::xml::{self, attribute, children};
use crate::read::zip::Zip;
use std::collections::BTreeMap;

/// Where nearly every file has its text.
const USUAL_MAIN: &str = "word/document.xml";

/// The parts that belong to the text.
pub(super) struct Package<'a> {
    zip: &'a Zip<'a>,
    /// Name of the member that holds the text.
    pub main: String,
    /// Names of the other parts by the last word of their relationship: `styles`, `numbering`, `footnotes`, `endnotes`.
    parts: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    /// Finds the parts.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if there is no text, or as [`Zip::text`] and [`xml::parse`].
    pub fn open(zip: &'a Zip<'a>) -> Result<Self, ReadError> {
        let main = main_part(zip).ok_or(ReadError::Damaged)?;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations = relations(zip, &format!("{folder}/_rels/{file}.rels"))?;
        let parts = relations.into_iter().map(|(kind, target)| (kind, resolved(folder, &target))).collect();
        Ok(Self { zip, main, parts })
    }

    /// A part as text; `None` if the document has none of the kind.
    ///
    /// # Errors
    /// As [`Zip::text`].
    pub fn part(&self, kind: &str) -> Result<Option<String>, ReadError> {
        self.parts.get(kind).map_or(Ok(None), |name| self.zip.text(name))
    }
}

/// The member that holds a document's text; `None` if the container is no Word document.
pub(in crate::read) fn main_part(zip: &Zip) -> Option<String> {
    if zip.holds(USUAL_MAIN) {
        return Some(USUAL_MAIN.to_owned());
    }
    let (_, target) = relations(zip, "_rels/.rels").ok()?.into_iter().find(|(kind, _)| kind == "officeDocument")?;
    let main = resolved("", &target);
    let types = zip.text("[Content_Types].xml").ok()??;
    let types = xml::parse(&types).ok()?;
    let is_text = |part: roxmltree::Node| {
        attribute(part, "PartName").is_some_and(|name| name.trim_start_matches('/') == main)
            && attribute(part, "ContentType")
                .is_some_and(|kind| kind.contains("wordprocessingml") || kind.contains("ms-word"))
    };
    children(types.root_element(), "Override").any(is_text).then_some(main)
}

/// Relationships within the container: the last word of the type, and the target. The first of a kind counts.
fn relations(zip: &Zip, name: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let mut relations = BTreeMap::new();
    let Some(text) = zip.text(name.trim_start_matches('/'))? else { return Ok(relations) };
    let tree = xml::parse(&text)?;
    for relation in children(tree.root_element(), "Relationship") {
        let external = attribute(relation, "TargetMode") == Some("External");
        let (Some(kind), Some(target)) = (attribute(relation, "Type"), attribute(relation, "Target")) else { continue };
        if !external && let Some((_, kind)) = kind.rsplit_once('/') {
            relations.entry(kind.to_owned()).or_insert_with(|| target.to_owned());
        }
    }
    Ok(relations)
}

/// A target as a member's name: relative to `folder`, or from the root if it begins with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_like_paths() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("a/b", "../c.xml"), "a/c.xml");
        assert_eq!(resolved("", "../../c.xml"), "c.xml");
    }
}

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
    /// Names of the parts by the ids with which the text refers to them.
    targets: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    /// Finds the parts.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if there is no text, or as [`Zip::text`] and [`xml::parse`].
    pub fn open(zip: &'a Zip<'a>) -> Result<Self, ReadError> {
        let main = main_part(zip).ok_or(ReadError::Damaged)?;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let mut parts = BTreeMap::new();
        let mut targets = BTreeMap::new();
        for relation in relations(zip, &format!("{folder}/_rels/{file}.rels"))? {
            let name = resolved(folder, &relation.target);
            targets.insert(relation.id, name.clone());
            // The first of a kind counts.
            parts.entry(relation.kind).or_insert(name);
        }
        Ok(Self { zip, main, parts, targets })
    }

    /// The part that the text refers to by an id, if it is there and can be unpacked.
    pub fn target(&self, id: &str) -> Option<Vec<u8>> {
        self.zip.member(self.targets.get(id)?).ok()?
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
pub(crate) fn main_part(zip: &Zip) -> Option<String> {
    if zip.holds(USUAL_MAIN) {
        return Some(USUAL_MAIN.to_owned());
    }
    let relations = relations(zip, "_rels/.rels").ok()?;
    let main = resolved("", &relations.iter().find(|relation| relation.kind == "officeDocument")?.target);
    let types = zip.text("[Content_Types].xml").ok()??;
    let types = xml::parse(&types).ok()?;
    let is_text = |part: roxmltree::Node| {
        attribute(part, "PartName").is_some_and(|name| name.trim_start_matches('/') == main)
            && attribute(part, "ContentType")
                .is_some_and(|kind| kind.contains("wordprocessingml") || kind.contains("ms-word"))
    };
    children(types.root_element(), "Override").any(is_text).then_some(main)
}

/// One relationship within the container.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    target: String,
}

/// Relationships within the container, in the order of the file.
fn relations(zip: &Zip, name: &str) -> Result<Vec<Relation>, ReadError> {
    let Some(text) = zip.text(name.trim_start_matches('/'))? else { return Ok(Vec::new()) };
    let tree = xml::parse(&text)?;
    let relation = |node| {
        let external = attribute(node, "TargetMode") == Some("External");
        let (_, kind) = attribute(node, "Type").filter(|_| !external)?.rsplit_once('/')?;
        let id = attribute(node, "Id").unwrap_or_default().to_owned();
        Some(Relation { id, kind: kind.to_owned(), target: attribute(node, "Target")?.to_owned() })
    };
    Ok(children(tree.root_element(), "Relationship").filter_map(relation).collect())
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

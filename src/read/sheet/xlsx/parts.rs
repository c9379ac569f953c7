//! The parts of a workbook: which sheets there are and where they are kept.

use super::super::super::{ReadError, xml, zip::Zip};
use super::super::budget::MOST_SHEETS;
use roxmltree::Node;
use std::collections::BTreeMap;

/// The contents of `xl/workbook.xml`, its relations followed.
pub(super) struct Workbook {
    /// In the order of the tabs; one more than are read, so that the rest can be told of.
    pub sheets: Vec<SheetPart>,
    /// Path of the shared strings.
    pub strings: String,
    /// Path of the styles.
    pub styles: String,
    /// Whether days are counted from 1904, as Excel for Mac did.
    pub from_1904: bool,
    /// Whether all formulas are to be calculated when it is opened: the program that wrote it knows no results.
    pub uncalculated: bool,
    /// The sheet that was open when it was saved.
    pub active: usize,
}

/// One sheet of the workbook.
pub(super) struct SheetPart {
    /// Its name.
    pub name: String,
    /// Its path in the container.
    pub path: String,
    /// Whether it is hidden, also where only a macro can show it.
    pub hidden: bool,
}

impl Workbook {
    /// Reads the workbook part.
    pub fn read(zip: &Zip) -> Result<Self, ReadError> {
        let text = zip.text("xl/workbook.xml")?.ok_or(ReadError::Damaged)?;
        let document = xml::parse(&text)?;
        let relations = Relations::read(zip)?;
        let nodes = || document.descendants().filter(Node::is_element);
        let sheets = nodes().filter(|node| node.tag_name().name() == "sheet");
        let setting = |element, name| {
            nodes().find(|node| node.tag_name().name() == element).and_then(|node| node.attribute(name))
        };
        let says = |element, name| setting(element, name).is_some_and(|value| value == "1" || value == "true");
        Ok(Self {
            sheets: sheets.filter_map(|node| SheetPart::new(node, &relations)).take(MOST_SHEETS + 1).collect(),
            strings: relations.of_kind("/sharedStrings").unwrap_or("xl/sharedStrings.xml").to_owned(),
            styles: relations.of_kind("/styles").unwrap_or("xl/styles.xml").to_owned(),
            from_1904: says("workbookPr", "date1904"),
            uncalculated: says("calcPr", "fullCalcOnLoad"),
            active: setting("workbookView", "activeTab").and_then(|tab| tab.parse().ok()).unwrap_or(0),
        })
    }
}

impl SheetPart {
    fn new(node: Node, relations: &Relations) -> Option<Self> {
        let id = node.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
        Some(Self {
            name: node.attribute("name").unwrap_or_default().to_owned(),
            path: relations.paths.get(id.value()).map(|(path, _)| path.clone())?,
            hidden: node.attribute("state").is_some_and(|state| state != "visible"),
        })
    }
}

/// The relations of the workbook part: id → path and kind.
struct Relations {
    paths: BTreeMap<String, (String, String)>,
}

impl Relations {
    fn read(zip: &Zip) -> Result<Self, ReadError> {
        let text = zip.text("xl/_rels/workbook.xml.rels")?.ok_or(ReadError::Damaged)?;
        let document = xml::parse(&text)?;
        let relation = |node: Node| {
            let [id, target, kind] = ["Id", "Target", "Type"].map(|name| node.attribute(name));
            Some((id?.to_owned(), (path(target?), kind.unwrap_or_default().to_owned())))
        };
        Ok(Self { paths: document.descendants().filter_map(relation).collect() })
    }

    fn of_kind(&self, kind: &str) -> Option<&str> {
        self.paths.values().find(|(_, found)| found.ends_with(kind)).map(|(path, _)| path.as_str())
    }
}

/// A target is relative to `xl/`, or absolute with a slash before it.
fn path(target: &str) -> String {
    let target = target.replace('\\', "/");
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

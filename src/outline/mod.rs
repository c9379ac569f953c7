//! What sections the report has: headings with their levels, which template they follow, what is missing;
//! its title, unit, year, fields and attachments.

mod attachments;
mod cover;
mod dates;
mod fields;
mod headings;
mod lists;
pub mod numbering;
pub mod office;
mod template;

pub use attachments::{Attachment, Part};
pub use cover::short;
pub use dates::Date;
pub use fields::{Field, FieldKind};
pub use headings::Heading;
pub use lists::{Column, List, cell};

use crate::document::{Document, Span};
use crate::vocabulary::outlines::{OUTLINES, Template};
use serde::{Deserialize, Serialize};

/// A section of the report, or one that its template asks for and that was not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Title without its number.
    pub title: String,
    /// Number as written: `一、`, `（二）`; empty where none is.
    pub number: String,
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// The whole heading; `None` for a missing section.
    pub heading: Option<Span>,
    /// From the heading's first byte to the next heading of the same or a higher level; `None` for a missing section.
    pub extent: Option<Span>,
}

/// The report's sections as found, and what the report says it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Sections that are there, in text order.
    pub sections: Vec<Section>,
    /// Missing first-level sections of a certain template, each with the number of found sections before it.
    pub absent: Vec<(usize, Section)>,
    /// Headings and numbered list items in text order.
    pub headings: Vec<Heading>,
    /// Lines of the table of contents (目录).
    pub contents: Vec<Span>,
    /// The parts of the file: what stands before the first attachment, then each attachment that is there.
    pub parts: Vec<Part>,
    /// Attachments named in a list, with whether they are in the file.
    pub attachments: Vec<Attachment>,
    /// Labelled fields (单位名称：…) of cover and table feet, blank or filled.
    pub fields: Vec<Field>,
    /// Tables that are lists: a header row with 序号, then one thing a row.
    pub lists: Vec<List>,
    /// Title of the report, possibly over two lines.
    pub title: Option<Span>,
    /// Reporting unit (预算单位).
    pub unit: Option<String>,
    /// Other names of the same unit, from 简称, 以下简称 and 加挂.
    pub aliases: Vec<String>,
    /// Report year (评价年度).
    pub year: Option<u16>,
    /// Year and month the report was filled in (填报日期).
    pub filled: Option<(u16, u8, Span)>,
    /// Every date that is written out, in text order.
    pub dates: Vec<Date>,
    /// Template the headings follow: `HN`, `GD-A`, … or `generic`.
    pub template: String,
    /// Whether enough headings were seen to be certain of the template.
    pub certain: bool,
    /// Sections the template asks for and that were not found: key and level.
    pub missing: Vec<(String, u8)>,
}

impl Outline {
    /// Reads the outline of a document.
    pub fn read(document: &Document) -> Self {
        let mut outline = Self {
            fields: fields::read(document),
            lists: lists::read(document),
            dates: dates::read(document),
            ..Self::default()
        };
        let (lines, contents) = headings::lines(document);
        outline.contents = contents;
        attachments::read(document, &mut outline);
        let template = template::detect(document, &lines);
        outline.headings = headings::nest(document, lines, template, &outline.parts, &outline.attachments);
        cover::read(document, &mut outline);
        template::compare(document, template, &mut outline);
        outline
    }

    /// Headings without the list items.
    pub fn headings(&self) -> impl Iterator<Item = (usize, &Heading)> {
        self.headings.iter().enumerate().filter(|(_, heading)| !heading.item)
    }

    /// Sections as the report shows them: the missing ones stand where the template has them.
    pub fn shown(&self) -> Vec<Section> {
        let mut absent = self.absent.iter().peekable();
        let mut shown = Vec::with_capacity(self.sections.len() + self.absent.len());
        for (index, section) in self.sections.iter().enumerate() {
            while let Some((_, missing)) = absent.next_if(|(before, _)| *before <= index) {
                shown.push(missing.clone());
            }
            shown.push(section.clone());
        }
        shown.extend(absent.map(|(_, missing)| missing.clone()));
        shown
    }

    /// The innermost heading (no list item) under which an offset stands.
    pub fn heading_at(&self, offset: u32) -> Option<&Heading> {
        let before = self.headings.partition_point(|heading| heading.span.start <= offset);
        let last = self.headings.get(..before)?.iter().rposition(|heading| !heading.item)?;
        let mut at = Some(last);
        while let Some(heading) = at.and_then(|index| self.headings.get(index)) {
            if heading.extent.start <= offset && offset < heading.extent.end {
                return Some(heading);
            }
            at = heading.parent;
        }
        None
    }

    /// Whether a place belongs to the list of attachments.
    pub fn is_listed(&self, span: Span) -> bool {
        attachments::is_listed(&self.attachments, span)
    }

    /// The template's data.
    pub fn template(&self) -> Option<&'static Template> {
        OUTLINES.template.iter().find(|template| template.id == self.template)
    }

    /// How the report speaks of its own unit: 我 or 本 and a noun of its name (我局, 本中心, 我镇).
    pub fn own_words(&self) -> Vec<String> {
        self.unit.as_deref().map(cover::own_words).unwrap_or_default()
    }

    /// Whether a name is the unit's own, in full, short, or as 我部 and the like.
    pub fn is_own_name(&self, name: &str) -> bool {
        let mut known = self.unit.iter().chain(&self.aliases);
        self.own_words().iter().any(|own| own == name)
            || cover::OWN.contains(&name)
            || known.any(|own| own == name || cover::short(own) == cover::short(name))
    }
}

#[cfg(test)]
mod tests;

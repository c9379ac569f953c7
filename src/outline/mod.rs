//! What sections the report has: headings with their levels, which template they follow, what is missing.

use crate::document::Span;
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

/// The report's sections as found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Sections in text order.
    pub sections: Vec<Section>,
    pub title: Option<Span>,
    pub unit: Option<String>,
    pub year: Option<u16>,
    pub template: String,
}
impl Outline {
    pub fn read(_: &crate::document::Document) -> Self {
        Self::default()
    }
}

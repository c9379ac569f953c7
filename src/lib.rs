//! 勾稽: checks that the figures of a Chinese budget-performance report agree with each other.
//!
//! The data flows one way: bytes → [`Document`] → quantities → facts → relations → findings → [`Report`].

pub mod diagnosis;
pub mod document;
pub mod facts;
pub mod outline;
pub mod quantity;
pub mod read;
pub mod relations;
pub mod report;
pub mod rules;
pub mod vocabulary;

use document::Document;
use report::{Coverage, Report, Summary};

/// What the user may set.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Options {}

/// Checks a document: the whole engine as one function. Same input, same report.
pub fn check(document: Document, _options: &Options) -> Report {
    Report {
        document,
        summary: Summary::default(),
        sections: Vec::new(),
        quantities: Vec::new(),
        relations: Vec::new(),
        findings: Vec::new(),
        coverage: Coverage::default(),
    }
}

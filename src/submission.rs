//! Files handed in together (一份报送材料): each is checked alone, and all are checked against each other.

mod account;
mod carried;
mod changes;
mod figures;
mod joint;
mod json;
mod kin;
mod projects;

pub use json::to_json_line;

use crate::document::{Document, Span};
use crate::report::{Finding, Report};
use crate::{Options, Understood};
use account::Account;
use figures::Figures;
use kin::Member;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The reports of all files, and what does not agree between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Each file with its report, in the order in which they were handed in.
    pub files: Vec<FileReport>,
    /// What two or more files contradict each other in.
    pub across: Vec<Across>,
    /// How many of the files were compared with another one: those of which no other is of the same unit were not.
    pub compared: usize,
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
    let mut accounts = Vec::with_capacity(files.len());
    let mut reports = Vec::with_capacity(files.len());
    for (name, document) in files {
        let understood = Understood::of(document);
        accounts.push(Account::of(&understood, options));
        reports.push(FileReport { name, report: understood.judged(options) });
    }
    let mut groups = kin::groups(&accounts);
    groups.retain(|group| group.len() > 1);
    let mut across = across(&accounts, &groups, &reports);
    across.retain(|across| !options.is_off(&across.finding.rule));
    Submission { files: reports, across, compared: groups.iter().map(Vec::len).sum() }
}

/// What the files of each unit contradict each other in.
fn across(accounts: &[Account], groups: &[Vec<Member>], files: &[FileReport]) -> Vec<Across> {
    let names = Names::new(files);
    let (mut crossings, mut across) = (Vec::new(), Vec::new());
    for group in groups {
        let figures = Figures::of(accounts, group);
        crossings.extend(figures.compared(&names));
        crossings.extend(changes::recomputed(accounts, group, &figures, &names));
        crossings.extend(projects::summed(accounts, group, &figures, &names));
        across.extend(carried::over(accounts, group, &names));
    }
    across.extend(joint::diagnosed(files, &crossings));
    joint::arranged(across)
}

/// The files as they are spoken of: without their folders, where that tells them apart.
struct Names<'a> {
    files: &'a [FileReport],
    shared: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn new(files: &'a [FileReport]) -> Self {
        let mut known = BTreeSet::new();
        let shared = files.iter().map(|file| last(&file.name)).filter(|name| !known.insert(*name)).collect();
        Self { files, shared }
    }

    /// What a file is called.
    fn of(&self, file: usize) -> &'a str {
        let name = self.files.get(file).map_or("", |file| file.name.as_str());
        if self.shared.contains(last(name)) { name } else { last(name) }
    }

    /// What stands at a place of a file.
    fn text(&self, file: usize, span: Span) -> &str {
        self.files.get(file).map_or("", |file| file.report.document.str(span))
    }
}

/// A path without its folders.
fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests;

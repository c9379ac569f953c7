//! Several files as one text, so that what they contradict each other in is diagnosed like the faults of one.

use super::{Across, FileReport};
use crate::diagnosis;
use crate::document::{Document, Span, counted};
use crate::relations::{Relation, Verdict};
use crate::report::Text;
use std::collections::BTreeMap;

/// An equation between numbers of several files.
#[derive(Debug, Clone)]
pub(super) struct Crossing {
    /// The equation; each span is one of its own file.
    pub relation: Relation,
    /// For each operand its file.
    pub files: Vec<usize>,
    /// What it says if it is broken.
    pub message: Text,
}

/// The texts of all files, one behind the other.
struct Joint {
    document: Document,
    /// Where each file begins.
    starts: Vec<u32>,
}

/// What does not agree: one finding per fault. What holds within a file is held against every correction.
pub(super) fn diagnosed(files: &[FileReport], crossings: &[Crossing]) -> Vec<Across> {
    if !crossings.iter().any(Crossing::is_broken) {
        return Vec::new();
    }
    let joint = Joint::of(files);
    let mut relations: Vec<Relation> = crossings.iter().map(|crossing| joint.moved(crossing)).collect();
    for (file, own) in files.iter().enumerate() {
        let agreeing = own.report.relations.iter().filter(|relation| relation.verdict != Verdict::Broken);
        relations.extend(agreeing.map(|relation| joint.moved_to(file, relation)));
    }
    let causes = diagnosis::causes(&relations);
    let across = causes.iter().filter_map(|cause| {
        let mut finding = diagnosis::finding(&joint.document, &relations, cause)?;
        let lead = cause.relations.first().and_then(|index| crossings.get(*index))?;
        finding.id =
            format!("{}|{}|{}", finding.rule, lead.relation.name.as_deref().unwrap_or(""), lead.relation.equation);
        finding.message = lead.message.clone();
        let others = cause.relations.len().saturating_sub(1);
        if others > 0 {
            finding.message.zh.push_str(&format!("同一处差错还使另外{others}处不一致。"));
            finding
                .message
                .en
                .push_str(&format!(" The same fault shows in {}.", counted(others, "more place", "more places")));
        }
        finding.relations.clear();
        let mut places = Vec::with_capacity(finding.marks.len());
        for mark in &mut finding.marks {
            let (file, span) = joint.place(mark.span);
            mark.span = span;
            places.push(file);
        }
        Some(Across { finding, files: places })
    });
    across.collect()
}

impl Joint {
    fn of(files: &[FileReport]) -> Self {
        let mut text = String::with_capacity(files.iter().map(|file| file.report.document.text.len() + 1).sum());
        let mut starts = Vec::with_capacity(files.len());
        for file in files {
            starts.push(Span::new(text.len(), text.len()).start);
            text.push_str(&file.report.document.text);
            text.push('\n');
        }
        Self { document: Document { text, ..Document::default() }, starts }
    }

    fn span(&self, file: usize, span: Span) -> Span {
        let start = self.starts.get(file).copied().unwrap_or(0);
        Span { start: span.start.saturating_add(start), end: span.end.saturating_add(start) }
    }

    fn moved(&self, crossing: &Crossing) -> Relation {
        let mut relation = crossing.relation.clone();
        for (operand, file) in relation.operands.iter_mut().zip(&crossing.files) {
            operand.span = self.span(*file, operand.span);
        }
        relation
    }

    fn moved_to(&self, file: usize, relation: &Relation) -> Relation {
        let mut relation = relation.clone();
        for operand in &mut relation.operands {
            operand.span = self.span(file, operand.span);
        }
        relation
    }

    /// The file that a place belongs to, and the place in it.
    fn place(&self, span: Span) -> (u32, Span) {
        let file = self.starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let start = self.starts.get(file).copied().unwrap_or(0);
        let own = Span { start: span.start.saturating_sub(start), end: span.end.saturating_sub(start) };
        (u32::try_from(file).unwrap_or(u32::MAX), own)
    }
}

/// Gravest first, then in the order of the files; findings that read alike get a number, so that each id is its own.
pub(super) fn arranged(mut across: Vec<Across>) -> Vec<Across> {
    across.sort_by_key(|across| {
        let first = across.files.first().copied().zip(across.finding.marks.first().map(|mark| mark.span));
        (std::cmp::Reverse(across.finding.severity), first)
    });
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for Across { finding, .. } in &mut across {
        let count = seen.entry(finding.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}#{count}", finding.id);
        }
    }
    across
}

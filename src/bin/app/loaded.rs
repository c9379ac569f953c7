//! A report on screen: the report itself and what is derived from it once, in time linear in its size.

use super::protocol::FileKey;
use super::state::Selected;
use super::submission::Submission;
use gouji::decisions::Key;
use gouji::document::{Block, Part, Source, Span};
use gouji::outline::Section;
use gouji::report::{Finding, QuantityState, QuantityView, Report, Role, Severity, Text};
use std::ops::Range;
use std::sync::Arc;

/// Bytes of text in one leaf, about two screens: what is drawn at a time.
const LEAF_BYTES: usize = 6_000;
/// Blocks in one leaf.
const LEAF_BLOCKS: usize = 40;

/// A report and its indices.
#[derive(Debug)]
pub struct Loaded {
    /// The submission that it is part of.
    pub submission: Arc<Submission>,
    /// Which of its files it is.
    pub file: FileKey,
    /// The same file as it was handed in first: its versions share it.
    pub root: FileKey,
    /// What each problem is recognised by when it is checked again: those between files, then those of this file.
    pub keys: Vec<Key>,
    /// Name of the file or of the example; `None` for pasted text.
    pub name: Option<String>,
    /// Counts the reports shown since the page was opened: part of every list key, so that no card outlives its report.
    pub generation: u32,
    /// The report.
    pub report: Report,
    /// Where each finding stands in the user's own file; empty where the text on screen is the file.
    pub whereabouts: Vec<Option<Text>>,
    /// The document cut into pieces that are drawn one at a time.
    pub leaves: Vec<Leaf>,
    /// Places other than quantities that can be lit, and all places of findings, by position.
    pub spots: Vec<Spot>,
    /// Where each finding is first seen, sorted.
    pub firsts: Vec<u32>,
    /// Paragraphs and cells that were corrected by hand, one for each correction.
    pub corrected: Vec<Part>,
    /// The heading that each block is or begins with.
    pub headings: Vec<Option<Heading>>,
}

/// A heading in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Level on screen, 3 to 6.
    pub level: u8,
    /// Where it ends; a sentence may follow in the same paragraph.
    pub end: u32,
}

/// A run of blocks that is drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its blocks.
    pub blocks: Range<usize>,
    /// From the first block's first byte to the last block's last.
    pub span: Span,
    /// Lines it will roughly take, to reserve room before it is drawn.
    pub lines: u32,
}

/// A place in the text that something points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Where.
    pub span: Span,
    /// The card that points there; `None` for a mere operand.
    pub card: Option<Card>,
}

/// A card that points to a place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    /// A problem between files (position in the submission).
    Across(u32),
    /// A finding (position in [`Report::findings`]).
    Finding(u32),
}

impl Card {
    /// Its number as it stands on the card and beside the place.
    pub fn label(self) -> String {
        match self {
            Self::Across(index) => format!("↔{}", index + 1),
            Self::Finding(index) => (index + 1).to_string(),
        }
    }

    /// How an element names it.
    pub fn id(self) -> String {
        match self {
            Self::Across(index) => format!("x{index}"),
            Self::Finding(index) => index.to_string(),
        }
    }

    /// The card that an element names.
    pub fn of_id(id: &str) -> Option<Self> {
        match id.strip_prefix('x') {
            Some(index) => index.parse().ok().map(Self::Across),
            None => id.parse().ok().map(Self::Finding),
        }
    }
}

impl Loaded {
    /// Derives what the page needs.
    pub fn new(
        report: Report,
        whereabouts: Vec<Option<Text>>,
        submission: Arc<Submission>,
        (file, root): (FileKey, FileKey),
        generation: u32,
        corrected: Vec<Part>,
    ) -> Self {
        let mut loaded = Self {
            name: submission.line(file).and_then(|line| line.name.clone()),
            keys: keys(&report, &submission),
            submission,
            file,
            root,
            generation,
            corrected,
            whereabouts,
            leaves: leaves(&report),
            headings: headings(&report),
            firsts: firsts(&report),
            spots: Vec::new(),
            report,
        };
        loaded.spots = loaded.collect_spots();
        loaded
    }

    /// Whether the text on screen is the file: then it is corrected as a whole, else paragraph by paragraph.
    pub fn is_plain(&self) -> bool {
        self.report.document.source == Source::Text
    }

    /// The whole number with its unit where `span` is a part of one; else `span` itself.
    pub fn settle(&self, span: Span) -> Span {
        match self.quantity_at(span) {
            Some(index) => self.report.quantities.get(index).map_or(span, |quantity| quantity.span),
            None => span,
        }
    }

    /// The quantity that contains `span`.
    pub fn quantity_at(&self, span: Span) -> Option<usize> {
        let quantities = &self.report.quantities;
        let index = quantities.partition_point(|quantity| quantity.span.start <= span.start).checked_sub(1)?;
        let found = quantities.get(index)?;
        (found.span.contains(span) && !span.is_empty()).then_some(index)
    }

    /// The leaf on which an offset stands.
    pub fn leaf_of(&self, offset: u32) -> usize {
        self.leaves.partition_point(|leaf| leaf.span.start <= offset).saturating_sub(1)
    }

    /// The block in which an offset stands.
    pub fn block_of(&self, offset: u32) -> usize {
        self.report.document.blocks.partition_point(|block| block.span().start <= offset).saturating_sub(1)
    }

    /// Findings of each severity, those between files included.
    pub fn count(&self, severity: Severity) -> usize {
        let across = self.submission.across.iter().map(|across| &across.finding);
        across.chain(&self.report.findings).filter(|finding| finding.severity == severity).count()
    }

    /// Cards there are: problems between files, and those of this file.
    pub fn cards(&self) -> usize {
        self.submission.across.len() + self.report.findings.len()
    }

    /// The card at a position among all: problems between files, then those of this file.
    pub fn card_at(&self, at: usize) -> Option<Selected> {
        let across = self.submission.across.len();
        let index = |at: usize| u32::try_from(at).ok();
        match at.checked_sub(across) {
            None => index(at).map(Selected::Across),
            Some(own) => index(own).filter(|_| own < self.report.findings.len()).map(Selected::Finding),
        }
    }

    /// The position of a card among all; none for what is no card.
    pub fn position(&self, card: Selected) -> Option<usize> {
        match card {
            Selected::Across(index) => Some(index as usize),
            Selected::Finding(index) => Some(self.submission.across.len() + index as usize),
            Selected::Relation(_) | Selected::Quantity(_) => None,
        }
    }

    /// The problem of a card.
    pub fn finding(&self, card: Selected) -> Option<&Finding> {
        match card {
            Selected::Across(index) => self.submission.across.get(index as usize).map(|across| &across.finding),
            Selected::Finding(index) => self.report.findings.get(index as usize),
            Selected::Relation(_) | Selected::Quantity(_) => None,
        }
    }

    /// How grave the problem of a card is.
    pub fn severity(&self, card: Card) -> Option<Severity> {
        self.finding(card.into()).map(|finding| finding.severity)
    }

    /// Findings whose first place lies in a section, its subsections included.
    pub fn count_in(&self, section: &Section) -> usize {
        let Some(extent) = section.extent else { return 0 };
        let before = |offset: u32| self.firsts.partition_point(|first| *first < offset);
        before(extent.end) - before(extent.start)
    }

    /// Checked numbers and all numbers in a section, its subsections included.
    pub fn numbers_in(&self, section: &Section) -> (usize, usize) {
        let Some(extent) = section.extent else { return (0, 0) };
        let inside = self.quantities_in(extent);
        let checked = inside.iter().filter(|quantity| quantity.state == QuantityState::Checked).count();
        (checked, inside.len())
    }

    /// The quantities that begin in a span.
    pub fn quantities_in(&self, span: Span) -> &[QuantityView] {
        let quantities = &self.report.quantities;
        quantities.get(self.first_quantity(span.start)..self.first_quantity(span.end)).unwrap_or_default()
    }

    /// Position of the first quantity that begins at or after `offset`.
    pub fn first_quantity(&self, offset: u32) -> usize {
        self.report.quantities.partition_point(|quantity| quantity.span.start < offset)
    }

    /// All numbers and places of a finding with their roles: its own marks, then the operands of what it explains.
    pub fn lit_by_finding(&self, index: u32) -> Vec<Lit> {
        let Some(finding) = self.report.findings.get(index as usize) else { return Vec::new() };
        let marks = finding.marks.iter().map(|mark| (mark.span, mark.role));
        let relations = finding.relations.iter().filter_map(|at| self.report.relations.get(*at as usize));
        let operands = relations.flat_map(|relation| &relation.operands).map(|operand| (operand.span, operand.role));
        self.lit(marks.chain(operands))
    }

    /// The places that a problem between files has in this one.
    pub fn lit_across(&self, index: u32) -> Vec<Lit> {
        let across = self.submission.across.get(index as usize);
        let places = across.into_iter().flat_map(|across| &across.places).filter(|place| place.file == self.file);
        self.lit(places.map(|place| (place.mark.span, place.mark.role)))
    }

    /// All operands of a relation with their roles.
    pub fn lit_by_relation(&self, index: u32) -> Vec<Lit> {
        let relation = self.report.relations.get(index as usize);
        let operands = relation.into_iter().flat_map(|relation| &relation.operands);
        self.lit(operands.map(|operand| (operand.span, operand.role)))
    }

    fn lit(&self, places: impl Iterator<Item = (Span, Role)>) -> Vec<Lit> {
        let mut lit: Vec<Lit> = Vec::new();
        for (span, role) in places {
            let span = self.settle(span);
            if !lit.iter().any(|known| known.span == span) {
                lit.push(Lit { span, role });
            }
        }
        lit
    }

    fn collect_spots(&self) -> Vec<Spot> {
        let mut spots: Vec<Spot> = Vec::new();
        for (index, finding) in (0..).zip(&self.report.findings) {
            let card = Some(Card::Finding(index));
            spots.extend(finding.marks.iter().map(|mark| Spot { span: self.settle(mark.span), card }));
        }
        for (index, across) in (0..).zip(&self.submission.across) {
            let card = Some(Card::Across(index));
            let here = across.places.iter().filter(|place| place.file == self.file);
            spots.extend(here.map(|place| Spot { span: self.settle(place.mark.span), card }));
        }
        let operands = self.report.relations.iter().flat_map(|relation| &relation.operands);
        let places = operands.filter(|operand| self.quantity_at(operand.span).is_none());
        spots.extend(places.map(|operand| Spot { span: operand.span, card: None }));
        spots.sort_unstable();
        spots.dedup();
        spots
    }
}

/// A place that is lit because of what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lit {
    /// Where.
    pub span: Span,
    /// As what.
    pub role: Role,
}

fn keys(report: &Report, submission: &Submission) -> Vec<Key> {
    let across = submission
        .across
        .iter()
        .map(|across| Key::between_files(&across.finding, across.places.iter().map(|place| place.written.as_str())));
    across.chain(report.findings.iter().map(|finding| Key::of(finding, &report.document))).collect()
}

fn firsts(report: &Report) -> Vec<u32> {
    let marks = report.findings.iter().filter_map(|finding| finding.marks.first());
    let mut firsts: Vec<u32> = marks.map(|mark| mark.span.start).collect();
    firsts.sort_unstable();
    firsts
}

fn leaves(report: &Report) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    for (index, block) in report.document.blocks.iter().enumerate() {
        let span = block.span();
        let lines = lines_of(block);
        match leaves.last_mut() {
            Some(leaf) if leaf.span.len() < LEAF_BYTES && leaf.blocks.len() < LEAF_BLOCKS => {
                leaf.blocks.end = index + 1;
                leaf.span = leaf.span.to(span);
                leaf.lines = leaf.lines.saturating_add(lines);
            }
            _ => leaves.push(Leaf { blocks: index..index + 1, span, lines }),
        }
    }
    leaves
}

/// About forty characters of three bytes fit on a line.
fn lines_of(block: &Block) -> u32 {
    match block {
        Block::Paragraph(paragraph) => 1 + u32::try_from(paragraph.span.len() / 120).unwrap_or(u32::MAX),
        Block::Table(table) => table.rows.saturating_mul(2),
    }
}

/// Levels as a screen reader expects them: the page and the report's title come first, and none is skipped.
fn headings(report: &Report) -> Vec<Option<Heading>> {
    let mut sections = report.sections.iter().filter_map(|section| Some((section.heading?, section.level))).peekable();
    let mut above = 2;
    let mut heading_of = |block: &Block| {
        let span = block.span();
        while sections.next_if(|(heading, _)| heading.end <= span.start).is_some() {}
        let (heading, level) = *sections.peek().filter(|(heading, _)| heading.overlaps(span))?;
        if matches!(block, Block::Table(_)) {
            return None;
        }
        let end = heading.end.min(span.end);
        // A heading that runs on into its paragraph is no heading to a screen reader.
        if end == span.end {
            above = level.saturating_add(2).min(above + 1).clamp(3, 6);
        }
        Some(Heading { level: above, end })
    };
    report.document.blocks.iter().map(&mut heading_of).collect()
}

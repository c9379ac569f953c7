//! 勾稽: checks that the figures of a Chinese budget-performance report agree with each other.
//!
//! The data flows one way, and a module imports only from the floors below it:
//!
//! | floor | what it makes |
//! |---|---|
//! | [`document`] | text, blocks, tables, spans: what a report is made of |
//! | [`read`] | bytes or clipboard → document, one file per shape (stands beside the others: it imports `document` alone) |
//! | [`quantity`] | characters → exact decimals with unit, precision and bound, and what only looks like one |
//! | [`vocabulary`] | the words of the trade, identities and outlines, as TOML |
//! | [`outline`] | sections, template, attachments, fields: what the report says it contains |
//! | [`facts`] | whose figure a number is, which, of which year; from running text and from tables |
//! | [`relations`] | equations over facts, each with a verdict: holds, rounding, broken, open |
//! | [`diagnosis`] | broken relations → the one number whose correction mends most of them |
//! | [`rules`] | judging; one file per rule, with the examples that run |
//! | [`report`] | the result as plain types, and its JSON |
//! | [`submission`] | several files: each alone, and all against each other |
//! | `export` | what is handed on: the file with its problems in it, lists, a letter (with the feature of that name) |
//! | [`decisions`] | problems known again after edits, what was changed, what was set aside |
//!
//! [`settings`], what a user or an office may set, is asked on the floors from `relations` up.
//!
//! `outline` is a floor of its own because headings without numbers are known by their words, which are vocabulary.

pub mod decisions;
pub mod diagnosis;
pub mod document;
#[cfg(feature = "export")]
pub mod export;
pub mod facts;
pub mod outline;
pub mod quantity;
pub mod read;
pub mod relations;
pub mod report;
pub mod rules;
pub mod settings;
pub mod submission;
pub mod vocabulary;

use document::{Block, Document};
use facts::table::Stretch;
use facts::{Fact, Prose};
use outline::Outline;
use quantity::Quantity;
use relations::Input;
pub use report::Report;
pub use settings::Options;

/// Checks a document: the whole engine as one function. Same input, same report.
pub fn check(document: Document, options: &Options) -> Report {
    Understood::of(document).judged(options)
}

/// A document and what its numbers say, before they are compared with each other.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The document.
    pub document: Document,
    /// Its quantities, in text order.
    pub quantities: Vec<Quantity>,
    /// Its sections, and what it says it is.
    pub outline: Outline,
    /// Its running text.
    pub prose: Prose,
    /// Its tables, as stretches of rows under one header.
    pub stretches: Vec<Stretch>,
    /// What the numbers state, in text order.
    pub facts: Vec<Fact>,
}

impl Understood {
    /// Reads the numbers of a document with the words around them.
    pub fn of(document: Document) -> Self {
        let quantities = recognise(&document);
        let outline = Outline::read(&document);
        let prose = facts::gather(&document, &quantities, &outline);
        let stretches = facts::table::understand_all(&document);
        let year = outline.year.and_then(|year| i16::try_from(year).ok());
        let mut facts = facts::table::gather(&document, &quantities, &stretches, year);
        facts.extend(prose.facts.iter().cloned());
        facts.sort_by_key(|fact| fact.quantity);
        Self { document, quantities, outline, prose, stretches, facts }
    }

    /// What relations are found in.
    pub fn input<'a>(&'a self, options: &'a Options) -> Input<'a> {
        Input {
            document: &self.document,
            quantities: &self.quantities,
            outline: &self.outline,
            prose: &self.prose,
            stretches: &self.stretches,
            facts: &self.facts,
            options,
        }
    }

    /// Compares the numbers and judges what does not agree.
    pub fn judged(self, options: &Options) -> Report {
        let relations = relations::relate(&self.input(options));
        let Self { document, quantities, outline, stretches, facts, .. } = self;
        let case =
            rules::Case { document: &document, outline: &outline, quantities: &quantities, relations: &relations };
        let findings = rules::judge(&case, options);
        let pictures = report::Pictures::of(&document, &quantities, &facts, &stretches);
        let quantities = report::views(&quantities, &facts, &relations);
        let coverage = report::Coverage::of(&quantities);
        let summary = report::Summary::of(&document, &outline);
        Report { document, summary, sections: outline.shown(), quantities, relations, findings, coverage, pictures }
    }
}

/// Every quantity of the document, in text order.
pub fn recognise(document: &Document) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                quantities.extend(quantity::read(&document.text, paragraph.span).quantities);
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    match quantity::read_cell(&document.text, cell.span) {
                        Some(quantity) => {
                            quantities.push(quantity);
                            let remark = quantity::remark(&document.text, cell.span);
                            quantities.extend(
                                remark.into_iter().flat_map(|span| quantity::read(&document.text, span).quantities),
                            );
                        }
                        None => quantities.extend(quantity::read(&document.text, cell.span).quantities),
                    }
                }
            }
        }
    }
    quantities
}

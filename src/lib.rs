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
//!
//! `outline` is a floor of its own because headings without numbers are known by their words, which are vocabulary.

pub mod diagnosis;
pub mod document;
pub mod facts;
pub mod outline;
pub mod quantity;
pub mod read;
pub mod relations;
pub mod report;
pub mod rules;
pub mod submission;
pub mod vocabulary;

use document::{Block, Document};
use outline::Outline;
use quantity::Quantity;
use relations::Input;
use report::Report;

/// What the user may set.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Options {}

/// Checks a document: the whole engine as one function. Same input, same report.
pub fn check(document: Document, _options: &Options) -> Report {
    let quantities = recognise(&document);
    let outline = Outline::read(&document);
    let prose = facts::gather(&document, &quantities, &outline);
    let stretches = facts::table::understand_all(&document);
    let year = outline.year.and_then(|year| i16::try_from(year).ok());
    let mut facts = facts::table::gather(&document, &quantities, &stretches, year);
    facts.extend(prose.facts.iter().cloned());
    facts.sort_by_key(|fact| fact.quantity);
    let input = Input {
        document: &document,
        quantities: &quantities,
        outline: &outline,
        prose: &prose,
        stretches: &stretches,
        facts: &facts,
    };
    let relations = relations::relate(&input);
    let case = rules::Case { document: &document, outline: &outline, quantities: &quantities, relations: &relations };
    let findings = rules::judge(&case);
    let quantities = report::views(&quantities, &facts, &relations);
    let coverage = report::Coverage::of(&quantities);
    let summary = report::Summary::of(&document, &outline);
    Report { document, summary, sections: outline.shown(), quantities, relations, findings, coverage }
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
                        Some(quantity) => quantities.push(quantity),
                        None => quantities.extend(quantity::read(&document.text, cell.span).quantities),
                    }
                }
            }
        }
    }
    quantities
}

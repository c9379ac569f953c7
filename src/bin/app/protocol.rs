//! What the page and its worker say to each other: one request, one response. Compiled into both binaries.

use gouji::document::Block;
use gouji::outline::Section;
use gouji::report::{Finding, QuantityView, Relation, Report, Text};
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read this and check it. Every answer carries the same `id`.
    Check {
        /// Number of the request; answers to older ones are dropped.
        id: u32,
        /// What to check.
        input: Input,
    },
    /// The last piece has been unpacked; send another.
    More {
        /// Number of the request.
        id: u32,
    },
}

/// What is to be checked, as the browser hands it over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Input {
    /// Typed or pasted text.
    Text(String),
    /// The `text/html` of the clipboard.
    Html(String),
    /// A chosen or dropped file. Only its handle crosses over; the worker reads the bytes.
    File(#[serde(with = "serde_wasm_bindgen::preserve")] web_sys::File),
}

/// From the worker to the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Response {
    /// The worker listens.
    Ready {
        /// The rules it knows.
        rules: Vec<RuleText>,
    },
    /// The input was read; checking begins.
    Checking {
        /// Number of the request.
        id: u32,
    },
    /// A piece of the report, in an order in which they can be put together.
    Part {
        /// Number of the request.
        id: u32,
        /// How much of the report has been handed over with it, in percent.
        percent: u8,
        /// The piece.
        part: Part,
    },
    /// The report is complete.
    Done {
        /// Number of the request.
        id: u32,
    },
    /// The input could not be read.
    Refused {
        /// Number of the request.
        id: u32,
        /// What happened, what was not checked, what to do.
        message: Text,
    },
}

/// A piece of a report, small enough that unpacking it does not hold the page up.
#[derive(Debug, Serialize, Deserialize)]
pub enum Part {
    /// All that does not grow with the number of figures, and the text. The blocks follow.
    Head(Box<Report>),
    /// Next blocks of the document.
    Blocks(Vec<Block>),
    /// Next sections.
    Sections(Vec<Section>),
    /// Next quantities.
    Quantities(Vec<QuantityView>),
    /// Next relations.
    Relations(Vec<Relation>),
    /// Next findings.
    Findings(Vec<Finding>),
}

/// What a rule says about itself, for the cards. Sent by the worker, so that the page need not contain the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// Id, e.g. `sum/prose`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it checks.
    pub what: Text,
    /// Why a reviewer cares.
    pub why: Text,
    /// Where it comes from.
    pub source: String,
}

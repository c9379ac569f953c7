//! What the page and its engine say to each other: one request, one response. Compiled into both binaries.

use gouji::document::{Block, Edit, Origin};
use gouji::outline::Section;
use gouji::report::{Finding, Mark, QuantityView, Relation, Report, Text};
use gouji::settings::{Options, OwnFormula};
use serde::{Deserialize, Serialize};

/// From the page to the engine. Every answer carries the same `id`; answers to older ones are dropped.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read this, and keep it until a check no longer names it.
    Read {
        /// Number of the request.
        id: u32,
        /// What the file is called between page and engine.
        file: FileKey,
        /// What the user calls it; empty for pasted text.
        name: String,
        /// Its content.
        input: Input,
    },
    /// Check the files named as one submission (一份报送材料). Files that are not named are let go.
    Check {
        /// Number of the request.
        id: u32,
        /// The files, in the order in which they were handed in.
        files: Vec<FileKey>,
        /// What was corrected in them by hand since they were read.
        changes: Vec<(FileKey, Change)>,
        /// Files that are not checked now, but may be put back.
        kept: Vec<FileKey>,
        /// What the user set.
        options: Options,
    },
    /// Where does this formula hold in a file, and where not?
    Try {
        /// Number of the attempt; only the latest counts.
        attempt: u32,
        /// The file.
        file: FileKey,
        /// The formula.
        formula: OwnFormula,
    },
    /// What does this file of settings say?
    ReadSettings {
        /// The file, or its text.
        input: Input,
    },
    /// What do these settings look like as a file?
    WriteSettings {
        /// The settings.
        options: Options,
    },
    /// Hand the report of a file over, piece by piece.
    Open {
        /// Number of the request.
        id: u32,
        /// The file.
        file: FileKey,
    },
    /// The last piece has been unpacked; send another.
    More {
        /// Number of the request.
        id: u32,
    },
}

/// A file, between page and engine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileKey {
    /// What was handed in: counted since the page was opened.
    pub source: u32,
    /// The file in it: an archive holds several.
    pub part: u32,
}

/// What was corrected in a file by hand (修改). The file itself never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A plain text as a whole; it is read like any other.
    Text(String),
    /// Paragraphs and cells of anything else, one after the other.
    Parts(Vec<Edit>),
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
    /// A document as the readers' worker packed it.
    Packed(#[serde(with = "serde_wasm_bindgen::preserve")] js_sys::Uint8Array),
}

/// From the engine to the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Response {
    /// The engine listens.
    Ready {
        /// The rules it knows.
        rules: Vec<RuleText>,
        /// The names that a formula may use.
        names: Vec<String>,
    },
    /// What a formula comes to, or what is wrong with it.
    Tried {
        /// Number of the attempt.
        attempt: u32,
        /// The answer.
        answer: Result<Trial, Text>,
    },
    /// What a file of settings says, or why it cannot be used.
    SettingsRead {
        /// The answer.
        answer: Result<Options, Text>,
    },
    /// Settings as a file.
    SettingsWritten {
        /// Its text.
        text: String,
    },
    /// The file was read and is kept.
    Read {
        /// Number of the request.
        id: u32,
        /// The file.
        file: FileKey,
    },
    /// The file is for the readers of Office, PDF and OFD files.
    Foreign {
        /// Number of the request.
        id: u32,
        /// The file.
        file: FileKey,
    },
    /// The file could not be read.
    Refused {
        /// Number of the request.
        id: u32,
        /// The file.
        file: FileKey,
        /// What happened, what was not checked, what to do.
        message: Text,
    },
    /// All files were checked.
    Checked {
        /// Number of the request.
        id: u32,
        /// How many problems each file has, in the order of the request.
        tallies: Vec<Tally>,
        /// What the files contradict each other in.
        across: Vec<Across>,
        /// How many files were compared with another one.
        compared: usize,
    },
    /// A piece of a report, in an order in which they can be put together.
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
}

/// What a formula comes to in a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Where it holds, rounding included.
    pub holds: u32,
    /// Where it does not.
    pub fails: u32,
    /// Some of its relations, those that fail first.
    pub relations: Vec<Relation>,
}

/// Problems of a file, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Certainly inconsistent.
    pub errors: u32,
    /// Likely a mistake.
    pub warnings: u32,
    /// Style, or a rounding tail.
    pub infos: u32,
}

/// A problem whose places stand in several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Across {
    /// What is wrong. Its marks are those of `places`, in the same order.
    pub finding: Finding,
    /// Where.
    pub places: Vec<Place>,
}

/// A place in one of several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FileKey,
    /// Where in its text, and as what.
    pub mark: Mark,
    /// What is written there.
    pub written: String,
    /// Where that is, in the user's words.
    pub whereabouts: Text,
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
    /// Where the next findings stand in the user's own file; none at all where the text on screen is the file.
    Whereabouts(Vec<Option<Text>>),
    /// Next places in the user's own file.
    Origins(Vec<Origin>),
}

/// What a rule says about itself, for the cards. Sent by the engine, so that the page need not contain the rules.
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

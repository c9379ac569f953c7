//! What the page and the readers of Office, PDF and OFD files say to each other. Compiled into both binaries.
//!
//! One file at a time; whoever wants to stop it ends the worker.

use gouji::report::Text;
use serde::{Deserialize, Serialize};

/// From the page: read this file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// Its name.
    pub name: String,
    /// Its handle; the worker reads the bytes.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub file: web_sys::File,
    /// The first file of an archive that is wanted: those before it are known already.
    pub from: u32,
    /// Not to read it, but to hand on what was found in it: then `from` is the only file that is wanted.
    pub export: Option<Export>,
}

/// What is to be made of a checked file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Export {
    /// The form.
    pub wanted: Wanted,
    /// Its report, packed.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub report: js_sys::Uint8Array,
    /// Names of the rules by their id, in Chinese.
    pub names: Vec<(String, String)>,
    /// The time, in seconds since 1970.
    pub seconds: u32,
}

/// A form in which a report is handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// The file itself with its problems in it.
    Annotated,
    /// The list as a workbook.
    Xlsx,
    /// The list as separated values.
    Csv,
    /// The list as Markdown.
    Markdown,
    /// What the command line prints.
    Json,
    /// The text with the problems beside it.
    Html,
    /// A review letter.
    Letter,
}

/// From the readers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Response {
    /// The worker listens.
    Ready,
    /// A file is being read.
    Begun {
        /// Its place in the archive.
        part: u32,
        /// Files in the archive; 1 for a file that is none.
        of: u32,
        /// Its name.
        name: String,
    },
    /// It was read, or could not be.
    File {
        /// Its place in the archive.
        part: u32,
        /// Its name.
        name: String,
        /// What came of it.
        outcome: Outcome,
    },
    /// That was all.
    Done,
    /// The file that was to be made.
    Made {
        /// What it is called.
        name: String,
        /// Its bytes.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        content: js_sys::Uint8Array,
    },
}

/// What came of reading a file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The document, packed for the engine. The page passes it on unopened.
    Packed(#[serde(with = "serde_wasm_bindgen::preserve")] js_sys::Uint8Array),
    /// What happened, what was not checked, what to do.
    Refused(Text),
}

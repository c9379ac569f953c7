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
}

/// What came of reading a file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The document, packed for the engine. The page passes it on unopened.
    Packed(#[serde(with = "serde_wasm_bindgen::preserve")] js_sys::Uint8Array),
    /// What happened, what was not checked, what to do.
    Refused(Text),
}

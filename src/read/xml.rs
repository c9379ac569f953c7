//! XML members of Office and OFD containers, parsed within limits.

use super::ReadError;
use roxmltree::{Document, ParsingOptions};

/// Most nodes a part may have; the largest real reports have a few hundred thousand.
const MOST_NODES: u32 = 12_000_000;

/// Parses one part. Document type definitions are refused, and with them every entity bomb.
///
/// # Errors
/// [`ReadError::Damaged`] if it is no well-formed XML, [`ReadError::TooLarge`] if it has too many nodes.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ReadError> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => ReadError::TooLarge,
        _ => ReadError::Damaged,
    })
}

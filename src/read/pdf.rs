//! PDF: the drawing operators of each page → glyphs, ruling lines and pictures → paragraphs and tables.
//!
//! `hayro-syntax` gives objects, repaired and decrypted, and the operators; what they draw and which characters the fonts
//! show is read here. Floats are geometry and end at [`matrix`]: what leaves are whole hundredths of a point.

#![allow(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry, never money")]

mod annotations;
mod budget;
mod canvas;
mod font;
mod fonts;
mod layers;
mod matrix;
mod operators;
mod page;
mod path;
mod radicals;
mod text;
#[cfg(feature = "export")]
pub(crate) mod traced;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::ReadError;
use super::layout::{self, Leaf, MOST_PAGES};
use crate::document::{Document, LeftOut, Note, Source};
use budget::Budget;
use fonts::Fonts;
use layers::Layers;

/// Of a hundred characters as many may be unreadable before the whole text counts as garbled (乱码).
const UNREADABLE_PERCENT: usize = 20;

/// A page with a picture over half of it and fewer characters than this is a scan: a stamp or a scanner's mark is not its text.
const SCANNED_BELOW: usize = 20;

/// Reads the file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let leaves = leaves(bytes)?;
    let mut document = layout::document(&leaves.read, Source::Pdf);
    if let Some(left_out) = leaves.left_out {
        document.notes.push(Note::Cut { left_out });
    }
    if leaves.layers > 0 {
        document.notes.push(Note::LeftOut { what: LeftOut::Layers, count: leaves.layers });
    }
    if is_cut_off(bytes) {
        document.notes.push(Note::Incomplete);
    }
    Ok(document)
}

/// Whether the file ends before its end, as a transfer that was broken off leaves it.
fn is_cut_off(bytes: &[u8]) -> bool {
    /// Bytes within which the end must be marked; some programs append a little to it.
    const END_WITHIN: usize = 4_096;
    let end = bytes.get(bytes.len().saturating_sub(END_WITHIN)..).unwrap_or_default();
    !end.windows(5).any(|word| word == b"%%EOF")
}

/// The pages as drawn.
struct Leaves {
    read: Vec<Leaf>,
    /// Pages behind the limits; 0 if these were reached within the last page, none if they were not.
    left_out: Option<u32>,
    /// Layers that are off and were met.
    layers: u32,
}

fn leaves(bytes: &[u8]) -> Result<Leaves, ReadError> {
    budget::refuse_bombs(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption)
        | LoadPdfError::Invalid => ReadError::Damaged,
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
    })?;
    let (mut budget, mut fonts, mut layers) = (Budget::default(), Fonts::default(), Layers::of(&pdf));
    let mut leaves = Leaves { read: Vec::new(), left_out: None, layers: 0 };
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let mut sheet = page::read(page, &mut fonts, &mut budget, &mut layers);
        if sheet.covered && visible(&sheet.leaf).count() < SCANNED_BELOW {
            sheet.leaf.glyphs.clear();
        }
        leaves.read.push(sheet.leaf);
        if budget.is_spent() {
            break;
        }
    }
    let behind = pdf.pages().len() - leaves.read.len();
    leaves.left_out = u32::try_from(behind).ok().filter(|behind| *behind > 0 || budget.is_spent());
    leaves.layers = layers.met();
    match judge(&leaves) {
        // Half a file without text is no empty one.
        Err(ReadError::Empty) if is_cut_off(bytes) => Err(ReadError::Damaged),
        judged => judged.map(|()| leaves),
    }
}

/// Whether there is text that can be checked.
fn judge(leaves: &Leaves) -> Result<(), ReadError> {
    if leaves.read.is_empty() {
        return Err(ReadError::Damaged);
    }
    if layout::is_scanned(&leaves.read) {
        return Err(ReadError::Scanned);
    }
    let characters: usize = leaves.read.iter().map(|leaf| visible(leaf).count()).sum();
    if characters == 0 {
        return Err(if leaves.left_out.is_some() { ReadError::TooLarge } else { ReadError::Empty });
    }
    let unreadable = |text: &&str| text.contains(char::REPLACEMENT_CHARACTER);
    let garbled = leaves.read.iter().flat_map(visible).filter(unreadable).count();
    if garbled * 100 > characters * UNREADABLE_PERCENT { Err(ReadError::Unreadable) } else { Ok(()) }
}

fn visible(leaf: &Leaf) -> impl Iterator<Item = &str> {
    leaf.glyphs.iter().map(|glyph| glyph.text.as_str()).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests;

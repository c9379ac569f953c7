//! Word 97–2003 and WPS 文字: the binary format of [MS-DOC]. Offsets are named where they are used.
//!
//! The text lies in pieces of the stream `WordDocument`; what its stretches look like is told by formatted pages of 512 bytes
//! there, and everything else by tables in `0Table` or `1Table`. Nothing of it is trusted: every read is checked, every chain
//! and every sum of lengths has a bound.

mod bytes;
mod fib;
mod fonts;
mod formatting;
mod lists;
mod numerals;
mod pages;
mod pieces;
mod row;
mod sprm;
mod story;
mod styles;

pub(super) use numerals::coded;

use super::ReadError;
use super::draft::Draft;
use crate::document::{Document, Source};
use bytes::index;
use cfb::CompoundFile;
use fib::{Fib, Part};
use fonts::Fonts;
use formatting::{Formatting, MOST_MODIFIERS};
use lists::Lists;
use pages::Runs;
use pieces::{MOST_CHARACTERS, Pieces};
use std::cell::Cell;
use std::io::{Cursor, Read};
use story::Reader;
use styles::Styles;

/// Reads the opened compound file.
///
/// # Errors
/// [`ReadError::Encrypted`] and [`ReadError::TooOld`] by what the file says of itself, [`ReadError::Damaged`] if its text
/// cannot be found.
pub(super) fn read(mut file: CompoundFile<Cursor<&[u8]>>) -> Result<Document, ReadError> {
    let main = stream(&mut file, "WordDocument")?;
    let fib = Fib::open(&main)?;
    let table = stream(&mut file, fib.table_stream())?;
    let data = if file.exists("Data") { stream(&mut file, "Data")? } else { Vec::new() };
    streams(&fib, &main, &table, &data)
}

/// Reads the streams: the text, the tables, and what did not fit beside the text.
fn streams(fib: &Fib, main: &[u8], table: &[u8], data: &[u8]) -> Result<Document, ReadError> {
    let part = |part| fib.part(table, part);
    let pieces = Pieces::read(part(Part::Pieces), main.len()).ok_or(ReadError::Damaged)?;
    let reader = Reader {
        main,
        pieces: &pieces,
        formatting: Formatting {
            main,
            data,
            styles: Styles::read(part(Part::StyleSheet)),
            fonts: Fonts::read(part(Part::Fonts)),
            paragraphs: Runs::of_paragraphs(main, part(Part::ParagraphPages)),
            characters: Runs::of_characters(main, part(Part::CharacterPages)),
            left: Cell::new(MOST_MODIFIERS),
        },
    };
    let stories = fib.stories();
    if index(stories.main.end) > MOST_CHARACTERS {
        return Err(ReadError::TooLarge);
    }
    if pieces.units(main, stories.main.clone()).count() + SLACK < index(stories.main.end) {
        return Err(ReadError::Damaged);
    }
    let mut draft = Draft::default();
    let mut lists = Lists::read(fib.from(table, Part::Lists), part(Part::ListOverrides));
    reader.read(&stories, &mut lists, &mut draft);
    Ok(draft.finish(Source::Doc))
}

/// Characters of the main text that may be missing, as some programs do not write the last paragraph mark. A file that misses
/// more was cut, and nothing may be left out in silence.
const SLACK: usize = 2;
/// Bytes of a stream beyond which it is no report.
const STREAM_LIMIT: u64 = 128 << 20;

/// A whole stream.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, ReadError> {
    let stream = file.open_stream(name).map_err(|_| ReadError::Damaged)?;
    if stream.len() > STREAM_LIMIT {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::new();
    stream.take(STREAM_LIMIT).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;

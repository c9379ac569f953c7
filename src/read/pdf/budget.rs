//! What a file may cost: a hostile one ends early instead of filling the memory or running for hours.

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use super::super::ReadError;

/// Glyphs kept: about two thousand full pages.
const GLYPHS: usize = 2_000_000;
/// Operators carried out, forms (XObject) counted each time they are drawn.
const OPERATORS: usize = 20_000_000;
/// Forms drawn; forms within forms multiply.
const FORMS: usize = 50_000;
/// Bytes unpacked: 3,000 pages of 80 KB.
const BYTES: usize = 256 << 20;
/// Bytes of one stream, and of the content of one page.
const STREAM: usize = 32 << 20;
/// Bytes of a stream in an older compression, whose growth cannot be limited while it is unpacked: a thousandfold at most.
const OLD_STREAM: usize = 128 << 10;
/// Bytes that object streams may unpack to; those of a thousand pages are below 10 MB.
const OBJECTS: usize = 64 << 20;

/// What is left of the limits for a whole file.
#[derive(Debug)]
pub(super) struct Budget {
    glyphs: usize,
    operators: usize,
    forms: usize,
    bytes: usize,
    spent: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { glyphs: GLYPHS, operators: OPERATORS, forms: FORMS, bytes: BYTES, spent: false }
    }
}

impl Budget {
    /// Whether a limit was reached.
    pub fn is_spent(&self) -> bool {
        self.spent
    }

    /// Takes one glyph; false if there is none left.
    pub fn glyph(&mut self) -> bool {
        take(&mut self.glyphs, 1, &mut self.spent)
    }

    /// Takes one operator; false if there is none left.
    pub fn operator(&mut self) -> bool {
        take(&mut self.operators, 1, &mut self.spent)
    }

    /// Takes the drawing of one form; false if there is none left.
    pub fn form(&mut self) -> bool {
        take(&mut self.forms, 1, &mut self.spent)
    }

    /// The content of a stream; as much of a damaged one as can be unpacked. None where it is no text or too large.
    pub fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let raw = stream.raw_data();
        let content = match stream.filters().as_slice() {
            [] => raw.into_owned(),
            [Filter::FlateDecode] if !predicted(stream.dict()) => match inflate(&raw, STREAM.min(self.bytes)) {
                Some(content) => content,
                None => return self.refuse(),
            },
            filters => {
                let growing = |filter: &&Filter| {
                    matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
                };
                if filters.iter().filter(growing).count() > 1 || raw.len() > OLD_STREAM {
                    return self.refuse();
                }
                stream.decoded_data().ok()?.into_owned()
            }
        };
        take(&mut self.bytes, content.len(), &mut self.spent).then_some(content)
    }

    /// Whether this is more than the content of one page can be.
    pub fn overflows(&mut self, content: &[u8]) -> bool {
        self.spent |= content.len() > STREAM;
        self.spent
    }

    fn refuse(&mut self) -> Option<Vec<u8>> {
        self.spent = true;
        None
    }
}

fn take(left: &mut usize, wanted: usize, spent: &mut bool) -> bool {
    match left.checked_sub(wanted) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => {
            *spent = true;
            false
        }
    }
}

/// Whether the bytes were prepared row by row before they were packed, as tables of objects are and text is not.
fn predicted(dict: &Dict) -> bool {
    let parameters = dict.get::<Dict>("DecodeParms").or_else(|| dict.get::<Dict>("DP")).unwrap_or_default();
    parameters.get::<i32>("Predictor").is_some_and(|predictor| predictor > 1)
}

/// What can be unpacked: a damaged end loses only itself. None if it is more than the limit.
fn inflate(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let tried = [decompress_to_vec_zlib_with_limit, decompress_to_vec_with_limit].into_iter().map(|unpack| {
        unpack(packed, limit).or_else(|error| match error.status {
            TINFLStatus::HasMoreOutput => Err(()),
            _ => Ok(error.output),
        })
    });
    for content in tried {
        match content {
            Ok(content) if content.is_empty() => {}
            content => return content.ok(),
        }
    }
    Some(Vec::new())
}

/// Refuses a file whose object streams, which the library unpacks whole, would fill the memory.
///
/// # Errors
/// [`ReadError::TooLarge`].
pub(super) fn refuse_bombs(bytes: &[u8]) -> Result<(), ReadError> {
    let mut left = OBJECTS;
    for (at, _) in bytes.windows(5).enumerate().filter(|(_, word)| *word == b"/ObjS" || *word == b"/XRef") {
        let rest = bytes.get(at..).unwrap_or_default();
        let head = rest.get(..rest.len().min(512)).unwrap_or_default();
        let Some(begin) = head.windows(6).position(|word| word == b"stream") else { continue };
        let packed = rest.get(begin + 6..).unwrap_or_default().trim_ascii_start();
        left -= inflate(packed, left).ok_or(ReadError::TooLarge)?.len();
    }
    Ok(())
}

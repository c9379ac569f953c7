//! Which number format a cell has: its style's number leads to a format's number, and that to a code.

use super::super::super::ReadError;
use super::super::display::{NumberFormat, builtin};
use super::super::stream::{Piece, Stream};
use std::collections::BTreeMap;

/// Styles that are kept; Excel allows 65,490.
const MOST_STYLES: usize = 65_536;

/// The number formats of all cell styles.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<NumberFormat>,
    /// Position in `formats` for each cell style.
    styles: Vec<usize>,
    general: NumberFormat,
}

impl Styles {
    /// Reads the part.
    pub fn read(xml: &str) -> Result<Self, ReadError> {
        let (mut codes, mut ids) = (BTreeMap::new(), Vec::new());
        let (mut stream, mut in_cells) = (Stream::new(xml), false);
        loop {
            match stream.next()? {
                Piece::Open(tag) => match tag.name() {
                    "numFmt" if codes.len() < MOST_STYLES => {
                        let code = tag.value("formatCode");
                        codes.extend(tag.number("numFmtId").map(|id| (id, code)));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells && ids.len() < MOST_STYLES => ids.push(tag.number("numFmtId").unwrap_or(0)),
                    // The formats of conditional rules have numbers of their own.
                    "dxfs" => {
                        stream.text(|_| true)?;
                    }
                    _ => {}
                },
                Piece::Close(tag) if tag.name() == "cellXfs" => in_cells = false,
                Piece::End => return Ok(Self::new(&codes, &ids)),
                _ => {}
            }
        }
    }

    fn new(codes: &BTreeMap<u32, String>, ids: &[u32]) -> Self {
        let mut used: Vec<u32> = ids.to_vec();
        used.sort_unstable();
        used.dedup();
        let code = |id: &u32| codes.get(id).map_or_else(|| builtin(*id), String::as_str);
        Self {
            formats: used.iter().map(|id| NumberFormat::new(code(id))).collect(),
            styles: ids.iter().map(|id| used.partition_point(|other| other < id)).collect(),
            general: NumberFormat::default(),
        }
    }

    /// The number format of a cell style.
    pub fn format(&self, style: usize) -> &NumberFormat {
        self.styles.get(style).and_then(|at| self.formats.get(*at)).unwrap_or(&self.general)
    }
}

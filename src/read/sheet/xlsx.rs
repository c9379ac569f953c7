//! Excel 2007 and later (ECMA-376 part 1, SpreadsheetML). Only what is shown is read; formulas are not calculated.

mod parts;
mod strings;
mod styles;

use super::super::{ReadError, zip::Zip};
use super::budget::{Budget, MOST_SHEETS, keep};
use super::stream::{Piece, Stream, Tag};
use super::{Sheet, forget_zeros, reference};
use strings::Strings;
use styles::Styles;

/// The sheets of a workbook, and whether a limit left something out.
///
/// # Errors
/// [`ReadError::Damaged`] if it has no workbook part or a sheet is no XML; [`ReadError::TooLarge`] from the container.
pub(super) fn read(zip: &Zip) -> Result<(Vec<Sheet>, bool), ReadError> {
    let workbook = parts::Workbook::read(zip)?;
    let strings = match zip.text(&workbook.strings)? {
        Some(xml) => Strings::read(&xml)?,
        None => Strings::default(),
    };
    let styles = match zip.text(&workbook.styles)? {
        Some(xml) => Styles::read(&xml)?,
        None => Styles::default(),
    };
    let mut book = Book { strings, styles, from_1904: workbook.from_1904, budget: Budget::default() };
    let mut sheets = Vec::new();
    for part in workbook.sheets {
        if sheets.len() == MOST_SHEETS {
            book.budget.cut = true;
            break;
        }
        let mut sheet = Sheet { name: part.name, hidden: part.hidden, ..Sheet::default() };
        if let Some(xml) = zip.text(&part.path)? {
            book.read_sheet(&mut Stream::new(&xml), &mut sheet)?;
        }
        sheets.push(sheet);
    }
    if workbook.uncalculated {
        forget_zeros(&mut sheets);
    }
    Ok((sheets, book.budget.cut))
}

/// The position of the sheet that was open when the workbook was saved.
///
/// # Errors
/// As [`read`].
pub(super) fn active(zip: &Zip) -> Result<usize, ReadError> {
    Ok(parts::Workbook::read(zip)?.active)
}

/// Names and paths of the sheets.
///
/// # Errors
/// As [`read`].
#[cfg(feature = "export")]
pub(super) fn paths(zip: &Zip) -> Result<Vec<(String, String)>, ReadError> {
    Ok(parts::Workbook::read(zip)?.sheets.into_iter().map(|sheet| (sheet.name, sheet.path)).collect())
}

/// What the cells of all sheets refer to.
struct Book {
    strings: Strings,
    styles: Styles,
    from_1904: bool,
    budget: Budget,
}

/// A cell as it is written in the file.
#[derive(Default)]
struct Raw {
    kind: String,
    style: usize,
    value: String,
    inline: String,
    formula: bool,
}

impl Book {
    fn read_sheet(&mut self, stream: &mut Stream, sheet: &mut Sheet) -> Result<(), ReadError> {
        let (mut row, mut column) = (0, 0);
        loop {
            let tag = match stream.next()? {
                Piece::Open(tag) => tag,
                Piece::Close(tag) => {
                    row += u32::from(tag.name() == "row");
                    continue;
                }
                Piece::Text(_) => continue,
                Piece::End => return Ok(()),
            };
            match tag.name() {
                "row" => {
                    row = tag.number("r").and_then(|number| number.checked_sub(1)).unwrap_or(row).min(1_048_576);
                    column = 0;
                    if tag.says("hidden") {
                        keep(&mut sheet.hidden_rows, [row, row]);
                    }
                }
                "c" => {
                    let place = tag.get("r").and_then(|place| reference::cell(&place)).unwrap_or([row, column]);
                    column = place[1].saturating_add(1);
                    let raw = Raw::read(&tag, stream)?;
                    sheet.uncached = sheet.uncached.saturating_add(u32::from(raw.is_uncached()));
                    let zero = raw.formula && raw.kind.is_empty() && raw.value.trim() == "0";
                    sheet.calculated |= raw.formula && !zero && !raw.is_uncached();
                    let text = self.shown(raw);
                    if zero {
                        sheet.zeros.push(sheet.cells.len());
                    }
                    self.budget.take(sheet, place, text);
                }
                "col" if tag.says("hidden") => {
                    let (first, last) = (tag.number("min").unwrap_or(1), tag.number("max").unwrap_or(1));
                    keep(&mut sheet.hidden_columns, [first.saturating_sub(1), last.saturating_sub(1)]);
                }
                "mergeCell" => {
                    if let Some(merge) = tag.get("ref").and_then(|range| reference::merge(&range)) {
                        keep(&mut sheet.merges, merge);
                    }
                }
                // Rules, links and drawings hold formulas and texts that no cell shows.
                "conditionalFormatting" | "dataValidations" | "extLst" => {
                    stream.text(|_| true)?;
                }
                _ => {}
            }
        }
    }

    fn shown(&self, raw: Raw) -> String {
        match raw.kind.as_str() {
            "s" => raw.value.trim().parse().ok().and_then(|number| self.strings.get(number)).unwrap_or_default().into(),
            "inlineStr" => strings::unescaped(&raw.inline),
            "str" => strings::unescaped(&raw.value),
            "b" => if raw.value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            "e" => raw.value,
            "d" => raw.value.trim_end_matches("T00:00:00").into(),
            _ if raw.value.trim().is_empty() => String::new(),
            _ => self.styles.format(raw.style).show(&raw.value, self.from_1904),
        }
    }
}

impl Raw {
    /// Reads up to the end of the cell.
    fn read(tag: &Tag, stream: &mut Stream) -> Result<Self, ReadError> {
        let style = tag.number("s").and_then(|style| usize::try_from(style).ok()).unwrap_or(0);
        let mut raw = Self { kind: tag.value("t"), style, ..Self::default() };
        loop {
            match stream.next()? {
                Piece::Open(tag) => match tag.name() {
                    "v" => raw.value = stream.text(|_| false)?,
                    "f" => {
                        raw.formula = true;
                        stream.text(|_| true)?;
                    }
                    "is" => raw.inline = stream.text(strings::is_reading)?,
                    _ => {
                        stream.text(|_| true)?;
                    }
                },
                Piece::Close(_) | Piece::End => return Ok(raw),
                Piece::Text(_) => {}
            }
        }
    }

    /// A formula without a result; one that results in an empty text has a result.
    fn is_uncached(&self) -> bool {
        self.formula && self.value.is_empty() && self.kind != "str"
    }
}

//! Workbooks (工作簿): every sheet a heading, and below it its rows as paragraphs and tables.
//!
//! A reader of a format fills [`Sheet`]s with the text that is shown (54.74%, not 0.547401503369622); from there on all
//! formats are one.

mod area;
#[cfg(feature = "formats")]
mod budget;
#[cfg(feature = "formats")]
mod display;
mod merged;
#[cfg(feature = "formats")]
mod ods;
#[cfg(feature = "formats")]
mod reference;
#[cfg(feature = "formats")]
mod stream;
#[cfg(feature = "formats")]
mod xls;
#[cfg(feature = "formats")]
mod xlsx;
#[cfg(feature = "formats")]
mod xml2003;

use super::draft::Draft;
#[cfg(feature = "formats")]
use super::{Format, ReadError, zip::Zip};
use crate::document::{Document, Note, Place, Source};

/// One sheet (工作表) as a reader found it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Cells that show something, in any order.
    pub cells: Vec<SheetCell>,
    /// Merged cells (合并单元格); they may overlap where a file is wrong.
    pub merges: Vec<Merge>,
    /// Hidden rows, first and last.
    pub hidden_rows: Vec<[u32; 2]>,
    /// Hidden columns, first and last.
    pub hidden_columns: Vec<[u32; 2]>,
    /// Formulas saved without a result.
    pub uncached: u32,
    /// The places of formulas whose saved result is zero, by their position in `cells`.
    pub zeros: Vec<usize>,
    /// Whether any formula has another result.
    pub calculated: bool,
}

/// What one cell shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetCell {
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
    /// The text shown, its lines divided by `\n`.
    pub text: String,
}

/// A merged cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// First row.
    pub row: u32,
    /// First column.
    pub column: u32,
    /// Rows covered.
    pub rows: u32,
    /// Columns covered.
    pub columns: u32,
}

/// Takes the results of formulas for none where they are all zero: programs that cannot calculate write a zero (公式未计算).
#[cfg(feature = "formats")]
fn forget_zeros(sheets: &mut [Sheet]) {
    let zeros: usize = sheets.iter().map(|sheet| sheet.zeros.len()).sum();
    if zeros < 2 || sheets.iter().any(|sheet| sheet.calculated) {
        return;
    }
    for sheet in sheets {
        sheet.uncached = sheet.uncached.saturating_add(u32::try_from(sheet.zeros.len()).unwrap_or(u32::MAX));
        let mut at = 0..;
        let zeros = std::mem::take(&mut sheet.zeros);
        sheet.cells.retain(|_| at.next().is_none_or(|at| zeros.binary_search(&at).is_err()));
    }
}

/// Excel 2007 and later, and what WPS saves as such.
#[cfg(feature = "formats")]
pub(super) fn xlsx(zip: &Zip) -> Result<Document, ReadError> {
    let (sheets, cut) = xlsx::read(zip)?;
    Ok(document(sheets, cut, Source::Xlsx))
}

/// Names of the sheets of a workbook and of the members that hold them, in the order to which [`Place::Cell`] counts.
#[cfg(feature = "export")]
pub(crate) fn paths(zip: &Zip) -> Option<Vec<(String, String)>> {
    xlsx::paths(zip).ok()
}

/// The sheet that a workbook within another file shows: the one that was open when it was saved.
///
/// # Errors
/// What is no workbook is [`ReadError::Binary`]; else as reading it alone.
#[cfg(feature = "formats")]
pub(super) fn embedded(bytes: &[u8]) -> Result<Document, ReadError> {
    let (mut sheets, cut, active, source) = match Format::of(bytes)? {
        Format::Zip => {
            let zip = Zip::open(bytes)?;
            let active = xlsx::active(&zip)?;
            let (sheets, cut) = xlsx::read(&zip)?;
            (sheets, cut, active, Source::Xlsx)
        }
        Format::Compound => {
            let (sheets, cut) = xls::read(bytes)?;
            (sheets, cut, 0, Source::Xls)
        }
        _ => return Err(ReadError::Binary),
    };
    let shown = sheets.get(active).is_some_and(|sheet| !sheet.hidden);
    let at = if shown { active } else { sheets.iter().position(|sheet| !sheet.hidden).unwrap_or(0) };
    let sheet = if at < sheets.len() { sheets.swap_remove(at) } else { return Err(ReadError::Empty) };
    // It stands in a text, where the names of sheets are not seen.
    Ok(document(vec![Sheet { name: "Sheet".into(), ..sheet }], cut, source))
}

/// Excel 97–2003 and WPS 表格.
#[cfg(feature = "formats")]
pub(super) fn xls(bytes: &[u8]) -> Result<Document, ReadError> {
    let (sheets, cut) = xls::read(bytes)?;
    Ok(document(sheets, cut, Source::Xls))
}

/// A workbook as one XML file.
#[cfg(feature = "formats")]
pub(super) fn xml2003(xml: &str) -> Result<Document, ReadError> {
    let (sheets, cut) = xml2003::read(xml)?;
    Ok(document(sheets, cut, Source::Xls))
}

/// OpenDocument spreadsheet.
#[cfg(feature = "formats")]
pub(super) fn ods(zip: &Zip) -> Result<Document, ReadError> {
    let (sheets, cut) = ods::read(zip)?;
    Ok(document(sheets, cut, Source::Ods))
}

/// Puts the sheets of a workbook one below the other; `cut` says that a limit left something out.
pub(super) fn document(sheets: Vec<Sheet>, cut: bool, source: Source) -> Document {
    let mut draft = Draft::default();
    let filled = sheets.iter().filter(|sheet| !sheet.cells.is_empty()).count();
    let mut allowance = area::MOST_PLACES;
    for (number, sheet) in (0..).zip(sheets) {
        if !sheet.cells.is_empty() || sheet.uncached > 0 {
            note(&mut draft, &sheet);
        }
        if !sheet.cells.is_empty() {
            if filled > 1 || !is_default(&sheet.name) {
                let place = Place::Cell { sheet: number, row: 0, column: 0 };
                draft.paragraph(&sheet.name, Some(1), Some(place));
            }
            area::write(&mut draft, number, sheet.cells, &sheet.merges, &mut allowance);
        }
        draft.sheets.push(sheet.name);
    }
    if cut {
        draft.notes.push(Note::Cut { left_out: 0 });
    }
    draft.finish(source)
}

/// What has to be said about a sheet: hidden lines only where they hold something.
fn note(draft: &mut Draft, sheet: &Sheet) {
    if sheet.hidden {
        draft.notes.push(Note::HiddenSheet { sheet: sheet.name.clone() });
    }
    let rows = held(sheet.cells.iter().map(|cell| cell.row), &sheet.hidden_rows);
    let columns = held(sheet.cells.iter().map(|cell| cell.column), &sheet.hidden_columns);
    if rows + columns > 0 {
        draft.notes.push(Note::HiddenLines { sheet: sheet.name.clone(), rows, columns });
    }
    if sheet.uncached > 0 {
        draft.notes.push(Note::UncachedFormulas { sheet: sheet.name.clone(), cells: sheet.uncached });
    }
}

/// How many of the hidden lines hold a cell.
fn held(lines: impl Iterator<Item = u32>, hidden: &[[u32; 2]]) -> u32 {
    if hidden.is_empty() {
        return 0;
    }
    let (mut lines, mut hidden) = (lines.collect::<Vec<_>>(), hidden.to_vec());
    lines.sort_unstable();
    lines.dedup();
    hidden.sort_unstable();
    let (mut ranges, mut reach, mut count) = (hidden.into_iter().peekable(), None, 0);
    for line in lines {
        while let Some([_, last]) = ranges.next_if(|[first, _]| *first <= line) {
            reach = reach.max(Some(last));
        }
        count += u32::from(reach >= Some(line));
    }
    count
}

/// Sheet1, 工作表1: the name that a new sheet gets says nothing.
fn is_default(name: &str) -> bool {
    let name = name.trim().trim_end_matches(|one: char| one.is_ascii_digit());
    name.is_empty() || name.eq_ignore_ascii_case("sheet") || name == "工作表"
}

#[cfg(test)]
mod tests;

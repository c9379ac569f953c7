//! Excel 97–2003 and WPS 表格, through the crate `rxls`; its types end here.

use super::super::ReadError;
use super::budget::Budget;
use super::{Merge, Sheet, display};
use rxls::{Cell, Error, Workbook};

/// Bytes of a file. Every cell takes at least six; a larger file holds pictures or far more than a report.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The code page of simplified Chinese, for a file older than Excel 97 that does not name one.
const GBK: u16 = 936;

/// The sheets of a workbook, and whether a limit left something out.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::TooOld`] before Excel 5, [`ReadError::Damaged`] for anything else that fails.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Sheet>, bool), ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut book = open(bytes, None)?;
    if is_garbled(&book) {
        book = open(bytes, Some(GBK))?;
    }
    let mut budget = Budget::default();
    let truncated = book.text_truncated;
    // Each sheet is let go of before the next is read.
    let sheets = book.sheets.into_iter().map(|sheet| read_sheet(&sheet, &mut budget)).collect();
    Ok((sheets, budget.cut || truncated))
}

fn open(bytes: &[u8], codepage: Option<u16>) -> Result<Workbook, ReadError> {
    Workbook::open_with_codepage(bytes, codepage).map_err(|error| match error {
        Error::Encrypted | Error::EncryptedPackage => ReadError::Encrypted,
        Error::LegacyBiff => ReadError::TooOld,
        _ => ReadError::Damaged,
    })
}

/// Whether Chinese was taken for Western letters: pairs of accented ones (Ê¾Àý for 示例) and nothing beyond them.
fn is_garbled(book: &Workbook) -> bool {
    let texts = || book.sheets.iter().flat_map(rxls::Sheet::display_cells).map(|cell| cell.formatted);
    let accented = |one: char| ('\u{80}'..='\u{FF}').contains(&one);
    let pair = |text: &str| text.chars().zip(text.chars().skip(1)).any(|(one, next)| accented(one) && accented(next));
    texts().any(pair) && !texts().any(|text| text.chars().any(|one| one > '\u{FF}'))
}

fn read_sheet(from: &rxls::Sheet, budget: &mut Budget) -> Sheet {
    let merge = |[row, column, last_row, last_column]: [u32; 4]| {
        let (rows, columns) = (last_row.checked_sub(row)? + 1, last_column.checked_sub(column)? + 1);
        Some(Merge { row, column, rows, columns })
    };
    let ranges = from.merged_ranges().iter();
    let mut sheet = Sheet {
        name: from.name.clone(),
        hidden: from.is_hidden() || from.is_very_hidden(),
        merges: ranges
            .filter_map(|(top, left, bottom, right)| merge([*top, (*left).into(), *bottom, (*right).into()]))
            .collect(),
        hidden_rows: from.hidden_rows().iter().map(|row| [*row; 2]).collect(),
        hidden_columns: from.hidden_columns().iter().map(|column| [(*column).into(); 2]).collect(),
        ..Sheet::default()
    };
    for cell in from.display_cells() {
        budget.take(&mut sheet, [cell.row, cell.col.into()], shown(cell.value, cell.formatted));
    }
    sheet
}

/// The text that is shown. A number without a format comes with all digits of its binary form.
fn shown(value: &Cell, formatted: &str) -> String {
    let value = match value {
        Cell::Formula { cached, .. } => cached,
        value => value,
    };
    match value {
        Cell::Number(number) if formatted.trim().is_empty() => display::plain(&number.to_string()),
        Cell::Number(_) => display::unformatted(formatted),
        _ => formatted.into(),
    }
}

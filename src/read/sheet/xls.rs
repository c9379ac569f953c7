//! Excel 97–2003 and WPS 表格, through the crate `rxls`; its types end here.

use super::super::ReadError;
use super::budget::Budget;
use super::display::{self, NumberFormat};
use super::{Merge, Sheet, forget_zeros};
use rxls::{Cell, DisplayCell, Error, Workbook};
use std::collections::BTreeMap;

/// Bytes of a file. The crate takes some twenty times as much memory: a file of 32 MB with 1.6 million cells took 660 MB.
const MOST_BYTES: usize = 24 * 1024 * 1024;
/// The code page of simplified Chinese, for a file older than Excel 97 that does not name one.
const GBK: u16 = 936;
/// Characters of a stored number that is an amount; 1E+300 written out is none.
const LONGEST: usize = 40;

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
    let truncated = book.text_truncated;
    let mut reader = Reader { formats: BTreeMap::new(), from_1904: book.date1904, budget: Budget::default() };
    // Each sheet is let go of before the next is read.
    let mut sheets: Vec<Sheet> = book.sheets.into_iter().map(|sheet| reader.read_sheet(&sheet)).collect();
    // The format has no word for results that are missing.
    forget_zeros(&mut sheets);
    Ok((sheets, reader.budget.cut || truncated))
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

struct Reader {
    /// Format codes that have been parsed.
    formats: BTreeMap<String, NumberFormat>,
    from_1904: bool,
    budget: Budget,
}

impl Reader {
    fn read_sheet(&mut self, from: &rxls::Sheet) -> Sheet {
        let merge = |(row, column, last_row, last_column): &(u32, u16, u32, u16)| {
            let rows = last_row.checked_sub(*row)?.checked_add(1)?;
            let columns = u32::from(last_column.checked_sub(*column)?) + 1;
            Some(Merge { row: *row, column: u32::from(*column), rows, columns })
        };
        let mut sheet = Sheet {
            name: from.name.clone(),
            hidden: from.is_hidden() || from.is_very_hidden(),
            merges: from.merged_ranges().iter().filter_map(merge).collect(),
            hidden_rows: from.hidden_rows().iter().map(|row| [*row; 2]).collect(),
            hidden_columns: from.hidden_columns().iter().map(|column| [u32::from(*column); 2]).collect(),
            ..Sheet::default()
        };
        for cell in from.display_cells() {
            if let Cell::Formula { cached, .. } = &cell.value {
                if matches!(**cached, Cell::Number(result) if result == 0.0) {
                    sheet.zeros.push(sheet.cells.len());
                } else {
                    sheet.calculated = true;
                }
            }
            let text = self.shown(&cell);
            self.budget.take(&mut sheet, [cell.row, u32::from(cell.col)], text);
        }
        sheet
    }

    /// The text that is shown. The crate rounds the binary number (0.285 to 0.28), Excel the decimal one (to 0.29): where
    /// the format is known, it is ours that counts. A number without a format comes with all its binary digits.
    fn shown(&mut self, cell: &DisplayCell) -> String {
        let value = match cell.value {
            Cell::Formula { cached, .. } => cached,
            value => value,
        };
        let (Cell::Number(stored) | Cell::Date(stored)) = value else { return cell.formatted.to_owned() };
        let stored = stored.to_string();
        let code = cell.explicit_style.and_then(|style| style.num_fmt.as_deref()).filter(|_| stored.len() < LONGEST);
        match code {
            Some(code) => {
                let from_1904 = self.from_1904;
                self.format(code).show(&stored, from_1904)
            }
            None if cell.formatted.trim().is_empty() => display::plain(&stored),
            None => display::unformatted(cell.formatted),
        }
    }

    fn format(&mut self, code: &str) -> &NumberFormat {
        // The dates of the system, as Chinese Windows writes them.
        let known = match code {
            "m/d/yy" => display::builtin(14),
            "m/d/yy h:mm" => display::builtin(22),
            code => code,
        };
        self.formats.entry(code.to_owned()).or_insert_with(|| NumberFormat::new(known))
    }
}

//! XML 表格 2003 (SpreadsheetML 2003), which some systems export under the name `.xls`.

use super::super::ReadError;
use super::budget::{Budget, MOST_KEPT, MOST_SHEETS, keep};
use super::display::NumberFormat;
use super::stream::{Piece, Stream, Tag};
use super::{Merge, Sheet};
use std::collections::BTreeMap;

/// The sheets of a workbook, and whether a limit left something out.
///
/// # Errors
/// [`ReadError::Damaged`] if it is no XML.
pub(super) fn read(xml: &str) -> Result<(Vec<Sheet>, bool), ReadError> {
    let mut reader = Reader::default();
    let mut stream = Stream::new(xml);
    loop {
        match stream.next()? {
            Piece::Open(tag) if tag.name() == "Worksheet" && reader.sheets.len() == MOST_SHEETS => {
                return Ok((reader.sheets, true));
            }
            Piece::Open(tag) => reader.open(&tag, &mut stream)?,
            Piece::Close(tag) if tag.name() == "Row" => reader.row = reader.row.saturating_add(1),
            Piece::End => return Ok((reader.sheets, reader.budget.cut)),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Reader {
    sheets: Vec<Sheet>,
    formats: BTreeMap<String, NumberFormat>,
    /// The style whose definition is being read.
    style: String,
    row: u32,
    column: u32,
    /// Column of the next column definition.
    defined: u32,
    budget: Budget,
}

impl Reader {
    fn open(&mut self, tag: &Tag, stream: &mut Stream) -> Result<(), ReadError> {
        match (tag.name(), self.sheets.last_mut()) {
            ("Style", _) => self.style = tag.value("ID"),
            ("NumberFormat", _) if self.formats.len() < MOST_KEPT => {
                self.formats.insert(self.style.clone(), NumberFormat::new(code(&tag.value("Format"))));
            }
            ("Worksheet", _) => {
                self.sheets.push(Sheet { name: tag.value("Name"), ..Sheet::default() });
                (self.row, self.defined) = (0, 0);
            }
            ("Visible", Some(sheet)) => sheet.hidden = stream.text(|_| false)?.trim() != "SheetVisible",
            ("Column", Some(sheet)) => {
                let first = place(tag, self.defined);
                self.defined = first.saturating_add(tag.number("Span").unwrap_or(0)).saturating_add(1);
                if tag.says("Hidden") {
                    keep(&mut sheet.hidden_columns, [first, self.defined - 1]);
                }
            }
            ("Row", Some(sheet)) => {
                (self.row, self.column) = (place(tag, self.row), 0);
                if tag.says("Hidden") {
                    keep(&mut sheet.hidden_rows, [self.row; 2]);
                }
            }
            ("Cell", Some(_)) => self.cell(tag, stream)?,
            // Comments (批注) hold data that is not shown.
            ("Comment" | "NamedRange", _) => {
                stream.text(|_| true)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag, stream: &mut Stream) -> Result<(), ReadError> {
        let column = place(tag, self.column);
        let [down, across] = ["MergeDown", "MergeAcross"].map(|name| tag.number(name).unwrap_or(0));
        self.column = column.saturating_add(across).saturating_add(1);
        let mut text = String::new();
        loop {
            match stream.next()? {
                Piece::Open(data) if data.name() == "Data" => {
                    let kind = data.value("Type");
                    text = self.shown(&kind, stream.text(|_| false)?, &tag.value("StyleID"));
                }
                Piece::Open(_) => {
                    stream.text(|_| true)?;
                }
                Piece::Close(_) | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        sheet.uncached = sheet.uncached.saturating_add(u32::from(text.is_empty() && tag.get("Formula").is_some()));
        if down > 0 || across > 0 {
            let [rows, columns] = [down, across].map(|more| more.saturating_add(1));
            keep(&mut sheet.merges, Merge { row: self.row, column, rows, columns });
        }
        self.budget.take(sheet, [self.row, column], text);
        Ok(())
    }

    fn shown(&self, kind: &str, stored: String, style: &str) -> String {
        match kind {
            "Number" => match self.formats.get(style) {
                Some(format) => format.show(&stored, false),
                None => NumberFormat::default().show(&stored, false),
            },
            "Boolean" => if stored.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            "DateTime" => stored.trim_end_matches("T00:00:00.000").replace('T', " "),
            _ => stored,
        }
    }
}

/// Row or column of an element: what it says, counted from 1, else the next one.
fn place(tag: &Tag, next: u32) -> u32 {
    tag.number("Index").and_then(|index| index.checked_sub(1)).unwrap_or(next)
}

/// The code of a format that is given by its name.
fn code(format: &str) -> &str {
    match format {
        "Percent" => "0.00%",
        "Standard" => "#,##0.00",
        "Fixed" => "0.00",
        "Currency" => "\"¥\"#,##0.00",
        "Scientific" | "General Number" => "General",
        "General Date" | "Short Date" => "yyyy/m/d",
        "Long Date" | "Medium Date" => "yyyy\"年\"m\"月\"d\"日\"",
        code => code,
    }
}

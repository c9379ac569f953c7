//! OpenDocument spreadsheets (ODF 1.3 part 3, 9): the text shown is in the file.

use super::super::{ReadError, zip::Zip};
use super::budget::{Budget, MOST_KEPT, MOST_SHEETS, keep};
use super::display;
use super::stream::{Piece, Stream, Tag, append};
use super::{Merge, Sheet};
use std::collections::BTreeSet;

/// The sheets of a workbook, and whether a limit left something out.
///
/// # Errors
/// [`ReadError::Encrypted`]; [`ReadError::Damaged`] if there is no content or it is no XML.
pub(super) fn read(zip: &Zip) -> Result<(Vec<Sheet>, bool), ReadError> {
    let manifest = zip.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let xml = zip.text("content.xml")?.ok_or(ReadError::Damaged)?;
    let mut reader = Reader { stream: Stream::new(&xml), budget: Budget::default(), hiding: BTreeSet::new() };
    let mut sheets = Vec::new();
    let mut style = String::new();
    loop {
        match reader.stream.next()? {
            Piece::Open(tag) => match tag.name() {
                "style" => style = tag.value("name"),
                "table-properties" if tag.value("display") == "false" && reader.hiding.len() < MOST_KEPT => {
                    reader.hiding.insert(std::mem::take(&mut style));
                }
                // Tracked changes keep tables of their own.
                "tracked-changes" => {
                    reader.stream.text(|_| true)?;
                }
                "table" if sheets.len() == MOST_SHEETS => return Ok((sheets, true)),
                "table" => {
                    let hidden = reader.hiding.contains(tag.value("style-name").as_str());
                    let mut sheet = Sheet { name: tag.value("name"), hidden, ..Sheet::default() };
                    reader.read_table(&mut sheet)?;
                    sheets.push(sheet);
                }
                _ => {}
            },
            Piece::End => return Ok((sheets, reader.budget.cut)),
            _ => {}
        }
    }
}

struct Reader<'a> {
    stream: Stream<'a>,
    budget: Budget,
    /// Styles of hidden sheets.
    hiding: BTreeSet<String>,
}

/// A row with its cells, before it is known how often it is repeated.
#[derive(Default)]
struct Row {
    cells: Vec<Found>,
    column: u32,
}

struct Found {
    column: u32,
    repeated: u32,
    merged: [u32; 2],
    text: String,
}

impl Reader<'_> {
    /// Reads up to the end of the sheet.
    fn read_table(&mut self, sheet: &mut Sheet) -> Result<(), ReadError> {
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match self.stream.next()? {
                Piece::Open(tag) => match tag.name() {
                    "table-column" => {
                        let next = column.saturating_add(repeated(&tag, "number-columns-repeated"));
                        hide(&tag, &mut sheet.hidden_columns, column, next);
                        column = next;
                    }
                    "table-row" => {
                        let times = repeated(&tag, "number-rows-repeated");
                        let next = row.saturating_add(times);
                        hide(&tag, &mut sheet.hidden_rows, row, next);
                        let cells = self.read_row(sheet)?;
                        self.write(sheet, row, times, &cells);
                        row = next;
                    }
                    "table-header-rows"
                    | "table-rows"
                    | "table-row-group"
                    | "table-header-columns"
                    | "table-columns"
                    | "table-column-group" => {}
                    // Shapes, forms, the source of a linked table.
                    _ => {
                        self.stream.text(|_| true)?;
                    }
                },
                Piece::Close(tag) if tag.name() == "table" => return Ok(()),
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn read_row(&mut self, sheet: &mut Sheet) -> Result<Row, ReadError> {
        let mut row = Row::default();
        loop {
            match self.stream.next()? {
                Piece::Open(tag) => {
                    let times = repeated(&tag, "number-columns-repeated");
                    let column = row.column;
                    row.column = column.saturating_add(times);
                    if tag.name() == "table-cell" {
                        let merged = ["number-rows-spanned", "number-columns-spanned"].map(|name| repeated(&tag, name));
                        let text = self.read_cell(&tag, sheet)?;
                        row.cells.push(Found { column, repeated: times, merged, text });
                    } else {
                        // What a merged cell covers is not shown.
                        self.stream.text(|_| true)?;
                    }
                }
                Piece::Close(_) | Piece::End => return Ok(row),
                Piece::Text(_) => {}
            }
        }
    }

    /// The paragraphs of a cell, or its value where it has none.
    fn read_cell(&mut self, tag: &Tag, sheet: &mut Sheet) -> Result<String, ReadError> {
        let (kind, stored) = (tag.value("value-type"), tag.value("value"));
        let (mut text, mut between) = (String::new(), "");
        loop {
            match self.stream.next()? {
                Piece::Open(tag) if tag.name() == "p" || tag.name() == "h" => {
                    append(&mut text, between)?;
                    self.read_paragraph(&mut text)?;
                    between = "\n";
                }
                // Comments (批注), pictures.
                Piece::Open(_) => {
                    self.stream.text(|_| true)?;
                }
                Piece::Close(_) | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        if !text.trim().is_empty() && !text.trim().chars().all(|one| one == '#') {
            return Ok(if kind == "float" { display::unformatted(&text) } else { text });
        }
        let formula = tag.get("formula").is_some();
        sheet.uncached = sheet.uncached.saturating_add(u32::from(formula && kind.is_empty()));
        Ok(match kind.as_str() {
            "percentage" => display::NumberFormat::new("0.00%").show(&stored, false),
            "date" => tag.value("date-value"),
            "boolean" => tag.value("boolean-value").to_uppercase(),
            "string" => tag.value("string-value"),
            _ if stored.is_empty() => text,
            _ => display::plain(&stored),
        })
    }

    /// The text of one paragraph, behind what the cell holds already; ends with it.
    fn read_paragraph(&mut self, text: &mut String) -> Result<(), ReadError> {
        let mut depth = 0_u32;
        loop {
            match self.stream.next()? {
                Piece::Open(tag) => match tag.name() {
                    "annotation" | "ruby-text" | "frame" => {
                        self.stream.text(|_| true)?;
                    }
                    name => {
                        match name {
                            "s" => (0..repeated(&tag, "c").min(100)).try_for_each(|_| append(text, " "))?,
                            "tab" => append(text, " ")?,
                            "line-break" => append(text, "\n")?,
                            _ => {}
                        }
                        depth += 1;
                    }
                },
                Piece::Close(_) if depth > 0 => depth -= 1,
                Piece::Close(_) | Piece::End => return Ok(()),
                Piece::Text(part) => append(text, &part)?,
            }
        }
    }

    /// Writes a row as often as it is repeated, its cells likewise, as far as the limits allow.
    fn write(&mut self, sheet: &mut Sheet, top: u32, times: u32, row: &Row) {
        let filled: Vec<&Found> = row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
        let merged: Vec<&Found> = row.cells.iter().filter(|cell| cell.merged != [1, 1]).collect();
        for number in top..top.saturating_add(times) {
            let kept = sheet.merges.len();
            merged.iter().for_each(|cell| keep(&mut sheet.merges, cell.merge(number)));
            for cell in &filled {
                let columns = cell.column..cell.column.saturating_add(cell.repeated);
                for column in columns.take_while(|column| Budget::has_place([number, *column])) {
                    let copied = (number, column) != (top, cell.column);
                    let place = [number, column];
                    if copied && !self.budget.may_copy() || !self.budget.take(sheet, place, cell.text.clone()) {
                        return;
                    }
                }
            }
            let nothing_new = filled.is_empty() && kept == sheet.merges.len();
            if nothing_new || !Budget::has_place([number, 0]) {
                return;
            }
        }
    }
}

impl Found {
    fn merge(&self, row: u32) -> Merge {
        let [rows, columns] = self.merged;
        Merge { row, column: self.column, rows, columns }
    }
}

/// How often something is repeated or how far it reaches: at least once, at most as often as a sheet has rows.
fn repeated(tag: &Tag, name: &str) -> u32 {
    tag.number(name).unwrap_or(1).clamp(1, 1_048_576)
}

fn hide(tag: &Tag, hidden: &mut Vec<[u32; 2]>, first: u32, next: u32) {
    let visible = tag.get("visibility").is_none_or(|visibility| visibility == "visible");
    if !visible {
        keep(hidden, [first, next.saturating_sub(1)]);
    }
}

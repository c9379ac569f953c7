//! A document being written: readers hand in paragraphs and grids in reading order, and get text, spans and origins.

use super::lines::is_invisible;
use crate::document::{Block, Cell, Document, LeftOut, Note, Origin, Paragraph, Place, Source, Span, Table};
use std::borrow::Cow;

/// The text a reader sees, growing with its blocks.
#[derive(Default)]
pub(super) struct Draft {
    text: String,
    blocks: Vec<Block>,
    origins: Vec<Origin>,
    /// Names of the sheets, for [`Place::Cell`].
    pub sheets: Vec<String>,
    /// What the user has to be told.
    pub notes: Vec<Note>,
}

/// A cell before it has a place in the text. Cells come in reading order, a merged cell once, at its top left place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CellDraft {
    /// Grid row of the top left corner, from 0.
    pub row: u32,
    /// Grid column of the top left corner, from 0.
    pub column: u32,
    /// Rows covered; 0 counts as 1.
    pub row_span: u32,
    /// Columns covered; 0 counts as 1.
    pub column_span: u32,
    /// Its text, paragraphs divided by `\n`.
    pub text: String,
    /// Where it stands in the file, if the format says so.
    pub place: Option<Place>,
}

impl Draft {
    /// A paragraph, without surrounding white space and, inside, on one line; a blank one is left out.
    pub fn paragraph(&mut self, text: &str, level: Option<u8>, place: Option<Place>) {
        let text = text.trim_matches(|one: char| one.is_whitespace() || is_invisible(one));
        if text.is_empty() {
            return;
        }
        self.break_line();
        self.mark(place);
        let start = self.text.len();
        self.text.extend(
            text.chars()
                .filter(|one| !is_invisible(*one))
                .map(|one| if one == '\n' || one == '\r' { ' ' } else { one }),
        );
        let span = Span::new(start, self.text.len());
        self.blocks.push(Block::Paragraph(Paragraph { span, level }));
    }

    /// A table. A single column is layout: its content stands on its own. A table without cells is left out.
    pub fn table(&mut self, mut cells: Vec<CellDraft>) {
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let edge = |at: u32, span: u32| at.saturating_add(span.max(1));
        let rows = cells.iter().map(|cell| edge(cell.row, cell.row_span)).max().unwrap_or(0);
        let columns = cells.iter().map(|cell| edge(cell.column, cell.column_span)).max().unwrap_or(0);
        if columns < 2 {
            for cell in &cells {
                cell.text.split('\n').for_each(|line| self.paragraph(line, None, cell.place));
            }
            return;
        }
        self.break_line();
        let mut written: Vec<Cell> = Vec::with_capacity(cells.len());
        for cell in &cells {
            match written.last() {
                None => {}
                Some(before) if cell.row > before.row => self.text.push('\n'),
                Some(_) => self.text.push('\t'),
            }
            self.mark(cell.place);
            let start = self.text.len();
            let shown = cell.text.trim_matches(|one: char| one.is_whitespace() || is_invisible(one));
            let seen: String = shown.chars().filter(|one| !is_invisible(*one)).collect();
            self.text.extend(whole_number(&seen).chars().map(|one| if one == '\t' { ' ' } else { one }));
            written.push(Cell {
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span.max(1),
                column_span: cell.column_span.max(1),
                span: Span::new(start, self.text.len()),
            });
        }
        if let (Some(first), Some(last)) = (written.first(), written.last()) {
            let span = first.span.to(last.span);
            self.blocks.push(Block::Table(Table { span, rows, columns, cells: written }));
        }
    }

    /// Says that something was left out, if it was.
    pub fn left_out(&mut self, what: LeftOut, count: u32) {
        if count > 0 {
            self.notes.push(Note::LeftOut { what, count });
        }
    }

    /// The finished document; what could not be decoded is counted.
    pub fn finish(self, source: Source) -> Document {
        let undecoded = self.text.chars().filter(|one| *one == char::REPLACEMENT_CHARACTER).count();
        Document {
            text: self.text,
            blocks: self.blocks,
            source,
            undecoded: u32::try_from(undecoded).unwrap_or(u32::MAX),
            origins: self.origins,
            seams: Vec::new(),
            sheets: self.sheets,
            notes: self.notes,
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn mark(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            let start = Span::new(self.text.len(), self.text.len()).start;
            self.origins.push(Origin { start, place });
        }
    }
}

/// The text of a cell: a number that was broken at its point or comma to fit is put together (`1,` `234.50`).
fn whole_number(text: &str) -> Cow<'_, str> {
    let numeric = |one: char| one.is_ascii_digit() || ".,\n \r".contains(one);
    if !text.contains('\n') || !text.chars().all(numeric) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let at_mark = lines.windows(2).all(|pair| match pair {
        [above, below] => above.ends_with(['.', ',']) || below.starts_with(['.', ',']),
        _ => true,
    });
    let joined = lines.concat();
    let (whole, decimals) = joined.split_once('.').unwrap_or((&joined, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().len();
    let grouped = (1..=3).contains(&first) || !whole.contains(',') && first > 0;
    let sound =
        grouped && groups.all(|group| group.len() == 3) && decimals.len() <= 2 && !decimals.contains([',', '.']);
    if at_mark && sound { Cow::Owned(joined) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_broken_at_its_mark_is_one() {
        let cells = ["1,\n234.50", "1,234\n.50", "2.\n00", "1,234,\n567", "12\n13", "1.\n2345", "2.\n00\n元", "1,\n23"];
        let whole = ["1,234.50", "1,234.50", "2.00", "1,234,567", "12\n13", "1.\n2345", "2.\n00\n元", "1,\n23"];
        assert_eq!(cells.map(|cell| whole_number(cell).into_owned()), whole);
    }
}

use crate::document::{Cell, Document, Table};
use std::ops::RangeInclusive;

/// Longest name of a column that is quoted, in characters; a longer one is a sentence.
const LONGEST_NAME: usize = 12;
/// Longest cell of a header row, in characters.
const LONGEST_WORD: usize = 24;
/// Header rows that one column may have above each other.
const DEEPEST: u32 = 4;

/// The rows of a table that name its columns, each with the levels below it; a form has several.
#[derive(Debug, Default)]
pub(super) struct Heads(Vec<RangeInclusive<u32>>);

impl Heads {
    /// Rows that hold words for at least half of the columns, each its own, and no number.
    pub fn of(document: &Document, table: &Table) -> Self {
        let mut heads: Vec<RangeInclusive<u32>> = Vec::new();
        for cells in table.cells.chunk_by(|a, b| a.row == b.row) {
            let mut words = Vec::with_capacity(cells.len());
            let mut covered = 0_u32;
            for cell in cells.iter().filter(|cell| !cell.span.is_empty()) {
                words.push(document.str(cell.span));
                covered = covered.saturating_add(cell.column_span);
            }
            let Some(first) = cells.first().filter(|_| words.len() > 1 && words.iter().all(|word| is_word(word)))
            else {
                continue;
            };
            let row = first.row;
            let above = heads.last_mut().filter(|above| above.end().checked_add(1) == Some(row));
            let leads = cells.iter().any(|cell| cell.column == 0 && !cell.span.is_empty());
            match above {
                Some(above) if !leads && row - above.start() < DEEPEST => *above = *above.start()..=row,
                _ if covered >= table.columns.div_ceil(2) && are_distinct(&mut words) => heads.push(row..=row),
                _ => {}
            }
        }
        Self(heads)
    }

    /// What the column of a cell is called, if the header above it says so shortly.
    pub fn name<'a>(&self, document: &'a Document, table: &Table, cell: &Cell) -> Option<&'a str> {
        let after = self.0.partition_point(|head| *head.start() <= cell.row);
        let head = self.0.get(after.checked_sub(1)?).filter(|head| !head.contains(&cell.row))?;
        let mut levels = head.clone().rev().filter_map(|row| over(table, row, cell.column));
        let label = levels.find(|label| !label.span.is_empty() && label.column_span < table.columns)?;
        let text = document.str(label.span).split(['\n', '（', '(']).next()?.trim();
        (!text.is_empty() && text.chars().count() <= LONGEST_NAME).then_some(text)
    }
}

/// The cell that begins in a row and covers a column.
fn over(table: &Table, row: u32, column: u32) -> Option<&Cell> {
    let cells = table.row(row);
    let after = cells.partition_point(|cell| cell.column <= column);
    let cell = cells.get(after.checked_sub(1)?)?;
    (column - cell.column < cell.column_span).then_some(cell)
}

/// Words, not a number or a sign for nothing.
fn is_word(text: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let digits = text.chars().filter(|c| counts(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0 && digits <= letters.max(4) && text.chars().count() <= LONGEST_WORD
}

/// Whether no word stands twice; 无 in every column names none of them.
fn are_distinct(words: &mut [&str]) -> bool {
    words.sort_unstable();
    words.windows(2).all(|pair| pair.first() != pair.last())
}

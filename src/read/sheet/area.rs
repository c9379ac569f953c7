//! The used area of a sheet → paragraphs and tables.
//!
//! A blank row ends a table. Rows of text above a table (its title, 单位：万元) and below it (注：…) are paragraphs; inside a
//! table they stay rows, so that a form of several little tables, one right below the other, stays one.

use super::super::draft::{CellDraft, Draft};
use super::merged::{disjoint, placed};
use super::{Merge, SheetCell};
use crate::document::Place;

/// Places of all grids together, blank ones counted. In a larger grid only the filled cells are written.
pub(super) const MOST_PLACES: usize = 2_000_000;
/// Most cells of a caption row: 编制单位：… | 2024年度 | 单位：万元.
const MOST_CAPTIONS: usize = 4;
/// Most cells of a row that stands alone as text: 填报日期 | 2024年3月15日.
const MOST_ALONE: usize = 3;
/// Characters beyond which the only cell of a last row is a note rather than a label whose fields are blank.
const LABEL: usize = 20;

/// Writes one sheet.
pub(super) fn write(draft: &mut Draft, sheet: u32, cells: Vec<SheetCell>, merges: &[Merge], allowance: &mut usize) {
    let mut merges = disjoint(merges);
    let (mut stretch, mut reach) = (Vec::new(), 0);
    for cell in placed(sheet, cells, &mut merges) {
        if cell.row > reach {
            write_stretch(draft, std::mem::take(&mut stretch), &merges, allowance);
        }
        reach = reach.max(cell.row.saturating_add(cell.row_span));
        stretch.push(cell);
    }
    write_stretch(draft, stretch, &merges, allowance);
}

/// Rows without a blank one between them.
fn write_stretch(draft: &mut Draft, mut cells: Vec<CellDraft>, merges: &[Merge], allowance: &mut usize) {
    let (above, below) = texts(&cells);
    let notes = cells.split_off(cells.len() - below);
    let mut table = cells.split_off(above);
    let paragraphs = |draft: &mut Draft, cells: Vec<CellDraft>| {
        cells.into_iter().for_each(|cell| draft.paragraph(&cell.text, None, cell.place));
    };
    paragraphs(draft, cells);
    let one_row = table.first().zip(table.last()).is_some_and(|(first, last)| first.row == last.row);
    if one_row && table.len() <= MOST_ALONE {
        let line = table.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join("\u{3000}");
        draft.paragraph(&line, None, table.first().and_then(|cell| cell.place));
    } else if !table.is_empty() {
        table = grid(table, merges, allowance);
        draft.table(table);
    }
    paragraphs(draft, notes);
}

/// How many cells of a stretch stand in rows of text above its table, and how many below.
fn texts(cells: &[CellDraft]) -> (usize, usize) {
    let rows: Vec<&[CellDraft]> = cells.chunk_by(|one, next| one.row == next.row).collect();
    let below = |number: usize| rows.get(number + 1).and_then(|next| next.first()).map(|next| next.row);
    let titles = (0..).zip(&rows).take_while(|(number, row)| is_title(row, below(*number))).count();
    let (left, right) = edges(cells);
    let rest = rows.get(titles..).unwrap_or_default();
    let notes = rest.iter().rev().take_while(|row| is_note(row, left, right)).count();
    let count = |rows: &[&[CellDraft]]| rows.iter().map(|row| row.len()).sum();
    let (titles, notes) = (rows.get(..titles).unwrap_or_default(), rest.get(rest.len() - notes..).unwrap_or_default());
    (count(titles), count(notes))
}

fn edges(cells: &[CellDraft]) -> (u32, u32) {
    let left = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
    let right = cells.iter().map(|cell| cell.column.saturating_add(cell.column_span)).max().unwrap_or(0);
    (left, right)
}

/// A title or caption: one cell with words in it, or several of the form 单位：万元. It has no other cell at its side, also
/// not in the rows it is merged over.
fn is_title(row: &[CellDraft], next: Option<u32>) -> bool {
    let ends = |cell: &CellDraft| next.is_none_or(|next| next >= cell.row.saturating_add(cell.row_span));
    match row {
        [cell] => ends(cell) && cell.text.chars().any(char::is_alphabetic),
        row => is_caption(row) && row.iter().all(ends),
    }
}

fn is_caption(row: &[CellDraft]) -> bool {
    row.len() <= MOST_CAPTIONS && row.iter().all(|cell| cell.text.contains(['：', ':']))
}

/// A note below a table: one cell across the whole width, or too long or too much of a sentence to be a label.
fn is_note(row: &[CellDraft], left: u32, right: u32) -> bool {
    match row {
        [cell] => {
            let across =
                cell.column_span > 1 && cell.column == left && cell.column.saturating_add(cell.column_span) >= right;
            let speaks = cell.text.contains(['：', ':', '。']) || cell.text.chars().count() > LABEL;
            cell.text.chars().any(char::is_alphabetic) && (across || speaks)
        }
        row => is_caption(row),
    }
}

/// The grid of a table in its own rows and columns: columns in which nothing stands are left out, blank cells filled in.
fn grid(cells: Vec<CellDraft>, merges: &[Merge], allowance: &mut usize) -> Vec<CellDraft> {
    let mut columns: Vec<u32> = cells.iter().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let top = cells.first().map_or(0, |cell| cell.row);
    let bottom = cells.iter().map(|cell| cell.row.saturating_add(cell.row_span)).max().unwrap_or(0);
    let places = (bottom.saturating_sub(top) as usize).saturating_mul(columns.len());
    let rank = |column: u32| u32::try_from(columns.partition_point(|used| *used < column)).unwrap_or(u32::MAX);
    let moved = |cell: CellDraft| {
        let column = rank(cell.column);
        let column_span = rank(cell.column.saturating_add(cell.column_span)) - column;
        CellDraft { row: cell.row - top, column, column_span, ..cell }
    };
    let sheet = cells.iter().find_map(|cell| match cell.place {
        Some(Place::Cell { sheet, .. }) => Some(sheet),
        _ => None,
    });
    let blank = |row: u32, column: u32| {
        let place = sheet.map(|sheet| Place::Cell { sheet, row, column });
        CellDraft { row, column, row_span: 1, column_span: 1, place, ..CellDraft::default() }
    };
    let Some(left) = allowance.checked_sub(places) else {
        return cells.into_iter().map(moved).collect();
    };
    *allowance = left;
    let from = merges.partition_point(|merge| merge.row < top);
    let to = merges.partition_point(|merge| merge.row < bottom);
    let is_filled = |merge: &Merge| {
        let place = (merge.row, merge.column);
        cells.binary_search_by_key(&place, |cell| (cell.row, cell.column)).is_ok()
    };
    let blank_merge = |merge: &Merge| {
        let row_span = merge.rows.min(bottom - merge.row);
        moved(CellDraft { row_span, column_span: merge.columns, ..blank(merge.row, merge.column) })
    };
    let blanks = merges.get(from..to).unwrap_or_default().iter().filter(|merge| !is_filled(merge)).map(blank_merge);
    let blanks: Vec<CellDraft> = blanks.filter(|cell| cell.column_span > 0).collect();
    let mut anchors: Vec<CellDraft> = cells.into_iter().map(moved).collect();
    anchors.extend(blanks);
    anchors.sort_by_key(|cell| (cell.row, cell.column));
    let fill = |row: u32, rank: u32, column: u32| CellDraft { row, column: rank, ..blank(top + row, column) };
    filled(anchors, bottom - top, &columns, fill)
}

/// All cells of a grid, with a blank one wherever none stands and no merged one reaches.
fn filled(
    anchors: Vec<CellDraft>,
    height: u32,
    columns: &[u32],
    blank: impl Fn(u32, u32, u32) -> CellDraft,
) -> Vec<CellDraft> {
    let mut free_from = vec![0; columns.len()];
    let mut written = Vec::with_capacity(height as usize * columns.len());
    let mut anchors = anchors.into_iter().peekable();
    for row in 0..height {
        for (rank, column) in (0..).zip(columns) {
            if let Some(cell) = anchors.next_if(|cell| (cell.row, cell.column) == (row, rank)) {
                let covered = free_from.iter_mut().skip(rank as usize).take(cell.column_span as usize);
                covered.for_each(|free| *free = row.saturating_add(cell.row_span));
                written.push(cell);
            } else if free_from.get(rank as usize).is_some_and(|free| *free <= row) {
                written.push(blank(row, rank, *column));
            }
        }
    }
    written
}

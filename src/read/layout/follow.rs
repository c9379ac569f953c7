//! Tables that go on over the page: headers repeated, rows and merged cells cut in two.

use super::grid::{Cell, Grid};
use super::line::Line;
use super::page::{Item, Page};

/// Column edges on two pages may differ by this much.
const SAME_COLUMN: u32 = 300;
/// As much may columns differ that have no lines between them.
const SAME_GAP: u32 = 2_500;
/// Row edges of one sheet on two pages differ by no more than rounding.
const SAME_ROW: u32 = 50;
/// How many cells back a merged cell is looked for that the page's end cuts; so a table over all pages takes no longer.
const FARTHEST_BACK: usize = 2_000;
/// Most header rows that are repeated.
const MOST_HEADER_ROWS: u32 = 4;

/// A caption that only says that the table goes on (续表).
pub(super) fn is_continued_caption(line: &Line) -> bool {
    let text = line.text();
    text.starts_with("续表") || ["（续）", "(续)", "（续表）", "(续表)"].iter().any(|end| text.ends_with(end))
}

/// Whether `grid`, the first thing on its page, goes on with `table`, the last thing on the page before: it has the same
/// columns, ends low on its page and goes on high.
pub(super) fn continues(table: &Grid, grid: &Grid, height: i32) -> bool {
    let low = table.area.bottom * 2 > height;
    let high = grid.area.top * 5 < height * 2;
    let next = table.page + 1 == grid.page;
    next && high && same_columns(table, grid) && (low || repeated_rows(table, grid) > 0)
}

/// Columns without lines between them are the same if there are as many, and they lie at about the same places.
fn same_columns(table: &Grid, grid: &Grid) -> bool {
    if table.ruled && grid.ruled {
        return same_edges(&table.columns, &grid.columns, SAME_COLUMN);
    }
    let ends = |edges: &[i32]| [edges.first().copied(), edges.last().copied()].map(Option::unwrap_or_default);
    table.columns.len() == grid.columns.len()
        && same_edges(&ends(&table.columns), &ends(&grid.columns), SAME_COLUMN)
        && (repeated_rows(table, grid) > 0
            || table.columns.iter().zip(&grid.columns).all(|(one, other)| one.abs_diff(*other) <= SAME_GAP))
}

/// Whether both ends are the same, and one has no edge that the other lacks.
fn same_edges(one: &[i32], other: &[i32], tolerance: u32) -> bool {
    let near = |a: Option<&i32>, b: Option<&i32>| a.zip(b).is_some_and(|(a, b)| a.abs_diff(*b) <= tolerance);
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let known = |edge: &i32| {
        let at = more.partition_point(|other| *other < edge.saturating_sub_unsigned(tolerance));
        near(Some(edge), more.get(at))
    };
    near(one.first(), other.first()) && near(one.last(), other.last()) && fewer.iter().all(known)
}

/// Sheets too wide for their page (打印分页): a page that begins with a table whose rows stand exactly where those of a
/// table of the page before stand holds its further columns.
pub(super) fn widen_all(pages: &mut [Page]) {
    for at in (1..pages.len()).rev() {
        let Some([before, page]) = pages.get_mut(at - 1..=at) else { continue };
        if !matches!(page.items.first(), Some(Item::Table(_))) {
            continue;
        }
        let tables =
            || before.items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
        let target = |item: &Item| match item {
            Item::Table(grid) => tables().position(|table| widens(table, grid)),
            Item::Line(..) => None,
        };
        let targets: Vec<Option<usize>> = page.items.iter().map(target).collect();
        let (further, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut page.items).into_iter().zip(targets).partition(|(_, target)| target.is_some());
        page.items = rest.into_iter().map(|(item, _)| item).collect();
        for (item, target) in further {
            let mut tables = before
                .items
                .iter_mut()
                .filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
            if let (Item::Table(grid), Some(table)) = (item, target.and_then(|target| tables.nth(target))) {
                widen(table, grid);
            }
        }
    }
}

fn widens(table: &Grid, grid: &Grid) -> bool {
    let fewer = grid.row_edges.len() <= table.row_edges.len();
    let rows = fewer && grid.rows > 1 && same_edges(&table.row_edges, &grid.row_edges, SAME_ROW);
    // Further columns hold figures from the first on; a table of its own begins with labels.
    let mut first = grid.cells.iter().filter(|cell| cell.column == 0 && cell.row > 0);
    let figures = first.all(|cell| cell.is_empty() || cell.text().contains(|one: char| one.is_ascii_digit()));
    rows && figures && table.rows > 2 && !same_edges(&table.columns, &grid.columns, SAME_COLUMN)
}

/// Puts the further columns to the right of the table.
fn widen<'a>(table: &mut Grid<'a>, mut grid: Grid<'a>) {
    let wide = u32::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u32::MAX);
    for cell in &mut grid.cells {
        cell.column = cell.column.saturating_add(wide);
        (cell.row, cell.row_span) = aligned((cell.row, cell.row_span), &grid.row_edges, &table.row_edges);
    }
    table.cells.append(&mut grid.cells);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    let (right, left) = (table.area.right, grid.area.left);
    table.columns.extend(grid.columns.iter().skip(1).map(|edge| edge.saturating_sub(left).saturating_add(right)));
    table.area.right = table.columns.last().copied().unwrap_or(right);
}

/// Puts the continuation under the table.
pub(super) fn join<'a>(table: &mut Grid<'a>, mut grid: Grid<'a>) {
    if grid.columns.len() == table.columns.len() {
        // Counted alike already.
    } else if grid.columns.len() > table.columns.len() {
        align(&mut table.cells, &table.columns, &grid.columns);
        table.columns.clone_from(&grid.columns);
    } else {
        align(&mut grid.cells, &grid.columns, &table.columns);
    }
    let header = repeated_rows(table, &grid);
    grid.cells.retain(|cell| cell.row >= header);
    grid.cells.iter_mut().for_each(|cell| cell.row -= header);
    grid.rows -= header;
    let split = is_split(table, &grid);
    join_cut_cells(table, &mut grid, split);
    let below = table.rows - u32::from(split);
    grid.cells.iter_mut().for_each(|cell| cell.row += below);
    let tail = table.cells.partition_point(|cell| cell.row < below);
    table.cells.append(&mut grid.cells);
    if let Some(tail) = table.cells.get_mut(tail..) {
        tail.sort_by_key(|cell| (cell.row, cell.column));
    }
    table.rows = below + grid.rows;
    (table.area, table.page) = (grid.area, grid.page);
    table.row_edges = Vec::new();
}

/// Counts columns by the edges of the wider grid.
fn align(cells: &mut [Cell], from: &[i32], to: &[i32]) {
    for cell in cells {
        (cell.column, cell.column_span) = aligned((cell.column, cell.column_span), from, to);
    }
}

/// The place and extent of a cell, counted by other edges.
fn aligned((at, span): (u32, u32), from: &[i32], to: &[i32]) -> (u32, u32) {
    let place = |at: u32| {
        let edge = from.get(at as usize).copied().unwrap_or(i32::MAX);
        u32::try_from(to.partition_point(|other| *other < edge.saturating_sub_unsigned(SAME_COLUMN))).unwrap_or(at)
    };
    let start = place(at);
    (start, place(at.saturating_add(span)).saturating_sub(start).max(1))
}

/// How many rows at the head of the continuation only repeat the table's header.
fn repeated_rows(table: &Grid, grid: &Grid) -> u32 {
    let rows = |cells: &[Cell], row: u32| -> Vec<(u32, u32, u32, String)> {
        let in_row = cells.iter().skip_while(|cell| cell.row < row).take_while(|cell| cell.row == row);
        in_row.map(|cell| (cell.column, cell.column_span, cell.row_span, cell.text())).collect()
    };
    let repeats = |row: &u32| {
        let cells = rows(&grid.cells, *row);
        cells.iter().any(|cell| !cell.3.is_empty()) && cells == rows(&table.cells, *row)
    };
    let most = MOST_HEADER_ROWS.min(grid.rows.saturating_sub(1)).min(table.rows);
    let repeated = u32::try_from((0..most).take_while(repeats).count()).unwrap_or(0);
    // A header cell over several rows is repeated as a whole or not at all.
    let whole = grid.cells.iter().all(|cell| cell.row >= repeated || cell.row + cell.row_span <= repeated);
    if whole { repeated } else { 0 }
}

/// Whether the continuation's first row is the rest of the table's last: every text goes on under a text, every figure has
/// nothing under it, and most cells are empty.
fn is_split(table: &Grid, grid: &Grid) -> bool {
    let last = |cell: &&Cell| cell.row + cell.row_span == table.rows;
    let above: Vec<&Cell> = table.cells.iter().rev().take(FARTHEST_BACK).filter(last).collect();
    let (mut rest, mut ended, mut figures) = (0, 0, 0);
    for below in grid.cells.iter().take_while(|cell| cell.row == 0) {
        let Some(cell) = above.iter().find(|cell| cell.column == below.column) else { return false };
        if cell.column_span != below.column_span || cell.is_empty() && !below.is_empty() {
            return false;
        }
        match (cell.is_empty(), below.is_empty()) {
            (false, false) if is_figure(&cell.text()) && is_figure(&below.text()) && !cell.goes_on_in(below) => {
                return false;
            }
            (false, false) => rest += 1,
            (false, true) if is_figure(&cell.text()) => figures += 1,
            (false, true) => ended += 1,
            _ => {}
        }
    }
    rest > 0 && (figures > 0 || ended > rest)
}

/// An amount, a share or a score, as it fills a cell of its own.
pub(super) fn is_figure(text: &str) -> bool {
    text.chars().any(|one| one.is_ascii_digit()) && !text.chars().any(|one| one.is_alphabetic() && !one.is_ascii())
}

/// Cells cut by the page's end: all of a split row, and merged labels at the left, which are empty when they go on.
fn join_cut_cells<'a>(table: &mut Grid<'a>, grid: &mut Grid<'a>, split: bool) {
    let rows = table.rows;
    let mut leading = true;
    grid.cells.retain_mut(|below| {
        if below.row > 0 {
            return true;
        }
        leading &= below.is_empty();
        let ends_here = |cell: &&mut Cell| cell.row + cell.row_span == rows && cell.column == below.column;
        let Some(above) = table.cells.iter_mut().rev().take(FARTHEST_BACK).find(ends_here) else { return true };
        let merged = leading && !above.is_empty() && (above.row_span > 1 || below.row_span > 1);
        if above.column_span != below.column_span || !split && !merged {
            return true;
        }
        above.row_span += below.row_span - u32::from(split);
        above.lines.append(&mut below.lines);
        false
    });
}

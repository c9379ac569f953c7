//! Tables without vertical lines: between horizontal ones (三线表), and, where it is unmistakable, without any.

use super::follow;
use super::grid::{Cell, Grid};
use super::line::Line;
use super::page::{Item, Page, Within};
use super::ruling::Edge;
use crate::document::Area;
use std::ops::Range;

/// The horizontal lines of one table begin and end at the same places, give or take this much.
const SAME_END: i32 = 300;
/// Most tables of this kind on a page.
const MOST_STACKS: usize = 50;
/// How a line between two tables begins that is no row.
const CAPTIONS: [&str; 4] = ["表", "附", "单位", "金额单位"];
/// A table with more horizontal lines has one under each row; one with fewer, only above and below head and foot.
const MOST_FEW: usize = 4;
/// Fewest rows and columns that make a table without any line.
const FEWEST_UNRULED: usize = 3;

/// Puts tables in the place of the lines that are their rows.
pub(super) fn gather(page: &mut Page) {
    for mut bars in stacks(&page.bars, page.width) {
        bars.extend(open_end(page, &bars));
        for bars in tabular_runs(page, &bars) {
            let Some(range) = rows_between(page, bars) else { continue };
            let lines = rows_of(page, range.clone());
            replace(page, range, ruled(lines, bars, page.number));
        }
    }
    unruled(page);
}

/// A row: a line cut at its wide gaps.
struct Row<'a> {
    cells: Vec<Line<'a>>,
    line: Line<'a>,
}

impl Row<'_> {
    /// Whether one of its cells is a figure; the further lines of a row are words that did not fit.
    fn has_figure(&self) -> bool {
        self.cells.iter().any(|cell| follow::is_figure(&cell.text()))
    }
}

fn cut<'a>(line: &Line<'a>) -> Row<'a> {
    Row { cells: line.split(line.size * 6 / 5), line: line.clone() }
}

fn rows_of<'a>(page: &Page<'a>, range: Range<usize>) -> Vec<Row<'a>> {
    let items = page.items.get(range).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| if let Item::Line(line, Within::Page) = item { Some(cut(line)) } else { None })
        .collect()
}

fn replace<'a>(page: &mut Page<'a>, range: Range<usize>, grid: Option<Grid<'a>>) {
    if let Some(grid) = grid {
        page.items.splice(range, [Item::Table(grid)]);
    }
}

/// Long horizontal lines that begin and end at the same places, each stack from top to bottom.
fn stacks(bars: &[Edge], page_width: i32) -> Vec<Vec<Edge>> {
    let mut stacks: Vec<Vec<Edge>> = Vec::new();
    for bar in bars.iter().filter(|bar| (bar.to - bar.from) * 10 >= page_width * 3) {
        let same = |stack: &Vec<Edge>| {
            stack.first().is_some_and(|first| {
                first.from.abs_diff(bar.from).max(first.to.abs_diff(bar.to)) <= SAME_END.unsigned_abs()
            })
        };
        let at = stacks.iter().position(same).unwrap_or(stacks.len());
        if at == stacks.len() && at < MOST_STACKS {
            stacks.push(Vec::new());
        }
        if let Some(stack) = stacks.get_mut(at) {
            stack.push(*bar);
        }
    }
    stacks.retain(|stack| stack.len() >= 2);
    stacks.iter_mut().for_each(|stack| stack.sort_unstable_by_key(|bar| bar.at));
    stacks
}

/// The end of a table whose last row goes on on the next page and so has no line below it (分页断行).
fn open_end(page: &Page, bars: &[Edge]) -> Option<Edge> {
    let last = bars.last()?;
    let below = |item: &&Item| match item {
        Item::Line(line, _) => line.baseline > last.at,
        Item::Table(grid) => grid.area.bottom > last.at,
    };
    let mut rows = page.items.iter().filter(below).map(|item| match item {
        Item::Line(line, Within::Page) => Some(cut(line)),
        _ => None,
    });
    let first = rows.next()??;
    let row = first.cells.len() >= FEWEST_UNRULED && first.has_figure();
    let end = rows.try_fold(first.line.area.bottom, |end, row| Some(end.max(row?.line.area.bottom)))?;
    row.then_some(Edge { at: end.max(first.line.baseline) + 1, ..*last })
}

/// The lines of a stack that lie around rows, without those between which there is running text or nothing.
fn tabular_runs<'b>(page: &Page, bars: &'b [Edge]) -> Vec<&'b [Edge]> {
    let runs = bars.chunk_by(|upper, lower| {
        let Some(range) = rows_between(page, &[*upper, *lower]) else { return false };
        let rows = rows_of(page, range);
        // Running text begins at the left; the last column of a table may be as wide.
        let wide = |row: &Row| {
            row.line.width() * 10 > (upper.to - upper.from) * 6 && row.line.area.left - upper.from < row.line.size * 4
        };
        let apart = |row: &Row| row.line.split(row.line.size * 4 / 5).len() >= 2;
        let caption = |row: &Row| CAPTIONS.iter().any(|word| row.line.text().starts_with(word));
        let caption = rows.len() == 1 && rows.iter().any(caption);
        !rows.is_empty() && (rows.iter().any(apart) || !caption && !rows.iter().any(wide))
    });
    runs.filter(|run| run.len() >= 2).collect()
}

/// The items between the first and the last of these lines, if they are nothing but lines of text.
fn rows_between(page: &Page, bars: &[Edge]) -> Option<Range<usize>> {
    let (first, last) = (bars.first()?, bars.last()?);
    let inside = |item: &Item| match item {
        Item::Line(line, _) => (first.at..=last.at).contains(&(line.baseline - line.size / 3)),
        Item::Table(grid) => grid.area.top < last.at && grid.area.bottom > first.at,
    };
    let start = page.items.iter().position(inside)?;
    let count = page.items.iter().skip(start).take_while(|item| inside(item)).count();
    let range = start..start + count;
    let is_row = |item: &Item| matches!(item, Item::Line(line, Within::Page) if line.area.left >= first.from - line.size && line.area.right <= first.to + line.size);
    page.items.get(range.clone())?.iter().all(is_row).then_some(range)
}

/// A table between horizontal lines.
fn ruled<'a>(mut rows: Vec<Row<'a>>, bars: &[Edge], page: u32) -> Option<Grid<'a>> {
    let header = bars.get(1).map_or(0, |bar| rows.partition_point(|row| row.line.baseline < bar.at));
    let (by_gaps, by_rivers) = (Columns::of(&rows), Columns::between_rivers(rows.get(header..)?));
    let columns = match (by_gaps, by_rivers) {
        (Some(gaps), rivers) if rivers.as_ref().is_none_or(|rivers| rivers.0.len() < gaps.0.len()) => gaps,
        (_, rivers) => {
            let rivers = rivers?;
            rows.iter_mut().for_each(|row| row.cells = rivers.cells(&row.line));
            rivers
        }
    };
    let mut grouped: Vec<Vec<&Row>> = Vec::new();
    for band in bars.windows(2) {
        let [upper, lower] = band else { continue };
        let inside = rows.iter().filter(|row| (upper.at..lower.at).contains(&row.line.baseline));
        // Where every row has its line, all that stands between two lines is one row.
        if bars.len() > MOST_FEW {
            grouped.push(inside.collect())
        } else {
            grouped.extend(columns.rows(inside.collect()))
        }
    }
    let (wide, high) = (columns.0.len(), grouped.len());
    if wide < 2 || high < 2 || wide * high < 6 {
        return None;
    }
    let area =
        Area { left: bars.first()?.from, top: bars.first()?.at, right: bars.first()?.to, bottom: bars.last()?.at };
    Some(columns.grid(&grouped, area, page))
}

/// Tables without any line: several rows of several columns that stand exactly under each other, with figures in them.
fn unruled(page: &mut Page) {
    let mut at = 0;
    while at < page.items.len() {
        let columns = |item: &Item| if let Item::Line(line, Within::Page) = item { cut(line).cells.len() } else { 0 };
        // Two columns are a table only beside each other throughout.
        let two = page.items.get(at).is_some_and(|item| columns(item) == 2);
        let is_row = |item: &&Item| if two { columns(item) == 2 } else { columns(item) >= FEWEST_UNRULED };
        let count = page.items.iter().skip(at).take_while(is_row).count();
        if count >= FEWEST_UNRULED {
            let rows = rows_of(page, at..at + count);
            replace(page, at..at + count, aligned(&rows, page.number));
        }
        // Either one table now, or as many lines as before.
        at += if matches!(page.items.get(at), Some(Item::Line(..))) { count.max(1) } else { 1 };
    }
}

/// Whether a row of two is a label and an amount, which has decimals: the pages in a table of contents have none.
fn has_amount(row: &Row) -> bool {
    let [label, amount] = row.cells.as_slice() else { return false };
    let amount = amount.text();
    !follow::is_figure(&label.text()) && follow::is_figure(&amount) && amount.contains('.')
}

fn aligned<'a>(rows: &[Row<'a>], page: u32) -> Option<Grid<'a>> {
    let columns = Columns::of(rows)?;
    let has_figure =
        |cell: &Line| cell.marks.iter().any(|mark| mark.text.starts_with(|one: char| one.is_ascii_digit()));
    let with_figures = rows.iter().filter(|row| row.cells.iter().skip(1).any(has_figure)).count();
    let labelled = columns.0.len() == 2 && rows.iter().filter(|row| has_amount(row)).count() == rows.len();
    if !labelled && (columns.0.len() < FEWEST_UNRULED || with_figures < FEWEST_UNRULED - 1) {
        return None;
    }
    let grouped: Vec<Vec<&Row>> = rows.iter().map(|row| vec![row]).collect();
    let area = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.area).reduce(Area::to)?;
    Some(columns.grid(&grouped, area, page))
}

/// Left and right end of the text in each column.
struct Columns(Vec<[i32; 2]>);

impl Columns {
    /// The columns of the rows that have most cells; none if those do not stand under each other.
    fn of(rows: &[Row]) -> Option<Self> {
        let most = rows.iter().map(|row| row.cells.len()).max()?;
        let mut full = rows.iter().filter(|row| row.cells.len() == most);
        let sides = |row: &Row| row.cells.iter().map(|cell| [cell.area.left, cell.area.right]).collect::<Vec<_>>();
        let mut columns = sides(full.next()?);
        for row in full {
            for (column, [left, right]) in columns.iter_mut().zip(sides(row)) {
                *column = [column[0].min(left), column[1].max(right)];
            }
        }
        columns.is_sorted_by(|[_, right], [left, _]| right < left).then_some(Self(columns))
    }

    /// The columns between stretches that every line leaves free, however narrow; none if there are none.
    fn between_rivers(rows: &[Row]) -> Option<Self> {
        let size = rows.iter().map(|row| row.line.size).max()?;
        let parts = rows.iter().flat_map(|row| row.line.split(size * 3 / 10));
        let mut inked: Vec<[i32; 2]> = parts.map(|part| [part.area.left, part.area.right]).collect();
        inked.sort_unstable();
        let mut columns: Vec<[i32; 2]> = Vec::new();
        for [left, right] in inked {
            match columns.last_mut() {
                Some(last) if left - last[1] <= size * 7 / 20 => last[1] = last[1].max(right),
                _ => columns.push([left, right]),
            }
        }
        (rows.len() >= 2).then_some(Self(columns))
    }

    /// A line cut where it leaves the space between two columns free.
    fn cells<'a>(&self, line: &Line<'a>) -> Vec<Line<'a>> {
        line.split_where(|before, after| {
            let column = self.0.partition_point(|[left, _]| *left <= before);
            let river = column.checked_sub(1).and_then(|at| self.0.get(at)).zip(self.0.get(column));
            river.is_some_and(|([_, right], [left, _])| {
                let apart = (after - before) * 10 >= line.size * 3 || after - before > (left - right) / 2;
                apart && after > *right && before < *left
            })
        })
    }

    /// First column and number of columns that a cell covers.
    fn covered(&self, cell: &Line) -> [usize; 2] {
        let first = self.0.partition_point(|[_, right]| *right < cell.area.left).min(self.0.len() - 1);
        let end = self.0.partition_point(|[left, _]| *left <= cell.area.right);
        [first, end.saturating_sub(first).max(1)]
    }

    /// Lines of text as rows: a line that fills half of the columns is one, others belong to the nearest.
    fn rows<'r, 'a>(&self, lines: Vec<&'r Row<'a>>) -> Vec<Vec<&'r Row<'a>>> {
        let figures = lines.iter().any(|row| row.has_figure());
        let is_full =
            |row: &&&Row| row.cells.len() >= 2 && row.cells.len() * 2 >= self.0.len() && (row.has_figure() || !figures);
        let full: Vec<i32> = lines.iter().filter(is_full).map(|row| row.line.baseline).collect();
        if full.len() < 2 {
            return if lines.is_empty() { Vec::new() } else { vec![lines] };
        }
        let mut rows = vec![Vec::new(); full.len()];
        for line in lines {
            let after = full.partition_point(|baseline| *baseline <= line.line.baseline);
            let distance = |at: usize| full.get(at).map_or(u32::MAX, |baseline| baseline.abs_diff(line.line.baseline));
            let nearest = after.checked_sub(1).filter(|before| distance(*before) <= distance(after)).unwrap_or(after);
            if let Some(row) = rows.get_mut(nearest) {
                row.push(line);
            }
        }
        rows
    }

    fn grid<'a>(&self, rows: &[Vec<&Row<'a>>], area: Area, page: u32) -> Grid<'a> {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut cells: Vec<Cell<'a>> = Vec::new();
        for (row, lines) in (0..).zip(rows) {
            let first = cells.len();
            for cell in lines.iter().flat_map(|line| &line.cells) {
                let [column, span] = self.covered(cell).map(small);
                let mut written = cells.iter_mut().skip(first);
                match written.find(|other| column < other.column + other.column_span && other.column < column + span) {
                    Some(other) => other.lines.push(cell.clone()),
                    None => cells.push(Cell {
                        row,
                        column,
                        row_span: 1,
                        column_span: span,
                        page,
                        area: self.area(column, span, lines),
                        lines: vec![cell.clone()],
                    }),
                }
            }
            let empty = |column: &u32| {
                !cells.iter().skip(first).any(|cell| (cell.column..cell.column + cell.column_span).contains(column))
            };
            let missing: Vec<u32> = (0..small(self.0.len())).filter(empty).collect();
            cells.extend(missing.into_iter().map(|column| Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                page,
                area: self.area(column, 1, lines),
                lines: Vec::new(),
            }));
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let middles = self.0.windows(2).map(|pair| match pair {
            [[_, right], [left, _]] => right + (left - right) / 2,
            _ => 0,
        });
        let columns = [area.left].into_iter().chain(middles).chain([area.right]).collect();
        Grid { columns, rows: small(rows.len()), row_edges: Vec::new(), ruled: false, page, area, cells }
    }

    /// The box of a cell: as wide as the text of its columns, so that a line that fills it is known to be wrapped.
    fn area(&self, column: u32, span: u32, lines: &[&Row]) -> Area {
        let side = |at: u32| self.0.get(at as usize).copied().unwrap_or_default();
        let row = lines.iter().flat_map(|line| &line.cells).map(|cell| cell.area).reduce(Area::to).unwrap_or_default();
        let ([left, _], [_, right]) = (side(column), side(column + span - 1));
        Area { left, right, ..row }
    }
}

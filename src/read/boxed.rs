//! Shape 5: cells between lines drawn with characters, as terminals and database clients print a table:
//! ┌─┬─┐ │ │, +--+ | |.

use super::aligned::width;
use super::grid::{self, Placed, Placement};
use super::lines::Lines;
use super::plain::Stretch;
use crate::document::{Block, Span, Table};

/// Characters that stand between two cells.
const WALLS: [char; 5] = ['│', '┃', '║', '┆', '|'];
/// Stretches between drawn lines of a table that has them only around its head and its foot.
const MOST_FEW: usize = 3;

/// A line of cells.
struct Row {
    cells: Vec<Span>,
    /// The places of the walls, one more than cells.
    walls: Vec<usize>,
}

/// Whether a table begins here: a drawn line with cells below, or two lines of cells between drawn walls.
pub(super) fn begins(lines: &Lines, at: usize) -> bool {
    let drawn =
        |line: usize| lines.str(line).trim_start().starts_with(['│', '┃', '║']) && row(lines, line, 1).is_some();
    is_rule(lines.str(at)) && row(lines, at + 1, 1).is_some() || drawn(at) && drawn(at + 1)
}

/// Reads the table that begins at a line.
pub(super) fn read(lines: &Lines, at: usize) -> Stretch {
    // Programs do not agree on how wide the walls are: as wide as makes them stand below each other.
    let (narrow, next) = rows(lines, at, 1);
    let (wide, _) = rows(lines, at, 2);
    let stretches = if unlike(&wide) < unlike(&narrow) { wide } else { narrow };
    let blocks = match grid_of(stretches) {
        Some(table) => vec![Block::Table(table)],
        None => lines.paragraphs(at..next).collect(),
    };
    Stretch { blocks, next }
}

/// The rows between drawn lines, and the first line behind the table.
fn rows(lines: &Lines, at: usize, wall: usize) -> (Vec<Vec<Row>>, usize) {
    let mut stretches = vec![Vec::new()];
    let mut next = at;
    loop {
        if let (Some(row), Some(stretch)) = (row(lines, next, wall), stretches.last_mut()) {
            stretch.push(row);
        } else if is_rule(lines.str(next)) {
            stretches.push(Vec::new());
        } else {
            break;
        }
        next += 1;
    }
    stretches.retain(|stretch| !stretch.is_empty());
    (stretches, next)
}

/// The full rows whose walls do not stand where those of the first of them stand.
fn unlike(stretches: &[Vec<Row>]) -> usize {
    let most = stretches.iter().flatten().map(|row| row.walls.len()).max().unwrap_or(0);
    let mut full = stretches.iter().flatten().filter(|row| row.walls.len() == most);
    let first = full.next().map(|row| &row.walls);
    full.filter(|row| Some(&row.walls) != first).count()
}

fn grid_of(stretches: Vec<Vec<Row>>) -> Option<Table> {
    let widest = stretches.iter().flatten().max_by_key(|row| row.walls.len())?.walls.clone();
    let columns = widest.len() - 1;
    // Where every row has a line below it, all that stands between two lines is one row.
    let broken = stretches.len() > MOST_FEW;
    let rows = stretches.into_iter().flat_map(|stretch| if broken { fullest(stretch) } else { stretch });
    grid::placed(rows.map(|row| cells(&row, &widest)).collect(), columns)
}

/// The line of a row that says most. What its cells go on with in other lines is not contiguous with it.
fn fullest(lines: Vec<Row>) -> Vec<Row> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let most = lines.iter().map(filled).max();
    lines.into_iter().find(|row| Some(filled(row)) == most).into_iter().collect()
}

/// The cells with the columns between their walls.
fn cells(row: &Row, walls: &[usize]) -> Placed {
    let columns = walls.len() - 1;
    let nearest = |place: usize| {
        let after = walls.partition_point(|wall| *wall < place);
        let distance = |at: usize| walls.get(at).map_or(usize::MAX, |wall| wall.abs_diff(place));
        after.checked_sub(1).filter(|before| distance(*before) <= distance(after)).unwrap_or(after)
    };
    let mut placed: Placed = Vec::with_capacity(row.cells.len());
    let mut from = 0;
    for (at, span) in row.cells.iter().enumerate() {
        let left = row.cells.len() - at;
        let to = if row.cells.len() == columns {
            at + 1
        } else {
            row.walls.get(at + 1).map_or(columns, |wall| nearest(*wall))
        };
        // Each of the cells to come needs a column.
        let to = to.clamp(from + 1, (columns + 1).saturating_sub(left).max(from + 1));
        placed.push(Placement { column: from, count: to - from, span: *span });
        from = to;
    }
    placed
}

/// A line of cells: it begins and ends with a wall.
fn row(lines: &Lines, at: usize, wall: usize) -> Option<Row> {
    let whole = lines.span(at);
    let line = whole.trimmed(lines.text);
    let text = line.of(lines.text);
    let is_row = text.starts_with(WALLS) && text.ends_with(WALLS) && text.chars().count() > 2 && lines.tabs(at) == 0;
    if !is_row {
        return None;
    }
    let (mut cells, mut walls) = (Vec::new(), Vec::new());
    let mut place = (line.start - whole.start) as usize;
    let mut start = None;
    for (offset, letter) in text.char_indices() {
        let here = line.start as usize + offset;
        if WALLS.contains(&letter) {
            cells.extend(start.map(|start| Span::new(start, here).trimmed(lines.text)));
            start = Some(here + letter.len_utf8());
            walls.push(place);
            place += if letter.is_ascii() { 1 } else { wall };
        } else {
            place += width(letter);
        }
    }
    (cells.len() > 1).then_some(Row { cells, walls })
}

/// A drawn line: ├──┼──┤, +----+----+.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let drawn = |letter: char| ('\u{2500}'..='\u{257F}').contains(&letter) || "+-=| ".contains(letter);
    let dash = |letter: char| letter == '-' || letter == '=' || "─━═┄┈╌".contains(letter);
    let begins = line.starts_with(|letter: char| letter == '+' || ('\u{2500}'..='\u{257F}').contains(&letter));
    begins && line.chars().all(drawn) && line.chars().filter(|letter| dash(*letter)).count() > 2
}

#[cfg(test)]
mod tests {
    use super::super::text;

    /// Every table as rows of cells, cells divided by `|`, rows by `/`; wide cells with their width.
    fn tables(lines: &[&str]) -> Vec<String> {
        let document = text(&lines.join("\n"));
        let cell = |cell: &crate::document::Cell| match cell.column_span {
            1 => document.str(cell.span).to_owned(),
            wide => format!("{}<{wide}>", document.str(cell.span)),
        };
        let row = |table: &crate::document::Table, row| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
        let table = |table: &crate::document::Table| {
            (0..table.rows).map(|number| row(table, number)).collect::<Vec<_>>().join("/")
        };
        document.tables().map(|(_, found)| table(found)).collect()
    }

    #[test]
    fn drawn_walls_divide_cells() {
        let drawn = [
            "┌──────┬────────┬────────┐",
            "│ 项目 │ 预算数 │ 决算数 │",
            "├──────┼────────┼────────┤",
            "│ 甲   │  10.00 │   9.00 │",
            "│ 乙   │        │  18.00 │",
            "└──────┴────────┴────────┘",
        ];
        assert_eq!(tables(&drawn), ["项目|预算数|决算数/甲|10.00|9.00/乙||18.00"]);
        let ascii = [
            "+------+-------+",
            "| 项目 | 预算  |",
            "+------+-------+",
            "| 甲   | 10.00 |",
            "+------+-------+",
            "| 乙   | 20.00 |",
            "+------+-------+",
        ];
        assert_eq!(tables(&ascii), ["项目|预算/甲|10.00/乙|20.00"]);
    }

    #[test]
    fn a_merged_cell_covers_the_columns_between_its_walls() {
        let drawn = [
            "┌────────┬──────────────────┐",
            "│  项目  │      预  算      │",
            "│        ├────────┬─────────┤",
            "│        │  财政  │  其他   │",
            "├────────┼────────┼─────────┤",
            "│  甲    │  1.00  │   2.00  │",
            "├────────┼────────┼─────────┤",
            "│  乙    │  3.00  │   4.00  │",
            "│  （补）│        │         │",
            "└────────┴────────┴─────────┘",
        ];
        assert_eq!(tables(&drawn), ["项目|预  算<2>/|财政|其他/甲|1.00|2.00/乙|3.00|4.00"]);
    }

    #[test]
    fn a_drawn_line_alone_is_no_table() {
        assert_eq!(tables(&["─────────", "一、概况", "─────────"]), Vec::<String>::new());
        assert_eq!(tables(&["+ - - - +", "正文"]), Vec::<String>::new());
    }
}

//! What holds for every page: what was drawn comes back, in whatever order it was drawn, and in time.

use super::*;
use proptest::prelude::*;

/// A grid of merged cells as drawn: row, column, rows covered, columns covered.
type Merges = Vec<[usize; 4]>;

/// Divides a grid into rectangles: at each free place one as large as asked for and as is free.
fn divided(rows: usize, columns: usize, sizes: &[(usize, usize)]) -> Merges {
    let mut taken = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    for at in 0..rows * columns {
        let (row, column) = (at / columns, at % columns);
        if taken[row][column] {
            continue;
        }
        let (high, wide) = sizes[at % sizes.len()];
        let wide = (column..(column + wide).min(columns)).take_while(|column| !taken[row][*column]).count();
        let high = high.min(rows - row);
        for line in &mut taken[row..row + high] {
            line[column..column + wide].fill(true);
        }
        cells.push([row, column, high, wide]);
    }
    cells
}

/// Column edges, row edges and cells.
fn grid() -> impl Strategy<Value = (Vec<i32>, Vec<i32>, Merges)> {
    let sizes = prop::collection::vec((1..3_usize, 1..4_usize), 1..9);
    let edges = |most: usize, least: i32| prop::collection::vec(least..60, 2..most);
    (edges(8, 25), edges(12, 14), sizes).prop_map(|(columns, rows, sizes)| {
        let cells = divided(rows.len(), columns.len(), &sizes);
        let along = |start: i32, steps: Vec<i32>| {
            let ends = steps.iter().scan(start, |at, step| {
                *at += step;
                Some(*at)
            });
            [start].into_iter().chain(ends).collect::<Vec<_>>()
        };
        (along(50, columns), along(60, rows), cells)
    })
}

/// The page: each cell's border, and a label in it that says which it is.
fn drawn(columns: &[i32], rows: &[i32], cells: &Merges) -> Leaf {
    cells.iter().enumerate().fold(leaf(), |page, (at, [row, column, high, wide])| {
        let (x, y) = ([columns[*column], columns[column + wide]], [rows[*row], rows[row + high]]);
        page.ruled(&x, &y).text(x[0] + 3, y[0] + 11, &format!("{at}甲"))
    })
}

fn cells_of(document: &Document) -> Vec<([usize; 4], String)> {
    let (_, table) = document.tables().next().expect("no table");
    let place = |number: u32| number as usize;
    let cells = table.cells.iter().map(|cell| {
        ([cell.row, cell.column, cell.row_span, cell.column_span].map(place), document.str(cell.span).to_owned())
    });
    cells.collect()
}

/// An edge of the grid that no cell has as its side is not drawn, so that nothing tells it.
fn has_all_edges(columns: usize, rows: usize, cells: &Merges) -> bool {
    (0..columns).all(|column| cells.iter().any(|cell| cell[1] == column))
        && (0..rows).all(|row| cells.iter().any(|cell| cell[0] == row))
}

proptest! {
    #[test]
    fn a_ruled_grid_comes_back((columns, rows, cells) in grid()) {
        prop_assume!(has_all_edges(columns.len() - 1, rows.len() - 1, &cells) && cells.len() > 1 && columns.len() > 2);
        let expected: Vec<_> = cells.iter().enumerate().map(|(at, cell)| (*cell, format!("{at}甲"))).collect();
        prop_assert_eq!(cells_of(&read(&[drawn(&columns, &rows, &cells)])), expected);
    }

    #[test]
    fn the_order_of_drawing_does_not_matter(
        ((columns, rows, cells), seed) in (grid(), any::<u64>()),
        text in "[甲乙丙0-9a-z，。 ]{1,60}",
    ) {
        let mut page = drawn(&columns, &rows, &cells).text(60, 800, &text).text(60, 815, "又一行。");
        let before = read(std::slice::from_ref(&page));
        let key = |at: usize| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17);
        let mut order: Vec<usize> = (0..page.glyphs.len()).collect();
        order.sort_by_key(|at| key(*at));
        page.glyphs = order.iter().map(|at| page.glyphs[*at].clone()).collect();
        page.rules.reverse();
        prop_assert_eq!(read(&[page]), before);
    }

    #[test]
    fn any_page_is_read(
        glyphs in prop::collection::vec((any::<i32>(), any::<i32>(), any::<i32>(), any::<i32>(), any::<i32>(), any::<i32>(), "\\PC{0,3}"), 0..40),
        rules in prop::collection::vec((any::<i32>(), any::<i32>(), any::<i32>(), any::<i32>()), 0..40),
        near in prop::collection::vec((0..60_000, 0..84_000, 0..2_000, 100..3_000, "[甲0-9. ]{1,2}"), 0..80),
        lines in prop::collection::vec((0..60, 0..84, 0..60, any::<bool>()), 0..40),
        (width, height) in (any::<i32>(), any::<i32>()),
    ) {
        let mut page = Leaf { width, height, ..Leaf::default() };
        page.glyphs = glyphs.into_iter().map(|(left, top, right, bottom, baseline, size, text)| {
            Glyph { text, area: Area { left, top, right, bottom }, baseline, size, way: Way::Rightwards }
        }).collect();
        page.rules = rules.into_iter().map(|(x0, y0, x1, y1)| Rule { from: [x0, y0], to: [x1, y1] }).collect();
        let busy = near.into_iter().fold(leaf(), |page, (x, y, width, size, text)| page.glyph(x, y, &text, width, size));
        let busy = lines.into_iter().fold(busy, |page, (x, y, length, flat)| {
            if flat { page.rule(x * 10, y * 10, (x + length) * 10, y * 10) } else { page.rule(x * 10, y * 10, x * 10, (y + length) * 10) }
        });
        read(&[page.clone(), busy.clone(), busy, page]);
    }
}

/// A page of what nobody would draw, as large as a number says.
type Hostile = fn(i32) -> Leaf;

const HOSTILE: [(&str, Hostile); 7] = [
    ("a line without end", |size| {
        leaf().text(0, 100, &"预算执行率54.74%，".repeat(usize::try_from(size * 3).unwrap()))
    }),
    ("a pile of letters", |size| (0..size * 20).fold(leaf(), |page, _| page.glyph(6_000, 10_000, "甲", 1000, 1000))),
    ("a rain of digits", |size| {
        (0..size * 20).fold(leaf(), |page, at| page.glyph(at % 59_000, at * 4, "9", 500, 1000))
    }),
    ("hatching", |size| {
        let mut page = leaf();
        for at in 0..size * 2 {
            page.rules.push(Rule { from: [0, at * 41], to: [59_000, at * 41] });
            page.rules.push(Rule { from: [at * 29, 0], to: [at * 29, 84_000] });
        }
        page
    }),
    ("a storm of slanted lines", |size| {
        let mut page = leaf().text(60, 100, "正文。");
        page.rules = (0..size * 100).map(|at| Rule { from: [at, at], to: [at + 900, at] }).collect();
        page
    }),
    ("boxes", |size| {
        (0..size * 3).fold(leaf().text(60, 100, "正文。"), |page, at| {
            page.ruled(&[at % 50 * 11, at % 50 * 11 + 8], &[at / 50 * 13, at / 50 * 13 + 8])
        })
    }),
    ("bars", |size| (0..size * 2).fold(leaf(), |page, at| page.rule(50, at / 3, 400, at / 3).text(60, at / 3, "甲 1"))),
];

/// Nanoseconds that this thread has computed, whatever else the machine does; `None` where the system does not say.
fn computed() -> Option<u64> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ').next()?.parse().ok()
}

/// Four times as much takes about four times as long: what grew with the square would take sixteen times.
#[test]
fn hostile_pages_cost_as_much_as_they_are_large() {
    /// The system counts in steps of so many nanoseconds.
    const STEP: u64 = 10_000_000;
    for (what, page) in HOSTILE {
        let cost = |size| {
            let pages = [page(size)];
            let before = computed()?;
            read(&pages);
            Some(computed()?.saturating_sub(before).max(STEP))
        };
        if let (Some(quarter), Some(whole)) = (cost(250), cost(1_000)) {
            assert!(whole < quarter.saturating_mul(10), "{what}: {quarter} ns, four times as large {whole} ns");
        }
    }
}

#[test]
fn lines_that_make_no_table_leave_the_text_alone() {
    let (_, storm) = HOSTILE[4];
    assert_eq!(blocks(&[storm(1_000)]), ["正文。"]);
}

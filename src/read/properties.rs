//! What holds for every input: spans are sound, no text is too odd, and a grid is the same grid in all four shapes.

use super::{bytes, html, text};
use crate::document::{Block, Document, Span, Table};
use proptest::prelude::*;

/// Spans in bounds, on character boundaries, in reading order, trimmed; cells inside their grid, none upon another.
pub(super) fn assert_sound(document: &Document) {
    let mut after = 0;
    let mut follow = |span: Span| {
        assert!(after <= span.start && span.start <= span.end, "{span:?} does not follow {after}");
        let under = document.text.get(span.range()).expect("a span cuts a character or leaves the text");
        assert_eq!(under, under.trim());
        after = span.end;
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                assert!(!paragraph.span.is_empty());
                follow(paragraph.span);
            }
            Block::Table(table) => {
                table.cells.iter().for_each(|cell| follow(cell.span));
                assert!(table.cells.iter().all(|cell| table.span.contains(cell.span)));
                assert_places(table);
            }
        }
    }
}

fn assert_places(table: &Table) {
    let mut taken = std::collections::BTreeSet::new();
    assert!(table.columns > 1 && table.cells.is_sorted_by_key(|cell| (cell.row, cell.column)));
    for cell in &table.cells {
        assert!(cell.row + cell.row_span <= table.rows && cell.column + cell.column_span <= table.columns);
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                assert!(taken.insert((row, column)), "two cells at row {row}, column {column}");
            }
        }
    }
}

/// The only table of a document, row by row, blank lines inside cells left out.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let tables: Vec<&Table> = document.tables().map(|(_, table)| table).collect();
    assert!(tables.len() == 1 && document.blocks.len() == 1, "not one table: {:?}", document.text);
    let cell = |span: Span| document.str(span).replace("\n\n", "\n");
    let row = |row: u32| tables[0].row(row).iter().map(|found| cell(found.span)).collect();
    (0..tables[0].rows).map(row).collect()
}

/// Strings made of what the readers look for.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "\t",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\"",
        "|",
        "|---|---|\n",
        "\\",
        " ",
        "\u{3000}",
        "\u{A0}",
        "合计",
        "一、",
        "1.",
        "12.50",
        "𠮷",
        "附件 2",
        "。",
        "\u{FFFD}",
        "\0",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3 rowspan=2>",
        "</td>",
        "<p>",
        "<br>",
        "<h2>",
        "<!--",
        "-->",
        "&nbsp;",
        "<style>",
        "</style>",
        "\r\n",
        "\t\n",
        "  ",
        "│",
        "┼──",
        "+--+",
        "甲  1.00\n",
        "— 3 —\n",
        "续表\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..80).prop_map(|pieces| pieces.concat())
}

/// A full grid. Cells may have two paragraphs with a blank line between; of the first column none is blank.
fn grid() -> impl Strategy<Value = Vec<Vec<String>>> {
    let label = "[甲乙丙丁县局]{1,4}(\n[甲乙丙]{1,3})?";
    let cell = prop_oneof![Just(String::new()), "[0-9]{1,5}\\.[0-9]{2}", label, "[甲乙丙]{1,3}\n[丁戊己]{1,3}"];
    (2..6_usize, 2..7_usize).prop_flat_map(move |(columns, rows)| {
        let row = (label, prop::collection::vec(cell.clone(), columns - 1));
        prop::collection::vec(row.prop_map(|(first, rest)| [vec![first], rest].concat()), rows)
    })
}

fn rendered(grid: &[Vec<String>], cell: impl Fn(&str) -> String, between: &str, row: &str) -> String {
    let line = |cells: &Vec<String>| cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(between);
    grid.iter().map(|cells| line(cells) + row).collect()
}

/// A table of names and figures: a head of one or two levels, a name and a figure in each row, some cells blank, no row but
/// the first of them full for certain.
fn figures() -> impl Strategy<Value = Vec<Vec<String>>> {
    let name = "[甲乙丙丁县局办费]{2,9}";
    let figure = prop_oneof![1 => Just(String::new()), 4 => "[1-9][0-9]{0,5}\\.[0-9]{2}", 1 => "[1-9][0-9]?"];
    (2..7_usize, 2..8_usize, any::<bool>()).prop_flat_map(move |(columns, rows, two_levels)| {
        let figures = prop::collection::vec(figure.clone(), columns - 1)
            .prop_filter("a row has a figure", |row| row.iter().any(|cell| !cell.is_empty()));
        let row = (name, figures).prop_map(|(name, figures)| [vec![name], figures].concat());
        let head = prop::collection::vec("[项目预算决合年初数率]{2,6}", columns);
        (head, prop::collection::vec(row, rows)).prop_map(move |(head, mut rows)| {
            let full = rows.first_mut().into_iter().flatten().filter(|cell| cell.is_empty());
            full.for_each(|cell| "5.00".clone_into(cell));
            if two_levels && columns > 2 {
                let mut upper = head.clone();
                upper.iter_mut().skip(2).for_each(String::clear);
                let mut lower = head;
                lower.iter_mut().take(1).for_each(String::clear);
                rows.splice(0..0, [upper, lower]);
            } else {
                rows.insert(0, head);
            }
            rows
        })
    })
}

/// Places that a text takes where a Chinese letter takes two.
fn places(text: &str) -> usize {
    text.chars().map(super::aligned::width).sum()
}

/// The grid set with blanks, names at the left of their columns, figures at the right, heads in the middle.
fn set(grid: &[Vec<String>], gap: &str, wall: &str) -> String {
    let width = |column: usize| grid.iter().map(|row| places(&row[column])).max().unwrap_or(0);
    let cell = |text: &String, column: usize| {
        let free = width(column) - places(text);
        let before = match text.chars().next() {
            Some(first) if first.is_ascii_digit() => free,
            Some(first) if "项目预算决合年初数率".contains(first) => free / 2,
            _ => 0,
        };
        format!("{}{text}{}", " ".repeat(before), " ".repeat(free - before))
    };
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().enumerate().map(|(column, text)| cell(text, column)).collect();
        format!("{wall}{}{wall}", cells.join(gap)).trim_end().to_owned() + "\n"
    };
    grid.iter().map(line).collect()
}

/// What each place of a grid says; a merged cell says it once.
fn places_of(document: &Document) -> Vec<Vec<String>> {
    let tables: Vec<&Table> = document.tables().map(|(_, table)| table).collect();
    assert!(tables.len() == 1 && document.blocks.len() == 1, "not one table: {}", document.text);
    let mut grid = vec![vec![String::new(); tables[0].columns as usize]; tables[0].rows as usize];
    for cell in &tables[0].cells {
        document.str(cell.span).clone_into(&mut grid[cell.row as usize][cell.column as usize]);
    }
    grid
}

proptest! {
    #[test]
    fn any_text_is_read(input: String) {
        assert_sound(&text(&input));
        assert_sound(&html(&input));
    }

    #[test]
    fn any_bytes_are_read_or_refused(input: Vec<u8>) {
        if let Ok(document) = bytes(&input) {
            assert_sound(&document);
        }
    }

    #[test]
    fn any_soup_is_read(input in soup()) {
        let document = text(&input);
        assert_sound(&document);
        let plain: String = input.chars().filter(|one| *one != '\r').collect();
        prop_assert_eq!(&document.text, &plain);
        assert_sound(&html(&input));
    }

    #[test]
    fn cell_lines_keep_the_grid(mut grid in grid()) {
        let without = rendered(&grid, |cell| format!("\t{cell}\n"), "", "\n");
        prop_assert_eq!(rows(&text(&without)), grid.clone());
        // Behind the very last cell nothing tells its second paragraph from the text after the table.
        if let Some(last) = grid.last_mut().and_then(|row| row.last_mut()) {
            *last = "末".to_owned();
        }
        let with_blank_lines = rendered(&grid, |cell| format!("\t{}\n", cell.replace('\n', "\n\n")), "", "\n");
        prop_assert_eq!(rows(&text(&with_blank_lines)), grid);
    }

    #[test]
    fn tabs_keep_the_grid(grid in grid()) {
        let quoted = |cell: &str| if cell.contains('\n') { format!("\"{cell}\"") } else { cell.to_owned() };
        prop_assume!(grid.iter().any(|row| row[1..].iter().any(|cell| !cell.is_empty())));
        prop_assert_eq!(rows(&text(&rendered(&grid, quoted, "\t", "\r\n"))), grid);
    }

    #[test]
    fn markdown_keeps_the_grid(grid in grid()) {
        let one_line: Vec<Vec<String>> = grid.iter().map(|row| row.iter().map(|cell| cell.replace('\n', "")).collect()).collect();
        let body = rendered(&one_line, |cell| format!("| {cell} "), "", "|\n");
        prop_assert_eq!(rows(&text(&body)), one_line.clone());
        let (head, rest) = body.split_once('\n').unwrap();
        let ruled = format!("{head}\n{}|\n{rest}", "|:---".repeat(one_line[0].len()));
        prop_assert_eq!(rows(&text(&ruled)), one_line);
    }

    #[test]
    fn places_on_the_line_keep_the_grid(grid in figures(), gap in 2..5_usize) {
        prop_assert_eq!(places_of(&text(&set(&grid, &" ".repeat(gap), ""))), grid.clone());
        prop_assert_eq!(places_of(&text(&set(&grid, &" ".repeat(gap), "").replace("  ", "\u{3000}"))), grid);
    }

    #[test]
    fn drawn_walls_keep_the_grid(grid in figures(), rules in 0..3_usize) {
        let body = set(&grid, " │ ", "│");
        let ruler = body.lines().next().unwrap().chars().map(|one| if one == '│' { '┼' } else { '─' }).collect::<String>();
        let lines: Vec<&str> = body.lines().collect();
        let drawn = match rules {
            0 => body.clone(),
            1 => format!("{ruler}\n{}\n{ruler}\n{}\n{ruler}\n", lines[0], lines[1..].join("\n")),
            _ => lines.iter().map(|line| format!("{ruler}\n{line}\n")).collect::<String>() + &ruler,
        };
        prop_assert_eq!(places_of(&text(&drawn)), grid.clone());
        let ascii = drawn.replace('│', "|").replace('┼', "+").replace('─', "-");
        prop_assert_eq!(places_of(&text(&ascii)), grid);
    }

    #[test]
    fn single_spaces_keep_rows_of_one_shape(mut grid in figures()) {
        grid.retain(|row| row.iter().all(|cell| !cell.is_empty()));
        prop_assume!(grid.len() > 3 && grid[0].len() > 2 && grid[1..].iter().all(|row| row[1..].iter().any(|cell| cell.contains('.'))));
        prop_assert_eq!(places_of(&text(&rendered(&grid, str::to_owned, " ", "\n"))), grid);
    }

    #[test]
    fn html_keeps_the_grid(grid in grid()) {
        let cell = |cell: &str| format!("<td><p class=MsoNormal>{}", cell.replace('\n', "<br>"));
        prop_assert_eq!(rows(&html(&format!("<table>{}", rendered(&grid, cell, "</td>", "<tr>")))), grid.clone());
    }
}

#[test]
fn odd_texts_take_no_more_time_than_their_length() {
    let pieces = [
        "1",
        "\t",
        "\n\t",
        "\t\n\n",
        "\"\t",
        "\t\"a\nb\t",
        "|",
        "|a\n",
        "a|b\n",
        "\ta\n\nb\n",
        "\t1\n\n\n",
        "甲\t乙\n",
        "甲\t\"乙\n\n",
        "\ta\n\n\n附件\n",
        "甲  1.00\n",
        "甲  乙\n",
        "甲 1.00 2.00\n",
        "+--+\n|1|2|\n",
        "│甲│乙\n",
        "甲  \n1\n",
        " 1.00",
        "甲\t1\n\n3\n",
        "<table>",
        "<td>",
        "<tr><td>",
        "<tr><td rowspan=9999 colspan=9999>",
        "<table><td>1<td>2",
        "<td rowspan=70000><tr>",
        "&",
        "<!--",
        "<p>1",
        "<",
    ];
    for piece in pieces {
        let long = piece.repeat(50_000);
        assert_eq!(text(&long).text, long);
        html(&long);
    }
}

#[test]
fn ten_thousand_columns_are_a_table() {
    let row = vec!["1"; 10_000].join("\t");
    let document = text(&format!("{row}\n{row}\n"));
    assert_eq!(document.tables().next().map(|(_, table)| (table.rows, table.columns)), Some((2, 10_000)));
}

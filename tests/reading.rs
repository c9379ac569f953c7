//! Whole texts of every shape, as a reader sees them after reading: paragraphs on their own lines, table rows after `T`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

use gouji::document::{Block, Document, Table};

/// One line per paragraph or table row. Merged cells are followed by their extent (columns x rows), line breaks are shown as `⏎`.
fn shown(document: &Document) -> String {
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let level = paragraph.level.map(|level| format!("h{level} ")).unwrap_or_default();
            format!("{level}{}\n", document.str(paragraph.span))
        }
        Block::Table(table) => shown_table(document, table),
    };
    document.blocks.iter().map(block).collect()
}

fn shown_table(document: &Document, table: &Table) -> String {
    let mut shown = format!("T {} x {}\n", table.rows, table.columns);
    for row in 0..table.rows {
        let cells = table.row(row).iter().map(|cell| {
            let text = document.str(cell.span).replace('\n', "⏎");
            match (cell.column_span, cell.row_span) {
                (1, 1) => text,
                (columns, rows) => format!("{text}<{columns}x{rows}>"),
            }
        });
        let cells: Vec<String> = cells.collect();
        shown += &format!("  {}\n", cells.join(" | "));
    }
    shown
}

macro_rules! shapes {
    ($($test:ident: $file:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            let file = include_bytes!(concat!("fixtures/shapes/", $file));
            insta::assert_snapshot!(shown(&gouji::read::bytes(file).unwrap()));
        }
    )*};
}

shapes! {
    forms_with_a_cell_per_line: "cell-lines-forms.txt",
    project_forms_with_blank_paragraphs: "cell-lines-projects.txt",
    a_header_with_blank_lines_in_its_cells: "cell-lines-broken-header.txt",
    a_header_with_blank_lines_after_its_cells: "cell-lines-trailing-blanks.txt",
    a_range_copied_from_excel: "tabs-excel.txt",
    prose_with_tabs: "tabs-prose.txt",
    markdown: "markdown.txt",
    html_from_word: "clipboard-word.html",
    html_from_excel: "clipboard-excel.html",
}

/// The paragraphs of a text broken at a width, as copying from a PDF does; numbers stay whole.
fn broken_at(text: &str, edge: usize) -> String {
    let width = |text: &str| text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut broken = String::new();
    for line in text.lines() {
        let (mut column, mut run) = (0, String::new());
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            run.push(letter);
            let narrow = |letter: char| letter.is_ascii_digit() || ".,%".contains(letter);
            let closing = letters.peek().is_some_and(|next| "，。；：、）”%".contains(*next));
            if closing || narrow(letter) && letters.peek().is_some_and(|next| narrow(*next)) {
                continue;
            }
            if column > 0 && column + width(&run) > edge && !line.contains(['\t', '|']) {
                broken.push('\n');
                column = 0;
            }
            column += width(&run);
            broken.push_str(&std::mem::take(&mut run));
        }
        broken.push('\n');
    }
    broken
}

#[test]
fn a_report_whose_lines_were_broken_says_the_same() {
    for name in ["hn-long", "gd-a", "gd-b", "gx", "hb"] {
        let text = std::fs::read_to_string(format!("tests/fixtures/faulty/{name}.txt")).unwrap();
        let check = |text: &str| {
            let report = gouji::check(gouji::read::text(text), &gouji::Options::default());
            let said = |finding: &gouji::report::Finding| (finding.rule.to_string(), finding.message.zh.clone());
            let agreeing = report.relations.iter().filter(|relation| relation.agrees()).count();
            (report.findings.iter().map(said).collect::<Vec<_>>(), agreeing)
        };
        let broken = broken_at(&text, 70);
        assert_ne!(broken, text);
        let ((found, agreeing), (wanted, as_before)) = (check(&broken), check(&text));
        assert_eq!(found, wanted, "{name}");
        // A line that ends between two figures may cost a relation that structure alone shows, but hardly more.
        assert!(agreeing * 20 >= as_before * 19, "{name}: {agreeing} relations of {as_before}");
    }
}

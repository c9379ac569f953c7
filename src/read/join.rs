//! A table that goes on on the next page is one table (续表): pages end where they are full, not where a table does.
//!
//! Between its parts stand a page number, its title once more, or nothing; its head may be repeated and is then no row.

use super::grid;
use super::lines::is_folio;
use crate::document::{Block, Document, Table};
use std::collections::BTreeMap;

/// Lines between two parts of a table, and above it.
const MOST_BETWEEN: usize = 4;
/// Rows that a head has at most.
const MOST_HEAD: u32 = 4;
/// The longest line that stands at the top or foot of every page, in characters.
const LONGEST_FURNITURE: usize = 40;
/// What stands on so many pages belongs to none of their tables.
const FURNITURE: u32 = 3;

/// Puts the parts of each table together. What stood between them stays in the text and belongs to no block.
///
/// Sheets of a workbook have no pages.
pub(super) fn tables(mut document: Document) -> Document {
    if !document.sheets.is_empty() || document.tables().nth(1).is_none() {
        return document;
    }
    let furniture = furniture(&document);
    let mut blocks: Vec<Block> = Vec::with_capacity(document.blocks.len());
    for block in std::mem::take(&mut document.blocks) {
        let Block::Table(part) = block else {
            blocks.push(block);
            continue;
        };
        let reach = blocks.len().saturating_sub(MOST_BETWEEN + 1);
        let before = blocks.iter().skip(reach).rposition(|block| matches!(block, Block::Table(_))).map(|at| at + reach);
        let seam = before.and_then(|at| Some((at, Seam::of(&document, &furniture, &blocks, at, &part)?)));
        match seam.and_then(|(at, seam)| Some((seam, at, blocks.get_mut(at)?))) {
            Some((seam, at, Block::Table(table))) => {
                append(table, part, seam.head);
                blocks.truncate(at + 1);
            }
            _ => blocks.push(Block::Table(part)),
        }
    }
    document.blocks = blocks;
    document
}

/// Where a table goes on.
struct Seam {
    /// Rows of the second part that only repeat the head of the first.
    head: u32,
}

impl Seam {
    /// The seam between the table at a place and the part that follows all blocks; none where they are two tables.
    fn of(
        document: &Document,
        furniture: &BTreeMap<String, u32>,
        blocks: &[Block],
        at: usize,
        part: &Table,
    ) -> Option<Self> {
        let Some(Block::Table(table)) = blocks.get(at) else { return None };
        let head = repeated_head(document, table, part);
        if table.columns != part.columns || head == part.rows {
            return None;
        }
        let between: Vec<&str> = blocks.iter().skip(at + 1).map(|block| document.str(block.span())).collect();
        let above = blocks.get(..at)?.iter().rev().take_while(|block| matches!(block, Block::Paragraph(_)));
        let above: Vec<&str> = above.take(MOST_BETWEEN).map(|block| document.str(block.span())).collect();
        let continued = between.iter().any(|line| is_continued(line));
        let paged = continued || between.iter().any(|line| is_folio(line));
        let on_every_page = |line: &str| furniture.get(&shape(line)).is_some_and(|count| *count >= FURNITURE);
        let own = |line: &&str| {
            !(is_folio(line) || is_continued(line) || paged && (above.contains(line) || on_every_page(line)))
        };
        if between.iter().any(own) || !continued && is_closed(document, table) {
            return None;
        }
        let goes_on = head > 0 || paged && begins_with_figures(document, part);
        goes_on.then_some(Self { head })
    }
}

/// How many rows at the head of the second part say what the head of the first says.
fn repeated_head(document: &Document, table: &Table, part: &Table) -> u32 {
    let row = |table: &Table, row: u32| -> Vec<(u32, String)> {
        let bare = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
        let cells = table.row(row).iter().map(|cell| (cell.column, bare(document.str(cell.span))));
        cells.filter(|(_, text)| !text.is_empty()).collect()
    };
    let repeats = |at: &u32| {
        let cells = row(part, *at);
        cells.len() > 1 && !cells.iter().any(|(_, text)| is_figure(text)) && cells == row(table, *at)
    };
    let repeated = u32::try_from((0..MOST_HEAD.min(part.rows)).take_while(repeats).count()).unwrap_or(0);
    let whole = part.cells.iter().all(|cell| cell.row >= repeated || cell.row + cell.row_span <= repeated);
    if whole { repeated } else { 0 }
}

/// Whether the last row is the total that ends a table; a subtotal ends none.
fn is_closed(document: &Document, table: &Table) -> bool {
    let mut last = table.row(table.rows - 1).iter().map(|cell| document.str(cell.span));
    let name = last.find(|text| !text.is_empty() && !is_figure(text));
    name.is_some_and(|name| grid::is_total(name) && !name.starts_with('小'))
}

fn begins_with_figures(document: &Document, part: &Table) -> bool {
    part.row(0).iter().skip(1).any(|cell| is_figure(document.str(cell.span)))
}

fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits * 2 >= text.chars().count() && digits > 0
}

/// Whether a line says that a table goes on: 续表, （续）, 续上表.
fn is_continued(line: &str) -> bool {
    let line = line.trim();
    let end = line.trim_end_matches(['）', ')', '：', ':', '】', ']']);
    let short = line.chars().count() <= LONGEST_FURNITURE;
    short
        && (line.trim_start_matches(['（', '(']).starts_with("续") && line.contains('表')
            || end.ends_with(['续'])
            || end.ends_with("续表")
            || end.ends_with("接上页")
            || end.ends_with("接上表"))
}

/// How often each short line stands in the document, numbers left out.
fn furniture(document: &Document) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for block in &document.blocks {
        let line = document.str(block.span());
        if matches!(block, Block::Paragraph(_)) && line.chars().nth(LONGEST_FURNITURE).is_none() {
            *counts.entry(shape(line)).or_default() += 1;
        }
    }
    counts
}

fn shape(line: &str) -> String {
    line.chars().filter(|one| !one.is_whitespace()).map(|one| if one.is_ascii_digit() { '#' } else { one }).collect()
}

/// Puts a part below a table, without its first rows.
fn append(table: &mut Table, part: Table, head: u32) {
    let below = table.rows;
    table.rows += part.rows - head;
    table.span = table.span.to(part.span);
    let rows = part.cells.into_iter().filter(|cell| cell.row >= head);
    table.cells.extend(rows.map(|mut cell| {
        cell.row = cell.row - head + below;
        cell
    }));
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use crate::document::Block;

    /// Every block: a paragraph as it is, a table's rows divided by `/` and its cells by `|`.
    fn blocks(input: &str) -> Vec<String> {
        let document = text(input);
        let shown = |block: &Block| match block {
            Block::Paragraph(paragraph) => document.str(paragraph.span).to_owned(),
            Block::Table(table) => {
                let row = |row| table.row(row).iter().map(|cell| document.str(cell.span)).collect::<Vec<_>>().join("|");
                (0..table.rows).map(row).collect::<Vec<_>>().join("/")
            }
        };
        document.blocks.iter().map(shown).collect()
    }

    const HEAD: &str = "项目\t预算\t决算\n";

    #[test]
    fn a_page_number_and_a_repeated_head_end_no_table() {
        for between in
            ["14\n", "— 14 —\n\n", "续表\n", "表2 支出表（续）\n单位：元\n", "14\n表2 支出表\n单位：元\n", "\n"]
        {
            let input = format!("表2 支出表\n单位：元\n{HEAD}甲\t1\t1\n\n{between}{HEAD}乙\t2\t2\n合计\t3\t3\n");
            let whole = "项目|预算|决算/甲|1|1/乙|2|2/合计|3|3";
            assert_eq!(blocks(&input), ["表2 支出表", "单位：元", whole], "{between:?}");
        }
        let without_head = format!("{HEAD}甲\t1\t1\n\n- 3 -\n\n乙\t2\t2\n合计\t3\t3\n");
        assert_eq!(blocks(&without_head), ["项目|预算|决算/甲|1|1/乙|2|2/合计|3|3"]);
    }

    #[test]
    fn a_table_with_a_title_of_its_own_is_another() {
        let second = format!("{HEAD}乙\t2\t2\n丙\t2\t2\n");
        for between in ["表3 收入表\n", "14\n表3 收入表\n", "二、项目支出\n", "附件2\n", "单位：万元\n"]
        {
            let input = format!("表2 支出表\n单位：元\n{HEAD}甲\t1\t1\n丁\t1\t1\n\n{between}{second}");
            assert_eq!(blocks(&input).last().map(String::as_str), Some("项目|预算|决算/乙|2|2/丙|2|2"), "{between:?}");
        }
    }

    #[test]
    fn a_total_ends_a_table() {
        let input = format!("{HEAD}甲\t1\t1\n合计\t1\t1\n\n14\n\n{HEAD}乙\t2\t2\n合计\t2\t2\n");
        assert_eq!(blocks(&input).len(), 3);
    }
}

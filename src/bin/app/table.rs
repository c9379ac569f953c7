//! A table of the report as a real table, with its merged cells.

use super::loaded::Loaded;
use super::part;
use super::pieces;
use super::state::State;
use gouji::document::{Block, Cell, Part, Table};
use leptos::prelude::*;
use std::sync::Arc;

/// Cells drawn at a time; a sheet of a hundred thousand is opened step by step.
const BATCH_CELLS: u32 = 3_000;
/// Rows at the top that can be a header.
const HEADER_ROWS: u32 = 3;
/// Largest extents that browsers accept.
const WIDEST: u32 = 1_000;
const TALLEST: u32 = 65_534;

/// A table.
#[component]
pub fn Grid(
    /// The report.
    loaded: Arc<Loaded>,
    /// Number of the block.
    block: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Some(Block::Table(table)) = loaded.report.document.blocks.get(block) else { return ().into_any() };
    let rows = table.rows;
    let batch = (BATCH_CELLS / table.columns.max(1)).max(1);
    let drawn = RwSignal::new(batch);
    let source = loaded.clone();
    Effect::new(move || {
        if let (Some(goal), Some(Block::Table(table))) = (state.goal.get(), source.report.document.blocks.get(block))
            && table.span.contains(goal)
        {
            let row = row_at(table, goal.start);
            drawn.update(|drawn| *drawn = (*drawn).max(row.saturating_add(batch)));
        }
    });
    Effect::new(move || {
        drawn.track();
        state.drawn.notify();
    });
    let header = header_rows(&loaded, table);
    let number = loaded.report.document.tables().position(|(index, _)| index == block).unwrap_or_default() + 1;
    let body = move || {
        let Some(Block::Table(table)) = loaded.report.document.blocks.get(block) else { return Vec::new() };
        let last = drawn.get().min(table.rows);
        (0..last).map(|row| draw_row(state, &loaded, (block, table), row, row < header)).collect::<Vec<_>>()
    };
    view! {
        <div class="table-frame" id=format!("block-{block}") tabindex="0" role="group" data-own-arrows=""
            aria-label=move || super::words::fill(state.words().table, number)>
            <table><tbody>{body}</tbody></table>
            <Show when=move || { drawn.get() < rows }>
                <button class="second more" on:click=move |_| drawn.update(|drawn| *drawn = drawn.saturating_add(batch))>
                    {state.say(|w| w.show_more)}
                </button>
            </Show>
        </div>
    }
    .into_any()
}

fn row_at(table: &Table, offset: u32) -> u32 {
    let after = table.cells.partition_point(|cell| cell.span.start <= offset);
    after.checked_sub(1).and_then(|index| table.cells.get(index)).map_or(0, |cell| cell.row)
}

/// Rows at the top in which no cell is a number.
fn header_rows(loaded: &Loaded, table: &Table) -> u32 {
    let is_header = |row: &u32| table.row(*row).iter().all(|cell| !is_number(loaded.report.document.str(cell.span)));
    u32::try_from((0..table.rows.min(HEADER_ROWS)).take_while(is_header).count()).unwrap_or(0)
}

fn draw_row(state: State, loaded: &Loaded, (block, table): (usize, &Table), row: u32, header: bool) -> AnyView {
    let first = table.cells.partition_point(|cell| cell.row < row);
    let numbered = (first..).zip(table.row(row));
    let cells =
        numbered.map(|(index, cell)| draw_cell(state, loaded, (block, index), cell, header)).collect::<Vec<_>>();
    view! { <tr>{cells}</tr> }.into_any()
}

fn draw_cell(state: State, loaded: &Loaded, (block, index): (usize, usize), cell: &Cell, header: bool) -> AnyView {
    let text = pieces::draw(state, loaded, cell.span);
    let across = (cell.column_span > 1).then_some(cell.column_span.min(WIDEST));
    let down = (cell.row_span > 1).then_some(cell.row_span.min(TALLEST));
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let part = Part { block: number(block), cell: Some(number(index)) };
    let (id, corrected) = (part::id_of(part), loaded.corrected.contains(&part));
    let written = loaded.report.document.str(cell.span);
    let class = if is_number(written) { Some("num") } else { width_of(written) };
    if header && !written.trim().is_empty() {
        return view! { <th id=id class=class class:corrected=corrected colspan=across rowspan=down>{text}</th> }
            .into_any();
    }
    view! { <td id=id class=class class:corrected=corrected colspan=across rowspan=down>{text}</td> }.into_any()
}

/// How much room words need, so that a wide table is scrolled and no column becomes one character wide: short ones stay on
/// one line, longer ones get room for some.
fn width_of(text: &str) -> Option<&'static str> {
    const SHORT: usize = 6;
    match text.lines().map(|line| line.trim().chars().count()).max() {
        None | Some(0) => None,
        Some(longest) if longest <= SHORT => Some("brief"),
        Some(_) => Some("wordy"),
    }
}

/// Whether a cell holds a number and nothing else, so that it is set right-aligned.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '-' | '+' | '％' | '，' | '－' | ' '))
}

//! A leaf of the document: some blocks, drawn when they come near the window.

use super::loaded::{Heading, Loaded};
use super::pieces;
use super::state::State;
use super::table::Grid;
use gouji::document::{Block, Paragraph, Part, Span};
use leptos::prelude::*;
use std::sync::Arc;

/// One leaf. Until it is drawn it holds the room it will roughly take.
#[component]
pub fn Leaf(
    /// The report.
    loaded: Arc<Loaded>,
    /// Its place among the leaves.
    index: usize,
    /// Whether it is to be drawn.
    drawn: RwSignal<bool>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Some(leaf) = loaded.leaves.get(index).cloned() else { return ().into_any() };
    let unbroken = has_unbroken_run(loaded.report.document.str(leaf.span));
    let room = format!("{}em", leaf.lines.saturating_mul(2).min(100_000));
    let blocks = move || drawn.get().then(|| draw_blocks(state, &loaded, leaf.blocks.clone()));
    Effect::new(move || {
        if drawn.get() {
            state.drawn.notify();
        }
    });
    view! {
        <div class="leaf" class:unbroken=unbroken data-leaf=index style:min-height=move || if drawn.get() { String::new() } else { room.clone() }>{blocks}</div>
    }
    .into_any()
}

fn draw_blocks(state: State, loaded: &Arc<Loaded>, range: std::ops::Range<usize>) -> Vec<AnyView> {
    let numbered = range.clone().zip(loaded.report.document.blocks.get(range).unwrap_or_default());
    let draw = |(index, block): (usize, &Block)| match block {
        Block::Paragraph(paragraph) => draw_paragraph(state, loaded, index, paragraph),
        Block::Table(_) => view! { <Grid loaded=loaded.clone() block=index /> }.into_any(),
    };
    numbered.map(draw).collect()
}

fn draw_paragraph(state: State, loaded: &Loaded, index: usize, paragraph: &Paragraph) -> AnyView {
    let span = paragraph.span;
    let draw = |span| pieces::draw(state, loaded, span);
    let id = format!("block-{index}");
    let heading = loaded.headings.get(index).copied().flatten();
    let part = Part { block: u32::try_from(index).unwrap_or(u32::MAX), cell: None };
    let class = loaded.corrected.contains(&part).then_some("corrected");
    match heading {
        Some(heading) if heading.end < span.end => {
            let (first, rest) = (Span { end: heading.end, ..span }, Span { start: heading.end, ..span });
            view! { <p id=id class=class><b class="run-in">{draw(first)}</b>{draw(rest)}</p> }.into_any()
        }
        Some(Heading { level: 3, .. }) => view! { <h3 id=id class=class>{draw(span)}</h3> }.into_any(),
        Some(Heading { level: 4, .. }) => view! { <h4 id=id class=class>{draw(span)}</h4> }.into_any(),
        Some(Heading { level: 5, .. }) => view! { <h5 id=id class=class>{draw(span)}</h5> }.into_any(),
        Some(_) => view! { <h6 id=id class=class>{draw(span)}</h6> }.into_any(),
        None if is_title(loaded, index, span) => {
            view! { <p id=id class="doc-title" class:corrected=class.is_some()>{draw(span)}</p> }.into_any()
        }
        None => view! { <p id=id class=class>{draw(span)}</p> }.into_any(),
    }
}

/// Whether the text holds a run in which a line can hardly be broken: a thousand characters without a space or an ideograph.
fn has_unbroken_run(text: &str) -> bool {
    const LONGEST: u32 = 1_000;
    let mut run = 0;
    text.chars().any(|character| {
        let breaks = character.is_whitespace() || ('\u{4e00}'..='\u{9fff}').contains(&character);
        run = if breaks { 0 } else { run + 1 };
        run > LONGEST
    })
}

/// The title stands in the first lines, sometimes broken over two of them.
fn is_title(loaded: &Loaded, index: usize, span: Span) -> bool {
    const FIRST_LINES: usize = 6;
    let title = &loaded.report.summary.title;
    let text = loaded.report.document.str(span);
    index < FIRST_LINES && !title.is_empty() && (title.contains(text) || text.contains(title.as_str()))
}

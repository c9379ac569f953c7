//! The view 编辑 of everything that was not plain text: a paragraph or a cell is corrected where it stands. One field lies
//! over the part; it is no child of the document, so that typing goes on undisturbed while the document is drawn anew.

use super::engine::Engine;
use super::loaded::Loaded;
use super::protocol::FileKey;
use super::state::State;
use gouji::document::{Block, Edit, Part};
use leptos::ev::KeyboardEvent;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ResizeObserver};

/// Narrower than this no field is: the cell of a column of digits has no room to type in.
const NARROWEST: i32 = 120;

/// What of a part's look the field takes over.
const LOOK: [&str; 6] = ["font", "letter-spacing", "line-height", "text-align", "text-indent", "padding"];

/// What is being corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// In which file.
    pub file: FileKey,
    /// Which paragraph or cell.
    pub part: Part,
    /// What stood there when it was opened.
    pub before: String,
}

/// The elements that show parts.
pub const PARTS: &str =
    "[id^='cell-'], p[id^='block-'], h3[id^='block-'], h4[id^='block-'], h5[id^='block-'], h6[id^='block-']";

/// The element that shows a part.
pub fn id_of(part: Part) -> String {
    match part.cell {
        Some(cell) => format!("cell-{}-{cell}", part.block),
        None => format!("block-{}", part.block),
    }
}

/// The part that an element shows, or that it lies in.
pub fn part_of(element: &Element) -> Option<Part> {
    let shown = element.closest(PARTS).ok().flatten()?.id();
    match shown.strip_prefix("cell-") {
        Some(numbers) => {
            let (block, cell) = numbers.split_once('-')?;
            Some(Part { block: block.parse().ok()?, cell: Some(cell.parse().ok()?) })
        }
        None => Some(Part { block: shown.strip_prefix("block-")?.parse().ok()?, cell: None }),
    }
}

/// Opens a part of the document on screen.
pub fn open(state: State, part: Part) {
    let Some(loaded) = state.loaded.get_untracked() else { return };
    let document = &loaded.report.document;
    if let Some(span) = document.span_of(part) {
        let before = document.str(span).to_owned();
        state.draft.set(Some(Draft { file: loaded.file, part, before }));
    }
}

/// What to do, how much was corrected, and the button that takes the last correction back.
#[component]
pub fn PartsHead() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let count = Memo::new(move |_| state.loaded.with(|loaded| loaded.as_ref().map_or(0, |it| it.corrected.len())));
    let redoable = Memo::new(move |_| state.loaded.get().is_some_and(|loaded| engine.can_redo(loaded.file)));
    view! {
        <Show when=move || state.in_place.get()>
            <div class="list-head edit-head" data-testid="edit-head">
                <p>{state.say(|w| w.edit_parts)}</p>
                // There from the beginning, so that the document does not move when something is corrected.
                <button class="second" data-testid="undo-edit" disabled=move || count.get() == 0 on:click=move |_| { engine.undo_edit(); }>
                    {state.say(|w| w.undo_edit)}<span class="tally">{count}</span>
                </button>
                <button class="second" data-testid="redo-edit" disabled=move || !redoable.get() on:click=move |_| { engine.redo_edit(); }>{state.say(|w| w.redo_edit)}</button>
            </div>
        </Show>
    }
}

/// The field in which a part is corrected.
#[component]
pub fn PartField(
    /// What the document scrolls in.
    scroller: NodeRef<Div>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let area = NodeRef::<Textarea>::new();
    let place = move || {
        if let (Some(scroller), Some(area), Some(draft)) =
            (scroller.get_untracked(), area.get_untracked(), state.draft.get_untracked())
        {
            lay_over(&scroller, &area, draft.part);
        }
    };
    Effect::new(move || {
        let (Some(area), Some(draft)) = (area.get(), state.draft.get()) else { return };
        area.set_hidden(false);
        area.set_value(&draft.before);
        place();
        let _ = area.focus();
    });
    keep_in_place(scroller, place);
    // Another view, or another file: what was typed is kept.
    Effect::new(move || {
        let file = state.loaded.with(|loaded| loaded.as_ref().map(|loaded| loaded.file));
        let is_here = |draft: &Draft| state.in_place.get() && Some(draft.file) == file;
        if state.draft.get_untracked().is_some_and(|draft| !is_here(&draft)) {
            commit(state, engine, area);
        }
        state.in_place.track();
    });
    let typed = move |_| {
        let (Some(area), Some(draft)) = (area.get_untracked(), state.draft.get_untracked()) else { return };
        state.drafting.set_value(area.value() != draft.before);
        place();
    };
    let left = move |_| {
        // Going to another window and back is not leaving.
        if document().has_focus().unwrap_or(true) {
            commit(state, engine, area);
        }
    };
    view! {
        <textarea class="part-field" data-testid="part-field" hidden=true rows="1" spellcheck="false" node_ref=area
            aria-label=state.say(|w| w.edit_part) on:input=typed on:blur=left
            on:keydown=move |event| if press(state, engine, area, &event) { event.prevent_default() } />
    }
}

/// Enter ends the correction, Tab goes on to the next part, Esc gives it up. Tells whether the key did something.
fn press(state: State, engine: Engine, area: NodeRef<Textarea>, event: &KeyboardEvent) -> bool {
    let Some(draft) = state.draft.get_untracked().filter(|_| !event.is_composing()) else { return false };
    match event.key().as_str() {
        "Enter" if event.alt_key() => {
            let Some(area) = area.get_untracked() else { return false };
            let at = area.selection_start().ok().flatten().unwrap_or_default();
            let _ = area.set_range_text("\n");
            let _ = area.set_selection_range(at.saturating_add(1), at.saturating_add(1));
            state.drafting.set_value(true);
        }
        "Enter" if !event.shift_key() => {
            commit(state, engine, area);
            focus(draft.part);
        }
        "Escape" => {
            if let Some(area) = area.get_untracked() {
                area.set_value(&draft.before);
            }
            commit(state, engine, area);
            focus(draft.part);
        }
        "Tab" => {
            let next = state.loaded.with_untracked(|loaded| beside(loaded.as_deref()?, draft.part, !event.shift_key()));
            let Some(next) = next else { return false };
            commit(state, engine, area);
            reveal(state, next);
            open(state, next);
        }
        _ => return false,
    }
    true
}

/// Closes the field; what was changed in it is checked.
fn commit(state: State, engine: Engine, area: NodeRef<Textarea>) {
    let (Some(area), Some(draft)) = (area.get_untracked(), state.draft.get_untracked()) else { return };
    let text = area.value();
    state.draft.set(None);
    state.drafting.set_value(false);
    area.set_hidden(true);
    if text != draft.before {
        // Until the report comes that knows it.
        if let Some(shown) = document().get_element_by_id(&id_of(draft.part)) {
            shown.set_text_content(Some(&text));
        }
        engine.edit(draft.file, Edit { part: draft.part, text });
    }
}

/// The part after this one, or before it.
fn beside(loaded: &Loaded, part: Part, forward: bool) -> Option<Part> {
    let blocks = &loaded.report.document.blocks;
    let cells = |block: u32| match blocks.get(block as usize)? {
        Block::Paragraph(_) => Some(None),
        Block::Table(table) => Some(Some(u32::try_from(table.cells.len()).unwrap_or(u32::MAX))),
    };
    let last = |count: u32| count.saturating_sub(1);
    if forward {
        if let (Some(cell), Some(Some(count))) = (part.cell, cells(part.block))
            && cell < last(count)
        {
            return Some(Part { cell: Some(cell + 1), ..part });
        }
        let block = part.block.checked_add(1)?;
        return Some(Part { block, cell: cells(block)?.map(|_| 0) });
    }
    if let Some(cell) = part.cell.and_then(|cell| cell.checked_sub(1)) {
        return Some(Part { cell: Some(cell), ..part });
    }
    let block = part.block.checked_sub(1)?;
    Some(Part { block, cell: cells(block)?.map(last) })
}

/// Makes sure that a part is drawn: its leaf, or its row of a long table, may not be yet.
fn reveal(state: State, part: Part) {
    if document().get_element_by_id(&id_of(part)).is_none()
        && let Some(span) =
            state.loaded.with_untracked(|loaded| loaded.as_ref().and_then(|it| it.report.document.span_of(part)))
    {
        state.goal.set(Some(span));
    }
}

/// Puts the focus on a part itself.
pub fn focus(part: Part) {
    let shown = document().get_element_by_id(&id_of(part)).and_then(|shown| shown.dyn_into::<HtmlElement>().ok());
    if let Some(shown) = shown {
        let _ = shown.set_attribute("tabindex", "-1");
        let _ = shown.focus();
    }
}

/// Lays the field over its part, at least as large, and as tall as its text.
fn lay_over(scroller: &HtmlElement, area: &HtmlTextAreaElement, part: Part) {
    let Some(shown) = document().get_element_by_id(&id_of(part)).and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    // Not the method of the same name that leptos gives every element.
    let style = HtmlElement::style(area);
    if let Ok(Some(look)) = window().get_computed_style(&shown) {
        for name in LOOK {
            let _ = style.set_property(name, &look.get_property_value(name).unwrap_or_default());
        }
    }
    let (left, top) = offset_in(scroller, &shown);
    let room = scroller.client_width();
    let width = shown.offset_width().max(NARROWEST).min(room);
    let set = |name: &str, pixels: i32| drop(style.set_property(name, &format!("{pixels}px")));
    set("left", left.min(room.saturating_sub(width)).max(0));
    set("top", top);
    set("width", width);
    set("height", shown.offset_height());
    set("height", shown.offset_height().max(area.scroll_height()));
}

/// Where an element lies in the content of what it scrolls in.
pub fn offset_in(scroller: &HtmlElement, shown: &HtmlElement) -> (i32, i32) {
    let (mut left, mut top) = (0_i32, 0_i32);
    let mut around = Some(shown.clone());
    while let Some(element) = around.filter(|element| !element.is_same_node(Some(scroller))) {
        left = left.saturating_add(element.offset_left());
        top = top.saturating_add(element.offset_top());
        around = element.offset_parent().and_then(|parent| parent.dyn_into::<HtmlElement>().ok());
    }
    // A wide table scrolls in a frame of its own.
    let frame = shown.closest(".table-frame").ok().flatten();
    (left.saturating_sub(frame.map_or(0, |frame| frame.scroll_left())), top)
}

/// Places the field again whenever the document is drawn anew or becomes wider, and when a table is scrolled.
fn keep_in_place(scroller: NodeRef<Div>, place: impl Fn() + Copy + 'static) {
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        let moved = Closure::<dyn Fn()>::new(place);
        let Ok(observer) = ResizeObserver::new(moved.as_ref().unchecked_ref()) else { return };
        if let Some(sheet) = scroller.first_element_child() {
            observer.observe(&sheet);
        }
        let _ = scroller.add_event_listener_with_callback_and_bool("scroll", moved.as_ref().unchecked_ref(), true);
        let kept = StoredValue::new_local((observer, moved));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
    let state = expect_context::<State>();
    Effect::new(move || {
        if state.loaded.with(Option::is_some) {
            request_animation_frame(place);
        }
    });
}

//! A list is one stop of the Tab key; within it ↑ and ↓ go from row to row, ← and → between the buttons of a row, Home and
//! End to its ends. The buttons carry `tabindex="-1"`, the list itself `tabindex="0"` and `data-own-arrows`.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Moves the focus as a key says, within the list that hears it. `rows` selects its rows.
pub fn walk(event: &KeyboardEvent, rows: &str) {
    let list = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let focused = document().active_element();
    if let Some((list, focused)) = list.zip(focused)
        && let Some(target) = target(&list, &focused, &event.key(), rows)
    {
        event.prevent_default();
        let _ = target.focus();
    }
}

fn target(list: &Element, focused: &Element, key: &str, rows: &str) -> Option<HtmlElement> {
    let all = elements(list, rows);
    let row = all.iter().position(|row| row.contains(Some(focused)));
    let row_at = |at: usize| all.get(at).and_then(first_button);
    match (key, row) {
        ("ArrowDown", None) | ("Home", _) => all.iter().find_map(first_button),
        ("ArrowDown", Some(row)) => (row + 1..all.len()).find_map(row_at),
        ("ArrowUp", Some(row)) => (0..row).rev().find_map(row_at),
        ("End", _) => all.iter().rev().find_map(first_button),
        ("ArrowRight" | "ArrowLeft", Some(row)) => beside(all.get(row)?, focused, key == "ArrowRight"),
        _ => None,
    }
}

/// The first button of a row, which may be one itself; `None` in a row without any.
fn first_button(row: &Element) -> Option<HtmlElement> {
    if row.matches("button").unwrap_or(false) {
        return row.clone().dyn_into().ok();
    }
    row.query_selector("button").ok().flatten()?.dyn_into().ok()
}

/// The button after the focused one in its row, or before it.
fn beside(row: &Element, focused: &Element, forward: bool) -> Option<HtmlElement> {
    let buttons = elements(row, "button, summary");
    let at = buttons.iter().position(|button| button == focused)?;
    let at = if forward { at + 1 } else { at.checked_sub(1)? };
    buttons.get(at)?.clone().dyn_into().ok()
}

fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

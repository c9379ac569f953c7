//! Single keys as commands. None of them acts while a text field has the focus, and all can be turned off.

use super::engine::Engine;
use super::intake::is_field;
use super::state::{Pane, Selected, State};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Listens on the whole window.
pub fn listen(state: State, engine: Engine) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !event.default_prevented() && act(state, engine, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Carries the key's command out; tells whether it had one.
fn act(state: State, engine: Engine, event: &KeyboardEvent) -> bool {
    if turn(engine, event) {
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return false;
    }
    // The browser closes a dialog itself, and what is under it hears no keys.
    if state.settings.open.get_untracked() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let key = event.key();
    if key == "Escape" {
        return step_back(state, target);
    }
    let shown = state.loaded.with_untracked(Option::is_some) && !state.choosing.get_untracked();
    if !state.shortcuts.get_untracked() || target.as_ref().is_some_and(is_field) || state.help.get_untracked() {
        return false;
    }
    match key.as_str() {
        "?" => state.help.set(true),
        "j" if shown => state.step(true),
        "k" if shown => state.step(false),
        // Arrow keys scroll the pane that has the focus; elsewhere they step.
        "ArrowDown" if shown && !in_scroller(target.as_ref()) => state.step(true),
        "ArrowUp" if shown && !in_scroller(target.as_ref()) => state.step(false),
        "/" if shown => focus_search(state),
        "x" if shown => return card(state).map(|card| state.set_aside(&[card])).is_some(),
        "a" if shown => return card(state).is_some_and(|card| engine.apply(card, 0)),
        _ => return false,
    }
    true
}

/// Ctrl+Z and Ctrl+Y outside of any field: corrections of the report are undone and done again.
fn turn(engine: Engine, event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if !event.ctrl_key() && !event.meta_key() || event.alt_key() || target.as_ref().is_some_and(is_field) {
        return false;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => engine.undo_edit(),
        ("y", false) | ("z", true) => engine.redo_edit(),
        _ => false,
    }
}

/// The card that is chosen.
fn card(state: State) -> Option<Selected> {
    state.selected.get_untracked().filter(|selected| matches!(selected, Selected::Finding(_) | Selected::Across(_)))
}

fn step_back(state: State, target: Option<HtmlElement>) -> bool {
    if state.help.get_untracked() {
        state.help.set(false);
    } else if target.as_ref().is_some_and(is_field) {
        if let Some(field) = target {
            let _ = field.blur();
        }
    } else if state.selected.get_untracked().is_some() {
        state.selected.set(None);
    } else if state.choosing.get_untracked() {
        state.choosing.set(false);
    } else {
        return false;
    }
    true
}

fn in_scroller(target: Option<&HtmlElement>) -> bool {
    target.is_some_and(|element| element.closest("[data-own-arrows]").ok().flatten().is_some())
}

fn focus_search(state: State) {
    state.pane.set(Pane::Cards);
    request_animation_frame(|| {
        if let Some(field) =
            document().get_element_by_id("search").and_then(|field| field.dyn_into::<HtmlElement>().ok())
        {
            let _ = field.focus();
        }
    });
}

//! Where the keyboard is when what had it is gone: a report that opens, a panel that is closed, a list that is drawn anew.
//! A browser leaves the focus to the whole page then, and whoever works by keyboard begins from the top.

use super::state::State;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Elements that take the focus of something within them that is gone.
const KEEPERS: &str = "[data-keeps-focus]";

/// Watches the focus for as long as the page lives.
pub fn keep(state: State) {
    let last: StoredValue<Option<Last>, LocalStorage> = StoredValue::new_local(None);
    let focused = window_event_listener(ev::focusin, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        last.set_value(target.map(|element| Last { keepers: keepers_of(&element), element }));
    });
    let rescue = move || request_animation_frame(move || last.with_value(|last| rescue(last.as_ref())));
    let clicked = window_event_listener(ev::click, move |_| rescue());
    let pressed = window_event_listener(ev::keyup, move |_| rescue());
    Effect::new(move || {
        state.loaded.track();
        state.choosing.track();
        rescue();
    });
    on_cleanup(move || {
        focused.remove();
        clicked.remove();
        pressed.remove();
    });
}

/// What had the focus last.
struct Last {
    element: HtmlElement,
    keepers: Vec<Element>,
}

impl Last {
    /// Whether it can have the focus no more.
    fn is_gone(&self) -> bool {
        !self.element.is_connected() || (self.element.offset_width() == 0 && self.element.offset_height() == 0)
    }
}

/// What would keep the focus of an element, the nearest first.
fn keepers_of(element: &Element) -> Vec<Element> {
    let parent = |keeper: &Element| keeper.parent_element()?.closest(KEEPERS).ok().flatten();
    std::iter::successors(element.closest(KEEPERS).ok().flatten(), parent).collect()
}

/// Gives a lost focus to the card that is chosen, else to the nearest keeper that is still there, else to the title.
fn rescue(last: Option<&Last>) {
    let has_focus = document().active_element().is_some_and(|focused| focused.tag_name() != "BODY");
    if has_focus || last.is_some_and(|last| !last.is_gone()) {
        return;
    }
    let keepers = last.map(|last| last.keepers.as_slice()).unwrap_or_default();
    let by = |selector: &str| document().query_selector(selector).ok().flatten();
    let in_cards = keepers.iter().any(|keeper| keeper.matches(".cards").unwrap_or(false));
    let card = by(".card[aria-current] .card-head").filter(|_| in_cards);
    let kept = keepers.iter().find(|keeper| keeper.is_connected()).cloned();
    for target in [card, kept, by("h1[tabindex]")].into_iter().flatten() {
        if let Some(target) = target.dyn_ref::<HtmlElement>() {
            let _ = target.focus();
        }
        if document().active_element().is_some_and(|focused| focused == target) {
            return;
        }
    }
}

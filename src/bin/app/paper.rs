//! The report as a document. Leaves are drawn as they come near the window; short reports are drawn to their end.

use super::leaf::Leaf;
use super::light;
use super::loaded::{Card, Loaded};
use super::remarks::Remarks;
use super::state::{Selected, State};
use super::words::Pick;
use gouji::document::Span;
use gouji::report::Severity;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, KeyboardEvent,
};
use web_sys::{MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Leaves drawn at once, enough to fill any window.
const FIRST: usize = 2;
/// Leaves of a report that is drawn to its end, so that the browser's own search and printing find all of it.
const SHORT: usize = 80;

/// The document.
#[component]
pub fn Paper(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let scroller = NodeRef::<Div>::new();
    let drawn: Arc<[RwSignal<bool>]> = (0..loaded.leaves.len()).map(|index| RwSignal::new(index < FIRST)).collect();
    draw_to_the_end(drawn.clone());
    draw_when_near(scroller, drawn.clone());
    follow_goal(state, loaded.clone(), drawn.clone());
    light::follow(state, loaded.clone());
    let leaves = (0..)
        .zip(drawn.iter().copied())
        .map(|(index, drawn)| view! { <Leaf loaded=loaded.clone() index drawn /> })
        .collect_view();
    let choose = loaded.clone();
    let press = loaded.clone();
    let remarks = loaded.clone();
    view! {
        <Legend />
        <Remarks loaded=remarks />
        <div class="paper" node_ref=scroller class:show-unchecked=state.show_unchecked tabindex="0" role="region" data-own-arrows=""
            aria-label=state.say(|w| w.report)
            on:click=move |event: MouseEvent| if let Some(mark) = mark_of(event.target()) { choose_mark(state, &choose, &mark) }
            on:keydown=move |event: KeyboardEvent| if walk(state, &press, &event) { event.prevent_default() }>
            <article class="sheet-of-paper" lang="zh-CN">{leaves}</article>
        </div>
    }
}

/// What the marks mean, and the switch for numbers that were not checked.
#[component]
fn Legend() -> impl IntoView {
    let state = expect_context::<State>();
    let sample = move |class: &'static str, pick: Pick| {
        view! { <li><span class=format!("mark {class}") aria-hidden="true">"12.3"</span>{state.say(pick)}</li> }
    };
    let toggle = move |_| state.show_unchecked.update(|on| *on = !*on);
    view! {
        <div class="legend">
            <ul class:show-unchecked=state.show_unchecked aria-label=state.say(|w| w.legend)>
                {sample("number found error", |w| w.error)}
                {sample("number found warning", |w| w.warning)}
                {sample("number found info", |w| w.info)}
                {sample("number checked", |w| w.checked)}
                <Show when=move || state.show_unchecked.get()>
                    {sample("number alone", |w| w.alone)}
                    {sample("number unknown", |w| w.unknown)}
                </Show>
            </ul>
            <label class="switch">
                <input type="checkbox" data-testid="show-unchecked" prop:checked=state.show_unchecked on:change=toggle />
                {state.say(|w| w.show_unchecked)}
            </label>
        </div>
    }
}

fn draw_to_the_end(drawn: Arc<[RwSignal<bool>]>) {
    fn draw_next(drawn: Arc<[RwSignal<bool>]>, index: usize) {
        request_animation_frame(move || {
            // The signal is gone once the document has been replaced.
            if let Some(signal) = drawn.get(index)
                && let Some(is_drawn) = signal.try_get_untracked()
            {
                if !is_drawn {
                    signal.try_set(true);
                }
                draw_next(drawn, index + 1);
            }
        });
    }
    if drawn.len() <= SHORT {
        draw_next(drawn, FIRST);
    }
}

fn draw_when_near(scroller: NodeRef<Div>, drawn: Arc<[RwSignal<bool>]>) {
    if drawn.len() <= SHORT {
        return;
    }
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        let drawn = drawn.clone();
        let near = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entries = entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>);
            for entry in entries.filter(IntersectionObserverEntry::is_intersecting) {
                let index = entry.target().get_attribute("data-leaf").and_then(|index| index.parse::<usize>().ok());
                if let Some(signal) = index.and_then(|index| drawn.get(index)) {
                    signal.try_set(true);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root(Some(&scroller));
        options.set_root_margin("1500px 0px");
        let Ok(observer) = IntersectionObserver::new_with_options(near.as_ref().unchecked_ref(), &options) else {
            return;
        };
        let leaves = scroller.get_elements_by_class_name("leaf");
        for leaf in (0..leaves.length()).filter_map(|index| leaves.item(index)) {
            observer.observe(&leaf);
        }
        let kept = StoredValue::new_local((observer, near));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
}

fn follow_goal(state: State, loaded: Arc<Loaded>, drawn: Arc<[RwSignal<bool>]>) {
    Effect::new(move || {
        let Some(goal) = state.goal.get() else { return };
        if let Some(signal) = drawn.get(loaded.leaf_of(goal.start)) {
            signal.set(true);
        }
        let block = loaded.block_of(goal.start);
        // Leaves between here and there take their true height only once they have been in view: look twice.
        request_animation_frame(move || {
            scroll_to(goal, block);
            request_animation_frame(move || scroll_to(goal, block));
        });
    });
}

fn scroll_to(goal: Span, block: usize) {
    let by_id = |id: String| document().get_element_by_id(&id);
    let target = by_id(super::pieces::id_at(goal.start)).or_else(|| by_id(format!("block-{block}")));
    if let Some(target) = target {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_inline(ScrollLogicalPosition::Nearest);
        target.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn mark_of(target: Option<web_sys::EventTarget>) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(".mark").ok()?
}

/// Chooses the card of a number; of several the one after the chosen. A number without a card is explained instead.
fn choose_mark(state: State, loaded: &Loaded, mark: &Element) {
    let cards: Vec<Card> =
        mark.get_attribute("data-f").map(|list| list.split(' ').filter_map(Card::of_id).collect()).unwrap_or_default();
    let current = state.selected.get_untracked();
    let chosen = cards.iter().position(|card| Some(Selected::from(*card)) == current);
    let next = chosen.map_or(0, |at| (at + 1) % cards.len());
    if let Some(card) = cards.get(next) {
        let selected = Selected::from(*card);
        state.reveal(loaded.severity(*card).unwrap_or(Severity::Error), selected);
        state.selected.set(Some(selected));
    } else if let Some(index) = mark.get_attribute("data-q").and_then(|index| index.parse().ok()) {
        state.selected.set(Some(Selected::Quantity(index)));
    }
}

/// ← and → walk from number to number, Enter chooses.
fn walk(state: State, loaded: &Loaded, event: &KeyboardEvent) -> bool {
    let Some(focused) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let on_mark = focused.class_list().contains("mark");
    let forward = match event.key().as_str() {
        "Enter" | " " if on_mark => {
            choose_mark(state, loaded, &focused);
            return true;
        }
        "ArrowRight" => true,
        "ArrowLeft" => false,
        _ => return false,
    };
    let Some(paper) = focused.closest(".paper").ok().flatten() else { return false };
    let selector = if state.show_unchecked.get_untracked() { ".mark" } else { ".mark.checked, .mark.found" };
    let Ok(marks) = paper.query_selector_all(selector) else { return false };
    let current = (0..marks.length()).find(|at| marks.item(*at).is_some_and(|node| node.is_same_node(Some(&focused))));
    let target = match (current, forward) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, _) => Some(0),
    };
    let Some(mark) = target.and_then(|at| marks.item(at)).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else {
        return true;
    };
    let _ = mark.focus();
    true
}

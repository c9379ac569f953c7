//! The problem cards, gravest first.

use super::card::Card;
use super::loaded::Loaded;
use super::number::Explained;
use super::state::{Selected, State};
use super::words::fill;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Cards drawn at a time.
const BATCH: usize = 60;

/// The list of cards with its search field.
#[component]
pub fn Cards(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let all = loaded.report.findings.len();
    let undecoded = loaded.report.document.undecoded;
    let generation = loaded.generation;
    let shown = Memo::new(move |_| state.shown_findings());
    let limit = RwSignal::new(BATCH);
    let chosen = Memo::new(move |_| match state.selected.get() {
        Some(Selected::Finding(index)) => Some(index),
        _ => None,
    });
    // The chosen card is drawn and brought into view, wherever it was chosen.
    Effect::new(move || {
        let Some(index) = chosen.get() else { return };
        let at = shown.with(|shown| shown.iter().position(|shown| *shown == index)).unwrap_or(0);
        if at >= limit.get_untracked() {
            limit.set(at + BATCH);
        }
        request_animation_frame(move || bring_into_view(index));
    });
    let drawn = move || shown.with(|shown| shown.iter().take(limit.get()).copied().collect::<Vec<_>>());
    let in_tab_order = move |index: u32| {
        let first = Memo::new(move |_| shown.with(|shown| shown.first().copied()));
        Signal::derive(move || match chosen.get().filter(|index| shown.with(|shown| shown.contains(index))) {
            Some(chosen) => chosen == index,
            None => first.get() == Some(index),
        })
    };
    let cards = loaded.clone();
    let children = move |index| view! { <Card loaded=cards.clone() index in_tab_order=in_tab_order(index) /> };
    view! {
        <div class="cards-head">
            <h2 class="pane-title">{state.say(|w| w.problems)}
                <span class="tally">{move || fill(fill(state.words().of_all, shown.with(Vec::len)), all)}</span>
            </h2>
            <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder=state.say(|w| w.search)
                aria-label=state.say(|w| w.search) prop:value=state.search
                on:input=move |event| state.search.set(event_target_value(&event)) />
        </div>
        <Explained loaded=loaded.clone() />
        {(undecoded > 0).then(|| view! { <p class="remark">{move || fill(state.words().undecoded, undecoded)}</p> })}
        <div class="card-list" on:keydown=move |event| step_by_arrow(state, &event)>
            <For each=drawn key=move |index| (generation, *index) children />
        </div>
        <Show when=move || shown.with(Vec::len) == 0><Quiet loaded=loaded.clone() /></Show>
        <Show when=move || { shown.with(Vec::len) > limit.get() }>
            <button class="second more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{state.say(|w| w.show_more)}</button>
        </Show>
    }
}

/// No card: because nothing was found, which is said with what was checked, or because of the filter.
#[component]
fn Quiet(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let none_at_all = loaded.report.findings.is_empty();
    let agreeing = loaded.report.relations.iter().filter(|relation| relation.agrees()).count();
    let checked = loaded.report.coverage.checked;
    let clear = move |_| {
        state.search.update(String::clear);
        state.severities.update(std::collections::BTreeSet::clear);
    };
    if !none_at_all {
        return view! {
            <p class="nothing">{state.say(|w| w.filtered_away)} <button class="link" on:click=clear>{state.say(|w| w.show_all)}</button></p>
        }
        .into_any();
    }
    if agreeing == 0 {
        return view! { <p class="nothing">{state.say(|w| w.nothing_to_check)}</p> }.into_any();
    }
    view! {
        <div class="all-clear">
            <p><b>{state.say(|w| w.all_agree)}</b></p>
            <p>{move || fill(fill(state.words().all_agree_means, agreeing), checked)}</p>
        </div>
    }
    .into_any()
}

fn step_by_arrow(state: State, event: &KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    event.prevent_default();
    state.step(forward);
}

/// Scrolls to the card; where the focus is in the list, it goes along.
fn bring_into_view(index: u32) {
    let Some(card) = document().get_element_by_id(&format!("card-{index}")) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    card.scroll_into_view_with_scroll_into_view_options(&options);
    let focused = document().active_element();
    let in_list = focused.and_then(|focused| focused.closest(".card-list").ok().flatten()).is_some();
    let head = card.query_selector(".card-head").ok().flatten().and_then(|head| head.dyn_into::<HtmlElement>().ok());
    if let Some(head) = head.filter(|_| in_list) {
        let _ = head.focus();
    }
}

//! What a number of the text is, and every relation it takes part in.

use super::across::AcrossBody;
use super::card::{Body, rule_name};
use super::equation::Equation;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::{verdict_id, verdict_name};
use gouji::report::QuantityState;
use leptos::prelude::*;
use std::sync::Arc;

/// Above the cards: the chosen number or relation. A chosen finding is its own card.
#[component]
pub fn Explained(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let explained = move || match state.selected.get() {
        Some(Selected::Quantity(index)) => Some(view! { <Number loaded=loaded.clone() index /> }.into_any()),
        Some(Selected::Relation(index)) => Some(view! { <Line loaded=loaded.clone() index /> }.into_any()),
        _ => None,
    };
    view! {
        <div class="explained" aria-live="polite">
            {move || explained().map(|content| view! { <section class="panel" data-testid="explained"><Close />{content}</section> })}
        </div>
    }
}

/// In a narrow window: what is chosen, below the document.
#[component]
pub fn Sheet() -> impl IntoView {
    let state = expect_context::<State>();
    let content = move || {
        // A wide window shows the cards instead.
        let loaded = state.narrow.get().then(|| state.loaded.get()).flatten()?;
        match state.selected.get()? {
            Selected::Quantity(index) => Some(view! { <Number loaded=loaded.clone() index /> }.into_any()),
            Selected::Relation(index) => Some(view! { <Line loaded=loaded.clone() index /> }.into_any()),
            Selected::Across(index) => Some(view! { <AcrossBody loaded=loaded.clone() index /> }.into_any()),
            Selected::Finding(index) => Some(view! { <Body loaded=loaded.clone() index /> }.into_any()),
        }
    };
    let steps = move || matches!(state.selected.get(), Some(Selected::Finding(_) | Selected::Across(_)));
    view! {
        {move || content().map(|content| view! {
            <section class="sheet" aria-label=state.say(|w| w.chosen)>
                <div class="sheet-head">
                    <Show when=steps>
                        <button class="second" on:click=move |_| state.step(false)>{state.say(|w| w.previous)}</button>
                        <button class="second" on:click=move |_| state.step(true)>{state.say(|w| w.next)}</button>
                    </Show>
                    <Close />
                </div>
                {content}
            </section>
        })}
    }
}

#[component]
fn Close() -> impl IntoView {
    let state = expect_context::<State>();
    view! { <button class="quiet close" on:click=move |_| state.selected.set(None)>{state.say(|w| w.close)}</button> }
}

/// A number: as written, what it means, how it was checked.
#[component]
fn Number(
    /// The report.
    loaded: Arc<Loaded>,
    /// The quantity (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let quantity = loaded.report.quantities.get(index as usize)?;
    let written = loaded.report.document.str(quantity.span).to_owned();
    let meaning = quantity.meaning();
    let ending = quantity.state;
    let says = move || match ending {
        QuantityState::Checked => state.words().checked_means,
        QuantityState::Open => state.words().undecided_means,
        QuantityState::Alone => state.words().alone_means,
        QuantityState::Unknown => state.words().unknown_means,
    };
    let line = |index: &u32| view! { <li><Line loaded=loaded.clone() index=*index /></li> };
    let relations = quantity.relations.iter().map(line).collect_view();
    Some(view! {
        <h3 class="panel-number">{written}</h3>
        {(!meaning.is_empty()).then(|| view! { <p class="panel-meaning" lang="zh-CN">{meaning}</p> })}
        <p class="panel-state">{says}</p>
        <ul class="panel-relations">{relations}</ul>
    })
}

/// A relation: verdict, name, equation.
#[component]
fn Line(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    let verdict = relation.verdict;
    let name = relation.name.as_ref().map(ToString::to_string);
    let rule = rule_name(state, relation.rule.to_string());
    let title = move || name.clone().unwrap_or_else(&rule);
    Some(view! {
        <p class="panel-line">
            <span class=format!("verdict {}", verdict_id(verdict))>{move || verdict_name(state.words(), verdict)}</span>
            <button class="link" on:click=move |_| state.choose_relation(index)>{title}</button>
        </p>
        <Equation loaded index owner=Selected::Relation(index) />
    })
}

//! The view 勾稽: every relation that was evaluated, with its verdict.

use super::card::rule_name;
use super::equation::EquationLine;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::{fill, verdict_id, verdict_name};
use gouji::report::Verdict;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// Rows drawn at a time.
const BATCH: usize = 200;

/// The order of the filter's switches.
const VERDICTS: [Verdict; 4] = [Verdict::Broken, Verdict::Rounding, Verdict::Holds, Verdict::Open];

/// The table of relations.
#[component]
pub fn Relations(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let limit = RwSignal::new(BATCH);
    let shown = state.listed;
    // The chosen relation is drawn and brought into view, as when one steps from row to row.
    Effect::new(move || {
        let Some(Selected::Relation(index)) = state.selected.get() else { return };
        let at = shown.with(|shown| shown.iter().position(|shown| *shown == index)).unwrap_or(0);
        if at >= limit.get_untracked() {
            limit.set(at + BATCH);
        }
        request_animation_frame(move || bring_into_view(index));
    });
    let all = loaded.report.relations.len();
    let filter = |verdict: Verdict| {
        let count = loaded.report.relations.iter().filter(|relation| relation.verdict == verdict).count();
        view! { <VerdictFilter verdict count /> }
    };
    let filters = VERDICTS.map(filter).collect_view();
    let generation = loaded.generation;
    let drawn = move || shown.with(|shown| shown.iter().take(limit.get()).copied().collect::<Vec<_>>());
    let children = move |index: u32| view! { <Row loaded=loaded.clone() index /> };
    view! {
        <section class="view list" tabindex="0" data-own-arrows="" data-keeps-focus="" aria-label=state.say(|w| w.view_relations)
            on:keydown=|event| super::roving::walk(&event, "tbody tr")>
            <div class="list-head">
                <b>{move || fill(state.words().relations_count, all)}</b>
                <div class="filters" role="group" aria-label=state.say(|w| w.filter)>{filters}</div>
            </div>
            <table>
                <thead><tr>
                    <th scope="col">{state.say(|w| w.verdict)}</th>
                    <th scope="col">{state.say(|w| w.relation)}</th>
                    <th scope="col">{state.say(|w| w.equation)}</th>
                </tr></thead>
                <tbody><For each=drawn key=move |index| (generation, *index) children /></tbody>
            </table>
            <Show when=move || shown.with(Vec::is_empty)><p class="nothing">{state.say(|w| w.no_relations)}</p></Show>
            <Show when=move || { shown.with(Vec::len) > limit.get() }>
                <button class="second more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{state.say(|w| w.show_more)}</button>
            </Show>
        </section>
    }
}

fn id_of(index: u32) -> String {
    format!("relation-{index}")
}

fn bring_into_view(index: u32) {
    if let Some(row) = document().get_element_by_id(&id_of(index)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The switch for one verdict.
#[component]
fn VerdictFilter(
    /// The verdict.
    verdict: Verdict,
    /// Relations that have it.
    count: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    let pressed = move || state.verdicts.with(|chosen| chosen.contains(&verdict)).to_string();
    let toggle = move |_| {
        state.verdicts.update(|chosen| {
            if !chosen.remove(&verdict) {
                chosen.insert(verdict);
            }
        });
    };
    view! {
        <button class=format!("filter {}", verdict_id(verdict)) data-testid=format!("verdict-{}", verdict_id(verdict))
            aria-pressed=pressed on:click=toggle>
            {move || verdict_name(state.words(), verdict)}<b>{count}</b>
        </button>
    }
}

/// One relation.
#[component]
fn Row(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    let verdict = relation.verdict;
    let name = relation.name.as_ref().map(ToString::to_string);
    let id = relation.rule.to_string();
    let rule = rule_name(state, id.clone());
    let title = move || name.clone().unwrap_or_else(&rule);
    let chosen = move || state.is_chosen(Selected::Relation(index)).then_some("true");
    Some(view! {
        <tr data-testid="relation-row" id=id_of(index) data-verdict=verdict_id(verdict) aria-current=chosen on:click=move |_| state.choose_relation(index)>
            <td><span class=format!("verdict {}", verdict_id(verdict))>{move || verdict_name(state.words(), verdict)}</span></td>
            <td>
                <button class="link" tabindex="-1" on:click=move |event| { event.stop_propagation(); state.choose_relation(index) }>{title}</button>
                <code>{id}</code>
            </td>
            <td><EquationLine loaded=loaded.clone() index owner=Selected::Relation(index) /></td>
        </tr>
    })
}

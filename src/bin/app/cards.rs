//! The problem cards, gravest first.

use super::across::AcrossCard;
use super::card::Card;
use super::loaded::Loaded;
use super::number::Explained;
use super::state::{Pane, Selected, State};
use super::words::{Pick, fill};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Cards drawn at a time.
const BATCH: usize = 60;

/// What stands in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Item {
    /// The title of a group, and how many cards it has.
    Title(String, usize),
    /// A card.
    Card(Selected),
}

/// The list of cards with its search field.
#[component]
pub fn Cards(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let all = loaded.cards();
    let open = move || all.saturating_sub(state.aside.with(std::collections::BTreeMap::len));
    let generation = loaded.generation;
    let shown = state.shown;
    let limit = RwSignal::new(BATCH);
    let chosen = Memo::new(move |_| state.selected.get().filter(is_card));
    // The chosen card is drawn and brought into view, wherever it was chosen.
    Effect::new(move || {
        let Some(card) = chosen.get() else { return };
        let at = shown.with(|shown| shown.iter().position(|shown| *shown == card)).unwrap_or(0);
        if at >= limit.get_untracked() {
            limit.set(at + BATCH);
        }
        request_animation_frame(move || bring_into_view(card));
    });
    let drawn = move |between_files: bool| {
        let wanted = move |card: &Selected| matches!(card, Selected::Across(_)) == between_files;
        shown.with(|shown| shown.iter().take(limit.get()).copied().filter(wanted).collect::<Vec<_>>())
    };
    let cards = loaded.clone();
    let children = move |card| match card {
        Selected::Across(index) => view! { <AcrossCard loaded=cards.clone() index /> }.into_any(),
        Selected::Finding(index) => view! { <Card loaded=cards.clone() index /> }.into_any(),
        Selected::Relation(_) | Selected::Quantity(_) => ().into_any(),
    };
    let across_children = children.clone();
    let (titled, set_aside) = (loaded.clone(), loaded.clone());
    // The cards of this file, each group under its title.
    let items = move || {
        let cards = drawn(false);
        let title = |card: &Selected| state.group_title(&titled, *card);
        let groups = cards.chunk_by(|one, other| title(one) == title(other));
        let items = groups.flat_map(|group| {
            let title = group.first().map(title).filter(|title| !title.is_empty());
            let title = title.map(|title| Item::Title(title, group.len()));
            title.into_iter().chain(group.iter().copied().map(Item::Card))
        });
        items.collect::<Vec<Item>>()
    };
    let between_files = !loaded.submission.across.is_empty();
    let none_here = loaded.report.findings.is_empty();
    let group = move |title: Pick| between_files.then(|| view! { <h3 class="group-title">{state.say(title)}</h3> });
    view! {
        <div class="cards-head">
            <h2 class="pane-title">{state.say(|w| w.problems)}
                <span class="tally">{move || fill(fill(state.words().of_all, shown.with(Vec::len)), open())}</span>
            </h2>
            <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder=state.say(|w| w.search)
                aria-label=state.say(|w| w.search) prop:value=state.search
                on:input=move |event| state.search.set(event_target_value(&event)) />
        </div>
        <super::order::Order />
        <super::revision::Revised />
        <Explained loaded=loaded.clone() />
        <Unopened loaded=loaded.clone() />
        <Compared loaded=loaded.clone() />
        <div class="card-list" on:keydown=move |event| step_by_arrow(state, &event)>
            {between_files.then(|| view! {
                <section class="card-group between-files" data-testid="across">
                    {group(|w| w.between_files)}
                    <For each=move || drawn(true) key=move |card| (generation, *card) children=across_children />
                </section>
            })}
            <section class="card-group">
                {group(|w| w.in_this_file)}
                {(between_files && none_here).then(|| view! { <p class="nothing">{state.say(|w| w.no_findings)}</p> })}
                <For each=items key=move |item| (generation, item.clone()) children=move |item| match item {
                    Item::Title(title, count) => view! { <h3 class="group-title">{title}<span class="tally">{count}</span></h3> }.into_any(),
                    Item::Card(card) => children(card),
                } />
            </section>
        </div>
        <Show when=move || shown.with(Vec::is_empty)><Quiet loaded=loaded.clone() /></Show>
        <super::aside::AsideGroup loaded=set_aside />
        <Show when=move || { shown.with(Vec::len) > limit.get() }>
            <button class="second more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{state.say(|w| w.show_more)}</button>
        </Show>
        <super::aside::Latest />
    }
}

fn is_card(selected: &Selected) -> bool {
    matches!(selected, Selected::Across(_) | Selected::Finding(_))
}

/// How many files of the submission could not be read: no card speaks of them.
#[component]
fn Unopened(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let count = loaded.submission.files.iter().filter(|line| !line.is_read()).count();
    let show = move |_| state.pane.set(Pane::Sections);
    (count > 0).then(|| {
        view! {
            <p class="remark">
                {move || fill(state.words().unopened, count)}
                <Show when=move || state.narrow.get()>
                    <button class="link" on:click=show>{state.say(|w| w.why)}</button>
                </Show>
            </p>
        }
    })
}

/// That the files were compared with each other, where no card says so.
#[component]
fn Compared(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let submission = &loaded.submission;
    let several = submission.files.iter().filter(|line| line.is_read()).count() > 1;
    let compared = submission.compared;
    let sentence = move || match compared {
        0 => state.words().not_compared.to_owned(),
        _ => fill(state.words().compared, compared),
    };
    (several && submission.across.is_empty()).then(|| {
        view! { <p class="compared" class:agreed=move || compared != 0 data-testid="compared">{sentence}</p> }
    })
}

/// No card: because nothing was found, which is said with what was checked, or because of the filter.
#[component]
fn Quiet(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let all = loaded.cards();
    let none_at_all = all == 0;
    let agreeing = loaded.report.relations.iter().filter(|relation| relation.agrees()).count();
    let checked = loaded.report.coverage.checked;
    let clear = move |_| {
        state.search.update(String::clear);
        state.severities.update(std::collections::BTreeSet::clear);
    };
    if !none_at_all {
        let all_aside = move || state.aside.with(std::collections::BTreeMap::len) == all;
        return view! {
            <Show when=all_aside fallback=move || view! {
                <p class="nothing">{state.say(|w| w.filtered_away)} <button class="link" on:click=clear>{state.say(|w| w.show_all)}</button></p>
            }><p class="nothing">{state.say(|w| w.all_aside)}</p></Show>
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
        _ => return super::roving::walk(event, ".card"),
    };
    event.prevent_default();
    state.step(forward);
}

/// Scrolls to the card; where the focus is in the list, it goes along.
fn bring_into_view(card: Selected) {
    let id = match card {
        Selected::Across(index) => format!("card-x{index}"),
        Selected::Finding(index) => format!("card-{index}"),
        Selected::Relation(_) | Selected::Quantity(_) => return,
    };
    let Some(card) = document().get_element_by_id(&id) else { return };
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

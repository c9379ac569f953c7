//! The view 结构: every section with its state and what was checked in it.

use super::loaded::Loaded;
use super::outline::SectionState;
use super::state::State;
use super::words::fill;
use gouji::outline::Section;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows drawn at a time.
const BATCH: usize = 300;

/// The table of sections.
#[component]
pub fn Structure(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let limit = RwSignal::new(BATCH);
    let all = loaded.report.sections.len();
    let missing = loaded.report.sections.iter().filter(|section| section.heading.is_none()).count();
    let template = loaded.report.summary.template.clone();
    let rows = move || {
        let sections = loaded.report.sections.iter().take(limit.get());
        sections.map(|section| view! { <Row loaded=loaded.clone() section=section.clone() /> }).collect_view()
    };
    view! {
        <section class="view list" tabindex="0" data-own-arrows="" data-keeps-focus="" aria-label=state.say(|w| w.view_outline)
            on:keydown=|event| super::roving::walk(&event, "tbody tr")>
            <p class="list-head">
                <b>{move || state.words().template(&template)}</b>
                <span>{move || fill(state.words().sections_found, all - missing)}</span>
                <span class:lacking=move || missing != 0>{move || fill(state.words().sections_missing, missing)}</span>
            </p>
            <table>
                <thead><tr>
                    <th scope="col">{state.say(|w| w.number)}</th>
                    <th scope="col">{state.say(|w| w.title)}</th>
                    <th scope="col" class="num">{state.say(|w| w.checked_of)}</th>
                    <th scope="col">{state.say(|w| w.problems)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <Show when=move || { limit.get() < all }>
                <button class="second more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{state.say(|w| w.show_more)}</button>
            </Show>
        </section>
    }
}

/// One section.
#[component]
fn Row(
    /// The report.
    loaded: Arc<Loaded>,
    /// The section.
    section: Section,
) -> impl IntoView {
    let state = expect_context::<State>();
    let title = section.title.clone();
    let count = loaded.count_in(&section);
    let (checked, all) = loaded.numbers_in(&section);
    let name = match section.heading {
        Some(span) => {
            view! { <button class="link" tabindex="-1" on:click=move |_| state.go_to(span)>{title}</button> }.into_any()
        }
        None => view! { <span>{title}</span> }.into_any(),
    };
    let ending = match section.heading {
        Some(_) => view! { <SectionState count /> }.into_any(),
        None => view! { <span class="entry-state lacking"><span aria-hidden="true">"○"</span>{state.say(|w| w.missing)}</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="nowrap">{section.number.clone()}</td>
            <th scope="row" data-level=section.level.min(4)>{name}</th>
            <td class="num">{format!("{checked} / {all}")}</td>
            <td>{ending}</td>
        </tr>
    }
}

//! The sections beside the document: what was found, what is missing, and where the problems are.

use super::loaded::Loaded;
use super::state::State;
use gouji::outline::Section;
use leptos::prelude::*;
use std::sync::Arc;

/// Above this number only the chapters are listed; the view 结构 lists everything.
const LISTED: usize = 400;

/// The list of sections.
#[component]
pub fn Outline(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let sections = &loaded.report.sections;
    let none = sections.is_empty();
    let deepest = if sections.len() > LISTED { 1 } else { u8::MAX };
    let rows = sections
        .iter()
        .filter(|section| section.level <= deepest)
        .take(LISTED)
        .map(|section| view! { <li><Entry section=section.clone() count=loaded.count_in(section) /></li> })
        .collect_view();
    view! {
        <h2 class="pane-title">{state.say(|w| w.sections)}</h2>
        <ul class="outline" tabindex="0" data-own-arrows="" aria-label=state.say(|w| w.sections)
            on:keydown=|event| super::roving::walk(&event, "li")>{rows}</ul>
        {none.then(|| view! { <p class="nothing">{state.say(|w| w.no_sections)}</p> })}
    }
}

/// One section.
#[component]
fn Entry(
    /// The section.
    section: Section,
    /// Findings in it.
    count: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    let level = section.level.min(4);
    let name = view! { <span class="entry-number">{section.number.clone()}</span><span class="entry-title">{section.title.clone()}</span> };
    match section.heading {
        None => view! {
            <p class="entry missing" data-level=level>
                {name}<span class="entry-state"><span aria-hidden="true">"○"</span>{state.say(|w| w.missing)}</span>
            </p>
        }
        .into_any(),
        Some(span) => view! {
            <button class="entry" tabindex="-1" data-level=level on:click=move |_| state.go_to(span)>
                {name}<SectionState count />
            </button>
        }
        .into_any(),
    }
}

/// ✓, or ● with the number of findings.
#[component]
pub fn SectionState(
    /// Findings in the section.
    count: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    if count == 0 {
        view! { <span class="entry-state fine"><span aria-hidden="true">"✓"</span><span class="unseen">{state.say(|w| w.no_findings)}</span></span> }
            .into_any()
    } else {
        view! {
            <span class="entry-state found"><span aria-hidden="true">"●"</span>{count}<span class="unseen">{state.say(|w| w.problems)}</span></span>
        }
        .into_any()
    }
}

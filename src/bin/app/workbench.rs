//! The workbench: sections, the middle, the cards; in a narrow window one of the three at a time.

use super::bar::Bar;
use super::cards::Cards;
use super::figures::Figures;
use super::files::Files;
use super::number::Sheet;
use super::outline::Outline;
use super::paper::Paper;
use super::relations::Relations;
use super::source::Source;
use super::state::{Pane, State, View};
use super::structure::Structure;
use super::words::{Pick, Words};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::MediaQueryListEvent;

/// Windows with room for one pane only; layout.css says the same.
const NARROW: &str = "(max-width: 899px)";

/// Keeps the state up to date with the width of the window.
pub fn watch_width(state: State) {
    let Ok(Some(query)) = window().match_media(NARROW) else { return };
    state.narrow.set(query.matches());
    let changed = Closure::<dyn FnMut(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
        state.narrow.set(event.matches());
    });
    query.set_onchange(Some(changed.as_ref().unchecked_ref()));
    let kept = StoredValue::new_local((query, changed));
    on_cleanup(move || kept.with_value(|(query, _)| query.set_onchange(None)));
}

/// The workbench.
#[component]
pub fn Workbench() -> impl IntoView {
    let state = expect_context::<State>();
    let pane = move || match state.pane.get() {
        Pane::Sections => "sections",
        Pane::Middle => "middle",
        Pane::Cards => "cards",
    };
    // In a narrow window the pane that is shown is the main one.
    let role_of =
        move |pane, usual| move || if state.narrow.get() && state.pane.get() == pane { "main" } else { usual };
    let shows = move |view| Memo::new(move |_| state.view.get() == view);
    let (relations, structure, figures) = (shows(View::Relations), shows(View::Outline), shows(View::Figures));
    let document = Memo::new(move |_| state.view.get() == View::Text || state.in_place.get());
    // Another version of the text is another field.
    let file = Memo::new(move |_| state.loaded.with(|loaded| loaded.as_ref().map(|loaded| loaded.file)));
    let whole = Memo::new(move |_| state.view.get() == View::Edit && !state.in_place.get());
    view! {
        <SkipLinks />
        <Bar />
        <div class="bench" data-testid="report" data-pane=pane>
            <div class="pane sections" id="pane-sections" tabindex="-1" data-keeps-focus="" role=role_of(Pane::Sections, "navigation") aria-label=state.say(|w| w.sections)>
                <Files />
                {move || state.loaded.get().map(|loaded| view! { <Outline loaded /> })}
            </div>
            <main class="pane middle" id="pane-middle" tabindex="-1" data-keeps-focus="">
                <h2 class="unseen">{move || name_of(state.view.get(), state.words())}</h2>
                // Kept while another view is shown, so that the place in it is not lost.
                <div class="view" hidden=move || !document.get()><Paper /></div>
                <Show when=move || relations.get()>
                    {move || state.loaded.get().map(|loaded| view! { <Relations loaded /> })}
                </Show>
                <Show when=move || structure.get()>
                    {move || state.loaded.get().map(|loaded| view! { <Structure loaded /> })}
                </Show>
                <Show when=move || figures.get()>
                    {move || state.loaded.get().map(|loaded| view! { <Figures loaded /> })}
                </Show>
                <Show when=move || whole.get()>{move || { file.track(); view! { <Source /> } }}</Show>
                <Sheet />
            </main>
            <div class="pane cards" id="pane-cards" tabindex="-1" data-keeps-focus="" role=role_of(Pane::Cards, "complementary") aria-label=state.say(|w| w.problems)>
                {move || state.loaded.get().map(|loaded| view! { <Cards loaded /> })}
            </div>
        </div>
    }
}

/// The first stops of the Tab key: past the bar to one of the panes. Seen only while they have the focus.
#[component]
fn SkipLinks() -> impl IntoView {
    let state = expect_context::<State>();
    let link = move |pane: Pane, id: &'static str, pick: Pick| {
        let skip = move |_| {
            state.pane.set(pane);
            request_animation_frame(move || {
                let pane =
                    document().get_element_by_id(id).and_then(|pane| pane.dyn_into::<web_sys::HtmlElement>().ok());
                if let Some(pane) = pane {
                    let _ = pane.focus();
                }
            });
        };
        view! { <button class="skip" on:click=skip>{state.say(pick)}</button> }
    };
    view! {
        <nav class="skips" aria-label=state.say(|w| w.skip)>
            {link(Pane::Cards, "pane-cards", |w| w.skip_to_problems)}
            {link(Pane::Middle, "pane-middle", |w| w.skip_to_report)}
            {link(Pane::Sections, "pane-sections", |w| w.skip_to_sections)}
        </nav>
    }
}

fn name_of(view: View, words: &Words) -> &'static str {
    match view {
        View::Text => words.view_text,
        View::Relations => words.view_relations,
        View::Outline => words.view_outline,
        View::Figures => words.view_figures,
        View::Edit => words.view_edit,
    }
}

/// The choice of pane in a narrow window; the style sheet hides it in a wide one.
#[component]
pub fn Panes() -> impl IntoView {
    let state = expect_context::<State>();
    let several = Memo::new(move |_| {
        state.loaded.with(|loaded| loaded.as_ref().is_some_and(|loaded| loaded.submission.files.len() > 1))
    });
    let sections = move || if several.get() { state.words().files_and_sections } else { state.words().sections };
    let button = move |pane: Pane, pick: Pick| {
        let pressed = move || (state.pane.get() == pane).to_string();
        view! { <button aria-pressed=pressed on:click=move |_| state.pane.set(pane)>{state.say(pick)}</button> }
    };
    view! {
        <div class="panes" role="group" aria-label=state.say(|w| w.panes)>
            {button(Pane::Cards, |w| w.problems)}
            {button(Pane::Middle, |w| w.report)}
            <button data-testid="pane-sections" aria-pressed=move || (state.pane.get() == Pane::Sections).to_string()
                on:click=move |_| state.pane.set(Pane::Sections)>{sections}</button>
        </div>
    }
}

//! The view 编辑 of a plain text: all of it in one field, checked again as one types. The field is the browser's own:
//! its content is read when it is checked and never written back. Anything else is corrected in place ([`super::part`]).

use super::engine::Engine;
use super::intake::COMFORTABLE;
use super::protocol::Change;
use super::state::State;
use gloo::timers::callback::Timeout;
use leptos::html::Textarea;
use leptos::prelude::*;

/// A pause in typing after which the text is checked.
const PAUSE_MS: u32 = 100;

/// The text as a field.
#[component]
pub fn Source() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let area = NodeRef::<Textarea>::new();
    let Some(loaded) = untrack(|| state.loaded.get()) else { return ().into_any() };
    let (file, text) = (loaded.file, loaded.report.document.given().into_owned());
    let is_long = text.len() > COMFORTABLE;
    // Kept beside the reference, which is empty by the time the view is taken down.
    let field = StoredValue::new_local(None);
    Effect::new(move || field.set_value(area.get()));
    let dirty = StoredValue::new(false);
    let check = move || {
        let area: Option<web_sys::HtmlTextAreaElement> = field.get_value();
        if let Some(area) = area.filter(|_| dirty.get_value()) {
            dirty.set_value(false);
            state.drafting.set_value(false);
            engine.revise(file, Change::Text(area.value()));
        }
    };
    let timer: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let typed = move |_| {
        dirty.set_value(true);
        state.drafting.set_value(true);
        if !is_long {
            timer.set_value(Some(Timeout::new(PAUSE_MS, check)));
        }
    };
    // Whoever leaves the view before the pause is over loses nothing.
    on_cleanup(check);
    view! {
        <section class="view source">
            <div class="list-head">
                <label for="source-text">{state.say(if is_long { |w| w.edit_long } else { |w| w.edit_means })}</label>
                {is_long.then(|| view! { <button class="second" on:click=move |_| check()>{state.say(|w| w.check)}</button> })}
            </div>
            <textarea id="source-text" data-testid="source" spellcheck="false" node_ref=area prop:value=text on:input=typed />
        </section>
    }
    .into_any()
}

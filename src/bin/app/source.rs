//! The view 编辑: the text, to be corrected, checked again as one types. The field is the browser's own:
//! its content is read when it is checked and never written back.

use super::engine::Engine;
use super::intake::COMFORTABLE;
use super::state::State;
use gloo::timers::callback::Timeout;
use leptos::html::Textarea;
use leptos::prelude::*;

/// A pause in typing after which the text is checked.
const PAUSE_MS: u32 = 500;

/// The text as a field.
#[component]
pub fn Source() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let area = NodeRef::<Textarea>::new();
    let text =
        untrack(|| state.loaded.get()).map(|loaded| loaded.report.document.given().into_owned()).unwrap_or_default();
    let is_long = text.len() > COMFORTABLE;
    let check = move || {
        if let Some(area) = area.get_untracked() {
            engine.revise(area.value());
        }
    };
    let timer: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let typed = move |_| {
        if !is_long {
            timer.set_value(Some(Timeout::new(PAUSE_MS, check)));
        }
    };
    view! {
        <section class="view source">
            <div class="list-head">
                <label for="source-text">{state.say(if is_long { |w| w.edit_long } else { |w| w.edit_means })}</label>
                {is_long.then(|| view! { <button class="second" on:click=move |_| check()>{state.say(|w| w.check)}</button> })}
            </div>
            <textarea id="source-text" data-testid="source" spellcheck="false" node_ref=area prop:value=text on:input=typed />
        </section>
    }
}

//! The help: keys and marks on one small sheet.

use super::state::State;
use leptos::html::Dialog;
use leptos::prelude::*;

/// The help dialog; the browser keeps the focus inside while it is open.
#[component]
pub fn Help() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (state.help.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let key = move |keys: &'static str, pick| view! { <div><dt><kbd>{keys}</kbd></dt><dd>{state.say(pick)}</dd></div> };
    let toggle = move |_| state.shortcuts.update(|on| *on = !*on);
    view! {
        <dialog class="help" node_ref=dialog aria-labelledby="help-title" on:close=move |_| state.help.set(false)>
            <h2 id="help-title">{state.say(|w| w.help)}</h2>
            <dl class="keys">
                {key("j / ↓", |w| w.key_next)}
                {key("k / ↑", |w| w.key_previous)}
                {key("/", |w| w.key_search)}
                {key("a", |w| w.key_apply)}
                {key("x", |w| w.key_aside)}
                {key("Ctrl+Z / Ctrl+Y", |w| w.key_undo)}
                {key("← →", |w| w.key_numbers)}
                {key("Enter", |w| w.key_choose)}
                {key("Esc", |w| w.key_back)}
                {key("?", |w| w.key_help)}
            </dl>
            <label class="switch">
                <input type="checkbox" prop:checked=state.shortcuts on:change=toggle />
                {state.say(|w| w.shortcuts_on)}
            </label>
            <h3>{state.say(|w| w.verdicts)}</h3>
            <dl class="meanings">
                <div><dt>{state.say(|w| w.holds)}</dt><dd>{state.say(|w| w.holds_means)}</dd></div>
                <div><dt>{state.say(|w| w.rounding)}</dt><dd>{state.say(|w| w.rounding_means)}</dd></div>
                <div><dt>{state.say(|w| w.broken)}</dt><dd>{state.say(|w| w.broken_means)}</dd></div>
                <div><dt>{state.say(|w| w.open)}</dt><dd>{state.say(|w| w.open_means)}</dd></div>
            </dl>
            <form method="dialog"><button class="main">{state.say(|w| w.close)}</button></form>
        </dialog>
    }
}

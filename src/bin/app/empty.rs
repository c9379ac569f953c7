//! The first screen: one sentence, one large target, the proof that nothing is sent, and three examples.

use super::bar::{LangSwitch, ThemeSwitch};
use super::engine::Engine;
use super::intake::{COMFORTABLE, FilePicker};
use super::protocol::Input;
use super::state::State;
use super::words::Pick;
use leptos::ev::Event;
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::InputEvent;

/// The examples: fictional units, with faults planted and natural.
const EXAMPLES: [&str; 3] = [
    include_str!("../../../tests/fixtures/examples/1.txt"),
    include_str!("../../../tests/fixtures/examples/2.txt"),
    include_str!("../../../tests/fixtures/examples/3.txt"),
];

/// Characters that arrive at once only when they were pasted.
const PASTED: usize = 30;

/// The first screen.
#[component]
pub fn Empty() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let can_return = move || state.loaded.with(Option::is_some);
    view! {
        <header class="first-bar">
            <p class="brand"><span class="seal" aria-hidden="true">"勾"</span>{state.say(|w| w.brand)}</p>
            <div class="first-switches">
                <Show when=can_return>
                    <button class="quiet" on:click=move |_| state.choosing.set(false)>{state.say(|w| w.back_to_report)}</button>
                </Show>
                <LangSwitch />
                <ThemeSwitch />
            </div>
        </header>
        <main class="first">
            <h1>{state.say(|w| w.claim)}</h1>
            <p class="lead">{state.say(|w| w.lead)}</p>
            <Target />
            <Proof />
            <section class="examples" aria-labelledby="examples-title">
                <h2 id="examples-title">{state.say(|w| w.examples)}</h2>
                <ul>
                    {(1..).zip(EXAMPLES).map(|(number, text)| view! {
                        <li><Example engine number text /></li>
                    }).collect_view()}
                </ul>
            </section>
        </main>
    }
}

/// The large target: a text area, a button that chooses a file, and one that checks what was typed.
#[component]
fn Target() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let area = NodeRef::<Textarea>::new();
    let typed = RwSignal::new(0_usize);
    let check = move || {
        if let Some(area) = area.get_untracked() {
            state.drafting.set_value(false);
            engine.check_typed(area.value());
        }
    };
    let notice_text = move |event: Event| {
        let Some(area) = area.get_untracked() else { return };
        let length = usize::try_from(area.text_length()).unwrap_or_default();
        let before = typed.get_untracked();
        typed.set(length);
        let pasted = event.dyn_ref::<InputEvent>().is_some_and(|event| event.input_type() == "insertFromPaste");
        state.drafting.set_value(length > 0 && !pasted);
        // Kept for when one comes back, whatever is opened meanwhile.
        let is_short = usize::try_from(area.text_length()).is_ok_and(|length| length <= COMFORTABLE);
        state.typed.set_value(is_short.then(|| area.value()));
        if length > before + PASTED && state.busy.get_untracked().is_none() {
            state.drafting.set_value(false);
            engine.check(Input::Text(area.value()), None);
        }
    };
    Effect::new(move || {
        if let Some(area) = area.get() {
            let _ = area.focus();
        }
    });
    // After a check that was cancelled or whose worker died, and when one comes back, the text is still there.
    Effect::new(move || {
        let Some(area) = area.get().filter(|area| state.busy.with(Option::is_none) && area.text_length() == 0) else {
            return;
        };
        let text = state.typed.get_value();
        if let Some(text) = text.filter(|text| text.len() <= COMFORTABLE) {
            area.set_value(&text);
            typed.set(usize::try_from(area.text_length()).unwrap_or_default());
        }
    });
    view! {
        <div class="target">
            <label for="paste" class="unseen">{state.say(|w| w.paste_label)}</label>
            <textarea id="paste" data-testid="paste-target" data-takes-report="" node_ref=area spellcheck="false"
                placeholder=state.say(|w| w.paste_here) on:input=notice_text
                on:keydown=move |event| if event.ctrl_key() && event.key() == "Enter" { check() } />
            <div class="target-actions">
                <FilePicker class="main" testid="choose-files" input_testid="file-input">{state.say(|w| w.choose_file)}</FilePicker>
                <span class="formats">{state.say(|w| w.formats)}</span>
                <Show when=move || { typed.get() > 0 }>
                    <button class="second" on:click=move |_| check()>{state.say(|w| w.check)}<kbd>"Ctrl+Enter"</kbd></button>
                </Show>
            </div>
        </div>
    }
}

/// The promise and how to put it to the test.
#[component]
fn Proof() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <div class="proof">
            <p>{state.say(|w| w.proof)}</p>
            <details>
                <summary>{state.say(|w| w.verify)}</summary>
                <ol>
                    <li>{state.say(|w| w.verify_offline)}</li>
                    <li>{state.say(|w| w.verify_network)}</li>
                    <li>{state.say(|w| w.verify_policy)}</li>
                </ol>
                <p>{state.say(|w| w.verify_limits)}</p>
            </details>
        </div>
    }
}

/// A button that opens an example.
#[component]
fn Example(
    /// Where it is checked.
    engine: Engine,
    /// From 1.
    number: usize,
    /// The report.
    text: &'static str,
) -> impl IntoView {
    let state = expect_context::<State>();
    let (name, about): (Pick, Pick) = match number {
        1 => (|w| w.example_1, |w| w.example_1_about),
        2 => (|w| w.example_2, |w| w.example_2_about),
        _ => (|w| w.example_3, |w| w.example_3_about),
    };
    let open = move |_| engine.check(Input::Text(text.into()), Some(name(untrack(|| state.words())).into()));
    view! {
        <button class="example" data-testid=format!("example-{number}") on:click=open>
            <b>{state.say(name)}</b>
            <span>{state.say(about)}</span>
        </button>
    }
}

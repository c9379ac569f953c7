//! What is going on and what went wrong: progress with its cancel button, and the notice line.

use super::engine::Engine;
use super::state::{Notice, Stage, State};
use super::words::fill;
use leptos::prelude::*;

/// The running check. The style sheet shows it only after a moment: most checks are over by then.
#[component]
pub fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let running = Memo::new(move |_| state.busy.with(Option::is_some));
    let stage = move || state.busy.with(|busy| busy.as_ref().map(|busy| busy.stage));
    let sentence = move || {
        let words = state.words();
        match stage() {
            Some(Stage::Reading) | None => words.reading.to_owned(),
            Some(Stage::Checking) => words.checking.to_owned(),
            Some(Stage::Receiving(percent)) => fill(words.receiving, percent),
        }
    };
    let percent = move || match stage() {
        Some(Stage::Receiving(percent)) => Some(percent.to_string()),
        _ => None,
    };
    let name = move || state.busy.with(|busy| busy.as_ref().and_then(|busy| busy.name.clone()));
    view! {
        <Show when=move || running.get()>
            <div class="progress" data-testid="progress" role="status">
                <p><b>{name}</b><span>{sentence}</span></p>
                <progress max="100" value=percent aria-label=sentence />
                <button data-testid="cancel" on:click=move |_| engine.cancel()>{state.say(|w| w.cancel)}</button>
            </div>
        </Show>
    }
}

/// What went wrong and what to do about it.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let sentence = move |notice: &Notice| {
        let words = state.words();
        match notice {
            Notice::Refused(text) => state.text(text),
            Notice::Died => words.worker_died.to_owned(),
            Notice::NoEngine => words.no_engine.to_owned(),
            Notice::TooLarge => words.too_large.to_owned(),
            Notice::OnlyFirst => words.only_first.to_owned(),
            Notice::Empty => words.nothing_there.to_owned(),
        }
    };
    let can_retry = move |notice: &Notice| {
        matches!(notice, Notice::Died | Notice::NoEngine) && state.input.with_value(Option::is_some)
    };
    view! {
        <div class="notices" role="alert">
            {move || state.notice.get().map(|notice| view! {
                <div class="notice" data-testid="notice">
                    <p>{sentence(&notice)}</p>
                    {can_retry(&notice).then(|| view! {
                        <button class="second" on:click=move |_| engine.retry()>{state.say(|w| w.retry)}</button>
                    })}
                    <button class="quiet" on:click=move |_| state.notice.set(None)>{state.say(|w| w.close)}</button>
                </div>
            })}
        </div>
    }
}

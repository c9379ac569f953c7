//! What is going on and what went wrong: progress with its cancel button, and the notice line.

use super::engine::Engine;
use super::state::{Notice, Stage, State};
use super::words::fill;
use gouji::report::Text;
use leptos::prelude::*;

/// The running check. The style sheet shows it only after a moment: most checks are over by then.
#[component]
pub fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let running = Memo::new(move |_| state.busy.with(Option::is_some));
    let stage = move || state.busy.with(|busy| busy.as_ref().map(|busy| busy.stage));
    let files = move || state.busy.with(|busy| busy.as_ref().map_or((0, 0), |busy| (busy.at, busy.of)));
    let sentence = move || {
        let words = state.words();
        match stage() {
            Some(Stage::Reading) => counted(words.reading, files()),
            Some(Stage::Checking) => counted(words.checking, files()),
            Some(Stage::Receiving(percent)) => fill(words.receiving, percent),
            None => String::new(),
        }
    };
    let percent = move || match (stage(), files()) {
        (Some(Stage::Receiving(percent)), _) => Some(percent.to_string()),
        (Some(Stage::Reading), (at, of)) if of > 1 => Some((at * 100 / of).to_string()),
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

/// How many of several files are done.
fn counted(sentence: &str, (at, of): (usize, usize)) -> String {
    if of > 1 { format!("{sentence} {}/{of}", (at + 1).min(of)) } else { sentence.to_owned() }
}

/// Why none of the files could be read. Of many the first are named.
fn refused(state: State, files: &[(Option<String>, Text)]) -> String {
    const NAMED: usize = 3;
    let line = |(name, why): &(Option<String>, Text)| match name {
        Some(name) => fill(fill(state.words().refused_file, name), state.text(why)),
        None => state.text(why),
    };
    let mut lines: Vec<String> = files.iter().take(NAMED).map(line).collect();
    if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(fill(state.words().more_refused, more));
    }
    lines.join("\n")
}

/// What went wrong and what to do about it.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let sentence = move |notice: &Notice| {
        let words = state.words();
        match notice {
            Notice::Refused(files) => refused(state, files),
            Notice::Died => words.worker_died.to_owned(),
            Notice::NoEngine => words.no_engine.to_owned(),
            Notice::TooMany(left_out) => fill(words.too_many, left_out),
            Notice::Empty => words.nothing_there.to_owned(),
        }
    };
    let can_retry = move |notice: &Notice| matches!(notice, Notice::Died | Notice::NoEngine) && engine.can_retry();
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

//! The files of a submission beside the document: what was found in each, which could not be read and why.

use super::engine::Engine;
use super::protocol::Tally;
use super::state::{Arrival, State};
use super::submission::{FileLine, Outcome, Submission};
use super::words::{severity_id, severity_name};
use gouji::report::Severity;
use leptos::prelude::*;
use std::sync::Arc;

/// The list of files; nothing where there is only one.
#[component]
pub fn Files() -> impl IntoView {
    let state = expect_context::<State>();
    // Drawn anew only after another check: so scroll and focus stay where they are when a file is opened.
    let generation =
        Memo::new(move |_| state.loaded.with(|loaded| loaded.as_ref().map(|loaded| loaded.submission.generation)));
    move || {
        generation.get();
        let submission = untrack(|| state.loaded.get())?.submission.clone();
        (submission.files.len() > 1).then(|| view! { <List submission /> })
    }
}

#[component]
fn List(
    /// The files.
    submission: Arc<Submission>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let all = submission.files.len();
    let rows = submission.files.iter().map(|line| view! { <Row line=line.clone() /> }).collect_view();
    view! {
        <section class="files" data-testid="files" aria-labelledby="files-title">
            <h2 class="pane-title" id="files-title">{state.say(|w| w.files)}<span class="tally">{all}</span></h2>
            <ul tabindex="0" data-own-arrows="" aria-labelledby="files-title" on:keydown=|event| super::roving::walk(&event, "li")>{rows}</ul>
        </section>
    }
}

/// A file: opened by its name, taken out by the button after it.
#[component]
fn Row(
    /// The file.
    line: FileLine,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let FileLine { key, name, outcome } = line;
    let given = name.clone();
    let shown = move || given.clone().unwrap_or_else(|| state.words().pasted.to_owned());
    let short = shown.clone();
    let short = move || short().rsplit('/').next().map(str::to_owned).unwrap_or_default();
    let taken_out = shown.clone();
    let current = move || {
        let here = state.loaded.with(|loaded| loaded.as_ref().is_some_and(|loaded| loaded.file == key));
        here.then_some("true")
    };
    let content = match outcome {
        Outcome::Read(tally) => view! {
            <button class="file" tabindex="-1" data-testid="file" title=shown aria-current=current
                on:click=move |_| engine.open(key, Arrival::Opened(None))>
                <span class="file-name">{short}</span><Counts tally />
            </button>
        }
        .into_any(),
        Outcome::Refused(why) => view! {
            <div class="file refused" data-testid="refused-file">
                <span class="file-name" title=shown>{short}</span>
                <p class="why"><b>{state.say(|w| w.not_read)}</b>{move || state.text(&why)}</p>
            </div>
        }
        .into_any(),
    };
    let label = move || super::words::fill(state.words().take_out, taken_out());
    view! {
        <li>
            {content}
            <button class="quiet take-out" tabindex="-1" data-testid="remove-file" title=label.clone() aria-label=label on:click=move |_| engine.remove(&[key])>"×"</button>
        </li>
    }
}

/// How many problems a file has, by severity; ✓ where there is none.
#[component]
fn Counts(
    /// The problems.
    tally: Tally,
) -> impl IntoView {
    let state = expect_context::<State>();
    if tally == Tally::default() {
        return view! {
            <span class="file-counts"><span class="entry-state fine"><span aria-hidden="true">"✓"</span><span class="unseen">{state.say(|w| w.no_findings)}</span></span></span>
        }
        .into_any();
    }
    let counts = [(Severity::Error, tally.errors), (Severity::Warning, tally.warnings), (Severity::Info, tally.infos)];
    let count = |(severity, count): (Severity, u32)| {
        view! {
            <span class=format!("count {}", severity_id(severity))>
                <span class="shape" aria-hidden="true"></span>
                <span class="unseen">{move || severity_name(state.words(), severity)}</span>
                {count}
            </span>
        }
    };
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(count).collect_view();
    view! { <span class="file-counts">{counts}</span> }.into_any()
}

/// A button that adds files to what is open.
#[component]
pub fn AddFiles() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <super::intake::FilePicker class="quiet" testid="add-files" input_testid="add-file-input">
            {state.say(|w| w.add_files)}
        </super::intake::FilePicker>
    }
}

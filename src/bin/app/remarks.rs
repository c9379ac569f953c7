//! What the user has to be told about how the file was read: a quiet strip above the document, until it is closed.

use super::loaded::Loaded;
use super::state::State;
use super::words::fill;
use leptos::prelude::*;
use std::sync::Arc;

/// Remarks that are shown at once; a workbook with many hidden sheets has one for each.
const SHOWN: usize = 4;

/// The strip; nothing where there is nothing to say.
#[component]
pub fn Remarks(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let file = loaded.file;
    let document = &loaded.report.document;
    let undecoded = document.undecoded;
    if document.notes.is_empty() && undecoded == 0 {
        return ().into_any();
    }
    let notes: Vec<(String, String)> = document.notes.iter().map(|note| (note.zh(), note.english())).collect();
    let line = move |(zh, english): (String, String)| {
        view! { <li>{move || if state.lang.get() == super::words::Lang::Zh { zh.clone() } else { english.clone() }}</li> }
    };
    let folded = (notes.len() > SHOWN).then(|| notes.get(SHOWN..).unwrap_or_default().to_vec());
    let first = notes.into_iter().take(SHOWN).map(line).collect_view();
    let rest = folded.map(|rest| {
        let count = rest.len();
        view! {
            <li><details>
                <summary>{move || fill(state.words().more_remarks, count)}</summary>
                <ul>{rest.into_iter().map(line).collect_view()}</ul>
            </details></li>
        }
    });
    let undecoded = (undecoded > 0).then(|| view! { <li>{move || fill(state.words().undecoded, undecoded)}</li> });
    let open = move || state.remarks_closed.with(|closed| !closed.contains(&file));
    let close = move |_| {
        state.remarks_closed.update(|closed| {
            closed.insert(file);
        });
    };
    view! {
        <aside class="remarks" data-testid="remarks" hidden=move || !open() aria-label=state.say(|w| w.remarks)>
            <ul>{first}{rest}{undecoded}</ul>
            <button class="quiet" on:click=close>{state.say(|w| w.close)}</button>
        </aside>
    }
    .into_any()
}

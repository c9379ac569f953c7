//! The page: one column to hand a report in, then the workbench. Knows `report` and `document`, nothing deeper;
//! the engine runs in the worker.

mod across;
mod announce;
mod aside;
mod bar;
mod card;
mod cards;
mod connected;
mod copying;
mod correcting;
mod download;
mod empty;
mod engine;
mod equation;
mod exporting;
mod figures;
mod files;
mod focus;
mod handing;
mod help;
mod intake;
mod job;
mod keys;
mod leaf;
mod leaving;
mod light;
mod loaded;
mod mistaken;
mod number;
mod order;
mod outline;
mod paper;
mod part;
mod pictures;
mod pieces;
mod protocol;
mod readers;
mod reading;
mod relations;
mod remarks;
mod remembered;
mod renewing;
mod revision;
mod roving;
mod running;
mod saving;
mod search;
mod settings;
mod source;
mod state;
mod status;
mod structure;
mod submission;
mod table;
mod theme;
mod todo;
mod undo;
mod words;
mod workbench;

use engine::Engine;
use leptos::prelude::*;
use state::State;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let state = State::new();
    let engine = Engine::start(state);
    provide_context(state);
    provide_context(engine);
    keys::listen(state, engine);
    focus::keep(state);
    leaving::listen(engine);
    connected::listen(engine);
    workbench::watch_width(state);
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", state.lang.get().tag());
        }
    });
    let is_over = intake::listen(state, engine);
    let at_work = Memo::new(move |_| state.loaded.with(Option::is_some) && !state.choosing.get());
    view! {
        <div class="page" class:at-work=at_work class:dropping=is_over>
            <Show when=move || at_work.get() fallback=|| view! { <empty::Empty /> }>
                <workbench::Workbench />
            </Show>
            <announce::Announcement />
            <status::Progress />
            <status::NoticeLine />
            <undo::UndoLine />
            <help::Help />
            <settings::Dialog />
            <todo::Todo />
            <mistaken::Mistaken />
            <p class="drop-hint" aria-hidden="true">{state.say(|w| w.drop_here)}</p>
        </div>
    }
}

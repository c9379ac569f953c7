//! What was done to the files that are open, and how it is undone (撤销): closing, clearing, adding, replacing. Corrections of
//! the text are not touched by it. Remembered until the line is closed, or another report is opened after clearing.

use super::engine::Engine;
use super::job::{Slot, Step};
use super::protocol::FileKey;
use super::state::{Arrival, State};
use super::submission::FileLine;
use super::words::fill;
use leptos::prelude::*;

/// Most steps that can be undone.
const MOST: usize = 8;

/// What was open before a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What was done.
    pub done: Done,
    /// The files that were open.
    pub files: Vec<FileLine>,
    /// The one that was shown.
    pub file: FileKey,
}

/// A step that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// 清除: everything was closed.
    Cleared,
    /// Another report was opened in place of everything.
    Replaced,
    /// Files were closed.
    TookOut {
        /// Which.
        keys: Vec<FileKey>,
        /// The name of the first; `None` for pasted text.
        name: Option<String>,
    },
    /// A new version took the place of a file.
    Renewed {
        /// Its name.
        name: Option<String>,
        /// Whether it was handed in; else it was saved where it lies.
        by_hand: bool,
    },
    /// Files were added.
    Added {
        /// Their names.
        names: Vec<Option<String>>,
        /// Files of the same names that had been open before.
        namesakes: Vec<FileKey>,
    },
}

impl Engine {
    /// Closes everything; it can be put back.
    pub fn clear(self) {
        self.give_up();
        match self.state.loaded.get_untracked() {
            Some(open) => {
                let past = Past { done: Done::Cleared, files: open.submission.files.clone(), file: open.file };
                self.remember_step(past);
                self.state.leave();
            }
            None => self.forget(),
        }
    }

    /// Makes a step undoable.
    pub fn remember_step(self, step: Past) {
        self.state.past.update(|past| {
            past.push(step);
            if past.len() > MOST {
                past.remove(0);
            }
        });
    }

    /// Puts back what was open before the latest step.
    pub fn undo(self) {
        let Some(past) = self.state.past.with_untracked(|past| past.last().cloned()) else { return };
        self.inner.update_value(|inner| inner.removed.retain(|key| !past.files.iter().any(|line| line.key == *key)));
        let slots = past.files.into_iter().map(Slot::Settled).collect();
        self.begin(slots, Arrival::Revised, Some(past.file), Step::Back);
    }

    /// Lets go of everything that could be undone.
    pub fn settle_past(self) {
        self.state.past.update(Vec::clear);
        match self.state.loaded.get_untracked() {
            Some(open) => self.tidy(&open),
            None => self.forget(),
        }
    }
}

/// What was done last, with the button that undoes it.
#[component]
pub fn UndoLine() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let latest = Memo::new(move |_| state.past.with(|past| past.last().map(|past| past.done.clone())));
    view! {
        <div class="undo-place" role="status">
            {move || latest.get().map(|done| view! { <Line state engine done /> })}
        </div>
    }
}

#[component]
fn Line(
    /// The page's state.
    state: State,
    /// Where it is undone.
    engine: Engine,
    /// What was done.
    done: Done,
) -> impl IntoView {
    let namesakes = match &done {
        Done::Added { namesakes, .. } => namesakes.clone(),
        Done::Cleared | Done::Replaced | Done::TookOut { .. } | Done::Renewed { .. } => Vec::new(),
    };
    let renew = (!namesakes.is_empty()).then(|| {
        let take_out = move |_| engine.remove(&namesakes);
        view! { <button class="quiet" data-testid="keep-new" on:click=take_out>{state.say(|w| w.keep_new)}</button> }
    });
    let both = matches!(done, Done::Renewed { by_hand: true, .. }).then(|| {
        view! { <button class="quiet" data-testid="keep-both" on:click=move |_| engine.keep_both()>{state.say(|w| w.keep_both)}</button> }
    });
    view! {
        <div class="undo-line" data-testid="undo-line">
            <p>{move || sentence(state, &done)}</p>
            {renew}
            {both}
            <button class="second" data-testid="undo" on:click=move |_| engine.undo()>{state.say(|w| w.undo)}</button>
            <button class="quiet" data-testid="undo-close" aria-label=state.say(|w| w.close) title=state.say(|w| w.close)
                on:click=move |_| engine.settle_past()>"×"</button>
        </div>
    }
}

fn sentence(state: State, done: &Done) -> String {
    let words = state.words();
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| words.pasted.to_owned());
    match done {
        Done::Cleared => words.done_cleared.to_owned(),
        Done::Replaced => words.done_replaced.to_owned(),
        Done::TookOut { name, .. } => fill(words.done_took_out, named(name)),
        Done::Renewed { name, .. } => fill(words.done_renewed, named(name)),
        Done::Added { names, .. } => match names.as_slice() {
            [name] => fill(words.done_added_one, named(name)),
            names => fill(words.done_added, names.len()),
        },
    }
}

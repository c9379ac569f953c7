//! Leaving the page (closing, reloading, going back) while it holds work that is nowhere else: the browser asks first.

use super::engine::Engine;
use leptos::ev;
use leptos::prelude::*;

/// Listens on the whole window.
pub fn listen(engine: Engine) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if engine.has_work() {
            event.prevent_default();
            // Older browsers ask only if there is something to return; they show their own words.
            event.set_return_value("?");
        }
    });
    on_cleanup(move || handle.remove());
}

impl Engine {
    /// Whether something was corrected or typed by hand.
    fn has_work(self) -> bool {
        self.state.drafting.get_value()
            || self.inner.with_value(|inner| !inner.changes.is_empty() || !inner.by_hand.is_empty())
    }
}

//! How a report gets in: pasted anywhere, dropped anywhere, chosen as files. Typing is the first screen's own.

use super::engine::Engine;
use super::protocol::Input;
use super::state::State;
use leptos::ev;
use leptos::html::Input as InputField;
use leptos::prelude::*;
use leptos_use_drop_zone::{UseDropZoneEvent, UseDropZoneOptions, UseDropZoneReturn, use_drop_zone_with_options};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File, FileList, HtmlElement};

/// Bytes of pasted text that a text area still shows without delay; longer text is checked without being shown in it.
pub const COMFORTABLE: usize = 300_000;

/// What the file dialog offers at first; whatever else is chosen is looked at all the same.
pub const ACCEPTED: &str =
    ".docx,.doc,.wps,.wpt,.rtf,.odt,.xlsx,.xlsm,.xls,.et,.ods,.csv,.pdf,.ofd,.html,.htm,.mht,.mhtml,.txt,.md,.zip";

/// Listens on the whole window; tells whether something is being dragged over it.
pub fn listen(state: State, engine: Engine) -> Signal<bool> {
    let paste = window_event_listener(ev::paste, move |event| take_paste(state, engine, &event));
    // Words that are dragged about on the page itself are nothing that is handed in.
    let own = StoredValue::new(false);
    let begins = window_event_listener(ev::dragstart, move |_| own.set_value(true));
    let ends = window_event_listener(ev::dragend, move |_| own.set_value(false));
    on_cleanup(move || {
        paste.remove();
        begins.remove();
        ends.remove();
    });
    let take_drop = move |event: UseDropZoneEvent| {
        let text = event.event.data_transfer().and_then(|transfer| transfer.get_data("text/plain").ok());
        if own.get_value() {
            return;
        }
        if event.files.is_empty() {
            engine.check(Input::Text(text.unwrap_or_default()), None);
        } else {
            let handles = event.event.data_transfer().map(|transfer| super::connected::dropped(&transfer));
            let handled = event.files.clone().into_iter().zip(handles.into_iter().flatten());
            let reports = handled.filter(|(file, _)| !super::handing::may_be_decisions(file));
            let sources = engine.check_files(event.files);
            for (source, (file, handle)) in sources.into_iter().zip(reports.collect::<Vec<_>>()) {
                if let Some(handle) = handle {
                    engine.connect_when_known(source, file, handle);
                }
            }
        }
    };
    let UseDropZoneReturn { is_over_drop_zone, .. } =
        use_drop_zone_with_options(document().body(), UseDropZoneOptions::default().on_drop(take_drop));
    is_over_drop_zone
}

fn take_paste(state: State, engine: Engine, event: &ClipboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let into_target = target.as_ref().is_some_and(|element| element.has_attribute("data-takes-report"));
    if !into_target && target.is_some_and(|element| is_field(&element)) {
        return;
    }
    let Some(clipboard) = event.clipboard_data() else { return };
    let files = clipboard.files();
    let text = clipboard.get_data("text/plain").unwrap_or_default();
    let html = clipboard.get_data("text/html").unwrap_or_default();
    if !into_target || text.len() > COMFORTABLE {
        event.prevent_default();
    }
    if html.contains("<table") || html.contains("<TABLE") {
        engine.check(Input::Html(html), None);
    } else if !text.is_empty() {
        engine.check(Input::Text(text), None);
    } else if let Some(files) = files.filter(|files| files.length() > 0) {
        engine.check_files(files_of(&files));
    } else if into_target {
        state.notice.set(Some(super::state::Notice::Empty));
    }
}

/// A button that lets the user choose files.
#[component]
pub fn FilePicker(
    /// Class of the button.
    class: &'static str,
    /// What tests call the button.
    testid: &'static str,
    /// What tests call the field behind it.
    input_testid: &'static str,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let engine = expect_context::<Engine>();
    let picker = NodeRef::<InputField>::new();
    let choose_unconnected = move || {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let choose = move |_| {
        if !super::connected::choose(engine, choose_unconnected) {
            choose_unconnected();
        }
    };
    let chosen = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        if let Some(files) = picker.files() {
            engine.check_files(files_of(&files));
        }
        // The same file can be chosen again after it was changed.
        picker.set_value("");
    };
    view! {
        <button class=class data-testid=testid on:click=choose>{children()}</button>
        <input type="file" multiple=true data-testid=input_testid class="unseen" tabindex="-1" aria-hidden="true" node_ref=picker
            accept=ACCEPTED on:change=chosen />
    }
}

fn files_of(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.get(index)).collect()
}

/// Whether typing goes into this element.
pub fn is_field(element: &HtmlElement) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
}

//! The menu with which what was found is handed on (导出). The files are made by a readers' worker of its own, which has
//! the formats; it ends with its work.

use super::engine::{Engine, worker_address};
use super::loaded::Loaded;
use super::protocol::Input;
use super::reading::{Export, Request, Response, Wanted};
use super::running::Running;
use super::saving;
use super::state::State;
use super::words::Pick;
use gouji::document::Source;
use leptos::html::Details;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// Milliseconds of a second.
const SECOND: u64 = 1_000;

/// What is being made.
#[derive(Default)]
struct Making {
    request: Option<Request>,
    worker: Option<Running>,
}

/// One who makes files of the report on screen.
#[derive(Clone, Copy)]
struct Maker {
    state: State,
    engine: Engine,
    making: StoredValue<Making, LocalStorage>,
    /// What is said below the button: that it is at work, or that it failed.
    said: RwSignal<Option<Pick>>,
}

/// The button and its list.
#[component]
pub fn ExportMenu() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let maker = Maker { state, engine, making: StoredValue::new_local(Making::default()), said: RwSignal::new(None) };
    maker.listen();
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let entry = move |wanted: Wanted, id: &'static str, pick: Pick| {
        let choose = move |_| {
            close();
            maker.make(wanted);
        };
        view! { <li><button class="quiet" data-testid=format!("export-{id}") on:click=choose>{state.say(pick)}</button></li> }
    };
    // What the file comes back as depends on what it is.
    let own = move || {
        let source = state.loaded.with(|loaded| loaded.as_ref().map(|loaded| loaded.report.document.source));
        let words = state.words();
        match source {
            Some(Source::Docx) => words.export_word,
            Some(Source::Xlsx) => words.export_excel,
            Some(Source::Pdf) => words.export_pdf,
            _ => words.export_page,
        }
    };
    let print = move |_| {
        close();
        let _ = window().print();
    };
    let leave = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <div class="menu">
        <details node_ref=menu on:keydown=leave>
            <summary data-testid="export">{state.say(|w| w.export)}</summary>
            <ul>
                <li><button class="quiet" data-testid="export-annotated" on:click=move |_| { close(); maker.make(Wanted::Annotated) }>{own}</button></li>
                {entry(Wanted::Xlsx, "xlsx", |w| w.export_xlsx)}
                {entry(Wanted::Letter, "letter", |w| w.export_letter)}
                {entry(Wanted::Html, "html", |w| w.export_html)}
                {entry(Wanted::Csv, "csv", |w| w.export_csv)}
                {entry(Wanted::Markdown, "md", |w| w.export_md)}
                {entry(Wanted::Json, "json", |w| w.export_json)}
                <li><button class="quiet" data-testid="export-print" on:click=print>{state.say(|w| w.export_print)}</button></li>
            </ul>
        </details>
        <p class="menu-said" role="status">{move || maker.said.get().map(|pick| pick(state.words()))}</p>
        </div>
    }
}

impl Maker {
    /// Makes a file of the report on screen.
    fn make(self, wanted: Wanted) {
        let request = self.state.loaded.get_untracked().and_then(|loaded| self.request(&loaded, wanted));
        self.said.set(Some(if request.is_some() { |w| w.export_making } else { |w| w.export_failed }));
        self.making.set_value(Making { request, worker: None });
        self.go_on();
    }

    fn request(self, loaded: &Loaded, wanted: Wanted) -> Option<Request> {
        let source = self.engine.inner.with_value(|inner| inner.sources.get(&loaded.file.source).cloned())?;
        let pasted = || self.state.words().pasted.to_owned();
        let name = loaded.name.clone().unwrap_or_else(pasted);
        let of_text = |text: String| File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), &name).ok();
        let file = match source.input {
            Input::File(file) => file,
            Input::Text(text) | Input::Html(text) => of_text(text)?,
            Input::Packed(_) => return None,
        };
        let report = postcard::to_stdvec(&loaded.report).ok()?;
        let rules = self.state.rules.get_untracked();
        let names = rules.iter().map(|rule| (rule.id.clone(), rule.name.zh.clone())).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds since 1970")]
        let now = js_sys::Date::now() as u64 / SECOND;
        let seconds = u32::try_from(now).unwrap_or(u32::MAX);
        let report = js_sys::Uint8Array::from(report.as_slice());
        Some(Request { name, file, from: loaded.file.part, export: Some(Export { wanted, report, names, seconds }) })
    }

    /// Hears from start.js when the readers have been fetched.
    fn listen(self) {
        let Some(start) = document().get_element_by_id("start") else { return };
        let fetched = Closure::<dyn Fn()>::new(move || {
            let waits = |making: &Making| making.request.is_some() && making.worker.is_none();
            if self.making.try_with_value(waits) == Some(true) {
                self.go_on();
            }
        });
        let _ = start.add_event_listener_with_callback("readers", fetched.as_ref().unchecked_ref());
        // As long as the page lives; once the menu is gone it does nothing.
        fetched.forget();
    }

    fn go_on(self) {
        if !self.making.with_value(|making| making.request.is_some()) {
            return;
        }
        let Some(address) = worker_address("data-readers") else {
            let start = document().get_element_by_id("start");
            let asked = start.zip(web_sys::Event::new("want-readers").ok());
            if asked.is_none_or(|(start, event)| start.dispatch_event(&event).is_err()) {
                self.end(Some(|w| w.export_failed));
            }
            return;
        };
        let failed = move || self.end(Some(|w| w.export_failed));
        match Running::start(&address, move |message| self.hear(message), failed) {
            Some(worker) => self.making.update_value(|making| making.worker = Some(worker)),
            None => failed(),
        }
    }

    fn hear(self, message: JsValue) {
        match serde_wasm_bindgen::from_value::<Response>(message) {
            Ok(Response::Ready) => {
                let posted = self.making.with_value(|making| {
                    let both = making.worker.as_ref().zip(making.request.as_ref());
                    both.is_some_and(|(worker, request)| worker.post(request, &js_sys::Array::new()))
                });
                if !posted {
                    self.end(Some(|w| w.export_failed));
                }
            }
            Ok(Response::Made { name, content }) => {
                saving::save(&name, &content);
                self.end(None);
            }
            _ => self.end(Some(|w| w.export_failed)),
        }
    }

    /// Ends the worker, in a task of its own: it may be the one that is speaking.
    fn end(self, said: Option<Pick>) {
        self.said.set(said);
        set_timeout(move || self.making.set_value(Making::default()), Duration::ZERO);
    }
}

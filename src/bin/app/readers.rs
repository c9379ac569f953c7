//! The page's end of the readers' worker: started when a file needs it, ended when it takes too long or has grown large.
//! If it dies, the file at which it died is refused, and the others are read all the same.

use super::engine::{Engine, worker_address};
use super::protocol::{FileKey, Input, Request};
use super::reading::{self, Response};
use super::running::Running;
use super::submission::{FileLine, Outcome};
use super::words::{Pick, both};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Time for one file. The largest sample takes a few seconds on an old office machine.
const LONGEST_MS: u32 = 60_000;
/// Without work for so long, the worker gives its memory back.
const IDLE_MS: u32 = 30_000;
/// After a file of so many bytes the worker gives its memory back at once: that of WebAssembly never shrinks.
const LARGE: u32 = 8 * 1024 * 1024;

/// What the page knows about the readers' worker.
#[derive(Default)]
pub struct Readers {
    running: Option<Running>,
    /// What is being read.
    asked: Option<Asked>,
    /// Ends the worker when it is through.
    timer: Option<Timeout>,
}

/// A source that is being read.
struct Asked {
    source: u32,
    request: reading::Request,
    /// The file of an archive that was begun last, and how many there are.
    part: u32,
    of: u32,
    /// Its name.
    name: String,
    /// The files that have been read or refused.
    lines: Vec<FileLine>,
}

impl Readers {
    /// Ends the worker and forgets what it was reading.
    pub fn stop(&mut self) {
        *self = Self::default();
    }

    /// Whether they are at work on a source.
    pub fn are_reading(&self, source: u32) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.source == source)
    }

    /// The files that were read or refused so far.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut FileLine> {
        self.asked.iter_mut().flat_map(|asked| &mut asked.lines)
    }
}

impl Engine {
    /// Hears from start.js when the readers have been fetched.
    pub fn listen_for_readers(self) {
        let Some(start) = document().get_element_by_id("start") else { return };
        let fetched = Closure::<dyn Fn()>::new(move || self.readers_fetched());
        let _ = start.add_event_listener_with_callback("readers", fetched.as_ref().unchecked_ref());
        // As long as the page lives.
        fetched.forget();
    }

    /// Reads a source with the readers.
    pub fn read_foreign(self, source: u32) {
        let known = self.inner.with_value(|inner| inner.sources.get(&source).cloned());
        let Some((Input::File(file), name)) = known.map(|known| (known.input, known.name.unwrap_or_default())) else {
            return;
        };
        let request = reading::Request { name: name.clone(), file, from: 0, export: None };
        self.inner.update_value(|inner| {
            inner.readers.asked = Some(Asked { source, request, part: 0, of: 1, name, lines: Vec::new() });
        });
        self.ask_readers();
    }

    fn ask_readers(self) {
        if self.inner.with_value(|inner| inner.readers.running.is_some()) {
            return self.post_to_readers();
        }
        let Some(address) = worker_address("data-readers") else {
            // Not fetched yet: start.js is asked for them, and says when they are there.
            let event = web_sys::Event::new("want-readers").ok();
            let start = document().get_element_by_id("start");
            let asked = start.zip(event).is_some_and(|(start, event)| start.dispatch_event(&event).is_ok());
            if !asked {
                self.readers_failed(|w| w.no_readers);
            }
            return;
        };
        let hear = move |message| self.hear_readers(message);
        match Running::start(&address, hear, move || self.readers_failed(|w| w.reader_died)) {
            Some(running) => self.inner.update_value(|inner| inner.readers.running = Some(running)),
            None => self.readers_failed(|w| w.no_readers),
        }
        self.limit_time();
    }

    fn readers_fetched(self) {
        let waits = |inner: &super::engine::Inner| inner.readers.asked.is_some() && inner.readers.running.is_none();
        if !self.inner.with_value(waits) {
            return;
        }
        match worker_address("data-readers") {
            Some(_) => self.ask_readers(),
            None => self.readers_failed(|w| w.no_readers),
        }
    }

    fn post_to_readers(self) {
        let posted = self.inner.with_value(|inner| {
            let (Some(running), Some(asked)) = (&inner.readers.running, &inner.readers.asked) else { return true };
            !running.listens || running.post(&asked.request, &js_sys::Array::new())
        });
        self.limit_time();
        if !posted {
            self.readers_failed(|w| w.reader_died);
        }
    }

    fn limit_time(self) {
        let timer = Timeout::new(LONGEST_MS, move || self.readers_failed(|w| w.reader_slow));
        self.inner.update_value(|inner| inner.readers.timer = Some(timer));
    }

    fn hear_readers(self, message: JsValue) {
        let Ok(response) = serde_wasm_bindgen::from_value::<Response>(message) else {
            return self.readers_failed(|w| w.reader_died);
        };
        match response {
            Response::Ready => {
                self.inner.update_value(|inner| {
                    if let Some(running) = &mut inner.readers.running {
                        running.listens = true;
                    }
                });
                self.post_to_readers();
            }
            Response::Begun { part, of, name } => {
                self.limit_time();
                self.show_reading(&name, part, of);
                self.inner.update_value(|inner| {
                    if let Some(asked) = &mut inner.readers.asked {
                        (asked.part, asked.of, asked.name) = (part, of, name);
                    }
                });
            }
            Response::File { part, name, outcome } => self.take_file(part, name, outcome),
            Response::Done => self.readers_done(),
            // Made by a worker of its own.
            Response::Made { .. } => {}
        }
    }

    /// Passes a document on to the engine, unopened.
    fn take_file(self, part: u32, name: String, outcome: reading::Outcome) {
        let taken = self.inner.try_update_value(|inner| {
            let asked = inner.readers.asked.as_mut()?;
            let key = FileKey { source: asked.source, part };
            let (outcome, packed) = match outcome {
                reading::Outcome::Packed(packed) => (Outcome::Read(Default::default()), Some(packed)),
                reading::Outcome::Refused(why) => (Outcome::Refused(why), None),
            };
            asked.lines.push(FileLine { key, name: Some(name.clone()), outcome });
            Some((inner.id, key, packed?))
        });
        if let Some((id, file, packed)) = taken.flatten() {
            self.post(&Request::Read { id, file, name, input: Input::Packed(packed) });
        }
    }

    fn readers_done(self) {
        let done = self.inner.try_update_value(|inner| {
            let asked = inner.readers.asked.take()?;
            if asked.request.file.size() > LARGE.into() {
                inner.readers.stop();
            } else {
                let give_back = move || self.inner.update_value(|inner| inner.readers.stop());
                inner.readers.timer = Some(Timeout::new(IDLE_MS, give_back));
            }
            Some((asked.source, asked.lines))
        });
        if let Some((source, lines)) = done.flatten() {
            self.settle(source, lines);
        }
    }

    /// The file that was being read is refused; the rest of its archive is read by a new worker.
    fn readers_failed(self, why: Pick) {
        let rest = self.inner.try_update_value(|inner| {
            let asked = inner.readers.asked.take();
            inner.readers.stop();
            let mut asked = asked?;
            let key = FileKey { source: asked.source, part: asked.part };
            asked.lines.retain(|line| line.key != key);
            asked.lines.push(FileLine { key, name: Some(asked.name.clone()), outcome: Outcome::Refused(both(why)) });
            asked.request.from = asked.part.saturating_add(1);
            if asked.request.from < asked.of {
                inner.readers.asked = Some(asked);
                return None;
            }
            Some((asked.source, asked.lines))
        });
        match rest.flatten() {
            Some((source, lines)) => self.settle(source, lines),
            None if self.inner.with_value(|inner| inner.readers.asked.is_some()) => self.ask_readers(),
            None => {}
        }
    }

    /// In an archive the file that is being read is named.
    fn show_reading(self, name: &str, part: u32, of: u32) {
        if of > 1 {
            self.state.busy.maybe_update(|busy| match busy {
                Some(busy) => {
                    busy.name = Some(format!("{name}（{}/{of}）", part.saturating_add(1)));
                    true
                }
                None => false,
            });
        }
    }
}

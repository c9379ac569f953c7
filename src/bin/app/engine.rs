//! The page's end of the worker: starts it, asks it, puts the pieces of its answer together, and notices when it dies.

use super::loaded::Loaded;
use super::protocol::{Input, Part, Request, Response};
use super::state::{Busy, Notice, Stage, State};
use gouji::report::Report;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

/// Bytes of the largest file the page takes. Reports are far below; more would exhaust the memory of a 32-bit engine.
const FILE_LIMIT: u32 = 64 * 1024 * 1024;

/// Handle of the worker.
#[derive(Clone, Copy)]
pub struct Engine {
    state: State,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    running: Option<Running>,
    /// Request that waits until the worker listens.
    waiting: Option<Request>,
    /// Number of the latest request.
    id: u32,
    /// The report that is being put together.
    growing: Option<Report>,
    /// Reports shown so far.
    generation: u32,
}

/// A worker with its listeners, which must live as long as it does.
struct Running {
    worker: Worker,
    listens: bool,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Engine {
    /// Starts a worker at once, so that the first check need not wait for it.
    pub fn start(state: State) -> Self {
        let engine = Self { state, inner: StoredValue::new_local(Inner::default()) };
        engine.restart();
        engine
    }

    /// Checks an input. A check that is still running is given up.
    pub fn check(self, input: Input, name: Option<String>) {
        if let Input::Text(text) | Input::Html(text) = &input
            && text.trim().is_empty()
        {
            self.state.notice.set(Some(Notice::Empty));
            return;
        }
        if self.state.busy.get_untracked().is_some() {
            self.restart();
        }
        self.state.notice.set(None);
        self.state.busy.set(Some(Busy { name: name.clone(), stage: Stage::Reading }));
        self.state.input.set_value(Some((input.clone(), name)));
        self.inner.update_value(|inner| {
            inner.id = inner.id.wrapping_add(1);
            inner.growing = None;
            inner.waiting = Some(Request::Check { id: inner.id, input });
        });
        if self.inner.with_value(|inner| inner.running.is_none()) {
            self.restart();
        }
        self.send_waiting();
    }

    /// Checks the first of the files that were chosen or dropped.
    pub fn check_files(self, files: Vec<File>) {
        let several = files.len() > 1;
        let Some(file) = files.into_iter().next() else { return };
        if file.size() > FILE_LIMIT.into() {
            self.state.notice.set(Some(Notice::TooLarge));
            return;
        }
        let name = file.name();
        self.check(Input::File(file), Some(name));
        if several {
            self.state.notice.set(Some(Notice::OnlyFirst));
        }
    }

    /// Checks again what was handed in last.
    pub fn retry(self) {
        if let Some((input, name)) = self.state.input.get_value() {
            self.check(input, name);
        }
    }

    /// Gives the running check up. What was typed and what is on screen stays.
    pub fn cancel(self) {
        if self.state.busy.get_untracked().is_some() {
            self.state.busy.set(None);
            self.restart();
        }
    }

    fn restart(self) {
        let running = self.spawn();
        if running.is_none() {
            self.state.busy.set(None);
            self.state.notice.set(Some(Notice::NoEngine));
        }
        self.inner.update_value(|inner| {
            inner.running = running;
            inner.waiting = None;
            inner.growing = None;
        });
    }

    fn spawn(self) -> Option<Running> {
        let worker = Worker::new(&worker_address()?).ok()?;
        let message = Closure::new(move |event: MessageEvent| self.hear(event.data()));
        let error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            self.died();
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Running { worker, listens: false, _message: message, _error: error })
    }

    fn send_waiting(self) {
        let mut failed = false;
        self.inner.update_value(|inner| {
            if let Some(running) = inner.running.as_ref().filter(|running| running.listens)
                && let Some(request) = inner.waiting.take()
            {
                let message = serde_wasm_bindgen::to_value(&request).map_err(JsValue::from);
                failed = message.and_then(|message| running.worker.post_message(&message)).is_err();
            }
        });
        if failed {
            self.died();
        }
    }

    fn hear(self, message: JsValue) {
        let Ok(response) = serde_wasm_bindgen::from_value::<Response>(message) else { return self.died() };
        let current = self.inner.with_value(|inner| inner.id);
        match response {
            Response::Ready { rules } => {
                self.state.rules.set(Arc::new(rules));
                self.inner.update_value(|inner| {
                    if let Some(running) = &mut inner.running {
                        running.listens = true;
                    }
                });
                self.send_waiting();
            }
            Response::Checking { id } if id == current => self.advance(Stage::Checking),
            Response::Part { id, percent, part } if id == current => {
                self.take(part);
                self.advance(Stage::Receiving(percent));
                self.ask_for_more(id);
            }
            Response::Done { id } if id == current => self.show(id),
            Response::Refused { id, message } if id == current => {
                self.state.busy.set(None);
                self.state.notice.set(Some(Notice::Refused(message)));
            }
            _ => {}
        }
    }

    /// The worker sends no faster than the page unpacks; else everything else would queue behind its messages.
    fn ask_for_more(self, id: u32) {
        let asked = self.inner.with_value(|inner| {
            let message = serde_wasm_bindgen::to_value(&Request::More { id }).ok()?;
            inner.running.as_ref()?.worker.post_message(&message).ok()
        });
        if asked.is_none() {
            self.died();
        }
    }

    fn advance(self, stage: Stage) {
        if self.state.busy.with_untracked(|busy| busy.as_ref().is_some_and(|busy| busy.stage != stage)) {
            self.state.busy.update(|busy| {
                if let Some(busy) = busy {
                    busy.stage = stage;
                }
            });
        }
    }

    fn take(self, part: Part) {
        self.inner.update_value(|inner| match (&mut inner.growing, part) {
            (growing, Part::Head(head)) => *growing = Some(*head),
            (Some(report), Part::Blocks(more)) => report.document.blocks.extend(more),
            (Some(report), Part::Sections(more)) => report.sections.extend(more),
            (Some(report), Part::Quantities(more)) => report.quantities.extend(more),
            (Some(report), Part::Relations(more)) => report.relations.extend(more),
            (Some(report), Part::Findings(more)) => report.findings.extend(more),
            (None, _) => {}
        });
    }

    /// Indices first, drawing in a task of its own: between the two the page answers.
    fn show(self, id: u32) {
        let name = self.state.busy.get_untracked().and_then(|busy| busy.name);
        let loaded = self.inner.try_update_value(|inner| {
            inner.generation += 1;
            inner.growing.take().map(|report| Arc::new(Loaded::new(report, name, inner.generation)))
        });
        let Some(loaded) = loaded.flatten() else { return self.died() };
        let draw = move || {
            let is_wanted = self.state.busy.with_untracked(Option::is_some);
            if is_wanted && self.inner.with_value(|inner| inner.id == id) {
                self.state.busy.set(None);
                self.state.replace(loaded);
            }
        };
        set_timeout(draw, Duration::ZERO);
    }

    /// Says so and starts a new worker; one that died before it listened is not started over and over.
    fn died(self) {
        let listened = self.inner.with_value(|inner| inner.running.as_ref().is_some_and(|running| running.listens));
        self.state.busy.set(None);
        if listened {
            self.restart();
            self.state.notice.set(Some(Notice::Died));
        } else {
            self.inner.update_value(|inner| {
                inner.running = None;
                inner.waiting = None;
            });
            self.state.notice.set(Some(Notice::NoEngine));
        }
    }
}

/// Where start.js keeps the worker's script: in memory, so that starting it again needs no request.
fn worker_address() -> Option<String> {
    document().get_element_by_id("start")?.get_attribute("data-engine")
}

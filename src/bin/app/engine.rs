//! The page's end of the engine: starts it, asks it, puts the pieces of its reports together, and notices when it dies.

use super::connected::Watch;
use super::correcting::History;
use super::job::{Job, Plan, Slot, Step};
use super::loaded::Loaded;
use super::protocol::{Across, Change, FileKey, Input, Part, Request, Response, Tally};
use super::readers::Readers;
use super::running::Running;
use super::state::{Arrival, Busy, Notice, Stage, State};
use super::submission::{FileLine, Outcome, Source, Submission};
use gouji::report::{Report, Text};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Reports kept ready while others are looked at.
const KEPT: usize = 12;

/// Handle of the engine.
#[derive(Clone, Copy)]
pub struct Engine {
    /// The page's state.
    pub state: State,
    /// What only the engine's handle needs.
    pub inner: StoredValue<Inner, LocalStorage>,
}

/// What the page knows about its workers and what they work on.
#[derive(Default)]
pub struct Inner {
    /// The engine's worker.
    pub running: Option<Running>,
    /// The readers' worker.
    pub readers: Readers,
    /// Number of the latest request.
    pub id: u32,
    /// Number of the latest source.
    pub latest_source: u32,
    /// Everything that was handed in and may have to be read again.
    pub sources: BTreeMap<u32, Source>,
    /// Of each source that is a new version of another one, the one that was handed in first.
    pub roots: BTreeMap<u32, u32>,
    /// Files that are looked after on disk.
    pub watch: Watch,
    /// Files that were taken out of the submission.
    pub removed: BTreeSet<FileKey>,
    /// What was corrected by hand in files.
    pub changes: BTreeMap<FileKey, Change>,
    /// What of that can be undone and done again.
    pub history: BTreeMap<FileKey, History>,
    /// Sources that were typed by hand.
    pub by_hand: BTreeSet<u32>,
    /// What was handed in last, to be tried again.
    pub attempt: Option<Plan>,
    /// Files being read and checked.
    pub job: Option<Job>,
    /// What was handed in while a report was on its way, and its names.
    pub late: (Vec<Slot>, Vec<Option<String>>),
    /// Whether something was corrected since the last check began.
    pub stale: bool,
    /// The report that is being put together.
    pub delivery: Option<Delivery>,
    /// Files whose documents the engine has.
    pub has: BTreeSet<FileKey>,
    /// The check whose reports the engine holds.
    pub holds: Option<u32>,
    /// Reports of the submission on screen that were looked at.
    pub loaded: BTreeMap<FileKey, Arc<Loaded>>,
    /// Checks and reports shown so far.
    pub generation: u32,
}

/// A report on its way from the engine.
pub struct Delivery {
    submission: Arc<Submission>,
    file: FileKey,
    arrival: Arrival,
    step: Step,
    growing: Option<Report>,
    whereabouts: Vec<Option<Text>>,
}

impl Engine {
    /// Starts a worker at once, so that the first check need not wait for it.
    pub fn start(state: State) -> Self {
        let engine = Self { state, inner: StoredValue::new_local(Inner::default()) };
        engine.restart();
        engine.listen_for_readers();
        // Whoever chooses a place in another file need not know how that file gets here.
        Effect::new(move || {
            if let Some((file, choice)) = state.wanted.get() {
                engine.open(file, Arrival::Opened(choice));
            }
        });
        engine
    }

    /// Gives up what is running, as the user wishes. What was typed and what is on screen stays, corrections included.
    pub fn cancel(self) {
        self.give_up();
        self.inner.update_value(|inner| inner.late = Default::default());
        self.catch_up();
    }

    /// Gives up what is running.
    pub fn give_up(self) {
        if self.state.busy.get_untracked().is_some() {
            self.state.busy.set(None);
            let given_up = self.inner.try_update_value(|inner| {
                let job = inner.job.take().map(|job| job.plan.step);
                job.or(inner.delivery.take().map(|delivery| delivery.step))
            });
            if let Some(step) = given_up.flatten() {
                self.abandon(&step);
            }
            self.restart();
        }
    }

    /// Opens a file of the submission on screen.
    pub fn open(self, file: FileKey, arrival: Arrival) {
        let Some(shown) = self.state.loaded.get_untracked() else { return };
        let ready = self.inner.with_value(|inner| inner.loaded.get(&file).cloned());
        if let Some(loaded) = ready {
            return self.state.replace(loaded, arrival);
        }
        let line = shown.submission.line(file).filter(|line| line.is_read()).cloned();
        let Some(line) = line.filter(|_| self.inner.with_value(|inner| inner.job.is_none())) else { return };
        if self.inner.with_value(|inner| inner.holds != Some(shown.submission.generation)) {
            return self.read_again(&shown, arrival, file);
        }
        self.state.notice.set(None);
        self.state.busy.set(Some(Busy { name: line.name, stage: Stage::Receiving(0), at: 0, of: 1 }));
        self.ask_for(shown.submission.clone(), file, arrival, Step::Same);
    }

    fn ask_for(self, submission: Arc<Submission>, file: FileKey, arrival: Arrival, step: Step) {
        let id = self.inner.try_update_value(|inner| {
            inner.id = inner.id.wrapping_add(1);
            let (growing, whereabouts) = (None, Vec::new());
            inner.delivery = Some(Delivery { submission, file, arrival, step, growing, whereabouts });
            inner.id
        });
        self.post(&Request::Open { id: id.unwrap_or_default(), file });
    }

    /// Ends both workers and starts the engine again; the readers start when they are needed.
    pub fn restart(self) {
        let running = worker_address("data-engine")
            .and_then(|address| Running::start(&address, move |message| self.hear(message), move || self.died()));
        if running.is_none() {
            self.state.busy.set(None);
            self.state.notice.set(Some(Notice::NoEngine));
        }
        self.inner.update_value(|inner| {
            inner.running = running;
            inner.readers.stop();
            inner.job = None;
            inner.delivery = None;
            inner.has.clear();
            inner.holds = None;
        });
    }

    /// Whether the engine takes requests.
    pub fn listens(self) -> bool {
        self.inner.with_value(|inner| inner.running.as_ref().is_some_and(|running| running.listens))
    }

    /// Sends a request; packed documents are handed over, not copied.
    pub fn post(self, request: &Request) {
        let handed_over = js_sys::Array::new();
        if let Request::Read { input: Input::Packed(packed), .. } = request {
            handed_over.push(&packed.buffer());
        }
        let posted = self
            .inner
            .with_value(|inner| inner.running.as_ref().is_some_and(|running| running.post(request, &handed_over)));
        if !posted {
            self.died();
        }
    }

    fn hear(self, message: JsValue) {
        let Ok(response) = serde_wasm_bindgen::from_value::<Response>(message) else { return self.died() };
        let current = self.inner.with_value(|inner| inner.id);
        match response {
            Response::Ready { rules, names } => {
                self.state.rules.set(Arc::new(rules));
                self.begin_settings(names);
                self.inner.update_value(|inner| {
                    if let Some(running) = &mut inner.running {
                        running.listens = true;
                    }
                });
                self.go_on();
            }
            Response::Read { id, file } if id == current => {
                self.inner.update_value(|inner| {
                    inner.has.insert(file);
                });
                self.settle_own(file, Outcome::Read(Default::default()));
            }
            Response::Refused { id, file, message } if id == current => {
                self.settle_own(file, Outcome::Refused(message));
            }
            Response::Foreign { id, file } if id == current => self.read_foreign(file.source),
            Response::Checked { id, tallies, across, compared } if id == current => {
                self.checked(tallies, across, compared);
            }
            Response::Part { id, percent, part } if id == current => {
                self.take(part);
                self.advance(percent);
                // The worker sends no faster than the page unpacks; else everything would queue behind its messages.
                self.post(&Request::More { id });
            }
            Response::Done { id } if id == current => self.show(id),
            Response::Tried { attempt, answer } => self.hear_trial(attempt, answer),
            Response::SettingsRead { answer } => self.hear_settings(answer),
            Response::SettingsWritten { text } => self.hear_settings_file(text),
            _ => {}
        }
    }

    /// The engine read a source itself; what it says of files that the readers had packed matters only if it is no.
    fn settle_own(self, file: FileKey, outcome: Outcome) {
        let is_own = self.inner.with_value(|inner| {
            let waits = inner.job.as_ref().is_some_and(|job| job.waits_for(file.source));
            waits && !inner.readers.are_reading(file.source)
        });
        match outcome {
            outcome if is_own => {
                let name =
                    self.inner.with_value(|inner| inner.sources.get(&file.source).and_then(|it| it.name.clone()));
                self.settle(file.source, vec![FileLine { key: file, name, outcome }]);
            }
            Outcome::Refused(message) => self.refuse_later(file, &message),
            Outcome::Read(_) => {}
        }
    }

    fn checked(self, tallies: Vec<Tally>, across: Vec<Across>, compared: usize) {
        // Meanwhile something was corrected, or more was handed in.
        let goes_on = |inner: &Inner| inner.stale || inner.job.as_ref().is_some_and(|job| job.waiting().is_some());
        if self.inner.with_value(goes_on) {
            return self.go_on();
        }
        let checked = self.inner.try_update_value(|inner| {
            let job = inner.job.as_ref()?;
            let read = job.read();
            let file = job.plan.open.filter(|file| read.contains(file)).or_else(|| read.first().copied())?;
            let mut tallies = tallies.into_iter();
            let with_tally = |mut line: FileLine| {
                if line.is_read() {
                    line.outcome = Outcome::Read(tallies.next().unwrap_or_default());
                }
                line
            };
            let files = job.lines().cloned().map(with_tally).collect();
            let (arrival, step) = (job.plan.arrival, job.plan.step.clone());
            inner.job = None;
            inner.generation += 1;
            inner.holds = Some(inner.generation);
            let submission = Submission { generation: inner.generation, files, across, compared };
            Some((Arc::new(submission), file, arrival, step))
        });
        match checked.flatten() {
            Some((submission, file, arrival, step)) => self.ask_for(submission, file, arrival, step),
            None => self.end_without_any(),
        }
    }

    fn advance(self, percent: u8) {
        self.state.busy.maybe_update(|busy| match busy {
            Some(busy) if busy.stage != Stage::Receiving(percent) => {
                busy.stage = Stage::Receiving(percent);
                true
            }
            _ => false,
        });
    }

    fn take(self, part: Part) {
        self.inner.update_value(|inner| {
            let Some(Delivery { growing, whereabouts, .. }) = &mut inner.delivery else { return };
            match (growing, part) {
                (growing, Part::Head(head)) => *growing = Some(*head),
                (Some(report), Part::Blocks(more)) => report.document.blocks.extend(more),
                (Some(report), Part::Sections(more)) => report.sections.extend(more),
                (Some(report), Part::Quantities(more)) => report.quantities.extend(more),
                (Some(report), Part::Relations(more)) => report.relations.extend(more),
                (Some(report), Part::Findings(more)) => report.findings.extend(more),
                (Some(report), Part::Origins(more)) => report.document.origins.extend(more),
                (Some(_), Part::Whereabouts(more)) => whereabouts.extend(more),
                (None, _) => {}
            }
        });
    }

    /// Indices first, drawing in a task of its own: between the two the page answers.
    fn show(self, id: u32) {
        let shown = self.inner.try_update_value(|inner| {
            let Delivery { submission, file, arrival, step, growing, whereabouts } = inner.delivery.take()?;
            inner.generation += 1;
            let corrected = match inner.changes.get(&file) {
                Some(Change::Parts(edits)) => edits.iter().map(|edit| edit.part).collect(),
                _ => Vec::new(),
            };
            let root = inner.root_of(file);
            let loaded = Loaded::new(growing?, whereabouts, submission, (file, root), inner.generation, corrected);
            Some((Arc::new(loaded), arrival, step))
        });
        let Some((loaded, arrival, step)) = shown.flatten() else { return self.died() };
        let draw = move || {
            let is_wanted = self.state.busy.with_untracked(Option::is_some);
            if is_wanted && self.inner.with_value(|inner| inner.id == id) {
                self.keep_former(&loaded.submission);
                self.take_step(step.clone(), &loaded.submission);
                self.remember(&loaded);
                self.tidy(&loaded);
                self.state.busy.set(None);
                self.state.replace(loaded.clone(), arrival);
                self.catch_up();
            }
        };
        set_timeout(draw, Duration::ZERO);
    }

    /// Keeps a report ready; those of an older check, and any beyond a dozen, are let go.
    fn remember(self, loaded: &Arc<Loaded>) {
        self.inner.update_value(|inner| {
            let current = loaded.submission.generation;
            inner.loaded.retain(|_, kept| kept.submission.generation == current);
            if inner.loaded.len() >= KEPT
                && let Some(oldest) = inner.loaded.iter().min_by_key(|(_, kept)| kept.generation).map(|(key, _)| *key)
            {
                inner.loaded.remove(&oldest);
            }
            inner.loaded.insert(loaded.file, loaded.clone());
        });
    }

    /// Says so and starts a new worker; one that died before it listened is not started over and over.
    pub fn died(self) {
        let listened = self.listens();
        self.state.busy.set(None);
        if listened {
            self.restart();
            self.state.notice.set(Some(Notice::Died));
        } else {
            self.inner.update_value(|inner| {
                inner.running = None;
                inner.readers.stop();
                inner.job = None;
                inner.delivery = None;
                inner.has.clear();
                inner.holds = None;
            });
            self.state.notice.set(Some(Notice::NoEngine));
        }
    }
}

/// Where start.js keeps a worker's script: in memory, so that starting it again needs no request.
pub fn worker_address(attribute: &str) -> Option<String> {
    document().get_element_by_id("start")?.get_attribute(attribute).filter(|address| !address.is_empty())
}

//! What is handed in, read one after the other, and then checked together: a job. What is on screen stays until the job
//! has succeeded; a file that cannot be read is listed with its reason and holds up no other.

use super::engine::{Engine, Inner};
use super::loaded::Loaded;
use super::protocol::{FileKey, Input, Request};
use super::state::{Arrival, Busy, Notice, Stage};
use super::submission::{FileLine, Outcome, Source};
use gouji::report::Text;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use web_sys::File;

/// Bytes of the largest file the page takes. Reports are far below; more would exhaust the memory of a 32-bit engine.
const FILE_LIMIT: u32 = 64 * 1024 * 1024;
/// Most files of one submission.
const MOST_FILES: usize = 300;

/// Files being read in order to be checked.
pub struct Job {
    /// Number of the request that all its messages carry.
    pub id: u32,
    /// What was read, and what is yet to be read, in the order in which it was handed in.
    pub slots: Vec<Slot>,
    /// How its result is to appear.
    pub arrival: Arrival,
    /// The file to be opened; else the first one.
    pub open: Option<FileKey>,
}

/// A place in the order of files.
#[derive(Debug, Clone)]
pub enum Slot {
    /// A source to be read.
    Waiting(u32),
    /// A file that was read or refused.
    Settled(FileLine),
}

impl Job {
    /// The files whose reports will be there.
    pub fn read(&self) -> Vec<FileKey> {
        self.lines().filter(|line| line.is_read()).map(|line| line.key).collect()
    }

    /// The files that were read or refused so far.
    pub fn lines(&self) -> impl Iterator<Item = &FileLine> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Settled(line) => Some(line),
            Slot::Waiting(_) => None,
        })
    }

    /// Whether a source is yet to be read.
    pub fn waits_for(&self, source: u32) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Waiting(waiting) if *waiting == source))
    }

    fn waiting(&self) -> Option<u32> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Waiting(source) => Some(*source),
            Slot::Settled(_) => None,
        })
    }
}

impl Engine {
    /// Checks a text or a web page. What is open is replaced.
    pub fn check(self, input: Input, name: Option<String>) {
        if self.is_blank(&input) {
            return;
        }
        if let (Input::Text(text), None) = (&input, &name) {
            self.state.typed.set_value(Some(text.clone()));
        }
        let slots = vec![Slot::Waiting(self.keep(Source { name, input }))];
        self.begin(slots, Arrival::Fresh, None);
    }

    /// Checks a changed text in place of the file that is open.
    pub fn revise(self, text: String) {
        self.give_up();
        let input = Input::Text(text);
        let Some(loaded) = self.state.loaded.get_untracked().filter(|_| !self.is_blank(&input)) else { return };
        if let (Input::Text(text), None) = (&input, &loaded.name) {
            self.state.typed.set_value(Some(text.clone()));
        }
        let source = self.keep(Source { name: loaded.name.clone(), input });
        // Should its archive be read again, the file as it was does not come back.
        self.inner.update_value(|inner| {
            inner.removed.insert(loaded.file);
        });
        let key = FileKey { source, part: 0 };
        let mut slots = self.known_slots(&loaded, |line| if line.key == loaded.file { None } else { Some(line) });
        let at = loaded.submission.files.iter().take_while(|line| line.key != loaded.file).count();
        slots.insert(at.min(slots.len()), Slot::Waiting(source));
        self.begin(slots, Arrival::Revised, Some(key));
    }

    /// Checks the files that were chosen or dropped: in place of what is open, or together with it.
    pub fn check_files(self, files: Vec<File>, together: bool) {
        if files.is_empty() {
            return;
        }
        self.give_up();
        self.state.typed.set_value(None);
        let open = self.state.loaded.get_untracked().filter(|_| together);
        let mut slots = open.as_ref().map(|open| self.known_slots(open, Some)).unwrap_or_default();
        let room = MOST_FILES.saturating_sub(slots.len());
        let left_out = files.len().saturating_sub(room);
        for file in files.into_iter().take(room) {
            let (name, too_large) = (Some(file.name()), file.size() > FILE_LIMIT.into());
            let source = self.keep(Source { name: name.clone(), input: Input::File(file) });
            slots.push(if too_large {
                let key = FileKey { source, part: 0 };
                Slot::Settled(FileLine { key, name, outcome: Outcome::Refused(super::words::both(|w| w.too_large)) })
            } else {
                Slot::Waiting(source)
            });
        }
        let arrival = if open.is_some() { Arrival::Revised } else { Arrival::Fresh };
        self.begin(slots, arrival, open.map(|open| open.file));
        if left_out > 0 {
            self.state.notice.set(Some(Notice::TooMany(left_out)));
        }
    }

    /// Takes a file out of the submission and checks the others again.
    pub fn remove(self, key: FileKey) {
        self.give_up();
        let Some(loaded) = self.state.loaded.get_untracked() else { return };
        self.inner.update_value(|inner| {
            inner.removed.insert(key);
        });
        let slots = self.known_slots(&loaded, |line| (line.key != key).then_some(line));
        self.begin(slots, Arrival::Revised, Some(loaded.file));
    }

    /// Checks again what was handed in last.
    pub fn retry(self) {
        let slots = self.inner.with_value(|inner| inner.attempt.clone());
        self.begin(slots, Arrival::Fresh, None);
    }

    /// Whether there is something to be checked again.
    pub fn can_retry(self) -> bool {
        self.inner.with_value(|inner| !inner.attempt.is_empty())
    }

    /// Reads everything that is open anew, because the engine lost it, and opens a file.
    pub fn read_again(self, loaded: &Loaded, arrival: Arrival, open: FileKey) {
        self.begin(self.known_slots(loaded, Some), arrival, Some(open));
    }

    fn is_blank(self, input: &Input) -> bool {
        let blank = matches!(input, Input::Text(text) | Input::Html(text) if text.trim().is_empty());
        if blank {
            self.state.notice.set(Some(Notice::Empty));
        }
        blank
    }

    fn keep(self, source: Source) -> u32 {
        let kept = self.inner.try_update_value(|inner| {
            inner.latest_source += 1;
            inner.sources.insert(inner.latest_source, source);
            inner.latest_source
        });
        kept.unwrap_or_default()
    }

    /// The files of what is open, as far as `keep` keeps them; to be read again where the engine no longer has them.
    fn known_slots(self, loaded: &Loaded, keep: impl Fn(FileLine) -> Option<FileLine>) -> Vec<Slot> {
        let is_held = self.inner.with_value(|inner| inner.holds == Some(loaded.submission.generation));
        let mut again = BTreeSet::new();
        let slot = |line: FileLine| {
            if is_held || !line.is_read() {
                return Some(Slot::Settled(line));
            }
            again.insert(line.key.source).then_some(Slot::Waiting(line.key.source))
        };
        loaded.submission.files.iter().cloned().filter_map(keep).filter_map(slot).collect()
    }

    /// Begins a job. One that is still running is given up.
    fn begin(self, slots: Vec<Slot>, arrival: Arrival, open: Option<FileKey>) {
        self.give_up();
        self.state.notice.set(None);
        self.state.busy.set(Some(Busy { name: None, stage: Stage::Reading, at: 0, of: slots.len() }));
        self.inner.update_value(|inner| {
            inner.attempt = again(&slots);
            inner.id = inner.id.wrapping_add(1);
            inner.delivery = None;
            inner.job = Some(Job { id: inner.id, slots, arrival, open });
        });
        if self.inner.with_value(|inner| inner.running.is_none()) {
            self.restart();
        }
        self.go_on();
    }

    /// The next step of the job: reads the next source, or checks all files, or ends without any.
    pub fn go_on(self) {
        if !self.listens() {
            return;
        }
        let next = self.inner.with_value(|inner| {
            let job = inner.job.as_ref()?;
            Some((job.id, job.waiting(), job.read(), job.lines().count(), job.slots.len()))
        });
        let Some((id, waiting, read, at, of)) = next else { return };
        if let Some(key) = waiting {
            let Some(source) = self.inner.with_value(|inner| inner.sources.get(&key).cloned()) else { return };
            self.state.busy.set(Some(Busy { name: source.name.clone(), stage: Stage::Reading, at, of }));
            let name = source.name.unwrap_or_default();
            self.post(&Request::Read { id, file: FileKey { source: key, part: 0 }, name, input: source.input });
        } else if read.is_empty() {
            self.end_without_any();
        } else {
            let name = self.inner.with_value(|inner| inner.job.as_ref().and_then(only_name));
            self.state.busy.set(Some(Busy { name, stage: Stage::Checking, at: of, of }));
            self.post(&Request::Check { id, files: read });
        }
    }

    /// The source that is being read gave these files; the next follows.
    pub fn settle(self, source: u32, lines: Vec<FileLine>) {
        self.inner.update_value(|inner| {
            let Inner { job: Some(job), removed, .. } = inner else { return };
            let place = job.slots.iter().position(|slot| matches!(slot, Slot::Waiting(waiting) if *waiting == source));
            if let Some(at) = place {
                let wanted = lines.into_iter().filter(|line| !removed.contains(&line.key));
                job.slots.splice(at..=at, wanted.map(Slot::Settled));
            }
        });
        self.go_on();
    }

    /// A file that the readers had read turned out to be of no use to the engine.
    pub fn refuse_later(self, key: FileKey, message: &Text) {
        self.inner.update_value(|inner| {
            let slots = inner.job.iter_mut().flat_map(|job| &mut job.slots).filter_map(|slot| match slot {
                Slot::Settled(line) => Some(line),
                Slot::Waiting(_) => None,
            });
            for line in slots.chain(inner.readers.lines_mut()).filter(|line| line.key == key) {
                line.outcome = Outcome::Refused(message.clone());
            }
        });
    }

    /// None of the files could be read: what was on screen stays there.
    pub fn end_without_any(self) {
        let job = self.inner.try_update_value(|inner| inner.job.take()).flatten();
        self.state.busy.set(None);
        let refused = job.iter().flat_map(Job::lines).filter_map(|line| match &line.outcome {
            Outcome::Refused(why) => Some((self.full_name(line), why.clone())),
            Outcome::Read(_) => None,
        });
        self.state.notice.set(Some(Notice::Refused(refused.collect::<Vec<_>>().into())));
    }

    /// The name of a file, after that of the archive in which it lies.
    fn full_name(self, line: &FileLine) -> Option<String> {
        let outer = self.inner.with_value(|inner| inner.sources.get(&line.key.source)?.name.clone());
        match (outer, &line.name) {
            (Some(outer), Some(name)) if outer != *name => Some(format!("{outer} › {name}")),
            (_, name) => name.clone(),
        }
    }

    /// Back to nothing: neither page nor engine remembers a file.
    pub fn forget(self) {
        self.restart();
        self.inner.update_value(|inner| {
            inner.sources.clear();
            inner.removed.clear();
            inner.attempt.clear();
            inner.loaded.clear();
        });
        self.state.forget();
    }

    /// Sources that no file on screen comes from are let go.
    pub fn tidy(self, loaded: &Arc<Loaded>) {
        let used: BTreeSet<u32> = loaded.submission.files.iter().map(|line| line.key.source).collect();
        self.inner.update_value(|inner| {
            inner.sources.retain(|source, _| used.contains(source));
            inner.removed.retain(|key| used.contains(&key.source));
        });
    }
}

/// The same files, all to be read again.
fn again(slots: &[Slot]) -> Vec<Slot> {
    let mut known = BTreeSet::new();
    let again = slots.iter().filter_map(|slot| match slot {
        Slot::Settled(line) if !line.is_read() => Some(slot.clone()),
        Slot::Settled(FileLine { key: FileKey { source, .. }, .. }) | Slot::Waiting(source) => {
            known.insert(*source).then_some(Slot::Waiting(*source))
        }
    });
    again.collect()
}

/// The name of a job's only file.
fn only_name(job: &Job) -> Option<String> {
    let mut lines = job.lines();
    let first = lines.next()?.name.clone();
    if lines.next().is_none() { first } else { None }
}

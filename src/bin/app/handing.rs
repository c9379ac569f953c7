//! What is handed in, read one after the other, and then checked together: a job. What is on screen stays until the job
//! has succeeded; a file that cannot be read is listed with its reason and holds up no other.

use super::engine::{Engine, Inner};
use super::job::{Job, Plan, Slot, Step};
use super::loaded::Loaded;
use super::protocol::{FileKey, Input, Request};
use super::state::{Arrival, Busy, Notice, Stage};
use super::submission::{FileLine, Outcome, Source, Submission};
use super::undo::{Done, Past};
use gouji::report::Text;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use web_sys::File;

/// Bytes of the largest file the page takes. Reports are far below; more would exhaust the memory of a 32-bit engine.
pub const FILE_LIMIT: u32 = 64 * 1024 * 1024;
/// Most files of one submission.
const MOST_FILES: usize = 300;

/// Whether a file may hold decisions: it is looked into.
pub fn may_be_decisions(file: &File) -> bool {
    file.name().ends_with(".json")
}

impl Engine {
    /// Checks a text or a web page: together with what is open, or in place of it where the first screen is shown.
    pub fn check(self, input: Input, name: Option<String>) {
        if self.is_blank(&input) {
            return;
        }
        let is_added = self.open_files().is_some();
        if let (Input::Text(text), None, false) = (&input, &name, is_added) {
            self.state.typed.set_value(Some(text.clone()));
        }
        let name = name.or_else(|| if is_added { self.next_pasted() } else { None });
        let source = self.keep(Source { name: name.clone(), input });
        self.hand_in(vec![Slot::Waiting(source)], vec![name]);
    }

    /// Checks a text that was typed: it is nowhere but here.
    pub fn check_typed(self, text: String) {
        let input = Input::Text(text);
        if self.is_blank(&input) {
            return;
        }
        self.check(input, None);
        self.inner.update_value(|inner| {
            inner.by_hand.insert(inner.latest_source);
        });
    }

    /// What was handed in or corrected while a report was on its way.
    pub fn catch_up(self) {
        let late = self.inner.try_update_value(|inner| (std::mem::take(&mut inner.late), inner.stale));
        match late {
            Some(((slots, names), _)) if !slots.is_empty() => self.hand_in(slots, names),
            Some((_, true)) => self.check_again(),
            _ => {}
        }
    }

    /// Checks the files that were chosen or dropped: together with what is open, or in place of it where the first
    /// screen is shown. Gives the source of each.
    pub fn check_files(self, files: Vec<File>) -> Vec<u32> {
        let (decisions, reports): (Vec<File>, Vec<File>) = files.into_iter().partition(may_be_decisions);
        decisions.into_iter().for_each(|file| self.take_decisions(file));
        self.check_reports(reports)
    }

    /// The same of files that hold no decisions.
    pub fn check_reports(self, files: Vec<File>) -> Vec<u32> {
        if files.is_empty() {
            return Vec::new();
        }
        let open = self.open_files();
        if open.is_none() && !self.state.drafting.get_value() {
            self.state.typed.set_value(None);
        }
        let room = MOST_FILES.saturating_sub(open.map_or(0, |open| open.submission.files.len()));
        let left_out = files.len().saturating_sub(room);
        let (mut slots, mut names, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for file in files.into_iter().take(room) {
            let (name, too_large) = (Some(file.name()), file.size() > FILE_LIMIT.into());
            let source = self.keep(Source { name: name.clone(), input: Input::File(file) });
            names.push(name.clone());
            sources.push(source);
            slots.push(if too_large {
                let key = FileKey { source, part: 0 };
                Slot::Settled(FileLine { key, name, outcome: Outcome::Refused(super::words::both(|w| w.too_large)) })
            } else {
                Slot::Waiting(source)
            });
        }
        self.hand_in(slots, names);
        if left_out > 0 {
            self.state.notice.set(Some(Notice::TooMany(left_out)));
        }
        sources
    }

    /// What is open and on screen: what is handed in now, is added to it.
    fn open_files(self) -> Option<Arc<Loaded>> {
        self.state.loaded.get_untracked().filter(|_| !self.state.choosing.get_untracked())
    }

    /// Reads and checks what was handed in. While something else is being read, it comes along; nothing is given up.
    fn hand_in(self, new: Vec<Slot>, names: Vec<Option<String>>) {
        if new.is_empty() || self.joins(&new, &names) {
            return;
        }
        let Some(open) = self.open_files() else {
            return self.begin(new, Arrival::Fresh, None, Step::Forward(Done::Replaced));
        };
        let mut slots = open.submission.slots();
        let mut shown = open.file;
        let (mut added, mut renewed) = (Vec::new(), Vec::new());
        for (slot, name) in new.into_iter().zip(names.iter().cloned()) {
            let is_alone = names.iter().filter(|other| **other == name).count() == 1;
            let former = self.former(&open.submission, name.as_ref()).filter(|_| is_alone);
            match former.zip(slot.source()) {
                Some((old, source)) => {
                    self.succeed(&mut slots, old, source);
                    if shown.source == old {
                        shown.source = source;
                    }
                    renewed.push(name);
                }
                None => {
                    slots.push(slot);
                    added.push(name);
                }
            }
        }
        let done = if added.is_empty() {
            Done::Renewed { name: renewed.into_iter().next().flatten(), by_hand: true }
        } else {
            let is_new = |line: &&FileLine| line.name.is_some() && added.contains(&line.name);
            let namesakes = open.submission.files.iter().filter(is_new).map(|line| line.key).collect();
            Done::Added { names: added, namesakes }
        };
        self.begin(slots, Arrival::Revised, Some(shown), Step::Forward(done));
    }

    /// Whether what was handed in goes along with a job that is running, or waits for a report that is on its way.
    fn joins(self, new: &[Slot], more: &[Option<String>]) -> bool {
        let joined = self.inner.try_update_value(|inner| {
            if let Some(job) = &mut inner.job {
                if let Step::Forward(Done::Added { names, .. }) = &mut job.plan.step {
                    names.extend_from_slice(more);
                } else if job.plan.step != Step::Forward(Done::Replaced) {
                    inner.late.0.extend_from_slice(new);
                    inner.late.1.extend_from_slice(more);
                    return true;
                }
                job.plan.slots.extend_from_slice(new);
                inner.attempt = Some(job.plan.anew());
                return true;
            }
            if inner.delivery.is_some() {
                inner.late.0.extend_from_slice(new);
                inner.late.1.extend_from_slice(more);
            }
            inner.delivery.is_some()
        });
        joined == Some(true)
    }

    /// Takes files out of the submission and checks the others again.
    pub fn remove(self, keys: &[FileKey]) {
        // Whatever is being taken out already, goes with it.
        let mut keys = keys.to_vec();
        self.inner.with_value(|inner| {
            if let Some(Step::Forward(Done::TookOut { keys: others, .. })) = inner.job.as_ref().map(|it| &it.plan.step)
            {
                keys.extend(others);
            }
        });
        self.give_up();
        let Some(loaded) = self.state.loaded.get_untracked() else { return };
        let (gone, rest): (Vec<FileLine>, Vec<FileLine>) =
            loaded.submission.files.iter().cloned().partition(|line| keys.contains(&line.key));
        let Some(name) = gone.into_iter().next().map(|line| line.name) else { return };
        if !rest.iter().any(FileLine::is_read) {
            return self.clear();
        }
        let step = Step::Forward(Done::TookOut { keys, name });
        let slots = rest.into_iter().map(Slot::Settled).collect();
        self.begin(slots, Arrival::Revised, Some(loaded.file), step);
    }

    /// Checks again what was handed in last.
    pub fn retry(self) {
        if let Some(Plan { slots, arrival, open, step }) = self.inner.with_value(|inner| inner.attempt.clone()) {
            self.begin(slots, arrival, open, step);
        }
    }

    /// Whether there is something to be checked again.
    pub fn can_retry(self) -> bool {
        self.inner.with_value(|inner| inner.attempt.is_some())
    }

    /// Reads everything that is open anew, because the engine lost it, and opens a file.
    pub fn read_again(self, loaded: &Loaded, arrival: Arrival, open: FileKey) {
        self.begin(loaded.submission.slots(), arrival, Some(open), Step::Same);
    }

    /// What another pasted text is called beside one that has no name.
    fn next_pasted(self) -> Option<String> {
        let pasted = untrack(|| self.state.words()).pasted;
        let open = self.open_files()?;
        let is_pasted = |line: &&FileLine| line.name.as_ref().is_none_or(|name| name.starts_with(pasted));
        let count = open.submission.files.iter().filter(is_pasted).count();
        (count > 0).then(|| format!("{pasted} {}", count + 1))
    }

    /// Whether there is nothing to be checked; then the page says so.
    pub fn is_blank(self, input: &Input) -> bool {
        let blank = matches!(input, Input::Text(text) | Input::Html(text) if text.trim().is_empty());
        if blank {
            self.state.notice.set(Some(Notice::Empty));
        }
        blank
    }

    /// Keeps what was handed in; gives its number.
    pub fn keep(self, source: Source) -> u32 {
        let kept = self.inner.try_update_value(|inner| {
            inner.latest_source += 1;
            inner.sources.insert(inner.latest_source, source);
            inner.latest_source
        });
        kept.unwrap_or_default()
    }

    /// The same files, but what the engine no longer has is to be read again: of an archive all of it.
    fn readable(self, slots: Vec<Slot>) -> Vec<Slot> {
        let mut again = BTreeSet::new();
        self.inner.with_value(|inner| {
            let is_lost = |line: &&FileLine| line.is_read() && !inner.has.contains(&line.key);
            let lost: BTreeSet<u32> =
                slots.iter().filter_map(Slot::line).filter(is_lost).map(|line| line.key.source).collect();
            let readable = |slot: Slot| match slot.line().map(|line| line.key.source) {
                Some(source) if lost.contains(&source) => again.insert(source).then_some(Slot::Waiting(source)),
                _ => Some(slot),
            };
            slots.into_iter().filter_map(readable).collect()
        })
    }

    /// Begins a job. One that is still running is given up.
    pub fn begin(self, slots: Vec<Slot>, arrival: Arrival, open: Option<FileKey>, step: Step) {
        self.give_up();
        let slots = self.readable(slots);
        self.state.notice.set(None);
        self.state.busy.set(Some(Busy { name: None, stage: Stage::Reading, at: 0, of: slots.len() }));
        let plan = Plan { slots, arrival, open, step };
        self.inner.update_value(|inner| {
            inner.attempt = Some(plan.anew());
            inner.id = inner.id.wrapping_add(1);
            inner.delivery = None;
            inner.stale = false;
            if let Step::Forward(Done::TookOut { keys, .. }) = &plan.step {
                inner.removed.extend(keys);
            }
            inner.job = Some(Job { id: inner.id, plan });
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
            Some((job.id, job.waiting(), job.read(), job.lines().count(), job.plan.slots.len()))
        });
        let Some((id, waiting, read, at, of)) = next else { return };
        if let Some(key) = waiting {
            let Some(source) = self.inner.with_value(|inner| inner.sources.get(&key).cloned()) else { return };
            self.state.busy.set(Some(Busy { name: source.name.clone(), stage: Stage::Reading, at, of }));
            let name = source.name.unwrap_or_default();
            self.post(&Request::Read { id, file: FileKey { source: key, part: 0 }, name, input: source.input });
        } else if read.is_empty() || self.adds_nothing(&read) {
            self.end_without_any();
        } else {
            let name = self.inner.with_value(|inner| inner.job.as_ref().and_then(Job::only_name));
            self.state.busy.set(Some(Busy { name, stage: Stage::Checking, at: of, of }));
            self.ask_for_check(id, read);
        }
    }

    /// Whether none of the files that were to be added, or one that was to be renewed, could be read.
    fn adds_nothing(self, read: &[FileKey]) -> bool {
        let renews = |job: &Job| matches!(job.plan.step, Step::Forward(Done::Renewed { .. }));
        let fails = |job: &Job| renews(job) && job.lines().any(|line| !line.is_read() && self.is_new(line.key));
        if self.inner.with_value(|inner| inner.job.as_ref().is_some_and(fails)) {
            return true;
        }
        let adds = |job: &Job| matches!(job.plan.step, Step::Forward(Done::Added { .. }));
        let open = self.open_files().filter(|_| self.inner.with_value(|inner| inner.job.as_ref().is_some_and(adds)));
        open.is_some_and(|open| read.iter().all(|key| open.submission.line(*key).is_some()))
    }

    /// Whether a file is not on screen yet.
    fn is_new(self, key: FileKey) -> bool {
        self.open_files().is_none_or(|open| open.submission.line(key).is_none())
    }

    fn ask_for_check(self, id: u32, files: Vec<FileKey>) {
        let open = self.state.loaded.get_untracked();
        let past = self.state.past.get_untracked();
        let options = self.state.settings.options.get_untracked();
        let request = self.inner.try_update_value(|inner| {
            let is_fresh = open.is_none() && inner.job.as_ref()?.plan.step != Step::Back;
            inner.stale = false;
            let before = past.iter().flat_map(|past| &past.files);
            let before = before.chain(open.iter().flat_map(|open| &open.submission.files)).map(|line| line.key);
            let kept: Vec<FileKey> = if is_fresh { Vec::new() } else { before.collect() };
            inner.has.retain(|key| files.contains(key) || kept.contains(key));
            let changed = inner.changes.iter().filter(|(key, _)| files.contains(key));
            let changes = changed.map(|(key, change)| (*key, change.clone())).collect();
            Some(Request::Check { id, files, changes, kept, options })
        });
        if let Some(request) = request.flatten() {
            self.post(&request);
        }
    }

    /// The source that is being read gave these files; the next follows.
    pub fn settle(self, source: u32, lines: Vec<FileLine>) {
        self.inner.update_value(|inner| {
            let Inner { job: Some(job), removed, .. } = inner else { return };
            let slots = &mut job.plan.slots;
            let place = slots.iter().position(|slot| matches!(slot, Slot::Waiting(waiting) if *waiting == source));
            if let Some(at) = place {
                let wanted = lines.into_iter().filter(|line| !removed.contains(&line.key));
                slots.splice(at..=at, wanted.map(Slot::Settled));
            }
        });
        self.go_on();
    }

    /// A file that the readers had read turned out to be of no use to the engine.
    pub fn refuse_later(self, key: FileKey, message: &Text) {
        self.inner.update_value(|inner| {
            let slots = inner.job.iter_mut().flat_map(|job| &mut job.plan.slots).filter_map(|slot| match slot {
                Slot::Settled(line) => Some(line),
                Slot::Waiting(_) => None,
            });
            for line in slots.chain(inner.readers.lines_mut()).filter(|line| line.key == key) {
                line.outcome = Outcome::Refused(message.clone());
            }
        });
    }

    /// None of the files that were handed in could be read: what was on screen stays there.
    pub fn end_without_any(self) {
        let job = self.inner.try_update_value(|inner| inner.job.take()).flatten();
        self.state.busy.set(None);
        let is_new = |line: &&FileLine| self.is_new(line.key);
        let refused = job.iter().flat_map(Job::lines).filter(is_new).filter_map(|line| match &line.outcome {
            Outcome::Refused(why) => Some((self.full_name(line), why.clone())),
            Outcome::Read(_) => None,
        });
        self.state.notice.set(Some(Notice::Refused(refused.collect::<Vec<_>>().into())));
        if let Some(job) = &job {
            self.abandon(&job.plan.step);
        }
        self.catch_up();
    }

    /// A step that was not taken: its files are still there.
    pub fn abandon(self, step: &Step) {
        if let Step::Forward(Done::TookOut { keys, .. }) = step {
            self.inner.update_value(|inner| inner.removed.retain(|key| !keys.contains(key)));
        }
    }

    /// The step was taken: from now on it can be undone, or has been.
    pub fn take_step(self, step: Step, new: &Submission) {
        match (step, self.state.loaded.get_untracked()) {
            (Step::Same, _) => {}
            (Step::Forward(_), None) => self.state.past.update(Vec::clear),
            (Step::Forward(done @ Done::Renewed { by_hand, .. }), Some(open)) => {
                self.take_renewal(&open, new, by_hand, done);
            }
            (Step::Forward(done), Some(open)) => {
                self.remember_step(Past { done, files: open.submission.files.clone(), file: open.file });
            }
            (Step::Back, _) => self.state.past.update(|past| {
                past.pop();
            }),
        }
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
            inner.roots.clear();
            inner.watch.retain(|_| false);
            inner.removed.clear();
            inner.changes.clear();
            inner.history.clear();
            inner.by_hand.clear();
            inner.attempt = None;
            inner.loaded.clear();
        });
        self.state.leave();
    }

    /// Sources that no file comes from, neither on screen nor of what can be undone, are let go.
    pub fn tidy(self, loaded: &Loaded) {
        let past = self.state.past.get_untracked();
        let files = past.iter().flat_map(|past| &past.files).chain(&loaded.submission.files);
        let used: BTreeSet<FileKey> = files.map(|line| line.key).collect();
        let sources: BTreeSet<u32> = used.iter().map(|key| key.source).collect();
        self.inner.update_value(|inner| {
            let late: Vec<u32> = inner.late.0.iter().filter_map(Slot::source).collect();
            let is_used = |source: &u32| sources.contains(source) || late.contains(source);
            inner.sources.retain(|source, _| is_used(source));
            inner.by_hand.retain(is_used);
            inner.removed.retain(|key| is_used(&key.source));
            inner.changes.retain(|key, _| used.contains(key));
            inner.history.retain(|key, _| used.contains(key));
            let roots: BTreeSet<u32> = inner.sources.keys().map(|source| inner.root(*source)).collect();
            inner.watch.retain(|root| roots.contains(&root));
            inner.roots.retain(|source, _| inner.sources.contains_key(source));
            self.state.bases.maybe_update(|bases| {
                let count = bases.len();
                bases.retain(|file, _| roots.contains(&file.source));
                bases.len() != count
            });
            self.state.connected.maybe_update(|connected| {
                let count = connected.len();
                connected.retain(|root| inner.watch.knows(*root));
                connected.len() != count
            });
        });
    }
}

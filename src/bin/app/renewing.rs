//! A new version of a file that is open: it takes the place of the old one, and what was chosen and where one was stays.

use super::engine::{Engine, Inner};
use super::handing::FILE_LIMIT;
use super::job::{Slot, Step};
use super::loaded::Loaded;
use super::protocol::{FileKey, Input};
use super::state::Arrival;
use super::submission::{FileLine, Source, Submission};
use super::undo::{Done, Past};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::File;

impl Inner {
    /// The source as it was handed in first, whatever versions came since.
    pub fn root(&self, source: u32) -> u32 {
        self.roots.get(&source).copied().unwrap_or(source)
    }

    /// A file as it was handed in first.
    pub fn root_of(&self, file: FileKey) -> FileKey {
        FileKey { source: self.root(file.source), ..file }
    }
}

impl Engine {
    /// Reads files that were saved anew, named by the sources as they were handed in first.
    pub fn renew(self, saved: Vec<(u32, File)>) {
        let Some(open) = self.state.loaded.get_untracked() else { return };
        let mut slots = open.submission.slots();
        let mut shown = open.file;
        let mut first = None;
        for (root, file) in saved.into_iter().filter(|(_, file)| file.size() <= FILE_LIMIT.into()) {
            let sources = open.submission.files.iter().map(|line| line.key.source);
            let current = self.inner.with_value(|inner| sources.into_iter().find(|source| inner.root(*source) == root));
            let Some(current) = current else { continue };
            let name = Some(file.name());
            let source = self.keep(Source { name: name.clone(), input: Input::File(file) });
            self.succeed(&mut slots, current, source);
            if shown.source == current {
                shown.source = source;
            }
            first = first.or(name);
        }
        if first.is_some() {
            let step = Step::Forward(Done::Renewed { name: first, by_hand: false });
            self.begin(slots, Arrival::Revised, Some(shown), step);
        }
    }

    /// Puts a source in the place of another one, whose new version it is.
    pub fn succeed(self, slots: &mut Vec<Slot>, old: u32, new: u32) {
        let is_old = |slot: &Slot| slot.line().is_some_and(|line| line.key.source == old);
        if let Some(at) = slots.iter().position(is_old) {
            slots.retain(|slot| !is_old(slot));
            slots.insert(at.min(slots.len()), Slot::Waiting(new));
        }
        self.inner.update_value(|inner| {
            let root = inner.root(old);
            inner.roots.insert(new, root);
        });
    }

    /// The source of the only open file of a name, of which another one of that name is the new version.
    pub fn former(self, open: &Submission, name: Option<&String>) -> Option<u32> {
        let mut namesakes = open.files.iter().filter(|line| line.name.as_ref() == name && name.is_some());
        let line = namesakes.next().filter(|_| namesakes.next().is_none())?;
        let parts = open.files.iter().filter(|other| other.key.source == line.key.source).count();
        (parts == 1).then_some(line.key.source)
    }

    /// Keeps the reports of files whose new versions are about to be shown, to tell what has changed since.
    pub fn keep_former(self, new: &Submission) {
        let former: Vec<(FileKey, Arc<Loaded>)> = self.inner.with_value(|inner| {
            let shown = self.state.loaded.get_untracked();
            let reports = inner.loaded.values().cloned().chain(shown);
            let is_renewed = |old: &Arc<Loaded>| {
                new.line(old.file).is_none() && new.files.iter().any(|line| inner.root_of(line.key) == old.root)
            };
            reports.filter(is_renewed).map(|old| (old.root, old)).collect()
        });
        self.state.bases.maybe_update(|bases| {
            for (root, old) in &former {
                bases.entry(*root).or_insert_with(|| old.clone());
            }
            !former.is_empty()
        });
    }

    /// A version that came by saving is not a step to be undone, unless corrections by hand go with the old one; earlier
    /// steps lead back to the new version.
    pub fn take_renewal(self, open: &Loaded, new: &Submission, by_hand: bool, done: Done) {
        let corrected = |inner: &Inner| {
            let mut gone = open.submission.files.iter().filter(|line| new.line(line.key).is_none());
            gone.any(|line| inner.changes.contains_key(&line.key))
        };
        if by_hand || self.inner.with_value(corrected) {
            return self.remember_step(Past { done, files: open.submission.files.clone(), file: open.file });
        }
        let successor = |key: FileKey| {
            let root = |key| self.inner.with_value(|inner| inner.root_of(key));
            let line = new.files.iter().find(|line| new.line(key).is_none() && root(line.key) == root(key));
            line.map_or(key, |line| line.key)
        };
        self.state.past.maybe_update(|past| {
            for step in past.iter_mut() {
                step.file = successor(step.file);
                step.files.iter_mut().for_each(|line| line.key = successor(line.key));
            }
            false
        });
    }

    /// Both the new version and the one before it, because they are different files after all.
    pub fn keep_both(self) {
        let (Some(open), Some(past)) =
            (self.state.loaded.get_untracked(), self.state.past.with_untracked(|past| past.last().cloned()))
        else {
            return;
        };
        let is_new = |line: &&FileLine| past.files.iter().all(|old| old.key != line.key);
        let new: Vec<FileLine> = open.submission.files.iter().filter(is_new).cloned().collect();
        self.inner
            .update_value(|inner| inner.roots.retain(|source, _| new.iter().all(|line| line.key.source != *source)));
        let names = new.iter().map(|line| line.name.clone()).collect();
        let slots = past.files.into_iter().chain(new).map(Slot::Settled).collect();
        let done = Done::Added { names, namesakes: Vec::new() };
        self.begin(slots, Arrival::Revised, Some(open.file), Step::Forward(done));
    }
}

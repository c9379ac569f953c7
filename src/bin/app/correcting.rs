//! What is corrected by hand (编辑): kept beside what was read, and applied whenever it is checked. The file never changes.

use super::engine::Engine;
use super::job::Step;
use super::protocol::{Change, FileKey, Input};
use super::state::Arrival;
use gouji::document::Edit;
use leptos::prelude::*;

impl Engine {
    /// Checks a file with what was corrected in it by hand.
    pub fn revise(self, file: FileKey, change: Change) {
        let is_nothing = match &change {
            Change::Text(text) => self.is_blank(&Input::Text(text.clone())),
            Change::Parts(edits) => {
                if edits.is_empty() {
                    self.inner.update_value(|inner| drop(inner.changes.remove(&file)));
                }
                edits.is_empty()
            }
        };
        if !is_nothing {
            self.inner.update_value(|inner| drop(inner.changes.insert(file, change)));
        }
        self.check_again();
    }

    /// Corrects a paragraph or a cell of a file.
    pub fn edit(self, file: FileKey, edit: Edit) {
        let mut edits = self.edits(file);
        edits.push(edit);
        self.revise(file, Change::Parts(edits));
    }

    /// Takes the latest correction of a paragraph or cell of the open file back.
    pub fn undo_edit(self) {
        if let Some(loaded) = self.state.loaded.get_untracked() {
            let mut edits = self.edits(loaded.file);
            edits.pop();
            self.revise(loaded.file, Change::Parts(edits));
        }
    }

    /// The paragraphs and cells of a file that were corrected, in the order in which that was done.
    pub fn edits(self, file: FileKey) -> Vec<Edit> {
        self.inner.with_value(|inner| match inner.changes.get(&file) {
            Some(Change::Parts(edits)) => edits.clone(),
            _ => Vec::new(),
        })
    }

    /// Checks what is open again; after what is being read or checked now, if anything is.
    pub fn check_again(self) {
        let waits = self.inner.try_update_value(|inner| {
            inner.stale = inner.job.is_some() || inner.delivery.is_some();
            inner.stale
        });
        if waits == Some(true) {
            return;
        }
        if let Some(loaded) = self.state.loaded.get_untracked() {
            self.begin(loaded.submission.slots(), Arrival::Revised, Some(loaded.file), Step::Same);
        }
    }
}

//! Tracked changes (修订) met while reading, which are read as if all had been accepted, and what is struck out (删除线) or
//! hidden, which is left out.

use crate::document::{LeftOut, Note};

/// How many there were.
#[derive(Default)]
pub(super) struct Changes {
    /// Stretches that were inserted.
    pub inserted: u32,
    /// Stretches that were deleted, left out.
    pub deleted: u32,
    last: Option<Change>,
    /// Stretches that are struck out.
    struck: u32,
    striking: bool,
    /// Stretches that are hidden.
    hidden: u32,
    hiding: bool,
}

/// What a tracked change did to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Inserted: it is read.
    Inserted,
    /// Deleted: it is left out.
    Deleted,
}

impl Changes {
    /// Follows the text: neighbours that were changed alike are one stretch.
    pub fn follow(&mut self, change: Option<Change>) {
        if change != self.last {
            self.inserted += u32::from(change == Some(Change::Inserted));
            self.deleted += u32::from(change == Some(Change::Deleted));
            self.last = change;
        }
    }

    /// Follows the text: neighbours that are struck out alike are one stretch.
    pub fn follow_struck(&mut self, struck: bool) {
        self.struck = self.struck.saturating_add(u32::from(struck && !self.striking));
        self.striking = struck;
    }

    /// Follows the text: neighbours that are hidden alike are one stretch.
    pub fn follow_hidden(&mut self, hidden: bool) {
        self.hidden = self.hidden.saturating_add(u32::from(hidden && !self.hiding));
        self.hiding = hidden;
    }

    /// What the user has to be told.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let changed = self.inserted > 0 || self.deleted > 0;
        let changes = changed.then_some(Note::TrackedChanges { inserted: self.inserted, deleted: self.deleted });
        let left_out = [(LeftOut::Struck, self.struck), (LeftOut::Hidden, self.hidden)];
        let left_out = left_out.into_iter().filter(|(_, count)| *count > 0);
        changes.into_iter().chain(left_out.map(|(what, count)| Note::LeftOut { what, count }))
    }
}

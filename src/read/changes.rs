//! Tracked changes (修订) met while reading; they are read as if all had been accepted.

use crate::document::Note;

/// How many there were.
#[derive(Default)]
pub(super) struct Changes {
    /// Stretches that were inserted.
    pub inserted: u32,
    /// Stretches that were deleted, left out.
    pub deleted: u32,
    last: Option<Change>,
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

    /// What the user has to be told, if there were any.
    pub fn note(&self) -> Option<Note> {
        let changed = self.inserted > 0 || self.deleted > 0;
        changed.then_some(Note::TrackedChanges { inserted: self.inserted, deleted: self.deleted })
    }
}

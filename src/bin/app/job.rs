//! Files being read in order to be checked together: a job.

use super::protocol::FileKey;
use super::state::Arrival;
use super::submission::FileLine;
use super::undo::Done;
use std::collections::BTreeSet;

/// What is to be read and checked, and what then becomes of it.
#[derive(Clone)]
pub struct Plan {
    /// What was read, and what is yet to be read, in the order in which it was handed in.
    pub slots: Vec<Slot>,
    /// How its result is to appear.
    pub arrival: Arrival,
    /// The file to be opened; else the first one.
    pub open: Option<FileKey>,
    /// Whether it can be undone.
    pub step: Step,
}

/// Files being read in order to be checked.
pub struct Job {
    /// Number of the request that all its messages carry.
    pub id: u32,
    /// What it is about.
    pub plan: Plan,
}

/// What a job changes about the files that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing: they are checked again.
    Same,
    /// Something that can be undone.
    Forward(Done),
    /// What can be undone is undone.
    Back,
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
        self.plan.slots.iter().filter_map(Slot::line)
    }

    /// Whether a source is yet to be read.
    pub fn waits_for(&self, source: u32) -> bool {
        self.plan.slots.iter().any(|slot| matches!(slot, Slot::Waiting(waiting) if *waiting == source))
    }

    /// The name of its only file.
    pub fn only_name(&self) -> Option<String> {
        let mut lines = self.lines();
        let first = lines.next()?.name.clone();
        if lines.next().is_none() { first } else { None }
    }

    /// The next source to be read.
    pub fn waiting(&self) -> Option<u32> {
        self.plan.slots.iter().find_map(|slot| match slot {
            Slot::Waiting(source) => Some(*source),
            Slot::Settled(_) => None,
        })
    }
}

impl Plan {
    /// The same files, all to be read again.
    pub fn anew(&self) -> Self {
        let mut known = BTreeSet::new();
        let again = self.slots.iter().filter_map(|slot| match slot {
            Slot::Settled(line) if !line.is_read() => Some(slot.clone()),
            Slot::Settled(FileLine { key: FileKey { source, .. }, .. }) | Slot::Waiting(source) => {
                known.insert(*source).then_some(Slot::Waiting(*source))
            }
        });
        Self { slots: again.collect(), ..self.clone() }
    }
}

impl Slot {
    /// The file that was read or refused.
    pub fn line(&self) -> Option<&FileLine> {
        match self {
            Self::Settled(line) => Some(line),
            Self::Waiting(_) => None,
        }
    }

    /// The source that is to be read.
    pub fn source(&self) -> Option<u32> {
        match self {
            Self::Waiting(source) => Some(*source),
            Self::Settled(_) => None,
        }
    }
}

//! The files that were handed in together (一份报送材料), as the page lists them.

use super::job::Slot;
use super::protocol::{Across, FileKey, Input, Tally};
use gouji::report::Text;

/// All files of a submission, and what they contradict each other in.
#[derive(Debug)]
pub struct Submission {
    /// Counts the checks since the page was opened: part of every list key, so that nothing outlives its check.
    pub generation: u32,
    /// The files, in the order in which they were handed in.
    pub files: Vec<FileLine>,
    /// Problems between files, gravest first.
    pub across: Vec<Across>,
    /// How many files were compared with another one.
    pub compared: usize,
}

/// A file of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// What page and engine call it.
    pub key: FileKey,
    /// What the user calls it: name of the file or example, path in an archive; `None` for pasted text.
    pub name: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was read; so many problems were found in it. Zero until it is checked.
    Read(Tally),
    /// It could not be read.
    Refused(Text),
}

impl FileLine {
    /// Whether there is a report of it.
    pub fn is_read(&self) -> bool {
        matches!(self.outcome, Outcome::Read(_))
    }
}

impl Submission {
    /// All files, as they are checked again.
    pub fn slots(&self) -> Vec<Slot> {
        self.files.iter().cloned().map(Slot::Settled).collect()
    }

    /// The line of a file.
    pub fn line(&self, key: FileKey) -> Option<&FileLine> {
        self.files.iter().find(|line| line.key == key)
    }
}

/// Something handed in. Kept in memory only, to be read again if a worker dies.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name of the file or example; `None` for pasted text.
    pub name: Option<String>,
    /// The content, or the file's handle.
    pub input: Input,
}

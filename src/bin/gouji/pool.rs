//! Several files at a time, their results in the order of the files.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, SystemTime};

/// Does `work` for each item on so many threads, and hands the results to `take` in the order of the items. On a terminal
/// a line says how far it is.
pub fn each<I: Sync, R: Send>(items: &[I], jobs: usize, work: impl Fn(&I) -> R + Sync, mut take: impl FnMut(R)) {
    let next = AtomicUsize::new(0);
    let (sender, results) = sync_channel(jobs);
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((at, item)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
                {
                    if sender.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut progress = Progress::new(items.len());
        let (mut waiting, mut wanted) = (BTreeMap::new(), 0);
        for (at, result) in results {
            progress.step();
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&wanted) {
                progress.clear();
                take(result);
                wanted += 1;
            }
        }
        progress.clear();
    });
}

/// A line on the terminal.
struct Progress {
    shown: bool,
    done: usize,
    of: usize,
    since: SystemTime,
}

impl Progress {
    /// Nothing is shown for a few files, and where nobody looks.
    fn new(of: usize) -> Self {
        Self { shown: of > 3 && std::io::stderr().is_terminal(), done: 0, of, since: SystemTime::now() }
    }

    fn step(&mut self) {
        self.done += 1;
        if !self.shown || self.done == self.of {
            return;
        }
        let spent = self.since.elapsed().unwrap_or_default();
        let one = spent / u32::try_from(self.done).unwrap_or(u32::MAX);
        let left: Duration = one.saturating_mul(u32::try_from(self.of - self.done).unwrap_or(u32::MAX));
        let mut terminal = std::io::stderr().lock();
        // Where the terminal is gone there is nobody to tell.
        let _ = write!(terminal, "\r\x1b[2K{}/{} 还需约{}秒", self.done, self.of, left.as_secs() + 1);
        let _ = terminal.flush();
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[2K");
        }
    }
}

//! Formatted disk pages (FKP, [MS-DOC] 2.9.23 and 2.9.174): pages of 512 bytes that say which stretch of the stream has which
//! formatting.

use super::bytes::{index, slice, u32_at};
use std::ops::Range;

const PAGE: usize = 512;
/// Stretches that are kept: in a report, one for every few characters would be a hundred thousand.
const MOST_RUNS: usize = 4 << 20;
/// Bits of a page number.
const PAGE_NUMBER: u32 = 0x3F_FFFF;

/// Stretches of the stream `WordDocument` with the same formatting, by where they begin.
pub(super) struct Runs(Vec<Run>);

struct Run {
    /// Offsets in the stream.
    from: u32,
    to: u32,
    /// Where in the stream its formatting is; an empty range for none.
    formatting: Range<u32>,
}

impl Runs {
    /// Formatting of paragraphs: the number of the style (2 bytes), then modifiers.
    pub fn of_paragraphs(main: &[u8], pages: &[u8]) -> Self {
        Self::read(main, pages, 13, paragraph)
    }

    /// Formatting of characters: modifiers.
    pub fn of_characters(main: &[u8], pages: &[u8]) -> Self {
        Self::read(main, pages, 1, character)
    }

    /// The formatting at an offset, and the offsets between which it is the same.
    pub fn at<'a>(&self, main: &'a [u8], at: u32) -> (&'a [u8], Range<u32>) {
        let after = self.0.partition_point(|run| run.from <= at);
        let next = self.0.get(after).map_or(u32::MAX, |run| run.from);
        let Some(run) = after.checked_sub(1).and_then(|last| self.0.get(last)).filter(|run| at < run.to) else {
            return (&[], at..next);
        };
        let formatting = main.get(index(run.formatting.start)..index(run.formatting.end));
        (formatting.unwrap_or_default(), run.from..run.to.min(next))
    }

    fn read(main: &[u8], pages: &[u8], entry: usize, formatting: fn(&[u8], usize) -> Option<Range<usize>>) -> Self {
        let count = pages.len().saturating_sub(4) / 8;
        // No file has more pages than fit into it; one page named twice says nothing new.
        let numbers = (0..count.min(main.len() / PAGE)).filter_map(|page| u32_at(pages, (count + 1 + page) * 4));
        let mut runs = Vec::new();
        for number in numbers {
            let start = index(number & PAGE_NUMBER).saturating_mul(PAGE);
            let Some(page) = slice(main, start, PAGE) else { continue };
            let held = page.last().map_or(0, |count| usize::from(*count));
            if runs.len() > MOST_RUNS {
                break;
            }
            runs.extend((0..held).map_while(|run| Run::read(page, start, [run, held, entry], formatting)));
        }
        runs.sort_by_key(|run| run.from);
        Self(runs)
    }
}

impl Run {
    fn read(
        page: &[u8],
        start: usize,
        [run, held, entry]: [usize; 3],
        formatting: fn(&[u8], usize) -> Option<Range<usize>>,
    ) -> Option<Self> {
        let (from, to) = (u32_at(page, run * 4)?, u32_at(page, run * 4 + 4)?);
        // The offset is counted in words; 0 stands for no formatting.
        let offset = usize::from(*page.get((held + 1) * 4 + run * entry)?) * 2;
        let within = if offset == 0 { None } else { formatting(page, offset) };
        let absolute = |at: usize| u32::try_from(start + at).unwrap_or(u32::MAX);
        let formatting = within.map_or(0..0, |within| absolute(within.start)..absolute(within.end));
        Some(Self { from, to, formatting })
    }
}

/// `PapxInFkp`: a length in words, counted from one byte before or, if 0, written in a second byte.
fn paragraph(page: &[u8], at: usize) -> Option<Range<usize>> {
    let range = match usize::from(*page.get(at)?) {
        0 => at + 2..at + 2 + 2 * usize::from(*page.get(at + 1)?),
        words => at + 1..at + 2 * words,
    };
    Some(range.start..range.end.min(PAGE))
}

/// `Chpx`: a length in bytes.
fn character(page: &[u8], at: usize) -> Option<Range<usize>> {
    let length = usize::from(*page.get(at)?);
    Some(at + 1..(at + 1 + length).min(PAGE))
}

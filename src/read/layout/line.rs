//! Glyphs → lines: by baseline first, then from left to right, with the spaces that the eye sees between words.

use super::{Glyph, Ink};
use crate::document::Area;

/// A glyph in its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its box.
    pub area: Area,
    /// Font size.
    pub size: i32,
    /// Whether a space stands before it.
    pub spaced: bool,
}

/// Text on one baseline, from left to right; never without a mark.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its glyphs.
    pub marks: Vec<Mark<'a>>,
    /// The box around them.
    pub area: Area,
    /// The line they stand on.
    pub baseline: i32,
    /// Font size of most of them.
    pub size: i32,
}

/// Groups glyphs into lines, from top to bottom. The order in which they come does not matter.
pub(super) fn lines<'a>(mut glyphs: Vec<&'a Glyph>) -> Vec<Line<'a>> {
    glyphs.sort_unstable_by_key(|glyph| (glyph.baseline, order(glyph)));
    let mut found = Vec::new();
    let mut open: Vec<&Glyph> = Vec::new();
    // The largest glyph says where the line stands: raised and lowered ones are smaller.
    let mut largest: Option<&Glyph> = None;
    for glyph in glyphs {
        match largest {
            Some(line) if is_level(line, glyph) => largest = Some(if glyph.size > line.size { glyph } else { line }),
            _ => {
                found.extend(line(std::mem::take(&mut open)));
                largest = Some(glyph);
            }
        }
        open.push(glyph);
    }
    found.extend(line(open));
    found
}

/// Whether a glyph stands on the line of one above it; a raised or lowered one (上标) is clearly smaller.
fn is_level(above: &Glyph, glyph: &Glyph) -> bool {
    let (small, large) = (above.size.min(glyph.size), above.size.max(glyph.size));
    let apart = glyph.baseline - above.baseline;
    if small * 4 <= large * 3 { apart * 5 <= large * 3 } else { apart * 5 <= large * 2 }
}

/// A total order of all that a glyph is but its baseline, so that the order of drawing leaves no trace.
fn order(glyph: &Glyph) -> (i32, i32, i32, i32, i32, &str) {
    let area = glyph.area;
    (area.left, area.right, area.top, area.bottom, glyph.size, &glyph.text)
}

/// One line of glyphs that stand on it; none if they are all blank.
fn line<'a>(mut glyphs: Vec<&'a Glyph>) -> Option<Line<'a>> {
    glyphs.sort_unstable_by_key(|glyph| (order(glyph), glyph.baseline));
    let visible = || glyphs.iter().copied().filter(|glyph| !is_blank(glyph));
    let size = median(visible().map(|glyph| glyph.size))?;
    let baseline = median(visible().filter(|glyph| glyph.size >= size).map(|glyph| glyph.baseline))?;
    let mut marks: Vec<Mark<'a>> = Vec::with_capacity(glyphs.len());
    let mut blank: Option<&Glyph> = None;
    // Blanks drawn over each other only carry an underline through the gap beside a number.
    let mut padded = false;
    for glyph in glyphs {
        if is_blank(glyph) {
            let over = |last: &Glyph| (glyph.area.left - last.area.left) * 2 < last.area.right - last.area.left;
            padded |= blank.is_some_and(over);
            blank = Some(glyph);
            continue;
        }
        let raised = glyph.size * 8 <= size * 7 && (baseline - glyph.baseline) * 6 >= size;
        let Some(text) = (if raised { raised_text(&marks, glyph) } else { Some(glyph.text.trim()) }) else { continue };
        let beside = marks.last().is_some_and(|last| is_wide(last.last()) != text.starts_with(is_wide));
        let spaced = blank.is_some() && !(padded && beside);
        let mark = Mark { text, area: glyph.area, size: glyph.size, spaced };
        if !marks.last().is_some_and(|last| is_twin(last, &mark)) {
            marks.push(mark);
            (blank, padded) = (None, false);
        }
    }
    let mut line = Line { area: around(&marks)?, marks, baseline, size };
    line.space();
    Some(line)
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty()
}

fn median(values: impl Iterator<Item = i32>) -> Option<i32> {
    let mut values: Vec<i32> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn around(marks: &[Mark]) -> Option<Area> {
    marks.iter().map(|mark| mark.area).reduce(Area::to)
}

/// What a raised, smaller glyph says: the 2 of m² belongs to its unit, the mark of a footnote to no number.
fn raised_text<'a>(before: &[Mark], glyph: &'a Glyph) -> Option<&'a str> {
    let metres = before.last().is_some_and(|last| last.text.ends_with(['m', 'M', 'ｍ']));
    match glyph.text.trim() {
        "2" if metres => Some("²"),
        "3" if metres => Some("³"),
        text if text.chars().all(|one| one.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩*＊※[]()（）注".contains(one)) => {
            None
        }
        text => Some(text),
    }
}

/// The same glyph drawn again a little aside, to look bold.
fn is_twin(first: &Mark, second: &Mark) -> bool {
    let aside = second.area.left - first.area.left;
    first.text == second.text && aside <= ((first.area.right - first.area.left) / 4).max(first.size / 12)
}

/// Chinese characters and their punctuation: they stand without spaces and break anywhere.
pub(in crate::read) fn is_wide(one: char) -> bool {
    one >= '\u{2E80}' || "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩".contains(one)
}

/// What may stand inside a number.
pub(super) fn is_numeric(one: char) -> bool {
    one.is_ascii_digit() || ('０'..='９').contains(&one) || ".,%‰-+".contains(one)
}

impl<'a> Mark<'a> {
    fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    fn last(&self) -> char {
        self.text.chars().next_back().unwrap_or(' ')
    }

    fn width(&self) -> i32 {
        self.area.right - self.area.left
    }

    /// Whether the eye sees a space between two neighbours. `wider` is how much all gaps of the line are stretched.
    fn is_apart_from(&self, before: &Self, wider: i32) -> bool {
        let em = before.size.max(self.size);
        let gap = self.area.left - before.area.right;
        if self.spaced {
            return gap * 10 > em;
        }
        let gap = gap - wider;
        match (before.last(), self.first()) {
            (a, b) if is_wide(a) && is_wide(b) => gap > em * 2,
            (a, b) if is_wide(a) || is_wide(b) => gap * 4 > em * 3,
            // Kerning opens gaps inside numbers that between letters would be spaces.
            (a, b) if is_numeric(a) && is_numeric(b) => gap * 10 > em * 3,
            _ => gap * 100 > em * 18,
        }
    }
}

impl<'a> Line<'a> {
    /// Its text, with spaces.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (at, mark) in self.marks.iter().enumerate() {
            if at > 0 && mark.spaced {
                text.push(' ');
            }
            text.push_str(mark.text);
        }
        text
    }

    /// Its ink, on a page.
    pub fn ink(&self, page: u32) -> impl Iterator<Item = Ink<'a>> + '_ {
        self.marks.iter().map(move |mark| Ink { page, area: mark.area, text: mark.text })
    }

    /// From its left to its right end.
    pub fn width(&self) -> i32 {
        self.area.right - self.area.left
    }

    /// Width of the stretch at its beginning that cannot be broken: what did not fit on the line before.
    pub fn unit(&self) -> i32 {
        let mut end = self.area.left;
        let mut before: Option<&Mark> = None;
        for mark in &self.marks {
            let goes_on = match before {
                None => true,
                Some(_) if mark.spaced => false,
                Some(last) => {
                    "（“《〔【(".contains(last.last())
                        || "，。、；：）”》〕】！？,.;:)%％".contains(mark.first())
                        || !is_wide(last.last()) && !is_wide(mark.first())
                }
            };
            if !goes_on {
                break;
            }
            end = mark.area.right;
            before = Some(mark);
        }
        end - self.area.left
    }

    /// Width of its first glyph.
    pub fn first_width(&self) -> i32 {
        self.marks.first().map_or(0, Mark::width)
    }

    /// The stretches between gaps wider than `gap`.
    pub fn split(&self, gap: i32) -> Vec<Self> {
        self.split_where(|before, after| after - before > gap)
    }

    /// The stretches between those gaps, from `before` to `after`, at which it is to be cut.
    pub fn split_where(&self, cut: impl Fn(i32, i32) -> bool) -> Vec<Self> {
        let parts = self.marks.chunk_by(|before, after| !cut(before.area.right, after.area.left));
        let part = |marks: &[Mark<'a>]| Some(Self { area: around(marks)?, marks: marks.to_vec(), ..*self });
        parts.filter_map(part).collect()
    }

    /// Decides where spaces stand.
    fn space(&mut self) {
        if self.is_spread() {
            self.marks.iter_mut().for_each(|mark| mark.spaced = false);
            return;
        }
        let mut gaps: Vec<i32> = self.gaps().collect();
        gaps.sort_unstable();
        // Letters set apart throughout (加宽) are still words.
        let wider = if gaps.len() < 4 { 0 } else { gaps.get(gaps.len() / 4).copied().unwrap_or(0) };
        let wider = wider.clamp(0, self.size * 3 / 10);
        for at in 1..self.marks.len() {
            if let Some([before, after]) = self.marks.get_mut(at - 1..=at) {
                after.spaced = after.is_apart_from(before, wider);
            }
        }
    }

    fn gaps(&self) -> impl Iterator<Item = i32> + '_ {
        self.marks.iter().zip(self.marks.iter().skip(1)).map(|(before, after)| after.area.left - before.area.right)
    }

    /// A few Chinese characters spread evenly over their cell (分散对齐): 合　　计.
    fn is_spread(&self) -> bool {
        let (Some(least), Some(most)) = (self.gaps().min(), self.gaps().max()) else { return false };
        let wide = self.marks.iter().all(|mark| is_wide(mark.first()) && mark.text.chars().count() == 1);
        wide && self.marks.len() <= 6 && least * 2 > self.size && most - least <= self.size / 2
    }
}

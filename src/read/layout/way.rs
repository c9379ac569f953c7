//! Which way text runs on a page: pages set sideways are turned, single sideways texts become one glyph each.

use super::{Glyph, Leaf};
use crate::document::Area;

/// Which way a line of text runs on the page as seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Way {
    /// As text runs.
    #[default]
    Rightwards,
    /// Turned clockwise by a quarter.
    Downwards,
    /// Upside down.
    Leftwards,
    /// Turned counter-clockwise by a quarter.
    Upwards,
}

impl Way {
    const ALL: [Self; 4] = [Self::Rightwards, Self::Downwards, Self::Leftwards, Self::Upwards];

    /// The way after so many more quarters clockwise.
    pub fn turned(self, quarters: usize) -> Self {
        let at = Self::ALL.iter().position(|way| *way == self).unwrap_or(0);
        Self::ALL.get((at + quarters) % 4).copied().unwrap_or_default()
    }
}

/// Turns a page most of whose text runs sideways, as a wide table printed along the long edge does, so that it can be read
/// in lines; what still runs sideways (a cell's label, a note at the edge) becomes one glyph a line.
pub(in crate::read) fn straighten(leaf: &mut Leaf) {
    let half = leaf.glyphs.len() / 2;
    let counted = |way: &Way| leaf.glyphs.iter().filter(|glyph| glyph.way == *way).count() > half;
    if let Some(way) = Way::ALL.into_iter().find(counted) {
        turn(leaf, way);
        leaf.turned = way;
    }
    if leaf.glyphs.iter().any(|glyph| glyph.way != Way::Rightwards) {
        leaf.glyphs = gathered(std::mem::take(&mut leaf.glyphs));
    }
}

fn turn(leaf: &mut Leaf, way: Way) {
    let (width, height) = (leaf.width, leaf.height);
    let place = |[x, y]: [i32; 2]| match way {
        Way::Rightwards => [x, y],
        Way::Downwards => [y, width - x],
        Way::Leftwards => [width - x, height - y],
        Way::Upwards => [height - y, x],
    };
    let quarters = match way {
        Way::Rightwards => return,
        Way::Downwards => 3,
        Way::Leftwards => 2,
        Way::Upwards => 1,
    };
    if way != Way::Leftwards {
        (leaf.width, leaf.height) = (height, width);
    }
    for glyph in &mut leaf.glyphs {
        let [one, other] = [[glyph.area.left, glyph.area.top], [glyph.area.right, glyph.area.bottom]].map(place);
        glyph.area = Area {
            left: one[0].min(other[0]),
            top: one[1].min(other[1]),
            right: one[0].max(other[0]),
            bottom: one[1].max(other[1]),
        };
        glyph.baseline = glyph.area.bottom - glyph.size * 12 / 100;
        glyph.way = glyph.way.turned(quarters);
    }
    for rule in &mut leaf.rules {
        let [one, other] = [rule.from, rule.to].map(place);
        (rule.from, rule.to) = (one.min(other), one.max(other));
    }
}

/// Sideways glyphs that follow each other on one line, put together in the order in which they are drawn.
fn gathered(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut gathered: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        match gathered.last_mut() {
            Some(last) if glyph.way != Way::Rightwards && goes_on(last, &glyph) => {
                last.text.push_str(&glyph.text);
                last.area = last.area.to(glyph.area);
            }
            _ => gathered.push(glyph),
        }
    }
    for glyph in gathered.iter_mut().filter(|glyph| glyph.way != Way::Rightwards) {
        // So that its middle counts as the place where it stands.
        glyph.baseline = glyph.area.top + (glyph.area.bottom - glyph.area.top) / 2 + glyph.size / 3;
    }
    gathered
}

fn goes_on(last: &Glyph, next: &Glyph) -> bool {
    let (a, b) = (last.area, next.area);
    let (aside, gap) = match next.way {
        Way::Rightwards | Way::Leftwards => (a.top.abs_diff(b.top), a.left - b.right),
        Way::Downwards => (a.left.abs_diff(b.left), b.top - a.bottom),
        Way::Upwards => (a.left.abs_diff(b.left), a.top - b.bottom),
    };
    last.way == next.way && last.size == next.size && aside <= 100 && gap.abs() <= next.size
}

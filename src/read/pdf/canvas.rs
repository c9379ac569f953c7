//! What one page shows: glyphs, ruling lines and pictures that are drawn within its edges.

use std::collections::BTreeSet;

use super::super::layout::{Glyph, Leaf, Rule, Way, straighten};
use super::matrix::{Matrix, whole};
use crate::document::Area;

/// A page being drawn. Matrices lead to hundredths of a point from the page's top left corner.
#[derive(Default)]
pub(super) struct Canvas {
    leaf: Leaf,
    /// Text drawn without ink, as text recognition (OCR) lays it under a scan.
    hidden: Vec<Glyph>,
    /// The part of the page that pictures cover.
    pictures: Option<Area>,
    /// Filled shapes with curves: letters drawn as outlines (转曲).
    outlines: usize,
}

/// A page as drawn, and whether a picture covers most of it.
pub(super) struct Sheet {
    pub leaf: Leaf,
    pub covered: bool,
}

/// None for slanted text: watermarks and the letters around a seal (公章), which belong to no line of the report.
fn way(matrix: Matrix) -> Option<Way> {
    /// Tangent of 10°: scans are set straight by less.
    const SLANT: f64 = 0.18;
    let [x, y, ..] = matrix.0;
    match (x.abs() * SLANT >= y.abs(), y.abs() * SLANT >= x.abs()) {
        (true, false) if x > 0.0 => Some(Way::Rightwards),
        (true, false) => Some(Way::Leftwards),
        (false, true) if y > 0.0 => Some(Way::Downwards),
        (false, true) => Some(Way::Upwards),
        _ => None,
    }
}

/// A glyph as its font and the text state give it, in text space.
pub(super) struct Mark<'t> {
    pub text: &'t str,
    /// Lower left and upper right corner.
    pub corners: [[f64; 2]; 2],
    /// A point of the line it stands on.
    pub foot: [f64; 2],
    pub size: f64,
    /// Whether it is drawn with ink.
    pub inked: bool,
}

/// Of outlined letters there are many on a page; a drawing or a logo has fewer curves.
const OUTLINED_PAGE: usize = 200;

impl Canvas {
    /// An empty page.
    pub fn new(width: i32, height: i32) -> Self {
        Self { leaf: Leaf { width, height, ..Leaf::default() }, ..Self::default() }
    }

    /// The whole page.
    pub fn edges(&self) -> Area {
        Area { left: 0, top: 0, right: self.leaf.width, bottom: self.leaf.height }
    }

    /// A glyph; left out where it lies outside the clip, on a slant, or shows nothing.
    pub fn glyph(&mut self, mark: &Mark, matrix: Matrix, clip: Area) {
        let Some(way) = way(matrix) else { return };
        let area = boxed(mark.corners.map(|[x, y]| matrix.point(x, y)));
        let [_, baseline] = matrix.point(mark.foot[0], mark.foot[1]).map(whole);
        let size = whole(mark.size.abs() * matrix.upright());
        if size == 0 || mark.text.is_empty() || !holds(clip, middle(area)) {
            return;
        }
        let baseline = if way == Way::Rightwards { baseline } else { area.bottom };
        let glyph = Glyph { text: mark.text.to_owned(), area, baseline, size, way };
        if !mark.inked {
            self.hidden.push(glyph);
            return;
        }
        self.leaf.glyphs.push(glyph);
    }

    /// A ruling line, as far as it lies within the clip.
    pub fn rule(&mut self, ends: [[f64; 2]; 2], clip: Area) {
        let area = within(boxed(ends), clip);
        let (wide, high) = (area.right - area.left, area.bottom - area.top);
        if wide < 0 || high < 0 || wide.max(high) == 0 {
            return;
        }
        let (from, to) = if wide >= high {
            let y = area.top + high / 2;
            ([area.left, y], [area.right, y])
        } else {
            let x = area.left + wide / 2;
            ([x, area.top], [x, area.bottom])
        };
        self.leaf.rules.push(Rule { from, to });
    }

    /// A picture in the unit square of a matrix.
    pub fn picture(&mut self, matrix: Matrix, clip: Area) {
        let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        let area = within(boxed(corners.map(|[x, y]| matrix.point(x, y))), clip);
        if area.right > area.left && area.bottom > area.top {
            self.pictures = Some(self.pictures.map_or(area, |before| before.to(area)));
        }
    }

    /// A filled shape with curves.
    pub fn outline(&mut self) {
        self.outlines += 1;
    }

    /// The page as drawn.
    pub fn finish(mut self) -> Sheet {
        self.uncover_hidden();
        // Each cell of a table may draw its own border over that of its neighbour.
        self.leaf.rules.sort_unstable_by_key(|rule| (rule.from, rule.to));
        self.leaf.rules.dedup();
        let share = self.pictures.map_or(0, |area| percent(area, self.edges()));
        // A picture of less than a twentieth of the page is a logo or a seal.
        self.leaf.pictured = share >= 5 || self.outlines >= OUTLINED_PAGE;
        straighten(&mut self.leaf);
        Sheet { leaf: self.leaf, covered: share >= 50 }
    }

    /// Text without ink counts where nothing else is written: recognised text under a scan does, a shadow copy does not.
    fn uncover_hidden(&mut self) {
        /// Half an inch wide meshes.
        const MESH: i32 = 3_600;
        let mesh = |glyph: &Glyph| middle(glyph.area).map(|at| at.div_euclid(MESH));
        let inked: BTreeSet<[i32; 2]> = self.leaf.glyphs.iter().map(mesh).collect();
        self.leaf.glyphs.extend(self.hidden.drain(..).filter(|glyph| !inked.contains(&mesh(glyph))));
    }
}

/// The smallest upright rectangle around all points.
pub(super) fn boxed<const N: usize>(points: [[f64; 2]; N]) -> Area {
    let (x, y) = (points.map(|[x, _]| whole(x)), points.map(|[_, y]| whole(y)));
    let least = |values: [i32; N]| values.into_iter().min().unwrap_or(0);
    let most = |values: [i32; N]| values.into_iter().max().unwrap_or(0);
    Area { left: least(x), top: least(y), right: most(x), bottom: most(y) }
}

/// The part of one rectangle within another; turned inside out where they do not meet.
pub(super) fn within(area: Area, clip: Area) -> Area {
    Area {
        left: area.left.max(clip.left),
        top: area.top.max(clip.top),
        right: area.right.min(clip.right),
        bottom: area.bottom.min(clip.bottom),
    }
}

fn middle(area: Area) -> [i32; 2] {
    [(area.left + area.right) / 2, (area.top + area.bottom) / 2]
}

fn holds(clip: Area, [x, y]: [i32; 2]) -> bool {
    (clip.left..=clip.right).contains(&x) && (clip.top..=clip.bottom).contains(&y)
}

fn percent(part: Area, whole: Area) -> i64 {
    let size = |area: Area| i64::from(area.right - area.left) * i64::from(area.bottom - area.top);
    size(part) * 100 / size(whole).max(1)
}

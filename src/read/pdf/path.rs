//! Paths → ruling lines: straight strokes along the axes, thin filled rectangles, edges of stroked ones and of frames.

use super::canvas::boxed;
use crate::document::Area;

/// A filled shape or a stroke is a line up to this thickness (3 pt), and a coloured area above.
const THIN: i32 = 300;
/// A stroke may rise by this (0.3 pt, or a fiftieth of its length) and still be horizontal.
const SLOPE: i32 = 30;
/// Corners of a path that are kept; only lines and rectangles matter.
const MOST_CORNERS: usize = 200_000;

/// A path under construction, in hundredths of a point of the page.
#[derive(Default)]
pub(super) struct Path {
    shapes: Vec<Shape>,
    corners: usize,
}

/// One stretch of a path without a gap.
struct Shape {
    /// Corners, the way to each of which is straight or not; the steering points of curves are among them.
    corners: Vec<([f64; 2], bool)>,
}

impl Path {
    /// Begins a new shape.
    pub fn begin(&mut self, at: [f64; 2]) {
        self.add(vec![(at, true)]);
    }

    /// A straight line to a point.
    pub fn line(&mut self, to: [f64; 2]) {
        self.go(to, true);
    }

    /// A curve by its steering points and its end.
    pub fn curve(&mut self, points: &[[f64; 2]]) {
        points.iter().for_each(|point| self.go(*point, false));
    }

    fn go(&mut self, to: [f64; 2], straight: bool) {
        self.corners += 1;
        match self.shapes.last_mut() {
            Some(shape) if self.corners < MOST_CORNERS => shape.corners.push((to, straight)),
            Some(_) => {}
            None => self.begin(to),
        }
    }

    /// A rectangle by its corners in order.
    pub fn rectangle(&mut self, corners: [[f64; 2]; 4]) {
        self.add(corners.map(|corner| (corner, true)).to_vec());
        self.close();
    }

    /// Back to where the shape began; what follows without a new beginning starts there.
    pub fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|shape| shape.corners.first()) {
            self.line(first.0);
        }
    }

    fn add(&mut self, corners: Vec<([f64; 2], bool)>) {
        self.corners += corners.len();
        if self.corners < MOST_CORNERS {
            self.shapes.push(Shape { corners });
        }
    }

    /// Shapes with curves.
    pub fn curved(&self) -> usize {
        self.shapes.iter().filter(|shape| !shape.is_straight()).count()
    }

    /// The box around the whole path.
    pub fn edges(&self) -> Option<Area> {
        self.shapes.iter().filter_map(Shape::area).reduce(Area::to)
    }

    /// The lines that a stroke of this width (in hundredths of a point) rules.
    pub fn stroked(&self, width: f64, mut rule: impl FnMut([[f64; 2]; 2])) {
        if width > f64::from(THIN) {
            return;
        }
        for pair in self.shapes.iter().flat_map(|shape| shape.corners.windows(2)) {
            if let [(from, _), (to, true)] = *pair
                && along_axis(boxed([from, to]))
            {
                rule([from, to]);
            }
        }
    }

    /// The lines that filled shapes rule.
    pub fn filled(&self, mut rule: impl FnMut([[f64; 2]; 2])) {
        let boxes: Vec<Option<Area>> = self.shapes.iter().map(Shape::as_box).collect();
        for area in boxes.iter().flatten() {
            let (wide, high) = (area.right - area.left, area.bottom - area.top);
            if wide.min(high) <= THIN && wide != high {
                rule(ends(*area));
            }
        }
        for pair in boxes.windows(2) {
            if let [Some(outer), Some(inner)] = *pair {
                frame(outer, inner).into_iter().flatten().for_each(|side| rule(ends(side)));
            }
        }
    }
}

impl Shape {
    fn is_straight(&self) -> bool {
        self.corners.iter().all(|(_, straight)| *straight)
    }

    fn area(&self) -> Option<Area> {
        self.corners.iter().map(|(corner, _)| boxed([*corner])).reduce(Area::to)
    }

    /// The shape as a rectangle, or so flat that it might as well be one.
    fn as_box(&self) -> Option<Area> {
        self.area().filter(|_| self.is_straight() && (4..=6).contains(&self.corners.len()))
    }
}

fn along_axis(area: Area) -> bool {
    let (wide, high) = (area.right - area.left, area.bottom - area.top);
    wide.min(high) <= SLOPE.min(wide.max(high) / 50)
}

fn ends(area: Area) -> [[f64; 2]; 2] {
    [[area.left, area.top], [area.right, area.bottom]].map(|corner| corner.map(f64::from))
}

/// The sides of a frame that is drawn as the space between two rectangles, as browsers draw borders.
fn frame(outer: Area, inner: Area) -> [Option<Area>; 4] {
    let margins =
        [inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom];
    if margins.iter().any(|margin| !(0..=THIN).contains(margin)) {
        return [None; 4];
    }
    let [left, top, right, bottom] = margins.map(|margin| margin > 0);
    [
        left.then_some(Area { right: inner.left, ..outer }),
        top.then_some(Area { bottom: inner.top, ..outer }),
        right.then_some(Area { left: inner.right, ..outer }),
        bottom.then_some(Area { top: inner.bottom, ..outer }),
    ]
}

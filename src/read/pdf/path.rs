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
    corners: Vec<[f64; 2]>,
    straight: bool,
}

impl Path {
    /// Begins a new shape.
    pub fn begin(&mut self, at: [f64; 2]) {
        self.add(vec![at]);
    }

    /// A straight line to a point.
    pub fn line(&mut self, to: [f64; 2]) {
        self.corners += 1;
        match self.shapes.last_mut() {
            Some(shape) if self.corners < MOST_CORNERS => shape.corners.push(to),
            Some(_) => {}
            None => self.begin(to),
        }
    }

    /// A curve to a point.
    pub fn curve(&mut self, to: [f64; 2]) {
        self.line(to);
        if let Some(shape) = self.shapes.last_mut() {
            shape.straight = false;
        }
    }

    /// A rectangle by its corners in order.
    pub fn rectangle(&mut self, corners: [[f64; 2]; 4]) {
        self.add(corners.to_vec());
        self.close();
    }

    /// Back to where the shape began; what follows without a new beginning starts there.
    pub fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|shape| shape.corners.first()).copied() {
            self.line(first);
        }
    }

    fn add(&mut self, corners: Vec<[f64; 2]>) {
        self.corners += corners.len();
        if self.corners < MOST_CORNERS {
            self.shapes.push(Shape { corners, straight: true });
        }
    }

    /// Shapes with curves.
    pub fn curved(&self) -> usize {
        self.shapes.iter().filter(|shape| !shape.straight).count()
    }

    /// The box around the whole path.
    pub fn edges(&self) -> Option<Area> {
        let boxes = self.shapes.iter().flat_map(|shape| &shape.corners).map(|corner| boxed([*corner]));
        boxes.reduce(Area::to)
    }

    /// The lines that a stroke of this width (in hundredths of a point) rules.
    pub fn stroked(&self, width: f64, mut rule: impl FnMut([[f64; 2]; 2])) {
        if width > f64::from(THIN) {
            return;
        }
        for pair in self.shapes.iter().flat_map(|shape| shape.corners.windows(2)) {
            if let [from, to] = *pair
                && along_axis(boxed([from, to]))
            {
                rule([from, to]);
            }
        }
    }

    /// The lines that filled shapes rule.
    pub fn filled(&self, mut rule: impl FnMut([[f64; 2]; 2])) {
        for shape in self.shapes.iter().filter(|shape| shape.is_box()) {
            let area = shape.area();
            let (wide, high) = (area.right - area.left, area.bottom - area.top);
            let (thin, long) = (wide.min(high), wide.max(high));
            if thin <= THIN && long > thin {
                rule(ends(area));
            }
        }
        for pair in self.shapes.windows(2) {
            if let [outer, inner] = pair
                && outer.is_box()
                && inner.is_box()
            {
                frame(outer.area(), inner.area()).into_iter().flatten().for_each(|side| rule(ends(side)));
            }
        }
    }
}

impl Shape {
    /// Whether it is a rectangle or so flat that it might as well be one.
    fn is_box(&self) -> bool {
        self.straight && (4..=5).contains(&self.corners.len())
    }

    fn area(&self) -> Area {
        self.corners.iter().map(|corner| boxed([*corner])).reduce(Area::to).unwrap_or_default()
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

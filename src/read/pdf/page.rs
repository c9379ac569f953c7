//! One page: its frame as seen, its content, its resources.

use hayro_syntax::object::{Array, Stream};
use hayro_syntax::page::{Page, Rotation};

use super::annotations;
use super::budget::Budget;
use super::canvas::{Canvas, Sheet};
use super::fonts::Fonts;
use super::layers::Layers;
use super::matrix::{Matrix, whole};
use super::operators::Interpreter;

/// Reads a page.
pub(super) fn read(page: &Page, fonts: &mut Fonts, budget: &mut Budget, layers: &mut Layers) -> Sheet {
    let frame = Frame::of(page);
    let mut canvas = Canvas::new(frame.width, frame.height);
    let content = content(page, budget);
    Interpreter::new(&mut canvas, fonts, budget, layers, frame.matrix).draw(&content, page.resources());
    annotations::draw(page, &mut Interpreter::new(&mut canvas, fonts, budget, layers, frame.matrix));
    canvas.finish()
}

/// From hundredths of a point of a page as seen to its own coordinates.
#[cfg(feature = "export")]
pub(super) fn back(page: &Page) -> Matrix {
    Frame::of(page).matrix.back()
}

/// The content streams, one after the other.
fn content(page: &Page, budget: &mut Budget) -> Vec<u8> {
    if let Some(stream) = page.raw().get::<Stream>("Contents") {
        return budget.unpack(&stream).unwrap_or_default();
    }
    let streams = page.raw().get::<Array>("Contents").unwrap_or_default();
    let mut content = Vec::new();
    for stream in streams.iter::<Stream>() {
        content.extend(budget.unpack(&stream).unwrap_or_default());
        content.push(b'\n');
        if budget.overflows(&content) {
            break;
        }
    }
    content
}

/// The page as seen: cropped, turned, its origin in the top left corner.
struct Frame {
    /// From the page's own coordinates to hundredths of a point from the top left corner.
    matrix: Matrix,
    width: i32,
    height: i32,
}

impl Frame {
    fn of(page: &Page) -> Self {
        /// The side of the largest page there is (200 inches), in points.
        const LONGEST: f64 = 14_400.0;
        let unit = page.raw().get::<f64>("UserUnit").filter(|unit| (1.0..=100.0).contains(unit)).unwrap_or(1.0);
        let edges = page.intersected_crop_box();
        let sound = [edges.x0, edges.y0, edges.x1, edges.y1].iter().all(|edge| edge.abs() <= LONGEST * LONGEST)
            && (1.0..=LONGEST).contains(&edges.width())
            && (1.0..=LONGEST).contains(&edges.height());
        let [x0, y0, x1, y1] = if sound { [edges.x0, edges.y0, edges.x1, edges.y1] } else { [0.0, 0.0, 595.0, 842.0] };
        let (matrix, [width, height]) = match page.rotation() {
            Rotation::None => ([1.0, 0.0, 0.0, -1.0, -x0, y1], [x1 - x0, y1 - y0]),
            Rotation::Horizontal => ([0.0, 1.0, 1.0, 0.0, -y0, -x0], [y1 - y0, x1 - x0]),
            Rotation::Flipped => ([-1.0, 0.0, 0.0, 1.0, x1, -y0], [x1 - x0, y1 - y0]),
            Rotation::FlippedHorizontal => ([0.0, -1.0, -1.0, 0.0, y1, x1], [y1 - y0, x1 - x0]),
        };
        let hundredths = Matrix([100.0 * unit, 0.0, 0.0, 100.0 * unit, 0.0, 0.0]);
        let [width, height] = [width, height].map(|side| whole(side * 100.0 * unit));
        Self { matrix: Matrix(matrix).then(hundredths), width, height }
    }
}

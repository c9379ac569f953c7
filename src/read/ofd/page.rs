//! One page: its layers' objects as glyphs and ruling lines.

use super::fixed::{Matrix, ONE, number, numbers, times, to_points};
use super::path;
use crate::document::Area;
use crate::read::layout::{Glyph, Leaf, Way, is_wide};
use crate::read::xml::children;
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Most objects of a page, composite ones counted each time they are drawn.
const MOST_OBJECTS: usize = 200_000;

/// Elements inside that are drawn more than once, by their resource id.
pub(super) type Composites<'a, 'i> = BTreeMap<&'a str, Node<'a, 'i>>;

/// A page being drawn.
pub(super) struct Canvas<'a, 'i> {
    pub leaf: Leaf,
    /// Glyphs that may still be drawn.
    pub allowance: usize,
    /// Whether a limit left something of the page out.
    pub cut: bool,
    origin: [i64; 2],
    objects: usize,
    composites: &'a Composites<'a, 'i>,
    /// Ids of the composite objects that are being drawn: none may hold itself.
    drawing: BTreeSet<&'a str>,
}

/// A block or composite object that has been begun.
struct Open<'a, 'i> {
    /// What is to be drawn next in it.
    next: Option<Node<'a, 'i>>,
    matrix: Matrix,
    /// Its id if it is a composite object.
    composite: Option<&'a str>,
}

impl<'a, 'i> Canvas<'a, 'i> {
    /// An empty page; its box is `x y width height` in millimetres, A4 if it is none.
    pub fn new(physical_box: &str, allowance: usize, composites: &'a Composites<'a, 'i>) -> Self {
        let [x, y, width, height] = <[i64; 4]>::try_from(numbers(physical_box)).unwrap_or([0, 0, 210 * ONE, 297 * ONE]);
        let leaf = Leaf { width: to_points(width), height: to_points(height), ..Leaf::default() };
        let drawing = BTreeSet::new();
        Self { leaf, allowance, cut: false, origin: [-x, -y], objects: MOST_OBJECTS, composites, drawing }
    }

    /// Draws the `Content` of a page or template.
    pub fn content(&mut self, page: Node<'a, 'i>) {
        let matrix = Matrix::moved(self.origin);
        for layer in children(page, "Content").flat_map(|content| children(content, "Layer")) {
            self.block(layer, matrix);
        }
    }

    /// Draws a block and all that stands in it, however deep: without recursion, so that no nesting exhausts the stack.
    fn block(&mut self, block: Node<'a, 'i>, matrix: Matrix) {
        let mut open = vec![Open { next: block.first_element_child(), matrix, composite: None }];
        while let Some(around) = open.last_mut() {
            let Some(object) = around.next else {
                if let Some(id) = around.composite {
                    self.drawing.remove(id);
                }
                open.pop();
                continue;
            };
            around.next = object.next_sibling_element();
            let matrix = around.matrix;
            let Some(left) = self.objects.checked_sub(1) else {
                self.cut = true;
                return;
            };
            self.objects = left;
            if object.attribute("Visible") == Some("false") || object.attribute("Alpha") == Some("0") {
                continue;
            }
            match object.tag_name().name() {
                "PageBlock" | "Content" => {
                    open.push(Open { next: object.first_element_child(), matrix, composite: None });
                }
                "TextObject" => self.text(object, placed(object, matrix)),
                "PathObject" => self.path(object, placed(object, matrix)),
                "ImageObject" => self.leaf.pictured = true,
                "CompositeObject" => open.extend(self.composite(object, placed(object, matrix))),
                _ => {}
            }
        }
    }

    /// What a composite object draws, unless it is being drawn already.
    fn composite(&mut self, object: Node<'a, 'i>, matrix: Matrix) -> Option<Open<'a, 'i>> {
        let (id, unit) = self.composites.get_key_value(object.attribute("ResourceID")?)?;
        let next = unit.first_element_child();
        self.drawing.insert(id).then_some(Open { next, matrix, composite: Some(id) })
    }

    fn path(&mut self, object: Node<'a, 'i>, matrix: Matrix) {
        let stroked = object.attribute("Stroke") != Some("false");
        let filled = object.attribute("Fill") == Some("true");
        for data in children(object, "AbbreviatedData").filter_map(|data| data.text()) {
            path::rules(data, matrix, stroked, filled, &mut self.leaf.rules);
        }
    }

    fn text(&mut self, object: Node<'a, 'i>, matrix: Matrix) {
        let each = match object.attribute("CharDirection") {
            Some("90") => 1,
            Some("180") => 2,
            Some("270") => 3,
            _ => 0,
        };
        let size = object.attribute("Size").and_then(number).unwrap_or(0);
        let Some(quarters) = matrix.quarters().filter(|_| size > 0) else { return };
        let (way, turn) = (Way::Rightwards.turned(quarters + each), Matrix::quarter_turned(each));
        let drawn_size = to_points(times(size, matrix.upright()));
        let narrowed = object.attribute("HScale").and_then(number).filter(|scale| *scale > 0).unwrap_or(ONE);
        let mut start = [0; 2];
        for code in children(object, "TextCode") {
            // A text code without a place begins where the one before began.
            for (axis, name) in start.iter_mut().zip(["X", "Y"]) {
                *axis = code.attribute(name).and_then(number).unwrap_or(*axis);
            }
            let text: String = code.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
            let text = text.trim_matches(['\n', '\r', '\t']);
            let (mut across, mut down) = (Deltas::of(code.attribute("DeltaX")), Deltas::of(code.attribute("DeltaY")));
            let upright = code.attribute("DeltaX").is_none() && code.attribute("DeltaY").is_some();
            let [mut x, mut y] = start;
            for one in text.chars() {
                let Some(left) = self.allowance.checked_sub(1) else {
                    self.cut = true;
                    return;
                };
                self.allowance = left;
                let natural = times(advance(one, size), narrowed);
                let delta = across.next();
                let width = width(one, size, natural, delta.filter(|_| !upright));
                let standing = turn.then(Matrix::moved([x, y])).then(matrix);
                let corners =
                    [[0, -size * 7 / 8], [width, size / 8]].map(|corner| standing.apply(corner).map(to_points));
                let area = boxed(corners);
                let baseline = if way == Way::Rightwards { to_points(standing.apply([0, 0])[1]) } else { area.bottom };
                self.leaf.glyphs.push(Glyph { text: one.to_string(), area, baseline, size: drawn_size, way });
                x = x.saturating_add(if upright { 0 } else { delta.unwrap_or(natural) });
                y = y.saturating_add(down.next().unwrap_or(0));
            }
        }
    }
}

/// The upright rectangle between two corners.
fn boxed([[x0, y0], [x1, y1]]: [[i32; 2]; 2]) -> Area {
    Area { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
}

/// Where an object stands: its own matrix, then the corner of its boundary, then what it stands in.
fn placed(object: Node, matrix: Matrix) -> Matrix {
    let corner = match numbers(object.attribute("Boundary").unwrap_or_default()).get(..2) {
        Some([x, y]) => [*x, *y],
        _ => [0, 0],
    };
    Matrix::of(object.attribute("CTM").unwrap_or_default()).then(Matrix::moved(corner)).then(matrix)
}

/// Width of a character as Chinese fonts have it.
fn advance(one: char, size: i64) -> i64 {
    if is_wide(one) { size } else { size / 2 }
}

/// How wide it is drawn. The file says only where the next one begins: a Latin letter may reach that far, a wider step is
/// a gap.
fn width(one: char, size: i64, natural: i64, delta: Option<i64>) -> i64 {
    match delta.filter(|delta| *delta > 0) {
        Some(delta) if delta < natural => delta,
        Some(delta) if natural < size && !one.is_whitespace() && delta <= size => delta,
        _ => natural,
    }
}

/// Steps from one glyph to the next: `5 5 2.5`, with `g 3 5` for three times 5. The last one is repeated.
struct Deltas<'a> {
    tokens: std::str::SplitWhitespace<'a>,
    repeat: usize,
    last: Option<i64>,
}

impl<'a> Deltas<'a> {
    fn of(list: Option<&'a str>) -> Self {
        Self { tokens: list.unwrap_or_default().split_whitespace(), repeat: 0, last: None }
    }

    fn next(&mut self) -> Option<i64> {
        if let Some(left) = self.repeat.checked_sub(1) {
            self.repeat = left;
            return self.last;
        }
        match self.tokens.next() {
            Some("g") => {
                let count = self.tokens.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.repeat = count.saturating_sub(1);
                self.last = self.tokens.next().and_then(number).or(self.last);
            }
            Some(step) => self.last = number(step).or(self.last),
            None => {}
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_repeated() {
        let mut steps = Deltas::of(Some("1 g 2 5 2.5"));
        let read: Vec<Option<i64>> = (0..6).map(|_| steps.next()).collect();
        assert_eq!(read, [1, 5, 5, 2, 2, 2].map(|whole| Some(if whole == 2 { 2_500_000 } else { whole * ONE })));
        assert_eq!(Deltas::of(None).next(), None);
        assert_eq!(Deltas::of(Some("g")).next(), None);
    }
}

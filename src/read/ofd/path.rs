//! Paths (图形对象): which of their strokes and thin fillings are ruling lines.

use super::fixed::{Matrix, number, to_points};
use crate::read::layout::Rule;

/// A filled area no thicker than this is a line (hundredths of a point).
const THICKEST_LINE: i32 = 300;

/// The ruling lines of one path: `AbbreviatedData` with S M L Q B A C.
pub(super) fn rules(data: &str, matrix: Matrix, stroked: bool, filled: bool, rules: &mut Vec<Rule>) {
    let mut path = Path { stroked, filled, start: [0; 2], at: [0; 2], corners: None, rules };
    let mut tokens = data.split_whitespace();
    while let Some(operator) = tokens.next() {
        let operands = match operator {
            "S" | "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => 0,
            _ => return,
        };
        // Only the last two matter: where the pen is then.
        let mut end = [0; 2];
        for _ in 0..operands {
            let Some(value) = tokens.next().and_then(number) else { return };
            end = [end[1], value];
        }
        let end = matrix.apply(end).map(to_points);
        match operator {
            "S" | "M" => path.begin(end),
            "L" => path.line(end),
            "C" => path.close(),
            _ => path.curve(end),
        }
    }
    path.fill();
}

struct Path<'a> {
    stroked: bool,
    filled: bool,
    start: [i32; 2],
    at: [i32; 2],
    /// Upper left and lower right corner of what the pen has gone around; none once it went in a curve.
    corners: Option<[[i32; 2]; 2]>,
    rules: &'a mut Vec<Rule>,
}

impl Path<'_> {
    fn begin(&mut self, at: [i32; 2]) {
        self.fill();
        (self.start, self.at, self.corners) = (at, at, Some([at, at]));
    }

    fn line(&mut self, to: [i32; 2]) {
        let (from, [x0, y0], [x1, y1]) = (self.at, self.at, to);
        if self.stroked && (x0 == x1 || y0 == y1 || x0.abs_diff(x1).min(y0.abs_diff(y1)) <= 20) && from != to {
            self.rules.push(Rule { from: from.min(to), to: from.max(to) });
        }
        self.corners = self
            .corners
            .map(|[[left, top], [right, bottom]]| [[left.min(x1), top.min(y1)], [right.max(x1), bottom.max(y1)]]);
        self.at = to;
    }

    fn close(&mut self) {
        self.line(self.start);
    }

    fn curve(&mut self, to: [i32; 2]) {
        (self.at, self.corners) = (to, None);
    }

    /// A thin filled rectangle is a line.
    fn fill(&mut self) {
        let Some([[left, top], [right, bottom]]) = self.corners.take().filter(|_| self.filled) else { return };
        let (x, y) = (left + (right - left) / 2, top + (bottom - top) / 2);
        let (wide, high) = (right - left, bottom - top);
        if high <= THICKEST_LINE && wide > high {
            self.rules.push(Rule { from: [left, y], to: [right, y] });
        } else if wide <= THICKEST_LINE && high > wide {
            self.rules.push(Rule { from: [x, top], to: [x, bottom] });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &str, stroked: bool, filled: bool) -> Vec<[[i32; 2]; 2]> {
        let mut found = Vec::new();
        rules(data, Matrix::of("0.3527778 0 0 0.3527778 0 0"), stroked, filled, &mut found);
        found.iter().map(|rule| [rule.from, rule.to].map(|end| end.map(|one| (one + 50) / 100))).collect()
    }

    #[test]
    fn strokes_along_the_page_are_rules() {
        assert_eq!(read("M 0 0 L 100 0 L 100 50 C", true, false), [[[0, 0], [100, 0]], [[100, 0], [100, 50]]]);
        assert_eq!(read("M 0 0 B 1 1 2 2 50 0 L 60 0", true, false), [[[50, 0], [60, 0]]]);
    }

    #[test]
    fn thin_fillings_are_rules() {
        assert_eq!(read("M 0 10 L 100 10 L 100 12 L 0 12 C", false, true), [[[0, 11], [100, 11]]]);
        assert!(read("M 0 0 L 100 0 L 100 50 L 0 50 C", false, true).is_empty());
    }

    #[test]
    fn broken_data_is_read_as_far_as_it_goes() {
        assert_eq!(read("M 0 0 L 9 0 L 9", true, false), [[[0, 0], [9, 0]]]);
        assert!(read("L", true, true).is_empty() && read("X 1 2", true, true).is_empty());
    }
}

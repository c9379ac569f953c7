//! Showing text: from strings of codes to glyphs on the canvas.

use std::rc::Rc;

use hayro_syntax::object::{Array, Object};

use super::canvas::Mark;
use super::font::{Font, Shown};
use super::matrix::{Matrix, length};
use super::operators::Interpreter;

/// Ascent and descent of a glyph's box, in font sizes. One pair for all fonts: those in the files are unreliable, and
/// lines of mixed fonts shall have boxes of equal height.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = -0.12;

/// Text rendering modes without ink: invisible, and clip only.
const INKLESS: [i64; 2] = [3, 7];

/// The text part of a graphics state.
#[derive(Clone)]
pub(super) struct TextState {
    pub font: Option<Rc<Font>>,
    pub size: f64,
    pub character_spacing: f64,
    pub word_spacing: f64,
    /// Horizontal scaling; 1 leaves as it is.
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: i64,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

impl Interpreter<'_> {
    /// To a line that begins so far from where this one began.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.pen = self.line;
    }

    /// To the next line as far below as the leading says.
    pub fn feed_line(&mut self) {
        self.next_line(0.0, -self.state.text.leading);
    }

    /// Shows strings with the pen moved between them.
    pub fn show_all(&mut self, parts: &Array) {
        for part in parts.iter::<Object>() {
            match part {
                Object::String(codes) => self.show(&codes),
                Object::Number(back) => {
                    let text = &self.state.text;
                    let by = -length(back) / 1000.0 * text.size;
                    let vertical = text.font.as_ref().is_some_and(|font| font.vertical);
                    let (x, y) = if vertical { (0.0, by) } else { (by * text.stretch, 0.0) };
                    self.pen = Matrix::shift(x, y).then(self.pen);
                }
                _ => {}
            }
        }
    }

    /// Shows a string of codes.
    pub fn show(&mut self, codes: &[u8]) {
        let Some(font) = self.state.text.font.clone() else { return };
        let mut rest = codes;
        while let Some(shown) = font.next(rest) {
            if !self.budget.glyph() {
                return;
            }
            rest = rest.get(shown.bytes..).unwrap_or_default();
            self.place(&shown, font.vertical);
        }
    }

    /// Puts one glyph on the canvas and moves the pen past it.
    fn place(&mut self, shown: &Shown, vertical: bool) {
        let text = &self.state.text;
        let (size, wide) = (text.size, shown.width * text.size * text.stretch);
        // Vertical writing hangs glyphs below the pen by their middle (PDF 32000-1, 9.7.4.3).
        let [x, y] = if vertical { [-wide / 2.0, -ASCENT * size] } else { [0.0, 0.0] };
        let mark = Mark {
            text: &shown.text,
            corners: [[x, y + text.rise + DESCENT * size], [x + wide, y + text.rise + ASCENT * size]],
            foot: [x, y],
            size,
            inked: !INKLESS.contains(&text.mode),
        };
        let matrix = self.pen.then(self.state.matrix);
        if !self.is_hidden() {
            self.canvas.glyph(&mark, matrix, self.state.clip);
        }
        let spacing = text.character_spacing + if shown.space { text.word_spacing } else { 0.0 };
        let (x, y) = if vertical { (0.0, spacing - size) } else { (wide + spacing * text.stretch, 0.0) };
        self.pen = Matrix::shift(x, y).then(self.pen);
    }
}

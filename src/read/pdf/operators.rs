//! Carrying out the operators of a page and of the forms (XObject) drawn on it.

use hayro_syntax::content::ops::TypedInstruction as Operator;
use hayro_syntax::content::{TypedIter, UntypedIter};
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Rect, Stream};
use hayro_syntax::page::Resources;

use super::budget::Budget;
use super::canvas::{Canvas, boxed, within};
use super::fonts::Fonts;
use super::layers::Layers;
use super::matrix::{Matrix, length};
use super::path::Path;
use super::text::TextState;
use crate::document::Area;

/// Saved graphics states (`q`); deeper ones are drawn with the state at hand.
const MOST_STATES: usize = 256;
/// Places in one content stream that cannot be read; with more it is no content.
const MOST_BREAKS: usize = 64;
/// Forms within forms.
const DEEPEST_FORM: usize = 16;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct State {
    /// To hundredths of a point from the page's top left corner.
    pub matrix: Matrix,
    /// What is drawn outside is not seen. The box around the clip path, so never too small.
    pub clip: Area,
    /// Width of strokes.
    pub line_width: f64,
    /// Font, size and spacing.
    pub text: TextState,
}

/// Draws operators on a canvas.
pub(super) struct Interpreter<'r> {
    pub canvas: &'r mut Canvas,
    pub fonts: &'r mut Fonts,
    pub budget: &'r mut Budget,
    pub layers: &'r mut Layers,
    pub state: State,
    /// Where the next glyph goes, and where its line began.
    pub pen: Matrix,
    pub line: Matrix,
    path: Path,
    /// Whether the path at hand becomes a clip once it is painted.
    clipping: bool,
    /// Forms being drawn, outermost first.
    open: Vec<ObjectIdentifier>,
    /// For every marked stretch that is open, whether it stands on a layer that is off.
    marked: Vec<bool>,
}

/// States saved by one content stream; it cannot bring back those of another.
#[derive(Default)]
struct Saved {
    states: Vec<State>,
    /// Those beyond the limit.
    beyond: usize,
}

impl<'r> Interpreter<'r> {
    /// Ready to draw a page whose coordinates the matrix leads to the canvas.
    pub fn new(
        canvas: &'r mut Canvas,
        fonts: &'r mut Fonts,
        budget: &'r mut Budget,
        layers: &'r mut Layers,
        matrix: Matrix,
    ) -> Self {
        let state = State { matrix, clip: canvas.edges(), line_width: 1.0, text: TextState::default() };
        Self {
            canvas,
            fonts,
            budget,
            layers,
            state,
            pen: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            clipping: false,
            open: Vec::new(),
            marked: Vec::new(),
        }
    }

    /// Whether nothing that is drawn now is seen.
    pub fn is_hidden(&self) -> bool {
        self.marked.contains(&true)
    }

    /// Draws the content of a page or form. Behind a place that cannot be read it is taken up again.
    pub fn draw(&mut self, content: &[u8], resources: &Resources) {
        let mut saved = Saved::default();
        let mut rest = content;
        for _ in 0..MOST_BREAKS {
            let drawn = self.draw_unbroken(rest, resources, &mut saved);
            match behind(rest, drawn) {
                Some(further) if !self.budget.is_spent() => rest = further,
                _ => return,
            }
        }
    }

    /// Draws up to the first place that cannot be read; says how many operators.
    fn draw_unbroken(&mut self, content: &[u8], resources: &Resources, saved: &mut Saved) -> usize {
        let mut drawn = 0;
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if !self.budget.operator() {
                break;
            }
            drawn += 1;
            self.state_operator(&operator, resources, saved);
            self.path_operator(&operator);
            self.text_operator(&operator, resources);
            self.object_operator(&operator, resources);
        }
        drawn
    }

    fn state_operator(&mut self, operator: &Operator, resources: &Resources, saved: &mut Saved) {
        match operator {
            Operator::SaveState(_) if saved.states.len() >= MOST_STATES => saved.beyond += 1,
            Operator::SaveState(_) => saved.states.push(self.state.clone()),
            Operator::RestoreState(_) if saved.beyond > 0 => saved.beyond -= 1,
            Operator::RestoreState(_) => {
                if let Some(state) = saved.states.pop() {
                    self.state = state;
                }
            }
            Operator::Transform(to) => {
                let change = Matrix::of([to.0, to.1, to.2, to.3, to.4, to.5]);
                self.state.matrix = change.then(self.state.matrix);
            }
            Operator::LineWidth(width) => self.state.line_width = length(width.0),
            Operator::SetGraphicsState(named) => {
                let width = resources.get_ext_g_state(named.0).and_then(|dict| dict.get::<Number>("LW"));
                self.state.line_width = width.map_or(self.state.line_width, length);
            }
            _ => {}
        }
    }

    fn path_operator(&mut self, operator: &Operator) {
        match operator {
            Operator::MoveTo(to) => self.path.begin(self.at(to.0, to.1)),
            Operator::LineTo(to) => self.path.line(self.at(to.0, to.1)),
            Operator::CubicTo(to) => {
                self.path.curve(&[self.at(to.0, to.1), self.at(to.2, to.3), self.at(to.4, to.5)]);
            }
            Operator::CubicStartTo(to) => self.path.curve(&[self.at(to.0, to.1), self.at(to.2, to.3)]),
            Operator::CubicEndTo(to) => self.path.curve(&[self.at(to.0, to.1), self.at(to.2, to.3)]),
            Operator::RectPath(of) => {
                let [x, y, wide, high] = [of.0, of.1, of.2, of.3].map(length);
                let corners = [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]];
                self.path.rectangle(corners.map(|[x, y]| self.state.matrix.point(x, y)));
            }
            Operator::ClosePath(_) => self.path.close(),
            Operator::ClipNonZero(_) | Operator::ClipEvenOdd(_) => self.clipping = true,
            Operator::StrokePath(_) => self.paint(true, false),
            Operator::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(true, false);
            }
            Operator::FillPathNonZero(_) | Operator::FillPathNonZeroCompatibility(_) | Operator::FillPathEvenOdd(_) => {
                self.paint(false, true);
            }
            Operator::FillAndStrokeNonZero(_) | Operator::FillAndStrokeEvenOdd(_) => self.paint(true, true),
            Operator::CloseFillAndStrokeNonZero(_) | Operator::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.paint(true, true);
            }
            Operator::EndPath(_) => self.paint(false, false),
            _ => {}
        }
    }

    fn at(&self, x: Number, y: Number) -> [f64; 2] {
        self.state.matrix.point(length(x), length(y))
    }

    /// Ends the path: what it rules is kept, and it becomes the clip if it was to.
    fn paint(&mut self, stroke: bool, fill: bool) {
        let path = std::mem::take(&mut self.path);
        let (stroke, fill) = (stroke && !self.is_hidden(), fill && !self.is_hidden());
        if stroke {
            let width = self.state.line_width.abs() * self.state.matrix.growth();
            path.stroked(width, |ends| self.canvas.rule(ends, self.state.clip));
        }
        if fill {
            path.filled(|ends| self.canvas.rule(ends, self.state.clip));
            (0..path.curved()).for_each(|_| self.canvas.outline());
        }
        if std::mem::take(&mut self.clipping)
            && let Some(edges) = path.edges()
        {
            self.state.clip = within(edges, self.state.clip);
        }
    }

    fn object_operator(&mut self, operator: &Operator, resources: &Resources) {
        match operator {
            Operator::BeginMarkedContent(_) => self.mark(false),
            Operator::BeginMarkedContentWithProperties(marked) => {
                let layer = if let Object::Name(name) = &marked.1 { Some(name) } else { None };
                let layer = layer.filter(|_| &**marked.0 == b"OC");
                let hidden = layer.is_some_and(|layer| self.layers.hide(&resources.properties, &**layer));
                self.mark(hidden);
            }
            Operator::EndMarkedContent(_) => drop(self.marked.pop()),
            Operator::XObject(named) => self.object(named.0, resources),
            Operator::InlineImage(_) => self.canvas.picture(self.state.matrix, self.state.clip),
            _ => {}
        }
    }

    fn mark(&mut self, hidden: bool) {
        if self.marked.len() < MOST_STATES {
            self.marked.push(hidden);
        }
    }

    /// Draws a picture or a form.
    fn object(&mut self, name: &Name, resources: &Resources) {
        let Some(stream) = resources.get_x_object(name) else { return };
        if self.is_hidden() || self.layers.hide(stream.dict(), "OC") {
            return;
        }
        match stream.dict().get::<Name>("Subtype").as_deref() {
            Some(b"Image") => self.canvas.picture(self.state.matrix, self.state.clip),
            Some(b"Form") => self.form(&stream, resources),
            _ => {}
        }
    }

    /// Draws a form; one without resources of its own uses those around it.
    pub fn form(&mut self, stream: &Stream, outer: &Resources) {
        let id = stream.obj_id();
        if self.open.len() >= DEEPEST_FORM || self.open.contains(&id) || !self.budget.form() {
            return;
        }
        let Some(content) = self.budget.unpack(stream) else { return };
        let dict = stream.dict();
        let own = dict.get::<Dict>("Resources").map(Resources::new);
        let before = (self.state.clone(), self.pen, self.line);
        let path = std::mem::take(&mut self.path);
        if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
            self.state.matrix = Matrix(matrix).then(self.state.matrix);
        }
        if let Some(edges) = dict.get::<Rect>("BBox") {
            let corners = [[edges.x0, edges.y0], [edges.x1, edges.y0], [edges.x1, edges.y1], [edges.x0, edges.y1]];
            let edges = boxed(corners.map(|[x, y]| self.state.matrix.point(x, y)));
            self.state.clip = within(edges, self.state.clip);
        }
        self.open.push(id);
        self.draw(&content, own.as_ref().unwrap_or(outer));
        self.open.pop();
        (self.state, self.pen, self.line) = before;
        self.path = path;
    }

    fn text_operator(&mut self, operator: &Operator, resources: &Resources) {
        let text = &mut self.state.text;
        match operator {
            Operator::CharacterSpacing(by) => text.character_spacing = length(by.0),
            Operator::WordSpacing(by) => text.word_spacing = length(by.0),
            Operator::HorizontalScaling(to) => text.stretch = length(to.0) / 100.0,
            Operator::TextLeading(by) => text.leading = length(by.0),
            Operator::TextRise(by) => text.rise = length(by.0),
            Operator::TextRenderingMode(mode) => text.mode = mode.0.as_i64(),
            Operator::TextFont(font) => {
                text.size = length(font.1);
                text.font = Some(self.fonts.named(font.0, &resources.fonts, self.budget));
            }
            Operator::BeginText(_) => (self.pen, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            Operator::NextLine(by) => self.next_line(length(by.0), length(by.1)),
            Operator::NextLineAndSetLeading(by) => {
                text.leading = -length(by.1);
                self.next_line(length(by.0), length(by.1));
            }
            Operator::SetTextMatrix(to) => {
                self.line = Matrix::of([to.0, to.1, to.2, to.3, to.4, to.5]);
                self.pen = self.line;
            }
            Operator::NextLineUsingLeading(_) => self.feed_line(),
            Operator::ShowText(shown) => self.show(shown.0),
            Operator::ShowTexts(shown) => self.show_all(shown.0),
            Operator::NextLineAndShowText(shown) => {
                self.feed_line();
                self.show(shown.0);
            }
            Operator::ShowTextWithParameters(shown) => {
                text.word_spacing = length(shown.0);
                text.character_spacing = length(shown.1);
                self.feed_line();
                self.show(shown.2);
            }
            _ => {}
        }
    }
}

/// The content behind so many operators and the operand or operator at which reading them ended; none at the true end.
fn behind(content: &[u8], drawn: usize) -> Option<&[u8]> {
    let mut operators = UntypedIter::new(content);
    let (mut read, mut end) = (0, 0);
    while read <= drawn
        && let Some(instruction) = operators.next()
    {
        // An operator is a part of the content, and the only thing that tells how far it has been read.
        let name: &[u8] = instruction.operator;
        end = name.as_ptr().addr().checked_sub(content.as_ptr().addr())?.checked_add(name.len())?;
        read += 1;
    }
    let rest = content.get(end..)?;
    if read > drawn {
        return Some(rest);
    }
    let broken = rest.trim_ascii_start();
    let word = broken.iter().position(u8::is_ascii_whitespace)?;
    broken.get(word..)
}

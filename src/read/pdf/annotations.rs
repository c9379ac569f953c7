//! What is laid over a page: filled-in form fields (表单域) and text boxes added by a reader. Their text is seen like any other.

use hayro_syntax::object::{Array, Dict, Name, Rect, Stream, String as PdfString};
use hayro_syntax::page::Page;

use super::super::layout::is_wide;
use super::canvas::Mark;
use super::matrix::Matrix;
use super::operators::Interpreter;

/// Annotations looked at on one page.
const MOST: usize = 5_000;
/// Characters of a field that are shown.
const LONGEST: usize = 1_000;
/// Kinds that show text of their own; notes, links and marks do not.
const SHOWN: [&[u8]; 3] = [b"Widget", b"FreeText", b"Stamp"];
/// Bits of `F` for what is not shown: hidden, and not viewed.
const HIDDEN: i32 = 2 | 32;

/// Draws them.
pub(super) fn draw(page: &Page, interpreter: &mut Interpreter) {
    for annotation in page.raw().get::<Array>("Annots").unwrap_or_default().iter::<Dict>().take(MOST) {
        let shown = annotation.get::<Name>("Subtype").is_some_and(|kind| SHOWN.contains(&&*kind));
        let hidden = annotation.get::<i32>("F").is_some_and(|flags| flags & HIDDEN != 0)
            || interpreter.layers.hide(&annotation, "OC");
        if shown && !hidden && !annotation.contains_key("AP") {
            value(&annotation, interpreter);
        }
        if let (true, Some(look)) = (shown && !hidden, look(&annotation)) {
            let before = interpreter.state.clone();
            interpreter.state.matrix = fitting(&annotation, look.dict()).then(before.matrix);
            interpreter.form(&look, page.resources());
            interpreter.state = before;
        }
    }
}

/// The value of a field that the program which filled it in left to the reader to draw (NeedAppearances).
fn value(annotation: &Dict, interpreter: &mut Interpreter) {
    let Some(frame) = annotation.get::<Rect>("Rect") else { return };
    let Some(text) = annotation.get::<PdfString>("V").map(|value| decoded(&value)) else { return };
    let size = (frame.height() * 0.7).clamp(4.0, 12.0);
    let (mut x, y) = (frame.x0 + 2.0, frame.y0 + (frame.height() - size) / 2.0 + size * 0.12);
    for one in text.chars().take(LONGEST) {
        let wide = if is_wide(one) { size } else { size / 2.0 };
        let mut bytes = [0; 4];
        let mark = Mark {
            text: one.encode_utf8(&mut bytes),
            corners: [[x, y - size * 0.12], [x + wide, y + size * 0.88]],
            foot: [x, y],
            size,
            inked: true,
        };
        interpreter.canvas.glyph(&mark, interpreter.state.matrix, interpreter.state.clip);
        x += wide;
    }
}

/// A text string: UTF-16 if it says so, else Latin.
fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => encoding_rs::UTF_16BE.decode_without_bom_handling(units).0.into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// How it looks: a form, or one of several by its state.
fn look<'p>(annotation: &Dict<'p>) -> Option<Stream<'p>> {
    let looks = annotation.get::<Dict>("AP")?;
    looks.get::<Stream>("N").or_else(|| looks.get::<Dict>("N")?.get::<Stream>(annotation.get::<Name>("AS")?))
}

/// From the form's box to the rectangle that it fills (PDF 32000-1, 12.5.5).
fn fitting(annotation: &Dict, form: &Dict) -> Matrix {
    let (Some(to), Some(from)) = (annotation.get::<Rect>("Rect"), form.get::<Rect>("BBox")) else {
        return Matrix::IDENTITY;
    };
    let own = Matrix(form.get::<[f64; 6]>("Matrix").unwrap_or(Matrix::IDENTITY.0));
    let corners = [[from.x0, from.y0], [from.x1, from.y0], [from.x1, from.y1], [from.x0, from.y1]];
    let corners = corners.map(|[x, y]| own.point(x, y));
    let axis = |values: [f64; 4], low: f64, high: f64| {
        let least = values.into_iter().fold(f64::INFINITY, f64::min);
        let most = values.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let scale = if most > least { (high - low) / (most - least) } else { 1.0 };
        (scale, low - least * scale)
    };
    let (across, right) = axis(corners.map(|[x, _]| x), to.x0, to.x1);
    let (along, up) = axis(corners.map(|[_, y]| y), to.y0, to.y1);
    Matrix([across, 0.0, 0.0, along, right, up])
}

use super::pieces::{Piece, cut, is_dash, is_field, is_figure, is_wide, tokens};
use crate::read::grid;
use crate::read::lines::{Lines, is_folio};

/// Lines in a row that have no gap and still may belong to a table: names in two lines, blank lines, a page number.
const MOST_BETWEEN: usize = 6;
/// The longest label that stands alone on its line, in characters.
const LONGEST_LABEL: usize = 30;

/// A line of a table, cut at its gaps.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub line: usize,
    pub pieces: Vec<Piece>,
}

/// The lines of what may be a table, or several tables one right below the other.
pub(super) struct Run {
    rows: Vec<Row>,
    /// The first line behind.
    pub next: usize,
}

/// The lines from here on that have gaps, with the few lines without between them; none if this one has none.
pub(super) fn gather(lines: &Lines, at: usize) -> Option<Run> {
    let first = row(lines, at).filter(|row| !is_aside(lines.text, row))?;
    let (mut rows, mut next) = (vec![first], at + 1);
    while let Some((between, row)) = row_ahead(lines, next, &rows) {
        next = row.line + 1;
        rows.extend(between);
        if !repeats_head(lines.text, &row, &rows) {
            rows.push(row);
        }
    }
    Some(Run { rows, next })
}

impl Run {
    /// The rows of each table: a new one begins with words below a total.
    pub fn parts<'r>(&'r self, text: &'r str) -> impl Iterator<Item = &'r [Row]> {
        self.rows.chunk_by(|before, row| !(before.closes(text) && row.is_of_words(text)))
    }
}

impl Row {
    /// Whether no cell of it holds a figure, as in a head.
    pub fn is_of_words(&self, text: &str) -> bool {
        !self.pieces.iter().any(|piece| is_figure(piece.of(text)) || is_dash(piece.of(text)))
    }

    /// Whether it is the total at the end of a table.
    fn closes(&self, text: &str) -> bool {
        let name = self.pieces.iter().map(|piece| piece.of(text)).find(|piece| !is_figure(piece));
        name.is_some_and(|name| grid::is_total(name) && !name.starts_with('小'))
    }

    /// Whether it says the same as another.
    fn says(&self, other: &Self, text: &str) -> bool {
        self.pieces.len() == other.pieces.len()
            && self.pieces.iter().zip(&other.pieces).all(|(one, other)| one.of(text) == other.of(text))
    }
}

/// Whether a row says once more what the first rows say, as the head of a new page does.
fn repeats_head(text: &str, row: &Row, rows: &[Row]) -> bool {
    let below = rows.len() > 2 && !rows.last().is_some_and(|last| last.closes(text));
    below && row.is_of_words(text) && rows.iter().take(2).any(|head| row.says(head, text))
}

/// The next row, with the labels that stand alone on the lines before it.
fn row_ahead(lines: &Lines, from: usize, rows: &[Row]) -> Option<(Vec<Row>, Row)> {
    let (mut labels, mut blank, mut folio) = (Vec::new(), false, false);
    let in_head = rows.iter().all(|row| row.is_of_words(lines.text));
    for line in from..lines.len().min(from + MOST_BETWEEN) {
        if let Some(row) = row(lines, line) {
            let words = row.is_of_words(lines.text);
            let apart = blank || folio || !labels.is_empty();
            let expected = !words || !apart || in_head && !blank || folio && repeats_head(lines.text, &row, rows);
            let ended = blank && !folio && rows.last().is_some_and(|last| last.closes(lines.text));
            return (expected && !ended && !is_aside(lines.text, &row)).then_some((labels, row));
        }
        if is_drawn(lines.str(line)) {
            continue;
        }
        if !lines.is_filled(line) {
            blank = true;
        } else if is_folio(lines.str(line)) {
            folio = true;
        } else if let Some(label) = label(lines, line).filter(|_| !blank || folio) {
            labels.push(label);
        } else {
            return None;
        }
    }
    None
}

/// The line as a row, if it has a gap that is wide.
fn row(lines: &Lines, line: usize) -> Option<Row> {
    let inner = lines.str(line).trim();
    if lines.tabs(line) > 0 || !inner.contains([' ', '\u{3000}', '\u{A0}']) || is_dotted(inner) {
        return None;
    }
    let pieces = cut(lines.text, lines.span(line));
    let wide = pieces.windows(2).any(|pair| matches!(pair, [one, other] if is_wide(one, other)));
    wide.then_some(Row { line, pieces })
}

/// A short line without a gap: a name that goes on, or a group of rows.
fn label(lines: &Lines, line: usize) -> Option<Row> {
    let inner = lines.str(line).trim();
    let short = inner.chars().nth(LONGEST_LABEL).is_none();
    if !short || lines.is_caption(line) || inner.contains(['\t', '|', '│', '。', '；']) || is_dotted(inner) {
        return None;
    }
    let [first, .., last] = tokens(lines.text, lines.span(line))[..] else {
        return Some(Row { line, pieces: tokens(lines.text, lines.span(line)) });
    };
    Some(Row { line, pieces: vec![first.to(last)] })
}

/// Whether a line only says what stands beside a table: 表1  支出决算表, 单位：万元, 填表人：….
fn is_aside(text: &str, row: &Row) -> bool {
    let captioned = row.pieces.first().is_some_and(|first| is_caption_number(first.of(text)));
    row.is_of_words(text) && (captioned || row.pieces.iter().any(|piece| is_field(piece.of(text))))
}

/// 表1, 附表二, 附件 3 and nothing else.
fn is_caption_number(piece: &str) -> bool {
    let number = ["附件", "附表", "表"].into_iter().find_map(|word| piece.strip_prefix(word));
    number.is_some_and(|number| number.chars().all(|one| one.is_numeric() || " -－一二三四五六七八九十".contains(one)))
}

/// A line drawn between rows.
fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.chars().all(|one| "-=—_─━═ ".contains(one))
}

/// Leaders of a table of contents.
fn is_dotted(line: &str) -> bool {
    line.contains("....") || line.contains("……") || line.contains("····") || line.contains("． ．")
}

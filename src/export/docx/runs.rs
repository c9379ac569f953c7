//! The runs (w:r) of a text part, and how a comment's ends are put between their characters by insertions alone.

use crate::export::markup::{Piece, characters, escaped, pieces};
use crate::read::docx::traced::{Trace, is_marked, sign};

/// What the name spaces of Word end with, transitional and strict.
const WORD: [&str; 2] = ["/wordprocessingml/2006/main", "/wordprocessingml/main"];

/// Word's name space in a part.
pub struct Namespace<'a> {
    /// With its colon; empty where it is the default one.
    pub prefix: String,
    pub uri: &'a str,
}

impl Namespace<'_> {
    /// Whether the part keeps to the strict form of the standard.
    pub fn is_strict(&self) -> bool {
        self.uri.starts_with("http://purl.oclc.org/")
    }
}

/// The name space as the root element declares it.
pub fn namespace(xml: &str) -> Option<Namespace<'_>> {
    let root = pieces(xml).find_map(|(_, _, piece)| if let Piece::Open(tag, _) = piece { Some(tag) } else { None })?;
    root.inside.split("xmlns").skip(1).find_map(|declared| {
        let (key, value) = declared.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''))?;
        let uri = value.get(1..)?.split(quote).next()?;
        let prefix = key.trim().strip_prefix(':').map(|prefix| format!("{prefix}:")).unwrap_or_default();
        WORD.iter().any(|end| uri.ends_with(end)).then_some(Namespace { prefix, uri })
    })
}

/// A stretch of text (w:t) in its run. All places are bytes of the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text between the tags, entities not resolved.
    text: [usize; 2],
    /// The run around it. Where it stands in a text box, to which Word allows no comments: the run that the box hangs on.
    around: [usize; 2],
    /// The opening tag of the run.
    head: [usize; 2],
    /// The properties of the run; empty if it has none.
    look: [usize; 2],
    /// Whether the text is the first thing that the run shows, and the last.
    alone: [bool; 2],
    /// Whether blanks at the ends of the text count.
    kept: bool,
    boxed: bool,
}

/// A run that is open.
struct Open {
    start: usize,
    head: [usize; 2],
    look: [usize; 2],
    /// Things that it shows so far.
    shown: usize,
    /// Its texts, by their position among all, with what was shown before them.
    texts: Vec<(usize, usize)>,
    depth: usize,
}

/// Every stretch of text in a run, in the order of the part.
pub fn all(xml: &str, w: &str) -> Vec<Run> {
    let (mut runs, mut open): (Vec<Run>, Vec<Open>) = (Vec::new(), Vec::new());
    let (mut depth, mut boxes) = (0_usize, 0_usize);
    // Of the run that is open: where its properties began.
    let mut look = None;
    for (start, end, piece) in pieces(xml) {
        match piece {
            Piece::Open(tag, closed) => {
                let name = tag.name.strip_prefix(w).unwrap_or_default();
                if let Some(run) = open.last_mut().filter(|run| run.depth == depth) {
                    match name {
                        "rPr" if closed => run.look = [start, end],
                        "rPr" => look = Some(start),
                        _ => run.shown += 1,
                    }
                    if name == "t" && !closed {
                        let kept = tag.get("xml:space") == Some("preserve");
                        run.texts.push((runs.len(), run.shown));
                        runs.push(Run {
                            text: [end, end],
                            around: [run.start, run.start],
                            head: run.head,
                            look: run.look,
                            alone: [run.shown == 1, false],
                            kept,
                            boxed: boxes > 0,
                        });
                    }
                }
                if closed {
                    continue;
                }
                depth += 1;
                match name {
                    "r" => open.push(Open {
                        start,
                        head: [start, end],
                        look: [start, start],
                        shown: 0,
                        texts: Vec::new(),
                        depth,
                    }),
                    "txbxContent" => boxes += 1,
                    _ => {}
                }
            }
            Piece::Close(name) => {
                depth = depth.saturating_sub(1);
                match name.strip_prefix(w).unwrap_or_default() {
                    "rPr" => {
                        let run = open.last_mut().filter(|run| run.depth == depth);
                        if let Some((run, start)) = run.and_then(|run| Some((run, look.take()?))) {
                            run.look = [start, end];
                        }
                    }
                    "t" => {
                        let last = open.last().filter(|run| run.depth == depth).and_then(|run| run.texts.last());
                        if let Some(run) = last.and_then(|(at, _)| runs.get_mut(*at)) {
                            // What is written as CDATA stays as it is.
                            let plain = xml.get(run.text[0]..start).is_some_and(|text| !text.contains('<'));
                            run.text[1] = if plain { start } else { run.text[0] };
                        }
                    }
                    "txbxContent" => boxes = boxes.saturating_sub(1),
                    "r" => {
                        let Some(run) = open.pop() else { continue };
                        for (at, before) in &run.texts {
                            if let Some(text) = runs.get_mut(*at) {
                                text.around = [run.start, end];
                                text.look = run.look;
                                text.alone[1] = *before == run.shown;
                            }
                        }
                        // Texts of its text boxes hang on the outermost run.
                        if boxes == 0 {
                            let inside = runs.partition_point(|text| text.text[0] < run.start);
                            let boxed = runs.iter_mut().skip(inside).filter(|text| text.boxed);
                            boxed.for_each(|text| text.around = [run.start, end]);
                        }
                    }
                    _ => {}
                }
            }
            Piece::Text | Piece::Other => {}
        }
    }
    runs
}

/// The part with every visible character of a run replaced by the sign of the run.
pub fn marked(xml: &str, runs: &[Run]) -> String {
    let mut marked = String::with_capacity(xml.len() * 2);
    let mut from = 0;
    for (number, run) in runs.iter().enumerate() {
        let [start, end] = run.text;
        let (Some(sign), Some(text)) = (sign(number), xml.get(start..end)) else { break };
        marked.push_str(xml.get(from..start).unwrap_or_default());
        for (one, _) in characters(text) {
            match one {
                one if is_marked(one) => marked.push(sign),
                one => marked.push_str(&escaped(one.encode_utf8(&mut [0; 4]))),
            }
        }
        from = end;
    }
    marked.push_str(xml.get(from..).unwrap_or_default());
    marked
}

/// One end of a comment.
pub struct Cut {
    at: usize,
    /// The run that is cut in two there, by its place among all; `None` between runs.
    run: Option<Run>,
    /// Whether it is the beginning; an end comes before a beginning at the same place.
    begins: bool,
    markup: String,
}

/// The two ends of a comment from one character to another.
pub fn range(xml: &str, runs: &[Run], w: &str, [from, to]: [&Trace; 2], id: i64) -> Option<(Cut, Cut)> {
    let (first, last) = (runs.get(from.run)?, runs.get(to.run)?);
    let start = if first.boxed { (first.around[0], None) } else { place(xml, first, from.nth) };
    let end = if last.boxed { (last.around[1], None) } else { place(xml, last, to.nth + 1) };
    let start =
        Cut { at: start.0, run: start.1, begins: true, markup: format!("<{w}commentRangeStart {w}id=\"{id}\"/>") };
    let mark = format!("<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>");
    Some((start, Cut { at: end.0, run: end.1, begins: false, markup: mark }))
}

/// The byte before the marked character of that number, and the run if the byte lies inside it.
fn place(xml: &str, run: &Run, nth: usize) -> (usize, Option<Run>) {
    let [start, end] = run.text;
    let text = xml.get(start..end).unwrap_or_default();
    // The byte behind the character before it, so that blanks go with what follows: there they are kept.
    let mut marked = characters(text).filter(|(one, _)| is_marked(*one)).map(|(_, behind)| behind);
    let at = nth.checked_sub(1).map_or(Some(0), |before| marked.nth(before)).unwrap_or(text.len());
    match (at, run.alone) {
        (0, [true, _]) => (run.around[0], None),
        (at, [_, true]) if at == text.len() => (run.around[1], None),
        (at, _) => (start + at, Some(run.clone())),
    }
}

impl Cut {
    /// The insertions that make the cuts: a run that is cut ends there and begins again, with the same properties.
    pub fn joined(xml: &str, mut cuts: Vec<Self>, w: &str) -> Vec<(usize, String)> {
        cuts.sort_by_key(|cut| (cut.at, cut.begins));
        let mut insertions = Vec::new();
        let mut rest = cuts.as_slice();
        while let Some(first) = rest.first() {
            let here = rest.partition_point(|cut| cut.at == first.at);
            let (now, later) = rest.split_at(here);
            let markup: String = now.iter().map(|cut| cut.markup.as_str()).collect();
            let markup = match now.iter().find_map(|cut| cut.run.as_ref()) {
                None => markup,
                Some(run) => {
                    let [head, look] = [run.head, run.look].map(|[from, to]| xml.get(from..to).unwrap_or_default());
                    let blank = xml.get(first.at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
                    let space = if run.kept || blank { " xml:space=\"preserve\"" } else { "" };
                    format!("</{w}t></{w}r>{markup}{head}{look}<{w}t{space}>")
                }
            };
            insertions.push((first.at, markup));
            rest = later;
        }
        insertions
    }
}

//! A Word file with a comment (批注) at every problem. The text part only gains insertions; every other part stays as it is,
//! but for the list of comments and what makes it known.

mod runs;
#[cfg(test)]
mod tests;

use super::markup::{Piece, appended, escaped, inserted, list_end, pieces};
use super::pack::{self, Pack};
use super::{Imprint, Subject, anchor, problems};
use crate::document::Span;
use crate::read::docx::main_part;
use crate::read::docx::traced::{Trace, traced};
use crate::read::zip::Zip;
use runs::Cut;

const AUTHOR: &str = "勾稽";
/// Relationships of parts, as most programs write them and as the strict form of the standard does.
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The file with its comments; `None` where it is no container of Word's, or nothing can be put in its place.
pub fn annotated(bytes: &[u8], subject: &Subject, imprint: &Imprint) -> Option<Vec<u8>> {
    let zip = Zip::open(bytes).ok()?;
    let main = main_part(&zip)?;
    let text = pack::text(&zip, &main)?;
    let namespace = runs::namespace(&text)?;
    let runs = runs::all(&text, &namespace.prefix);
    let (read, traces) = traced(bytes, &main, runs::marked(&text, &runs)).ok()?;
    let (first, last) = (traces.first()?, traces.last()?);
    let parts = Parts::of(&zip, &main)?;
    let mut part = match &parts.comments {
        Some(name) => pack::text(&zip, name)?,
        None => empty(namespace.uri),
    };
    let (own, end) = list_end(&part)?;
    let mut id = highest(&part).max(highest(&text));
    let (mut comments, mut insertions) = (String::new(), Vec::new());
    let mut put = |[from, to]: [&Trace; 2], lines: &[String]| {
        id += 1;
        comments += &comment(&own, id, imprint, lines);
        let (start, end) = runs::range(&text, &runs, &namespace.prefix, [from, to], id)?;
        insertions.push(start);
        insertions.push(end);
        Some(())
    };
    let count = subject.report.findings.len();
    let head = [format!("共{count}个问题，见以下批注。{}", subject.verdict()), imprint.line(subject)];
    put([first, first], &head)?;
    for problem in problems(subject, imprint) {
        let spans = problem.finding.marks.iter();
        let spans = spans.map(|mark| anchor::original(&subject.report.document, &read, mark.span));
        let at = spans.clone().find_map(|span| ends(&traces, span));
        // What came from no run, as a number that Word writes itself, is remarked on at what stands next to it.
        let near = || {
            let span = spans.clone().next()?;
            let next = traces.get(traces.partition_point(|trace| trace.at < span.start)).unwrap_or(last);
            Some([next, next])
        };
        put(at.or_else(near).unwrap_or([first, first]), &problem.remark())?;
    }
    part.insert_str(end, &comments);
    let mut members =
        vec![(main.clone(), inserted(&text, Cut::joined(&text, insertions, &namespace.prefix)).into_bytes())];
    members.extend(parts.known(&zip, namespace.is_strict())?);
    members.push((parts.comments.unwrap_or(parts.new), part.into_bytes()));
    Pack::changed(bytes, &members)
}

/// The prefix that Word's name space has in a part.
pub fn prefix(part: &str) -> Option<String> {
    runs::namespace(part).map(|namespace| namespace.prefix)
}

/// The first and the last character of a span that stand in runs of the text part.
fn ends(traces: &[Trace], span: Span) -> Option<[&Trace; 2]> {
    let from = traces.partition_point(|trace| trace.at < span.start);
    let to = traces.partition_point(|trace| trace.at < span.end);
    let inside = traces.get(from..to)?;
    Some([inside.first()?, inside.last()?])
}

/// Names of the parts that comments need.
struct Parts {
    /// Relationships of the text part.
    relations: String,
    /// The list of comments, if there is one.
    comments: Option<String>,
    /// Where it will be, if there is none.
    new: String,
    /// The same, as the text part refers to it.
    target: String,
}

impl Parts {
    fn of(zip: &Zip, main: &str) -> Option<Self> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let relations = inside(&format!("_rels/{file}.rels"));
        let known = pack::text(zip, &relations).unwrap_or_default();
        let comments = pieces(&known).find_map(|(_, _, piece)| match piece {
            Piece::Open(tag, _) if tag.get("Type").is_some_and(|kind| kind.ends_with("/comments")) => tag.get("Target"),
            _ => None,
        });
        let comments = comments.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => inside(target.trim_start_matches("./")),
        });
        let free = |name: &String| !zip.holds(&inside(name));
        let target = std::iter::once("comments.xml".to_owned()).chain((1..).map(|at| format!("comments-{at}.xml")));
        let target = target.into_iter().find(free)?;
        Some(Self { relations, comments, new: inside(&target), target })
    }

    /// What makes a new list of comments known: its relationship and its type.
    fn known(&self, zip: &Zip, strict: bool) -> Option<Vec<(String, Vec<u8>)>> {
        if self.comments.is_some() {
            return Some(Vec::new());
        }
        const TYPES: &str = "[Content_Types].xml";
        let kind = RELATIONSHIPS.get(usize::from(strict))?;
        let relations = pack::text(zip, &self.relations).unwrap_or_else(|| {
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                .into()
        });
        let relation = format!(" Id=\"gouji-comments\" Type=\"{kind}/comments\" Target=\"{}\"/>", self.target);
        let known = format!(" PartName=\"/{}\" ContentType=\"{COMMENTS_TYPE}\"/>", self.new);
        let types = pack::text(zip, TYPES)?;
        Some(vec![
            (self.relations.clone(), appended(&relations, "Relationship", &relation)?.into_bytes()),
            (TYPES.to_owned(), appended(&types, "Override", &known)?.into_bytes()),
        ])
    }
}

/// A list of comments without any.
fn empty(uri: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:comments xmlns:w=\"{uri}\"></w:comments>"
    )
}

/// The highest number of a comment that a part names.
fn highest(part: &str) -> i64 {
    let id = |(_, _, piece)| match piece {
        Piece::Open(tag, _) if tag.name.rsplit(':').next().is_some_and(|name| name.starts_with("comment")) => {
            let prefix = tag.name.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
            tag.get(&format!("{prefix}id"))?.parse::<i64>().ok()
        }
        _ => None,
    };
    pieces(part).filter_map(id).max().unwrap_or(-1).clamp(-1, i64::from(i32::MAX / 2))
}

fn comment(w: &str, id: i64, imprint: &Imprint, lines: &[String]) -> String {
    let date = imprint.time.local();
    let line = |(at, line): (usize, &String)| {
        let mark = if at == 0 { format!("<{w}r><{w}annotationRef/></{w}r>") } else { String::new() };
        format!("<{w}p>{mark}<{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", escaped(line))
    };
    let lines: String = lines.iter().enumerate().map(line).collect();
    format!(
        "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}date=\"{date}Z\" {w}initials=\"{AUTHOR}\">{lines}</{w}comment>"
    )
}

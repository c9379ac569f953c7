//! A PDF with a highlight and its note at every problem, as an update behind its end (增量更新): the file as it was is the
//! beginning of the file as it is now.

mod objects;

use super::{Imprint, Subject, anchor, problems};
use crate::read::pdf::traced::{Quad, Traced, traced};
use crate::report::Severity;
use objects::{Trailer, rebuilt};
use std::collections::BTreeMap;

/// Colours of highlights by severity, in parts of red, green and blue.
const COLOURS: [(Severity, &str); 3] =
    [(Severity::Error, "1 0.62 0.55"), (Severity::Warning, "1 0.86 0.35"), (Severity::Info, "0.68 0.84 1")];

/// The file with its notes; `None` where its end cannot be gone on from: it is encrypted or was repaired in reading.
pub fn annotated(bytes: &[u8], subject: &Subject, imprint: &Imprint) -> Option<Vec<u8>> {
    let trailer = Trailer::of(bytes)?;
    let traced = traced(bytes).ok()?;
    if trailer.root() != Some(traced.root) {
        return None;
    }
    let mut update = Update { bytes: bytes.to_vec(), places: BTreeMap::new(), next: trailer.size };
    update.bytes.push(b'\n');
    let mut added: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let head = format!(
        "共{}个问题，见以下批注。{}\n{}",
        subject.report.findings.len(),
        subject.verdict(),
        imprint.line(subject)
    );
    let first = traced.pages.iter().position(|page| page.object.is_some())?;
    let mut notes: Vec<String> = vec![head];
    for problem in problems(subject, imprint) {
        let spans = problem.finding.marks.iter();
        let spans = spans.map(|mark| anchor::original(&subject.report.document, &traced.document, mark.span));
        let quads = spans.map(|span| traced.quads(span)).find(|quads| !quads.is_empty()).unwrap_or_default();
        let note = problem.remark().join("\n");
        // What was drawn nowhere is said on the first page.
        let Some((page, _)) = quads.first() else {
            notes.push(note);
            continue;
        };
        let on_page: Vec<Quad> = quads.iter().filter(|(on, _)| on == page).map(|(_, quad)| *quad).collect();
        let colour = COLOURS.iter().find(|(severity, _)| *severity == problem.finding.severity);
        let colour = colour.map_or("1 1 0", |(_, colour)| colour);
        let highlight = update.highlight(&traced, *page, &on_page, colour, &note, imprint)?;
        added.entry(*page).or_default().push(highlight);
    }
    let note = update.note(&traced, first, &notes.join("\n\n"), imprint)?;
    added.entry(first).or_default().insert(0, note);
    for (page, annotations) in added {
        let page = traced.pages.get(page)?;
        let [number, generation] = page.object?;
        let own = inside(&page.annotations, b"[", b"]").to_vec();
        let list: String = annotations.iter().map(|number| format!(" {number} 0 R")).collect();
        let list = [b"[".as_slice(), &own, list.as_bytes(), b" ]"].concat();
        let dictionary = rebuilt(inside(&page.dictionary, b"<<", b">>"), b"Annots", &list);
        update.object(u32::try_from(number).ok()?, u16::try_from(generation).ok()?, &dictionary);
    }
    Some(update.finish(&trailer))
}

/// What stands between the marks at both ends.
fn inside<'a>(written: &'a [u8], open: &[u8], close: &[u8]) -> &'a [u8] {
    let written = written.trim_ascii();
    written.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).unwrap_or(written)
}

/// The file growing at its end.
struct Update {
    bytes: Vec<u8>,
    /// Where each new object begins, and its generation.
    places: BTreeMap<u32, (usize, u16)>,
    /// The next number that no object has.
    next: u32,
}

impl Update {
    fn object(&mut self, number: u32, generation: u16, content: &[u8]) {
        self.places.insert(number, (self.bytes.len(), generation));
        self.bytes.extend(format!("{number} {generation} obj\n").into_bytes());
        self.bytes.extend(content);
        self.bytes.extend(b"\nendobj\n");
    }

    fn new_object(&mut self, content: &[u8]) -> u32 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.object(number, 0, content);
        number
    }

    /// A highlight, with a look of its own for programs that draw none themselves.
    fn highlight(
        &mut self,
        traced: &Traced,
        page: usize,
        quads: &[Quad],
        colour: &str,
        note: &str,
        imprint: &Imprint,
    ) -> Option<u32> {
        let [x, y] = [0, 1].map(|axis: usize| {
            let all = quads.iter().flatten().filter_map(move |corner| corner.get(axis).copied());
            (all.clone().min().unwrap_or(0), all.max().unwrap_or(0))
        });
        let frame = [x.0, y.0, x.1, y.1].map(hundredths).join(" ");
        let points: Vec<String> = quads.iter().flatten().flatten().copied().map(hundredths).collect();
        let mut drawn = format!("/G gs {colour} rg\n");
        for [upper_left, upper_right, lower_left, lower_right] in quads {
            let [a, b, c, d] =
                [upper_left, upper_right, lower_right, lower_left].map(|point| point.map(hundredths).join(" "));
            drawn += &format!("{a} m {b} l {c} l {d} l h f\n");
        }
        let look = format!(
            "<< /Type /XObject /Subtype /Form /BBox [{frame}] /Resources << /ExtGState << /G << /BM /Multiply >> >> >> /Group << /S /Transparency >> /Length {} >>\nstream\n{drawn}endstream",
            drawn.len()
        );
        let look = self.new_object(look.as_bytes());
        let rest = format!(
            "/Subtype /Highlight /Rect [{frame}] /QuadPoints [{}] /C [{colour}] /AP << /N {look} 0 R >>",
            points.join(" ")
        );
        self.annotation(traced, page, &rest, note, imprint)
    }

    /// A note in the corner of a page.
    fn note(&mut self, traced: &Traced, page: usize, note: &str, imprint: &Imprint) -> Option<u32> {
        let [x, y] = traced.pages.get(page)?.corner();
        let frame = [x, y - 2_000, x + 2_000, y].map(hundredths).join(" ");
        let rest = format!("/Subtype /Text /Name /Comment /Rect [{frame}] /C [1 0.86 0.35]");
        self.annotation(traced, page, &rest, note, imprint)
    }

    fn annotation(&mut self, traced: &Traced, page: usize, rest: &str, note: &str, imprint: &Imprint) -> Option<u32> {
        let [number, generation] = traced.pages.get(page)?.object?;
        let name = self.next;
        let time = imprint.time.local().replace(['-', 'T', ':'], "");
        let content = format!(
            "<< /Type /Annot {rest} /F 4 /P {number} {generation} R /T {} /Contents {} /NM (gouji-{name}) /M (D:{time}+08'00') >>",
            text("勾稽"),
            text(note)
        );
        Some(self.new_object(content.as_bytes()))
    }

    /// The list of the new objects, of the kind that the file had last, and the new end.
    fn finish(mut self, trailer: &Trailer) -> Vec<u8> {
        let start = self.bytes.len();
        if trailer.is_stream {
            let own = self.next;
            self.next = self.next.saturating_add(1);
            self.places.insert(own, (start, 0));
            let mut list = Vec::new();
            for (at, generation) in self.places.values() {
                list.push(1);
                list.extend(u32::try_from(*at).unwrap_or(u32::MAX).to_be_bytes());
                list.extend(generation.to_be_bytes());
            }
            let index: Vec<String> =
                self.sections().iter().map(|(first, of)| format!("{first} {}", of.len())).collect();
            let head = format!(
                "{own} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{}] /Size {} /Prev {} /Length {}",
                index.join(" "),
                self.next,
                trailer.start,
                list.len()
            );
            self.bytes.extend(head.into_bytes());
            self.bytes.extend(&trailer.kept);
            self.bytes.extend(b" >>\nstream\n");
            self.bytes.extend(list);
            self.bytes.extend(b"\nendstream\nendobj\n");
        } else {
            // The head of the list of free numbers, with which every table begins.
            let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
            for (first, of) in self.sections() {
                table += &format!("{first} {}\n", of.len());
                for (at, generation) in of {
                    table += &format!("{at:010} {generation:05} n \n");
                }
            }
            self.bytes.extend(table.into_bytes());
            self.bytes.extend(format!("trailer\n<< /Size {} /Prev {}", self.next, trailer.start).into_bytes());
            self.bytes.extend(&trailer.kept);
            self.bytes.extend(b" >>\n");
        }
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        self.bytes
    }

    /// The new objects in stretches of numbers that follow each other.
    fn sections(&self) -> Vec<(u32, Vec<(usize, u16)>)> {
        let mut sections: Vec<(u32, Vec<(usize, u16)>)> = Vec::new();
        let mut after = None;
        for (number, place) in &self.places {
            match sections.last_mut() {
                Some((_, section)) if after == Some(*number) => section.push(*place),
                _ => sections.push((*number, vec![*place])),
            }
            after = number.checked_add(1);
        }
        sections
    }
}

/// A length in hundredths, as PDF writes it.
fn hundredths(length: i32) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let length = length.unsigned_abs();
    format!("{sign}{}.{:02}", length / 100, length % 100)
}

/// A text string: UTF-16, in hexadecimal digits, in which nothing can end it.
fn text(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

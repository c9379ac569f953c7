//! A workbook with a note (批注) at every cell that has a problem, and one sheet more with all problems. Sheets only gain
//! what makes their notes known; every other part stays as it is.

use super::markup::{Piece, appended, inserted, pieces};
use super::pack::{self, Pack};
use super::sheet::{self, Cell, cell_text, column};
use super::{Imprint, Subject, book, problems};
use crate::document::Place;
use crate::read::sheet::paths;
use crate::read::zip::Zip;
use std::collections::BTreeMap;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "[Content_Types].xml";
const BOOK: &str = "xl/workbook.xml";
const AUTHOR: &str = "勾稽";
/// What comes behind the drawing of the notes in a sheet, if it is there.
const BEHIND: [&str; 8] =
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

/// The workbook with its notes; `None` where it cannot be added to.
pub fn annotated(bytes: &[u8], subject: &Subject, imprint: &Imprint) -> Option<Vec<u8>> {
    let zip = Zip::open(bytes).ok()?;
    let mut changes = Changes { zip: &zip, changed: BTreeMap::new() };
    let paths = paths(&zip)?;
    let document = &subject.report.document;
    let mut notes: BTreeMap<u32, BTreeMap<[u32; 2], Vec<String>>> = BTreeMap::new();
    for problem in problems(subject, imprint) {
        let places = problem.finding.marks.iter().filter_map(|mark| document.origin(mark.span));
        let cell = places.map(|origin| origin.place).find_map(|place| match place {
            Place::Cell { sheet, row, column } => Some((sheet, [row, column])),
            Place::Page { .. } => None,
        });
        if let Some((sheet, cell)) = cell {
            notes.entry(sheet).or_default().entry(cell).or_default().push(problem.remark().join("\n"));
        }
    }
    for (number, notes) in &notes {
        let (_, path) = paths.get(usize::try_from(*number).ok()?)?;
        changes.note(path, notes)?;
    }
    let names: Vec<&str> = paths.iter().map(|(name, _)| name.as_str()).collect();
    changes.add_sheet(&names, subject, imprint)?;
    let members: Vec<(String, Vec<u8>)> =
        changes.changed.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    Pack::changed(bytes, &members)
}

/// The parts that become others.
struct Changes<'a> {
    zip: &'a Zip<'a>,
    changed: BTreeMap<String, String>,
}

impl Changes<'_> {
    /// A part as it is by now.
    fn part(&self, name: &str) -> Option<String> {
        self.changed.get(name).cloned().or_else(|| pack::text(self.zip, name))
    }

    /// A name that no part has.
    fn free(&self, name: impl Fn(u32) -> String) -> String {
        let taken = |name: &String| self.zip.holds(name) || self.changed.contains_key(name);
        (1..).map(name).find(|name| !taken(name)).unwrap_or_default()
    }

    /// An id that no relationship of a list has.
    fn fresh_id(&self, relations: &str) -> String {
        let known = self.part(relations).unwrap_or_default();
        (1_u32..).map(|at| format!("gouji{at}")).find(|id| !known.contains(&format!("\"{id}\""))).unwrap_or_default()
    }

    /// Adds an element at the end of a list.
    fn add(&mut self, list: &str, element: &str, rest: &str) -> Option<()> {
        let text = self.part(list)?;
        self.changed.insert(list.to_owned(), appended(&text, element, rest)?);
        Some(())
    }

    /// Adds notes to a sheet, to those that it has if it has any.
    fn note(&mut self, path: &str, notes: &BTreeMap<[u32; 2], Vec<String>>) -> Option<()> {
        let (folder, file) = path.rsplit_once('/')?;
        let relations = format!("{folder}/_rels/{file}.rels");
        let known = self.part(&relations).unwrap_or_default();
        let target = |kind: &str| relation(&known, kind).map(|target| resolved(folder, target));
        match (target("/comments"), target("/vmlDrawing")) {
            (Some(comments), Some(drawing)) => {
                let (with, cells) = with_notes(&self.part(&comments)?, notes)?;
                let drawn = drawn_more(&self.part(&drawing)?, &cells)?;
                self.changed.extend([(comments, with), (drawing, drawn)]);
            }
            (None, None) => {
                let comments = self.free(|at| format!("xl/comments{at}.xml"));
                let (list, cells) = with_notes(&empty(), notes)?;
                self.changed.insert(comments.clone(), list);
                let drawing = self.free(|at| format!("xl/drawings/vmlDrawing{at}.vml"));
                self.changed.insert(drawing.clone(), drawn(&cells));
                let text = if known.is_empty() {
                    format!("<Relationships xmlns=\"{PACKAGE}\"></Relationships>")
                } else {
                    known
                };
                self.changed.insert(relations.clone(), text);
                let mut boxes = String::new();
                for (kind, part) in [("comments", &comments), ("vmlDrawing", &drawing)] {
                    boxes = self.fresh_id(&relations);
                    let rest = format!(" Id=\"{boxes}\" Type=\"{OFFICE}/{kind}\" Target=\"/{part}\"/>");
                    self.add(&relations, "Relationship", &rest)?;
                }
                let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
                self.add(TYPES, "Override", &format!(" PartName=\"/{comments}\" ContentType=\"{kind}\"/>"))?;
                let kind = "application/vnd.openxmlformats-officedocument.vmlDrawing";
                self.add(TYPES, "Override", &format!(" PartName=\"/{drawing}\" ContentType=\"{kind}\"/>"))?;
                let sheet = with_drawing(&self.part(path)?, &boxes)?;
                self.changed.insert(path.to_owned(), sheet);
            }
            _ => return None,
        }
        Some(())
    }

    /// Adds the sheet of problems behind the others.
    fn add_sheet(&mut self, names: &[&str], subject: &Subject, imprint: &Imprint) -> Option<()> {
        let mut list = book::problem_sheet(subject, imprint);
        list.rows.push(vec![Cell::from(""), Cell::from(imprint.line(subject))]);
        let part = self.free(|at| format!("xl/worksheets/gouji{at}.xml"));
        self.changed.insert(part.clone(), sheet::bare(&list));
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        self.add(TYPES, "Override", &format!(" PartName=\"/{part}\" ContentType=\"{kind}\"/>"))?;
        let relations = "xl/_rels/workbook.xml.rels";
        let reference = self.fresh_id(relations);
        let rest = format!(" Id=\"{reference}\" Type=\"{OFFICE}/worksheet\" Target=\"/{part}\"/>");
        self.add(relations, "Relationship", &rest)?;
        let text = self.part(BOOK)?;
        let ids = pieces(&text).filter_map(|(_, _, piece)| match piece {
            Piece::Open(tag, _) => tag.get("sheetId")?.parse::<u32>().ok(),
            _ => None,
        });
        let id = ids.max()?.checked_add(1)?;
        let name = std::iter::once("问题".to_owned()).chain((2..).map(|at| format!("问题({at})")));
        let name = name.into_iter().find(|name| !names.contains(&name.as_str()))?;
        let end = text.find("sheets>").and_then(|_| text.rfind("sheets>"))?;
        let start = text.get(..end)?.rfind("</")?;
        let prefix = text.get(start + 2..end)?;
        let sheet = format!(
            "<{prefix}sheet name=\"{name}\" sheetId=\"{id}\" xmlns:gouji=\"{OFFICE}\" gouji:id=\"{reference}\"/>"
        );
        let mut text = text;
        text.insert_str(start, &sheet);
        self.changed.insert(BOOK.to_owned(), text);
        Some(())
    }
}

/// The target of the first relationship of a kind.
fn relation<'a>(known: &'a str, kind: &str) -> Option<&'a str> {
    pieces(known).find_map(|(_, _, piece)| match piece {
        Piece::Open(tag, _) if tag.get("Type").is_some_and(|own| own.ends_with(kind)) => tag.get("Target"),
        _ => None,
    })
}

/// A target as a member's name.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn empty() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors></authors><commentList></commentList></comments>"
    )
}

/// A list of notes with more of them, and the cells that have one now and had none before. A cell has one note: where there
/// is one already, it goes on.
fn with_notes(list: &str, notes: &BTreeMap<[u32; 2], Vec<String>>) -> Option<(String, Vec<[u32; 2]>)> {
    let (mut insertions, mut new, mut cells) = (Vec::new(), String::new(), Vec::new());
    let (mut authors, mut authors_end, mut list_end, mut open) = (0, None, None, None);
    let mut prefix = String::new();
    let address = |[row, at]: [u32; 2]| format!("{}{}", column(at), u64::from(row) + 1);
    let mut waiting: BTreeMap<String, ([u32; 2], &Vec<String>)> =
        notes.iter().map(|(cell, lines)| (address(*cell), (*cell, lines))).collect();
    for (start, _, piece) in pieces(list) {
        match piece {
            Piece::Open(tag, false) => {
                let (own, name) = tag.name.rsplit_once(':').unwrap_or(("", tag.name));
                match name {
                    "comments" if !own.is_empty() => prefix = format!("{own}:"),
                    "author" => authors += 1,
                    "comment" => open = tag.get("ref"),
                    _ => {}
                }
            }
            Piece::Close(name) => match name.rsplit(':').next().unwrap_or_default() {
                "authors" => authors_end = Some(start),
                "commentList" => list_end = Some(start),
                "text" => {
                    let cell = open.take().unwrap_or_default();
                    if let Some((_, lines)) = waiting.remove(cell) {
                        insertions.push((start, run(&prefix, &format!("\n{}", lines.join("\n\n")))));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    for (name, (cell, lines)) in waiting {
        let text = run(&prefix, &lines.join("\n\n"));
        new += &format!(
            "<{prefix}comment ref=\"{name}\" authorId=\"{authors}\"><{prefix}text>{text}</{prefix}text></{prefix}comment>"
        );
        cells.push(cell);
    }
    insertions.push((authors_end?, format!("<{prefix}author>{AUTHOR}</{prefix}author>")));
    insertions.push((list_end?, new));
    Some((inserted(list, insertions), cells))
}

fn run(prefix: &str, text: &str) -> String {
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", cell_text(text))
}

/// The boxes of notes, which programs draw when the pointer is over the cell.
fn drawn(cells: &[[u32; 2]]) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>{}</xml>",
        boxes(1025, cells)
    )
}

/// The same, added to those that are there.
fn drawn_more(drawing: &str, cells: &[[u32; 2]]) -> Option<String> {
    let number = |part: &str| {
        let end = part.find(|one: char| !one.is_ascii_digit()).unwrap_or(part.len());
        part.get(..end)?.parse::<u32>().ok()
    };
    let highest = drawing.split("_x0000_s").skip(1).filter_map(number).max().unwrap_or(1024);
    let mut drawing = drawing.to_owned();
    drawing.insert_str(drawing.rfind("</")?, &boxes(highest.checked_add(1)?, cells));
    Some(drawing)
}

fn boxes(first: u32, cells: &[[u32; 2]]) -> String {
    let one = |(id, [row, column]): (u32, &[u32; 2])| {
        let (left, top, right, bottom) = (column + 1, row, column + 6, row + 9);
        format!(
            "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )
    };
    (first..).zip(cells).map(one).collect()
}

/// A sheet that refers to the boxes of its notes, at the place that the standard has for it.
fn with_drawing(sheet: &str, id: &str) -> Option<String> {
    let (mut depth, mut at, mut prefix) = (0_u32, None, "");
    for (start, _, piece) in pieces(sheet) {
        match piece {
            Piece::Open(tag, closed) => {
                let (own, name) = tag.name.rsplit_once(':').unwrap_or(("", tag.name));
                match depth {
                    0 => prefix = own,
                    1 if BEHIND.contains(&name) => {
                        at = Some(start);
                        break;
                    }
                    _ => {}
                }
                depth += u32::from(!closed);
            }
            Piece::Close(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    at = Some(start);
                }
            }
            _ => {}
        }
    }
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
    let mut sheet = sheet.to_owned();
    sheet.insert_str(at?, &format!("<{prefix}legacyDrawing xmlns:gouji=\"{OFFICE}\" gouji:id=\"{id}\"/>"));
    Some(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(cells: &[([u32; 2], &str)]) -> BTreeMap<[u32; 2], Vec<String>> {
        cells.iter().map(|(cell, note)| (*cell, vec![(*note).to_owned()])).collect()
    }

    #[test]
    fn a_note_that_is_there_goes_on() {
        let old = "<x:comments xmlns:x=\"m\"><x:authors><x:author>甲</x:author></x:authors><x:commentList>\
            <x:comment ref=\"B3\" authorId=\"0\"><x:text><x:t>旧</x:t></x:text></x:comment></x:commentList></x:comments>";
        let (list, cells) = with_notes(old, &notes(&[([2, 1], "<新>"), ([9, 26], "另")])).unwrap();
        assert_eq!(cells, [[9, 26]]);
        let went_on = "<x:t>旧</x:t><x:r><x:t xml:space=\"preserve\">\n&lt;新&gt;</x:t></x:r></x:text>";
        assert!(list.contains(went_on), "{list}");
        assert!(list.contains("<x:author>甲</x:author><x:author>勾稽</x:author>"), "{list}");
        assert!(list.contains("<x:comment ref=\"AA10\" authorId=\"1\">"), "{list}");
        let drawing = drawn_more(&drawn(&[[2, 1]]), &cells).unwrap();
        assert!(drawing.contains("_x0000_s1026") && drawing.ends_with("</v:shape></xml>"), "{drawing}");
    }

    #[test]
    fn the_drawing_stands_where_the_standard_wants_it() {
        let sheet = "<worksheet><sheetData><row/></sheetData><drawing r:id=\"a\"/><tableParts/></worksheet>";
        let drawing = format!("<legacyDrawing xmlns:gouji=\"{OFFICE}\" gouji:id=\"gouji-boxes\"/>");
        assert_eq!(
            with_drawing(sheet, "gouji-boxes").unwrap(),
            sheet.replace("<tableParts/>", &format!("{drawing}<tableParts/>"))
        );
        let sheet = "<x:worksheet><x:sheetData/></x:worksheet>";
        let drawing = drawing.replace("<legacy", "<x:legacy");
        assert_eq!(with_drawing(sheet, "gouji-boxes").unwrap(), sheet.replace("</x:w", &format!("{drawing}</x:w")));
    }

    #[test]
    fn targets_are_resolved_like_paths() {
        assert_eq!(resolved("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/worksheets", "/xl/a.vml"), "xl/a.vml");
    }
}

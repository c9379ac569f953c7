//! The engine in a Web Worker: keeps the documents of a submission, checks them together, and hands each report over in
//! pieces when it is asked for.

#[path = "app/bytes.rs"]
mod bytes;
#[path = "app/protocol.rs"]
mod protocol;

use gouji::document::{Document, Source};
use gouji::read::{self, Format, ReadError};
use gouji::report::{Finding, Mark, Places, Relation, Report, Severity, Text, Verdict};
use gouji::settings::{self, OwnFormula};
use gouji::submission::{self, FileReport, Submission};
use gouji::{Options, Understood, rules};
use protocol::{Across, Change, FileKey, Input, Part, Place, Request, Response, RuleText, Tally, Trial};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Items in one message: a few milliseconds of unpacking on the page's side.
const PIECE: usize = 500;
/// Pieces on their way at once: one is packed while the page unpacks another.
const AHEAD: usize = 2;
/// Relations of a formula that is tried which are shown.
const MOST_TRIED: usize = 40;
/// Bytes from the beginning of a file that decide what it is.
const BEGINNING: i32 = 4096;

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut engine = Engine {
        page: scope.clone(),
        read: BTreeMap::new(),
        originals: BTreeMap::new(),
        checked: Vec::new(),
        delivery: None,
        understood: None,
    };
    let listen =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match serde_wasm_bindgen::from_value(event.data()) {
                Ok(request) => engine.answer(request),
                Err(error) => wasm_bindgen::throw_val(error.into()),
            }
        });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    let rules = rules::ALL.iter().map(|rule| rule_text(rule)).collect();
    send(&scope, &Response::Ready { rules, names: settings::names().map(str::to_owned).collect() });
}

/// What the worker holds.
struct Engine {
    page: DedicatedWorkerGlobalScope,
    /// Documents that were read and wait for the next check.
    read: BTreeMap<FileKey, (String, Document)>,
    /// Documents as they had been read before they were corrected by hand.
    originals: BTreeMap<FileKey, Document>,
    /// The reports of the last check; their documents are the only copies.
    checked: Vec<(FileKey, FileReport)>,
    /// The report that is being handed over.
    delivery: Option<Delivery>,
    /// The file that a formula was tried on last.
    understood: Option<(FileKey, Understood)>,
}

impl Engine {
    fn answer(&mut self, request: Request) {
        match request {
            Request::Read { id, file, name, input } => {
                let answer = match document(input) {
                    Ok(Some(document)) => {
                        self.read.insert(file, (name, document));
                        Response::Read { id, file }
                    }
                    Ok(None) => Response::Foreign { id, file },
                    Err(message) => Response::Refused { id, file, message },
                };
                send(&self.page, &answer);
            }
            Request::Check { id, files, changes, kept, options } => {
                self.prepare(&files, changes, &kept);
                self.check(id, &files, &options);
            }
            Request::Try { attempt, file, formula } => {
                let answer = self.tried(file, &formula);
                send(&self.page, &Response::Tried { attempt, answer });
            }
            Request::ReadSettings { input } => {
                send(&self.page, &Response::SettingsRead { answer: settings_of(input) });
            }
            Request::WriteSettings { options } => {
                send(&self.page, &Response::SettingsWritten { text: settings::print(&options) });
            }
            Request::Open { id, file } => {
                let found = self.checked.iter().enumerate().find(|(_, (key, _))| *key == file);
                self.delivery = found.map(|(position, (_, file))| Delivery::new(id, position, &file.report));
                for _ in 0..AHEAD {
                    self.send_next();
                }
            }
            Request::More { id } => {
                if self.delivery.as_ref().is_some_and(|delivery| delivery.id == id) {
                    self.send_next();
                }
            }
        }
    }

    /// Takes back what was checked before, lets go of what is no longer wanted, and corrects what was corrected by hand.
    fn prepare(&mut self, files: &[FileKey], changes: Vec<(FileKey, Change)>, kept: &[FileKey]) {
        self.delivery = None;
        self.understood = None;
        for (key, file) in std::mem::take(&mut self.checked) {
            let document = self.originals.remove(&key).unwrap_or(file.report.document);
            self.read.insert(key, (file.name, document));
        }
        self.read.retain(|key, _| files.contains(key) || kept.contains(key));
        for (key, change) in changes {
            if let Some((_, document)) = self.read.get_mut(&key) {
                let corrected = corrected(document.clone(), change);
                self.originals.insert(key, std::mem::replace(document, corrected));
            }
        }
    }

    fn check(&mut self, id: u32, files: &[FileKey], options: &Options) {
        let (keys, documents): (Vec<_>, Vec<_>) =
            files.iter().filter_map(|key| self.read.remove(key).map(|document| (*key, document))).unzip();
        let submission = submission::check_all(documents, options);
        let tallies = submission.files.iter().map(|file| tally(&file.report)).collect();
        let across = across(&submission, &keys);
        let compared = submission.compared;
        self.checked = keys.into_iter().zip(submission.files).collect();
        send(&self.page, &Response::Checked { id, tallies, across, compared });
    }

    /// What a formula comes to in a file; nothing in one that is not there.
    fn tried(&mut self, file: FileKey, formula: &OwnFormula) -> Result<Trial, Text> {
        let is_new = self.understood.as_ref().is_none_or(|(understood, _)| *understood != file);
        if let Some((_, checked)) = self.checked.iter().find(|(key, _)| *key == file && is_new) {
            self.understood = Some((file, Understood::of(checked.report.document.clone())));
        }
        let understood = self.understood.as_ref().filter(|(understood, _)| *understood == file);
        let parsed = || formula.parsed().map(|_| Vec::new());
        let tried = understood.map_or_else(parsed, |(_, understood)| settings::tried(understood, formula));
        let mut relations = tried.map_err(|error| Text { zh: error.to_string(), en: error.english() })?;
        relations.sort_by_key(Relation::agrees);
        let count = |is_such: fn(&&Relation) -> bool| {
            u32::try_from(relations.iter().filter(is_such).count()).unwrap_or(u32::MAX)
        };
        let holds = count(|relation| relation.agrees());
        let fails = count(|relation| relation.verdict == Verdict::Broken);
        relations.truncate(MOST_TRIED);
        Ok(Trial { holds, fails, relations })
    }

    fn send_next(&mut self) {
        let Some(delivery) = &mut self.delivery else { return };
        let Some((_, file)) = self.checked.get(delivery.file) else { return };
        if let Some(answer) = delivery.next(&file.report) {
            send(&self.page, &answer);
        }
    }
}

/// The document of an input; `None` for one that only the readers' worker can read.
fn document(input: Input) -> Result<Option<Document>, Text> {
    let document = match input {
        Input::Text(text) => read::text(&text),
        Input::Html(html) => read::html(&html),
        Input::File(file) => {
            let beginning = file.slice_with_i32_and_i32(0, BEGINNING);
            let beginning = bytes::of(beginning.as_ref().unwrap_or(&file))?;
            if Format::of(&beginning).map_err(bytes::refusal)?.is_heavy() {
                return Ok(None);
            }
            read::bytes(&bytes::of(&file)?).map_err(bytes::refusal)?
        }
        Input::Packed(packed) => {
            postcard::from_bytes(&packed.to_vec()).map_err(|_| bytes::refusal(ReadError::Damaged))?
        }
    };
    if document.blocks.is_empty() { Err(bytes::refusal(ReadError::Empty)) } else { Ok(Some(document)) }
}

/// What a file of settings says.
fn settings_of(input: Input) -> Result<Options, Text> {
    let text = match input {
        Input::Text(text) | Input::Html(text) => text,
        Input::File(file) => String::from_utf8_lossy(&bytes::of(&file)?).into_owned(),
        Input::Packed(packed) => String::from_utf8_lossy(&packed.to_vec()).into_owned(),
    };
    settings::parse(&text).map_err(|error| Text { zh: error.to_string(), en: error.english().to_owned() })
}

/// A document with what was corrected by hand.
fn corrected(mut document: Document, change: Change) -> Document {
    match change {
        Change::Text(text) => read::text(&text),
        Change::Parts(edits) => {
            edits.iter().for_each(|edit| document.edit(edit));
            document
        }
    }
}

fn tally(report: &Report) -> Tally {
    let count = |severity| {
        let findings = report.findings.iter().filter(|finding| finding.severity == severity);
        u32::try_from(findings.count()).unwrap_or(u32::MAX)
    };
    Tally { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info) }
}

/// The problems between files with all that the page needs to name their places before it has the files themselves.
fn across(submission: &Submission, keys: &[FileKey]) -> Vec<Across> {
    let mut places: BTreeMap<u32, Places> = BTreeMap::new();
    let mut place = |mark: &Mark, file: &u32| {
        let document = &submission.files.get(*file as usize)?.report.document;
        let whereabouts = places.entry(*file).or_insert_with(|| Places::new(document)).of(mark.span);
        let written = document.str(mark.span).trim().to_owned();
        Some(Place { file: *keys.get(*file as usize)?, mark: *mark, written, whereabouts })
    };
    let across = submission.across.iter().map(|across| {
        let places = across.finding.marks.iter().zip(&across.files);
        let places = places.filter_map(|(mark, file)| place(mark, file)).collect();
        Across { places, finding: across.finding.clone() }
    });
    across.collect()
}

/// Where each finding stands in the user's own file; nothing where the text on screen is the file.
fn whereabouts(report: &Report) -> Vec<Option<Text>> {
    if matches!(report.document.source, Source::Text | Source::Html) {
        return Vec::new();
    }
    let places = Places::new(&report.document);
    let first = |finding: &Finding| finding.marks.first().map(|mark| places.of(mark.span));
    report.findings.iter().map(first).collect()
}

/// A report on its way to the page, piece by piece: unpacked at once, that of a text of 5 MB would hold the page up for
/// seconds.
struct Delivery {
    id: u32,
    /// Position among the reports.
    file: usize,
    /// For each finding where it stands in the user's own file.
    whereabouts: Vec<Option<Text>>,
    /// The kind of item that comes next: 0 is the head, then as in [`Part`].
    kind: usize,
    /// The item of that kind that comes next.
    at: usize,
    sent: usize,
    done: bool,
}

impl Delivery {
    fn new(id: u32, file: usize, report: &Report) -> Self {
        Self { id, file, whereabouts: whereabouts(report), kind: 0, at: 0, sent: 0, done: false }
    }

    fn next(&mut self, report: &Report) -> Option<Response> {
        let id = self.id;
        match self.next_part(report) {
            Some((count, part)) => {
                self.sent += count;
                let percent = u8::try_from(self.sent.saturating_mul(100) / items(report)).unwrap_or(100).min(100);
                Some(Response::Part { id, percent, part })
            }
            None => (!std::mem::replace(&mut self.done, true)).then_some(Response::Done { id }),
        }
    }

    fn next_part(&mut self, report: &Report) -> Option<(usize, Part)> {
        loop {
            let part = match self.kind {
                0 if self.at == 0 => Some((1, Part::Head(Box::new(head(report))))),
                0 => None,
                1 => piece(&report.document.blocks, self.at, Part::Blocks),
                2 => piece(&report.sections, self.at, Part::Sections),
                3 => piece(&report.quantities, self.at, Part::Quantities),
                4 => piece(&report.relations, self.at, Part::Relations),
                5 => piece(&report.findings, self.at, Part::Findings),
                6 => piece(&self.whereabouts, self.at, Part::Whereabouts),
                7 => piece(&report.document.origins, self.at, Part::Origins),
                _ => return None,
            };
            match part {
                Some((count, part)) => {
                    self.at += count;
                    return Some((count, part));
                }
                None => (self.kind, self.at) = (self.kind + 1, 0),
            }
        }
    }
}

fn items(report: &Report) -> usize {
    1 + report.document.blocks.len()
        + report.sections.len()
        + report.quantities.len()
        + report.relations.len()
        + report.findings.len()
        + report.document.origins.len()
}

/// The report without what follows in pieces.
fn head(report: &Report) -> Report {
    let document = &report.document;
    Report {
        document: Document {
            text: document.text.clone(),
            blocks: Vec::new(),
            source: document.source,
            undecoded: document.undecoded,
            origins: Vec::new(),
            seams: document.seams.clone(),
            sheets: document.sheets.clone(),
            notes: document.notes.clone(),
        },
        summary: report.summary.clone(),
        sections: Vec::new(),
        quantities: Vec::new(),
        relations: Vec::new(),
        findings: Vec::new(),
        coverage: report.coverage,
        pictures: report.pictures.clone(),
    }
}

fn piece<T: Clone>(items: &[T], at: usize, part: fn(Vec<T>) -> Part) -> Option<(usize, Part)> {
    let rest = items.get(at..)?;
    let piece = rest.get(..PIECE).unwrap_or(rest);
    (!piece.is_empty()).then(|| (piece.len(), part(piece.to_vec())))
}

fn rule_text(rule: &rules::Rule) -> RuleText {
    let text = |[zh, en]: [&str; 2]| Text { zh: zh.into(), en: en.into() };
    RuleText {
        id: rule.id.into(),
        name: text(rule.name),
        what: text(rule.what),
        why: text(rule.why),
        source: rule.source.into(),
    }
}

/// Whatever goes wrong here is thrown: the page then learns that this worker is of no use any more.
fn send(page: &DedicatedWorkerGlobalScope, response: &Response) {
    let message = serde_wasm_bindgen::to_value(response).map_err(JsValue::from);
    if let Err(error) = message.and_then(|message| page.post_message(&message)) {
        wasm_bindgen::throw_val(error);
    }
}

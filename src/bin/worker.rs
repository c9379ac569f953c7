//! The engine in a Web Worker: takes a [`Request`], checks, and hands the report back in pieces.

#[path = "app/protocol.rs"]
mod protocol;

use gouji::document::Document;
use gouji::report::{Report, Text};
use gouji::{Options, read, rules};
use protocol::{Input, Part, Request, Response, RuleText};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

/// Items in one message: a few milliseconds of unpacking on the page's side.
const PIECE: usize = 500;
/// Pieces on their way at once: one is packed while the page unpacks another.
const AHEAD: usize = 2;

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let mut delivery = None;
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        answer(&page, &mut delivery, event.data());
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    send(&scope, &Response::Ready { rules: rules::ALL.iter().map(|rule| rule_text(rule)).collect() });
}

fn answer(page: &DedicatedWorkerGlobalScope, delivery: &mut Option<Delivery>, message: JsValue) {
    let request = serde_wasm_bindgen::from_value(message).map_err(JsValue::from);
    match request.unwrap_or_else(|error| wasm_bindgen::throw_val(error)) {
        Request::Check { id, input } => match document(input) {
            Ok(document) => {
                send(page, &Response::Checking { id });
                let mut begun = Delivery::new(id, gouji::check(document, &Options::default()));
                for _ in 0..AHEAD {
                    begun.send_next(page);
                }
                *delivery = Some(begun);
            }
            Err(message) => send(page, &Response::Refused { id, message }),
        },
        Request::More { id } => {
            if let Some(delivery) = delivery.as_mut().filter(|delivery| delivery.id == id) {
                delivery.send_next(page);
            }
        }
    }
}

fn document(input: Input) -> Result<Document, Text> {
    match input {
        Input::Text(text) => Ok(read::text(&text)),
        Input::Html(html) => Ok(read::html(&html)),
        Input::File(file) => {
            let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(&file));
            let bytes = js_sys::Uint8Array::new(&buffer.map_err(|_| unreadable())?.into()).to_vec();
            read::bytes(&bytes).map_err(|error| Text { zh: error.to_string(), en: error.english().into() })
        }
    }
}

fn unreadable() -> Text {
    Text {
        zh: "浏览器没有读到这个文件，未作任何核对。它可能已被移动、改名，或正被其他程序占用；请重新选择。".into(),
        en: "The browser could not read this file, and nothing was checked. \
             It may have been moved, renamed, or be in use; please choose it again."
            .into(),
    }
}

/// A report on its way to the page, piece by piece: unpacked at once, that of a text of 5 MB would hold the page up for
/// seconds.
struct Delivery {
    id: u32,
    pieces: Box<dyn Iterator<Item = (usize, Part)>>,
    sent: usize,
    all: usize,
    done: bool,
}

impl Delivery {
    fn new(id: u32, mut report: Report) -> Self {
        let blocks = std::mem::take(&mut report.document.blocks);
        let sections = std::mem::take(&mut report.sections);
        let quantities = std::mem::take(&mut report.quantities);
        let relations = std::mem::take(&mut report.relations);
        let findings = std::mem::take(&mut report.findings);
        let all = 1 + blocks.len() + sections.len() + quantities.len() + relations.len() + findings.len();
        let pieces = std::iter::once((1, Part::Head(Box::new(report))))
            .chain(pieces(blocks, Part::Blocks))
            .chain(pieces(sections, Part::Sections))
            .chain(pieces(quantities, Part::Quantities))
            .chain(pieces(relations, Part::Relations))
            .chain(pieces(findings, Part::Findings));
        Self { id, pieces: Box::new(pieces), sent: 0, all, done: false }
    }

    fn send_next(&mut self, page: &DedicatedWorkerGlobalScope) {
        let id = self.id;
        if let Some((count, part)) = self.pieces.next() {
            self.sent += count;
            let percent = u8::try_from(self.sent.saturating_mul(100) / self.all.max(1)).unwrap_or(100);
            send(page, &Response::Part { id, percent, part });
        } else if !self.done {
            self.done = true;
            send(page, &Response::Done { id });
        }
    }
}

fn pieces<T: 'static>(items: Vec<T>, part: fn(Vec<T>) -> Part) -> impl Iterator<Item = (usize, Part)> {
    let mut items = items.into_iter();
    std::iter::from_fn(move || {
        let piece: Vec<T> = items.by_ref().take(PIECE).collect();
        (!piece.is_empty()).then(|| (piece.len(), part(piece)))
    })
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

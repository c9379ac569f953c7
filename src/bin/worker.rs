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
const PIECE: usize = 1_000;

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&page, event.data()));
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    send(&scope, &Response::Ready { rules: rules::ALL.iter().map(|rule| rule_text(rule)).collect() });
}

fn answer(page: &DedicatedWorkerGlobalScope, message: JsValue) {
    let request = serde_wasm_bindgen::from_value(message).map_err(JsValue::from);
    let Request::Check { id, input } = request.unwrap_or_else(|error| wasm_bindgen::throw_val(error));
    match document(input) {
        Ok(document) => {
            send(page, &Response::Checking { id });
            hand_over(page, id, gouji::check(document, &Options::default()));
        }
        Err(message) => send(page, &Response::Refused { id, message }),
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

/// Sends the report piece by piece: unpacked at once, the report on a text of 5 MB would hold the page up for seconds.
fn hand_over(page: &DedicatedWorkerGlobalScope, id: u32, mut report: Report) {
    let blocks = std::mem::take(&mut report.document.blocks);
    let sections = std::mem::take(&mut report.sections);
    let quantities = std::mem::take(&mut report.quantities);
    let relations = std::mem::take(&mut report.relations);
    let findings = std::mem::take(&mut report.findings);
    let all = 1 + blocks.len() + sections.len() + quantities.len() + relations.len() + findings.len();
    let mut sender = Sender { page, id, sent: 0, all };
    sender.part(Part::Head(Box::new(report)), 1);
    sender.pieces(blocks, Part::Blocks);
    sender.pieces(sections, Part::Sections);
    sender.pieces(quantities, Part::Quantities);
    sender.pieces(relations, Part::Relations);
    sender.pieces(findings, Part::Findings);
    send(page, &Response::Done { id });
}

struct Sender<'a> {
    page: &'a DedicatedWorkerGlobalScope,
    id: u32,
    sent: usize,
    all: usize,
}

impl Sender<'_> {
    fn pieces<T>(&mut self, items: Vec<T>, part: fn(Vec<T>) -> Part) {
        let mut items = items.into_iter().peekable();
        while items.peek().is_some() {
            let piece: Vec<T> = items.by_ref().take(PIECE).collect();
            let count = piece.len();
            self.part(part(piece), count);
        }
    }

    fn part(&mut self, part: Part, count: usize) {
        self.sent += count;
        let percent = u8::try_from(self.sent.saturating_mul(100) / self.all.max(1)).unwrap_or(100);
        send(self.page, &Response::Part { id: self.id, percent, part });
    }
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

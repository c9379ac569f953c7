//! The readers of Office, PDF and OFD files in a Web Worker of their own: whatever a broken file does to them, the engine
//! and the page live on.

#[path = "app/bytes.rs"]
mod bytes;
#[path = "app/reading.rs"]
mod reading;

use gouji::Options;
use gouji::document::Document;
use gouji::export::{self, Form, Imprint, Moment, Subject};
use gouji::read::{self, ReadError};
use gouji::report::Report;
use reading::{Export, Outcome, Request, Response, Wanted};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let listen =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match serde_wasm_bindgen::from_value(event.data()) {
                Ok(Request { name, file, from, export: Some(export) }) => {
                    let content = bytes::of(&file).unwrap_or_default();
                    match made(&name, &content, from, export) {
                        Some(made) => send(&page, &made),
                        None => wasm_bindgen::throw_str("nothing was made"),
                    }
                }
                Ok(request) => read_all(&page, request),
                Err(error) => wasm_bindgen::throw_val(error.into()),
            }
        });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    send(&scope, &Response::Ready);
}

/// Reads a file, or each file of an archive; before each it says which, so that the page knows at which one it died.
fn read_all(page: &DedicatedWorkerGlobalScope, Request { name, file, from, .. }: Request) {
    send(page, &Response::Begun { part: from, of: 1, name: name.clone() });
    let content = match bytes::of(&file) {
        Ok(content) => content,
        Err(message) => {
            send(page, &Response::File { part: from, name, outcome: Outcome::Refused(message) });
            return send(page, &Response::Done);
        }
    };
    let members = read::members(&name, &content);
    let of = u32::try_from(members.len()).unwrap_or(u32::MAX);
    for (part, (name, member)) in (0..).zip(members).skip(from as usize) {
        send(page, &Response::Begun { part, of, name: name.clone() });
        let outcome = match member.and_then(|member| read::bytes(&member)) {
            Ok(document) => packed(&document),
            Err(error) => Outcome::Refused(bytes::refusal(error)),
        };
        send(page, &Response::File { part, name, outcome });
    }
    send(page, &Response::Done);
}

/// What is handed on of a file, or of that file of an archive.
fn made(name: &str, content: &[u8], from: u32, export: Export) -> Option<Response> {
    let (_, bytes) = read::members(name, content).into_iter().nth(usize::try_from(from).ok()?)?;
    let bytes = bytes.ok()?;
    let report: Report = postcard::from_bytes(&export.report.to_vec()).ok()?;
    let (sha256, aside) = (export::sha256(&bytes), BTreeMap::new());
    let file = name.rsplit('/').next().unwrap_or(name);
    let subject = Subject { file, sha256: &sha256, report: &report, aside: &aside };
    let names = export.names.into_iter().collect();
    let time = Moment(export.seconds.into());
    let imprint = Imprint::new(env!("CARGO_PKG_VERSION"), &Options::default(), time, names);
    let form = |form: Form| (form.write(&subject, &imprint, None), form.called());
    let (content, [what, ending]) = match export.wanted {
        Wanted::Annotated => {
            let (content, ending) = export::annotated(&bytes, &subject, &imprint);
            (content, ["批注", ending])
        }
        Wanted::Xlsx => form(Form::Xlsx),
        Wanted::Csv => form(Form::Csv),
        Wanted::Markdown => form(Form::Markdown),
        Wanted::Json => form(Form::Json),
        Wanted::Html => form(Form::Html),
        Wanted::Letter => form(Form::Letter),
    };
    let name = export::file_name(&subject, &imprint, what, ending);
    Some(Response::Made { name, content: js_sys::Uint8Array::from(content.as_slice()) })
}

fn packed(document: &Document) -> Outcome {
    match postcard::to_stdvec(document) {
        Ok(bytes) => Outcome::Packed(js_sys::Uint8Array::from(bytes.as_slice())),
        Err(_) => Outcome::Refused(bytes::refusal(ReadError::TooLarge)),
    }
}

/// A packed document is handed over, not copied. Whatever goes wrong here is thrown: the page then learns that this
/// worker is of no use any more.
fn send(page: &DedicatedWorkerGlobalScope, response: &Response) {
    let handed_over = js_sys::Array::new();
    match response {
        Response::File { outcome: Outcome::Packed(bytes), .. } | Response::Made { content: bytes, .. } => {
            handed_over.push(&bytes.buffer());
        }
        _ => {}
    }
    let message = serde_wasm_bindgen::to_value(response).map_err(JsValue::from);
    if let Err(error) = message.and_then(|message| page.post_message_with_transfer(&message, &handed_over)) {
        wasm_bindgen::throw_val(error);
    }
}

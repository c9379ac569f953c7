//! The readers of Office, PDF and OFD files in a Web Worker of their own: whatever a broken file does to them, the engine
//! and the page live on.

#[path = "app/bytes.rs"]
mod bytes;
#[path = "app/reading.rs"]
mod reading;

use gouji::document::Document;
use gouji::read::{self, ReadError};
use reading::{Outcome, Request, Response};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let listen =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match serde_wasm_bindgen::from_value(event.data()) {
                Ok(request) => read_all(&page, request),
                Err(error) => wasm_bindgen::throw_val(error.into()),
            }
        });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    send(&scope, &Response::Ready);
}

/// Reads a file, or each file of an archive; before each it says which, so that the page knows at which one it died.
fn read_all(page: &DedicatedWorkerGlobalScope, Request { name, file, from }: Request) {
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
    if let Response::File { outcome: Outcome::Packed(bytes), .. } = response {
        handed_over.push(&bytes.buffer());
    }
    let message = serde_wasm_bindgen::to_value(response).map_err(JsValue::from);
    if let Err(error) = message.and_then(|message| page.post_message_with_transfer(&message, &handed_over)) {
        wasm_bindgen::throw_val(error);
    }
}

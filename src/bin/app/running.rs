//! A Web Worker with its listeners, which must live as long as it does. Dropping it ends it, whatever it is doing.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// A worker that was started.
pub struct Running {
    worker: Worker,
    /// Whether it has said that it listens.
    pub listens: bool,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Running {
    /// Starts the script at an address; `None` where the browser does not.
    pub fn start(address: &str, hear: impl Fn(JsValue) + 'static, died: impl Fn() + 'static) -> Option<Self> {
        let worker = Worker::new(address).ok()?;
        let message = Closure::new(move |event: MessageEvent| hear(event.data()));
        let error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            died();
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self { worker, listens: false, _message: message, _error: error })
    }

    /// Sends a message; what is in `handed_over` is not copied, and gone here afterwards. Tells whether it was sent.
    pub fn post(&self, message: &impl Serialize, handed_over: &js_sys::Array) -> bool {
        let message = serde_wasm_bindgen::to_value(message).map_err(JsValue::from);
        message.and_then(|message| self.worker.post_message_with_transfer(&message, handed_over)).is_ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

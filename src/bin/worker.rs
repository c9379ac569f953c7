//! Placeholder.
use wasm_bindgen::prelude::*;
fn main() {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let s2 = scope.clone();
    let f = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |e: web_sys::MessageEvent| {
        let _ = s2.post_message(&e.data());
    });
    scope.set_onmessage(Some(f.as_ref().unchecked_ref()));
    f.forget();
    let _ = scope.post_message(&"ready".into());
}

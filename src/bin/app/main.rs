//! Placeholder.
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
fn main() {
    let url = document().get_element_by_id("start").and_then(|e| e.get_attribute("data-engine")).unwrap();
    let worker = web_sys::Worker::new(&url).unwrap();
    let (said, say) = signal(String::new());
    let f = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |e: web_sys::MessageEvent| {
        say.set(e.data().as_string().unwrap_or_default());
    });
    worker.set_onmessage(Some(f.as_ref().unchecked_ref()));
    f.forget();
    std::mem::forget(worker);
    leptos::mount::mount_to_body(move || view! { <main><h1>"勾稽"</h1><p data-testid="said">{said}</p></main> });
}

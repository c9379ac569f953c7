//! A file that was made here, handed to the browser to be saved. Nothing is sent.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Saves bytes under a name, as the browser saves downloads.
pub fn save(name: &str, content: &js_sys::Uint8Array) {
    let blob = Blob::new_with_u8_array_sequence(&js_sys::Array::of1(content));
    let Some(address) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}

<<<<<<< HEAD
//! A file that the page makes: the browser saves it, nothing is sent.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Saves a text under a name, as the browser saves files.
pub fn download(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(address) = Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob))
    else {
        return;
    };
=======
//! Files that the page makes and the browser saves. Nothing leaves the machine: the address is memory of this page.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Lets the browser save a text as a file.
pub fn text(name: &str, text: &str) {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from(text)));
    let Some(address) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
>>>>>>> fcc1e0c (Problems are set aside with a note, written as proposed, grouped, listed to be changed, told without names)
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
<<<<<<< HEAD
    let _ = Url::revoke_object_url(&address);
=======
    // The browser has taken the content by then.
    leptos::prelude::set_timeout(move || drop(Url::revoke_object_url(&address)), std::time::Duration::from_secs(60));
>>>>>>> fcc1e0c (Problems are set aside with a note, written as proposed, grouped, listed to be changed, told without names)
}

//! Text to the clipboard, also where the page came over plain HTTP: the newer way is forbidden there.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Copies a text; whether the browser did.
pub fn copy(text: &str) -> bool {
    let page = document();
    let focused = page.active_element().and_then(|focused| focused.dyn_into::<HtmlElement>().ok());
    let area = page.create_element("textarea").ok().and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(area), Some(body)) = (area, page.body()) else { return false };
    area.set_class_name("unseen");
    area.set_value(text);
    let _ = body.append_child(&area);
    area.select();
    let copied = page.dyn_into::<HtmlDocument>().is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
    area.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    copied
}

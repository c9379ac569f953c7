//! Light or dark. `theme.js` applies what was chosen before the first paint; this is the switch.

use super::remembered;
use leptos::prelude::*;

/// The key that `theme.js` reads, too.
const KEY: &str = "gouji-theme";

/// Whether the page is dark now: as chosen, else as the system prefers.
pub fn is_dark() -> bool {
    match remembered::recall(KEY).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches()),
    }
}

/// Makes the page dark or light and remembers the choice on this machine, where storage is allowed.
pub fn choose(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
    remembered::remember(KEY, name);
}

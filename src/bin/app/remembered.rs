//! What is remembered on this machine between visits: the language and the theme, and where the user allows it the
//! settings and what was set aside; nothing else of any report. Where the browser
//! forbids to keep anything, nothing is remembered and all else works.

use web_sys::Storage;

/// What was remembered under a name.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Remembers a value under a name.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, value);
    }
}

/// Forgets what was remembered under a name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// Asking for it is refused with an exception where site data are blocked.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

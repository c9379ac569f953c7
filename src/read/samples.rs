//! Sample files beside the repository, shared by those who work on it; no test depends on their being there.

use std::path::Path;

/// A sample of that name; none, and a word about it, where there is no such file on this machine.
#[expect(clippy::disallowed_methods, reason = "tests may read files")]
pub(super) fn sample(name: &str) -> Option<Vec<u8>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|folder| folder.join("shared/samples").join(name)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: no shared/samples/{name} here");
    }
    std::fs::read(found?).ok()
}

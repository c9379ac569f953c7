//! The files that are meant by what the user names: files as they are, folders by the files of known kinds in them.

use std::path::{Path, PathBuf};

/// Endings of the files that are looked at in a folder.
const KNOWN: [&str; 22] = [
    "docx", "docm", "dotx", "doc", "wps", "xlsx", "xlsm", "xls", "et", "odt", "ods", "pdf", "ofd", "rtf", "html",
    "htm", "mht", "txt", "md", "csv", "tsv", "zip",
];

/// Every file, those of a folder in the order of their names; what cannot be listed is left to be refused as a file.
pub fn files(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = named.iter().rev().cloned().collect();
    let is_named = |path: &Path| named.iter().any(|name| name == path);
    while let Some(path) = open.pop() {
        // A link to a folder above would never end.
        let inside = path.read_dir().ok().filter(|_| is_named(&path) || !path.is_symlink());
        match inside {
            Some(entries) => {
                let mut entries: Vec<PathBuf> =
                    entries.flatten().map(|entry| entry.path()).filter(|path| is_meant(path)).collect();
                entries.sort_by(|a, b| b.cmp(a));
                open.extend(entries);
            }
            None => files.push(path),
        }
    }
    files
}

/// Neither hidden nor a lock of Office, and a folder or of a known kind.
fn is_meant(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    !name.starts_with(['.', '~']) && (path.is_dir() || KNOWN.contains(&ending.as_str()))
}

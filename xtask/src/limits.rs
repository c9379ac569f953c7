//! What the built site may weigh and demand. A limit that is passed fails the build; raise it here, with a reason.

use crate::run::{printed, program};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Largest wasm of each part, in KB as it lies on the server; a web server usually sends less than half of that.
/// The worker holds the engine: relations across columns, of prices, averages, grades and lists took it past 1,800, repeated
/// clauses, exports and own formulas past 2,600. The views of the figures, the settings with their trial of a formula, what
/// was set aside and what changed since a file was saved took the page past 1,000.
const LARGEST_KB: [(&str, u64); 3] = [("app", 1_600), ("worker", 2_700), ("reader", 1_900)];

/// Largest wasm as a web server with brotli sends it, in KB. The readers are all formats in one file.
const LARGEST_SENT_KB: [(&str, u64); 1] = [("reader", 700)];

/// What Chromium 97 knows of WebAssembly, as wasm-opt calls it. Many offices still have browsers of that age.
const KNOWN_FEATURES: [&str; 8] = [
    "mutable-globals",
    "nontrapping-float-to-int",
    "bulk-memory",
    "bulk-memory-opt",
    "sign-ext",
    "multivalue",
    "reference-types",
    "call-indirect-overlong",
];

/// Checks the wasm files of the site; `path` is where wasm-opt is found.
pub fn hold(site: &Path, path: &OsStr) -> Result<()> {
    for (part, largest) in LARGEST_KB {
        let file = wasm_of(site, part)?;
        let size = file.metadata()?.len().div_ceil(1024);
        if size > largest {
            bail!("{} weighs {size} KB; its limit in xtask/src/limits.rs is {largest} KB", file.display());
        }
        let features = printed(program("wasm-opt", &["--print-features"]).arg(&file).env("PATH", path))
            .with_context(|| format!("wasm-opt cannot read {}", file.display()))?;
        if let Some(feature) = unknown_feature(&features) {
            bail!("{} needs `{feature}` of WebAssembly, which Chromium 97 does not know", file.display());
        }
    }
    for (part, largest) in LARGEST_SENT_KB {
        let file = wasm_of(site, part)?;
        let size = sent(std::fs::File::open(&file)?)?.div_ceil(1024);
        println!("{size:>8} KB  {part} as it is sent");
        if size > largest {
            bail!(
                "{} weighs {size} KB as it is sent; its limit in xtask/src/limits.rs is {largest} KB",
                file.display()
            );
        }
    }
    Ok(())
}

/// What is left of a file after brotli as web servers set it for files that are compressed once and sent often.
fn sent(mut content: impl Read) -> Result<u64> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &settings).context("brotli failed")?;
    Ok(compressed.len().try_into()?)
}

fn wasm_of(site: &Path, part: &str) -> Result<PathBuf> {
    for entry in std::fs::read_dir(site)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(part) && name.ends_with(".wasm") {
            return Ok(entry.path());
        }
    }
    bail!("{} holds no wasm of `{part}`", site.display())
}

/// The first of the lines `--enable-FEATURE` that is not among the known ones.
fn unknown_feature(printed: &str) -> Option<&str> {
    let features = printed.lines().filter_map(|line| line.trim().strip_prefix("--enable-"));
    features.into_iter().find(|feature| !KNOWN_FEATURES.contains(feature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_is_sent_once() {
        let size = sent(b"0123456789".repeat(10_000).as_slice()).unwrap();
        assert!((10..200).contains(&size), "{size}");
    }

    #[test]
    fn a_feature_that_is_too_new_is_named() {
        assert_eq!(unknown_feature("--enable-sign-ext\n--enable-multivalue\n"), None);
        assert_eq!(unknown_feature("--enable-sign-ext\n--enable-gc\n"), Some("gc"));
    }
}

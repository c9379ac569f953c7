//! `cargo xtask fuzz`: every reader, and the whole engine, on input that nobody would write.
//!
//! The fuzzer needs a compiler that takes unstable options: a nightly one where it is installed, else the stable one told
//! to behave like it. Nothing here is unsafe code, so no sanitizer watches: a panic, a hang or too much memory is a crash.

use crate::project;
use crate::run::{printed, program, run, step};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Most seconds that one input may take, on a machine that may do other things as well, and most memory in MB: far more than
/// any report needs.
const LIMITS: [&str; 3] = ["-timeout=20", "-rss_limit_mb=1024", "-malloc_limit_mb=512"];

/// What is new about each input says nothing; how many there were does.
const TOLD: [&str; 3] = ["-verbosity=0", "-print_funcs=0", "-print_final_stats=1"];

/// Runs all targets, which share the seconds; fails on the first crash and says where its input lies.
pub fn fuzz(seconds: u64) -> Result<()> {
    let folder = project::root().join("fuzz");
    let targets = targets(&folder)?;
    cargo_fuzz()?;
    step("seeding the corpus");
    let fixtures = project::root().join("tests").join("fixtures");
    run(cargo(&["run", "--quiet", "--manifest-path", "fuzz/Cargo.toml", "--example", "seed", "--"])
        .arg(fixtures)
        .arg(folder.join("corpus")))?;
    step("building the targets");
    run(&mut cargo(&["fuzz", "build", "--sanitizer", "none"]))?;
    let each = (seconds / targets.len() as u64).max(1);
    for target in &targets {
        step(&format!("{target}: {each} seconds"));
        let mut command = cargo(&["fuzz", "run", "--sanitizer", "none", target, "--"]);
        command.args(LIMITS).args(TOLD).arg(format!("-max_total_time={each}"));
        if let Err(error) = run(&mut command) {
            let artefacts = folder.join("artifacts").join(target);
            bail!("{error}\nthe input that did it lies in {}", newest(&artefacts).unwrap_or(artefacts).display());
        }
    }
    println!("\n{} targets, {each} seconds each: no crash", targets.len());
    Ok(())
}

/// The names of the targets, in their order.
fn targets(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join("targets")).context("fuzz/targets is missing")? {
        if let Some(name) = entry?.path().file_stem() {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    if names.is_empty() {
        bail!("fuzz/targets is empty");
    }
    Ok(names)
}

/// Finds cargo-fuzz or installs it.
fn cargo_fuzz() -> Result<()> {
    if printed(&mut cargo(&["fuzz", "--version"])).is_some() {
        return Ok(());
    }
    step("installing cargo-fuzz (once; takes a minute)");
    run(program("cargo", &["install", "cargo-fuzz", "--locked", "--root"]).arg(project::tool_directory()?))
}

/// Cargo with the project's own tools on PATH, and leave to use unstable options.
fn cargo(arguments: &[&str]) -> Command {
    let nightly = printed(&mut program("cargo", &["+nightly", "--version"])).is_some();
    let mut command = program("cargo", if nightly { &["+nightly"] } else { &[] });
    command.args(arguments).env("RUSTC_BOOTSTRAP", "1");
    if let Ok(path) = project::tool_directory().and_then(|tools| tools::path_with(&[tools.join("bin")])) {
        command.env("PATH", path);
    }
    command
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok());
    files.max_by_key(|entry| entry.metadata().and_then(|file| file.modified()).ok()).map(|entry| entry.path())
}

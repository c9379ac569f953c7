//! `cargo xtask dist`: the static site.

use crate::run::{program, run, step};
use crate::tools::{self, Tools};
use crate::{limits, project};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// How the page is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// With the `web` profile and wasm-opt: small and fast, slow to build.
    AsPublished,
    /// With the dev profile: quick to build, slow to run.
    Quick,
}

/// Leaves the site in `dist/`, and fails if it has become too heavy or too demanding.
pub fn dist() -> Result<()> {
    let tools = tools::ready()?;
    step("building the page");
    run(&mut trunk("build", Build::AsPublished, &tools)?)?;
    let site = project::root().join("dist");
    print_sizes(&site)?;
    // Without wasm-opt the site is larger than what is published.
    if tools.wasm_opt { limits::hold(&site, &tools.path) } else { Ok(()) }
}

/// Trunk's `build` or `serve`, with its tools on PATH. Trunk.toml holds everything else.
pub fn trunk(command: &str, build: Build, tools: &Tools) -> Result<Command> {
    // Trunk runs offline, and so does the cargo it calls.
    run(&mut program("cargo", &["fetch", "--locked"]))?;
    let mut trunk = program("trunk", &[command]);
    trunk.env("PATH", &tools.path);
    // Trunk takes `NO_COLOR=1`, which many terminals and build servers set, for a wrong value of its own option.
    trunk.env_remove("NO_COLOR");
    if build == Build::AsPublished {
        // To trunk `--release` means wasm-opt; the cargo profile is `web` either way.
        trunk.args(["--cargo-profile", "web"]).args(tools.wasm_opt.then_some("--release"));
    }
    Ok(trunk)
}

fn print_sizes(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(site).context("the build left no dist/")? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_file() {
            files.push((metadata.len(), entry.file_name()));
        }
    }
    files.sort();
    let total: u64 = files.iter().map(|(length, _)| length).sum();
    println!("\n{} is ready: {} KB in all", site.display(), total / 1024);
    for (length, name) in files.iter().rev() {
        println!("{:>8} KB  {}", length.div_ceil(1024), name.display());
    }
    Ok(())
}

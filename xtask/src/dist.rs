//! `cargo xtask dist`: the static site.

use crate::run::{program, run, step};
use crate::{project, tools};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::process::Command;

/// How the page is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// With the `web` profile and wasm-opt: small and fast, slow to build.
    AsPublished,
    /// With the dev profile: quick to build, slow to run.
    Quick,
}

/// Leaves the site in `dist/`.
pub fn dist() -> Result<()> {
    let mut trunk = trunk("build", Build::AsPublished)?;
    step("building the page");
    run(&mut trunk)?;
    print_sizes()
}

/// Trunk's `build` or `serve`, with its tools on PATH. Trunk.toml holds everything else.
pub fn trunk(command: &str, build: Build) -> Result<Command> {
    let tools = tools::ready()?;
    // Trunk runs offline, and so does the cargo it calls.
    run(&mut program("cargo", &["fetch", "--locked"]))?;
    let mut trunk = program("trunk", &[command]);
    trunk.env("PATH", &tools.path);
    // Trunk takes `NO_COLOR=1`, which many terminals and build servers set, for a wrong value of its own option.
    trunk.env_remove("NO_COLOR");
    match build {
        // To trunk `--release` means wasm-opt and smaller scripts; the cargo profile is `web` either way.
        Build::AsPublished => trunk.args(["--cargo-profile", "web"]).args(tools.wasm_opt.then_some("--release")),
        Build::Quick => &mut trunk,
    };
    Ok(trunk)
}

fn print_sizes() -> Result<()> {
    let directory = project::root().join("dist");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&directory).context("the build left no dist/")? {
        let entry = entry?;
        let length = entry.metadata()?;
        if length.is_file() {
            files.push((length.len(), entry.file_name()));
        }
    }
    files.sort();
    let total: u64 = files.iter().map(|(length, _): &(u64, OsString)| length).sum();
    println!("\n{} is ready: {} KB in all", directory.display(), total / 1024);
    for (length, name) in files.iter().rev() {
        println!("{:>8} KB  {}", length.div_ceil(1024), name.display());
    }
    Ok(())
}

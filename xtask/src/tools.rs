//! What the build of the page needs beside cargo: the wasm target, trunk, wasm-bindgen and wasm-opt.
//!
//! A tool on PATH of the right version is used. What is missing goes into [`project::tool_directory`], outside the
//! repository and apart from the user's own tools. Trunk runs offline and never downloads anything itself.

use crate::project;
use crate::run::{printed, program, run, step};
use crate::system::{self, NPM};
use anyhow::{Context, Result};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What the page and the worker are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The npm package that carries wasm-opt.
const BINARYEN: &str = "132.0.0";
/// Older ones do not know the instructions that today's compiler writes.
const OLDEST_WASM_OPT: u32 = 120;

/// The tools as they were found or installed.
pub struct Tools {
    /// PATH for trunk: the project's own tools first.
    pub path: OsString,
    /// Whether wasm-opt is there; without it the site works but is larger.
    pub wasm_opt: bool,
}

/// Finds or installs everything that trunk needs.
pub fn ready() -> Result<Tools> {
    wasm_target()?;
    let tools = project::tool_directory()?;
    let binaryen = tools.join(format!("binaryen-{BINARYEN}"));
    let path = path_with(&[tools.join("bin"), binaryen.join("node_modules").join(".bin")])?;

    if !version(&path, "trunk").is_some_and(|version| version.starts_with("0.21.")) {
        cargo_install(&tools, &["trunk", "--version", "^0.21", "--locked", "--no-default-features"])?;
    }
    let wasm_bindgen = project::locked_version("wasm-bindgen")?;
    if version(&path, "wasm-bindgen").as_ref() != Some(&wasm_bindgen) {
        // Not --locked: the lock file it was published with may name versions that have been withdrawn since.
        cargo_install(&tools, &["wasm-bindgen-cli", "--version", &wasm_bindgen])?;
    }
    let wasm_opt =
        has_wasm_opt(&path) || system::has_node() && install_wasm_opt(&binaryen).is_ok() && has_wasm_opt(&path);
    if !wasm_opt {
        eprintln!(
            "wasm-opt is missing (install Node.js with npm, or binaryen): the page is built without it and is larger."
        );
    }
    Ok(Tools { path, wasm_opt })
}

/// Rust's standard library for WebAssembly.
pub fn wasm_target() -> Result<()> {
    let library = printed(&mut program("rustc", &["--print", "target-libdir", "--target", TARGET]));
    if library.is_some_and(|directory| Path::new(&directory).is_dir()) {
        return Ok(());
    }
    step("installing Rust's WebAssembly target");
    run(&mut program("rustup", &["target", "add", TARGET]))
        .with_context(|| format!("the target {TARGET} is missing; install it the way Rust was installed here"))
}

/// PATH with some directories before the usual ones.
pub fn path_with(own: &[PathBuf]) -> Result<OsString> {
    let usual = std::env::var_os("PATH").unwrap_or_default();
    let all = own.iter().cloned().chain(std::env::split_paths(&usual));
    std::env::join_paths(all).context("PATH cannot be extended")
}

/// The version a tool gives of itself: the second word of `trunk 0.21.14`.
fn version(path: &OsStr, tool: &str) -> Option<String> {
    let line = printed(program(tool, &["--version"]).env("PATH", path))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}

/// Compiles a tool as far as its work needs: optimising it thoroughly takes several times as long as it ever saves.
fn cargo_install(tools: &Path, what: &[&str]) -> Result<()> {
    step(&format!("installing {} into {} (once; takes some minutes)", what.join(" "), tools.display()));
    let lightly = [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")];
    let lightly = lightly.map(|(setting, value)| (format!("CARGO_PROFILE_RELEASE_{setting}"), value));
    run(program("cargo", &["install", "--force", "--root"]).arg(tools).args(what).envs(lightly))
}

/// `wasm-opt version 132 (version_132)`.
fn has_wasm_opt(path: &OsStr) -> bool {
    let line = printed(program("wasm-opt", &["--version"]).env("PATH", path)).unwrap_or_default();
    line.split_whitespace().find_map(|word| word.parse().ok()).is_some_and(|version: u32| version >= OLDEST_WASM_OPT)
}

fn install_wasm_opt(directory: &Path) -> Result<()> {
    step(&format!("installing wasm-opt (npm package binaryen {BINARYEN}) into {}", directory.display()));
    std::fs::create_dir_all(directory)?;
    let package = format!("binaryen@{BINARYEN}");
    run(program(NPM, &["install", "--no-audit", "--no-fund", "--no-save", &package, "--prefix"]).arg(directory))
}

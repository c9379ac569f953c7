//! The end-to-end tests and the pictures: Playwright drives headless Chromium over the built site.

use crate::project;
use crate::run::{program, run, run_watched, step};
use crate::system::{self, NPM};
use crate::test::Tally;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names under which a Chromium-based browser is installed, the plainest first.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Runs the tests on the `dist/` that is there; further arguments go to Playwright.
pub fn end_to_end(arguments: &[&str]) -> Result<Tally> {
    let mut command = playwright("testing the page")?;
    let mut tally = Tally::default();
    run_watched(command.args(arguments), |line| tally.add_playwright(line))?;
    Ok(tally)
}

/// Leaves pictures of the `dist/` that is there in a folder.
pub fn pictures(folder: &Path) -> Result<()> {
    let mut command = playwright("taking pictures of the page")?;
    run(command.args(["--config", "pictures.config.js"]).env("GOUJI_PICTURES", folder))?;
    println!("the pictures are in {}", folder.display());
    Ok(())
}

/// `playwright test` with a browser, once there is a page to be tested.
fn playwright(what: &str) -> Result<Command> {
    if !project::root().join("dist/index.html").is_file() {
        bail!("there is no dist/ to test; `cargo xtask dist` builds it");
    }
    if !system::has_node() {
        bail!(
            "the browser tests need Node.js 20 or later with npm; install it from the system's packages and run this again"
        );
    }
    let browser = chromium()?;
    let directory = project::root().join("tests").join("browser");
    install_packages(&directory)?;
    step(&format!("{what} in {}", browser.display()));
    let script = Path::new("node_modules").join("@playwright").join("test").join("cli.js");
    let mut command = program("node", &[]);
    command.arg(script).arg("test").current_dir(directory).env("CHROME", browser);
    Ok(command)
}

/// The packages that package-lock.json names, unless they are there already.
fn install_packages(directory: &Path) -> Result<()> {
    let lock = |path: &str| std::fs::metadata(directory.join(path)).and_then(|file| file.modified());
    let wanted = lock("package-lock.json").context("tests/browser/package-lock.json is missing")?;
    if lock("node_modules/.package-lock.json").is_ok_and(|installed| installed >= wanted) {
        return Ok(());
    }
    step("installing the packages of the browser tests");
    // The browser is the machine's own; Playwright is not to fetch another.
    run(program(NPM, &["ci", "--no-audit", "--no-fund"])
        .current_dir(directory)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

/// The browser that `CHROME` names, or one on PATH, or Debian's package where it may be installed.
fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME").map(PathBuf::from) {
        return Ok(named);
    }
    if let Some(found) = on_path() {
        return Ok(found);
    }
    if system::may_install() {
        system::install(&["chromium", "fonts-noto-cjk"])?;
    }
    on_path().context(
        "no Chromium was found; install `chromium` (and the font `fonts-noto-cjk`) from the system's packages, \
         or name a Chrome or Edge in the environment variable CHROME",
    )
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut candidates = BROWSERS.iter().flat_map(|name| directories.iter().map(move |directory| directory.join(name)));
    candidates.find(|file| file.is_file())
}

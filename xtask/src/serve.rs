//! `cargo xtask serve`: the page on this machine.

use crate::dist::{Build, trunk};
use crate::run::{run, step};
use crate::tools;
use anyhow::Result;

/// The port asked for first; `PORT` in the environment names another.
const PORT: &str = "8080";

/// Builds, serves, and builds again when a file changes, until it is stopped.
pub fn serve(build: Build) -> Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| PORT.to_owned());
    let mut trunk = trunk("serve", build, &tools::ready()?)?;
    step(&format!(
        "building the page; then open http://127.0.0.1:{port}/ (Ctrl+C stops; reload the page after a change)"
    ));
    run(trunk.args(["--port", &port]))
}

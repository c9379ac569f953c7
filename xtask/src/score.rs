//! `cargo xtask score`: the command line against reports that were labelled by hand.

use crate::project;
use crate::run::{program, run, step};
use crate::system;
use anyhow::Result;

/// Prints the score, or one line where the labels, which are not part of the repository, are absent.
pub fn score() -> Result<()> {
    let script = project::root().join("../shared/score/score.py");
    if !script.is_file() {
        println!("score: skipped, the labelled reports are not on this machine");
        return Ok(());
    }
    if !system::is_there("python3") {
        println!("score: skipped, python3 is missing");
        return Ok(());
    }
    step("scoring the release command line");
    run(&mut program("cargo", &["build", "--release", "--locked", "--bin", "gouji"]))?;
    run(program("python3", &[])
        .arg(script)
        .args(["--list", "--gouji"])
        .arg(project::root().join("target/release/gouji")))
}

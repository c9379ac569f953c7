//! `cargo xtask score`: the command line against reports that were labelled by hand.

use crate::project;
use crate::run::{program, run, run_watched, step};
use crate::system;
use anyhow::Result;

/// Prints the score, or one line where the labels, which are not part of the repository, are absent.
pub fn score() -> Result<()> {
    lines().map(drop)
}

/// Prints the score and returns its lines, one a report; where the labels are absent, one line that says so.
pub fn lines() -> Result<Vec<String>> {
    let script = project::root().join("../shared/score/score.py");
    let skipped = |why: &str| {
        println!("score: skipped, {why}");
        Ok(vec![format!("skipped, {why}")])
    };
    if !script.is_file() {
        return skipped("the labelled reports are not on this machine");
    }
    if !system::is_there("python3") {
        return skipped("python3 is missing");
    }
    step("scoring the release command line");
    run(&mut program("cargo", &["build", "--release", "--locked", "--bin", "gouji"]))?;
    let mut lines = Vec::new();
    let mut command = program("python3", &[]);
    command.arg(script).args(["--list", "--gouji"]).arg(project::root().join("target/release/gouji"));
    run_watched(&mut command, |line| {
        if line.contains("false alarms") {
            lines.push(line.to_owned());
        }
    })?;
    Ok(lines)
}

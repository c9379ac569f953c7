//! `cargo xtask quality`: how much the engine notices, and how quiet it is.

use crate::run::{program, run, step};
use crate::score;
use anyhow::Result;

/// Changes of one digit in correct reports; the suite runs a tenth of them.
const CHANGES: &str = "2000";

/// Prints the table of mutations, then the score where its labels are present.
pub fn quality() -> Result<()> {
    step("changing one digit at a time in correct reports");
    let arguments = ["test", "--release", "--locked", "--test", "mutation", "--", "--nocapture"];
    run(program("cargo", &arguments).env("GOUJI_MUTATIONS", CHANGES))?;
    score::score()
}

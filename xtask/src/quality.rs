//! `cargo xtask quality`: how much the engine notices, and how quiet it is, as one table.

use crate::run::{program, run_watched, step};
use crate::score;
use anyhow::Result;

/// Changes 2,000 digits in correct reports, scores the labelled ones where they are present, and prints both as one table.
pub fn quality() -> Result<()> {
    step("changing one digit at a time in correct reports");
    let mut table = Vec::new();
    let arguments = ["test", "--release", "--locked", "--test", "mutation", "--", "--nocapture"];
    run_watched(&mut program("cargo", &arguments), |line| {
        let columns = line.split_whitespace().count();
        if columns == COLUMNS && (line.starts_with("report") || !table.is_empty()) {
            table.push(line.to_owned());
        }
    })?;
    let labelled = score::lines()?;
    println!("\n2,000 changes of one digit");
    table.iter().for_each(|line| println!("  {line}"));
    println!("labelled reports");
    labelled.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

/// Columns of the table that the test prints.
const COLUMNS: usize = 8;

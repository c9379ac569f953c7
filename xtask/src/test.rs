//! `cargo xtask test`: everything that must hold, in the order in which it fails soonest.

use crate::run::{program, run, run_watched, step};
use crate::{browser, dist, score, tools};
use anyhow::Result;
use std::fmt;

/// Runs every check and closes with the number of tests.
pub fn test() -> Result<()> {
    step("format");
    cargo(&["fmt", "--all", "--check"])?;

    tools::wasm_target()?;
    step("lints, with warnings denied: command line, engine alone, page and workers");
    cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    cargo(&["clippy", "--locked", "--no-default-features", "--lib", "--", "--deny", "warnings"])?;
    let page = ["--no-default-features", "--features", "app,worker,reader", "--target", tools::TARGET];
    cargo(&[&["clippy", "--locked"], &page[..], &["--bins", "--", "--deny", "warnings"]].concat())?;

    step("tests");
    let mut tally = Tally::default();
    run_watched(&mut program("cargo", &["test", "--locked", "--workspace"]), |line| tally.add_cargo(line))?;

    step("documentation, with warnings denied");
    run(program("cargo", &["doc", "--locked", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings"))?;

    dist::dist()?;
    tally += browser::end_to_end(&[])?;
    score::score()?;
    println!("\n{tally}");
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    run(&mut program("cargo", arguments))
}

/// How many tests ran, and how they ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Tally {
    /// Counts a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn add_cargo(&mut self, line: &str) {
        if let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|result| result.split_once(". ")) {
            counts.split("; ").for_each(|count| self.add(count));
        }
    }

    /// Counts a line such as `  12 passed (30.1s)`.
    pub fn add_playwright(&mut self, line: &str) {
        if line.starts_with("  ") {
            self.add(line.trim());
        }
    }

    fn add(&mut self, count: &str) {
        let mut words = count.split(' ');
        let (Some(Ok(number)), Some(kind)) = (words.next().map(str::parse::<u32>), words.next()) else { return };
        match kind {
            "passed" => self.passed += number,
            "failed" | "interrupted" => self.failed += number,
            "ignored" | "skipped" => self.skipped += number,
            _ => {}
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_counted() {
        let mut tally = Tally::default();
        tally
            .add_cargo("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s");
        tally.add_cargo("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.add_cargo("test the_sum_of_5 passed ... ok");
        tally.add_playwright("  12 passed (30.1s)");
        tally.add_playwright("  2 skipped");
        tally.add_playwright("100 passed");
        assert_eq!(tally, Tally { passed: 17, failed: 1, skipped: 3 });
        assert_eq!(tally.to_string(), "17 passed, 1 failed, 3 skipped");
    }
}

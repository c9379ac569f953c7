//! The project's own commands, so that a machine with only rustup can run everything:
//! each command finds or installs what it lacks and then does its job.

mod browser;
mod dist;
mod fuzz;
mod limits;
mod project;
mod quality;
mod run;
mod score;
mod serve;
mod system;
mod test;
mod tools;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--dev]   build the page, serve it on this machine and print its address; rebuild when a file changes.
                  --dev builds faster and runs slower
  test            everything that must hold: format, lints (native and wasm), tests, documentation, the built site
                  in headless Chromium, and the score where its labels are present
  dist            leave the static site in dist/, ready for any web server and any sub-path
  e2e [ARGS…]     only the browser tests, on the dist/ that is there; ARGS go to Playwright
  pictures [FOLDER]
                  every view of several reports at four sizes, light, dark and as printed, from the dist/ that is
                  there, as pictures to look at (target/pictures)
  quality         2,000 changed digits in correct reports, and the score: what is found, what is raised for nothing
  fuzz [--seconds N]
                  input that nobody would write for every reader and the engine, for N seconds in all (600)
  score           score the release command line against the hand-made labels
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => serve::serve(dist::Build::AsPublished),
        ["serve", "--dev"] => serve::serve(dist::Build::Quick),
        ["test"] => test::test(),
        ["dist"] => dist::dist(),
        ["e2e", rest @ ..] => browser::end_to_end(rest).map(|tally| println!("{tally}")),
        ["pictures"] => browser::pictures(&project::root().join("target").join("pictures")),
        ["pictures", folder] => browser::pictures(&std::path::absolute(folder)?),
        ["quality"] => quality::quality(),
        ["fuzz"] => fuzz::fuzz(600),
        ["fuzz", "--seconds", seconds] => fuzz::fuzz(seconds.parse()?),
        ["score"] => score::score(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => bail!("unknown command `{}`\n\n{USAGE}", arguments.join(" ")),
    }
}

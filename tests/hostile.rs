//! Files that ask for more than they should get: each ends as `fixtures/formats/hostile/expected.toml` says, within two
//! seconds of computing and half a gigabyte, and none ends the program.
//!
//! Each file is read in a process of its own, which is this test again with the file's path in its environment.

#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test reads files and the clock, and one that cannot go on should stop"
)]

#[path = "hostile/made.rs"]
mod made;

use gouji::document::Document;
use gouji::read::{self, ReadError};
use gouji::{Options, check};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Bytes of text up to which a file is checked as well as read: that checking takes time as the text is long is
/// proven elsewhere (`benches/engine.rs`), and unoptimised code takes much of it.
const MOST_CHECKED: usize = 1024 * 1024;
/// The environment variable by which a process is told to read one file.
const TOLD: &str = "GOUJI_HOSTILE_FILE";
/// Most seconds of computing; code that is not optimised is given more.
const MOST_SECONDS: u64 = if cfg!(debug_assertions) { 10 } else { 2 };
/// Most memory.
const MOST_KB: u64 = 512 * 1024;
/// Seconds on the clock after which a file is given up: the machine may be doing other things as well.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Deserialize)]
struct Expectations {
    file: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    name: String,
    error: Option<String>,
    reads: Option<String>,
    from: Option<String>,
    percent: Option<usize>,
    #[serde(default)]
    made: bool,
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats")
}

fn expectations() -> Vec<Expected> {
    let file = fs::read_to_string(formats().join("hostile/expected.toml")).unwrap();
    toml::from_str::<Expectations>(&file).unwrap().file
}

#[test]
fn every_file_ends_as_expected() {
    let scratch = std::env::temp_dir().join(format!("gouji-hostile-{}", std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    let complaints: Vec<String> = expectations().iter().filter_map(|expected| complaint(expected, &scratch)).collect();
    fs::remove_dir_all(&scratch).unwrap();
    assert!(complaints.is_empty(), "{} files do not end as expected:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_file_is_expected() {
    let expected = expectations();
    for entry in fs::read_dir(formats().join("hostile")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_listed = expected.iter().any(|file| file.name == name);
        assert!(is_listed || name == "expected.toml", "{name} is not in expected.toml");
    }
}

/// What is not as it should be with one file.
fn complaint(expected: &Expected, scratch: &Path) -> Option<String> {
    let name = &expected.name;
    let file = match (&expected.from, expected.made) {
        (Some(good), _) => {
            let content = fs::read(formats().join("same").join(good)).unwrap();
            written(scratch, name, &content[..content.len() * expected.percent.unwrap() / 100])
        }
        (None, true) => written(scratch, name, &made::file(name)),
        (None, false) => formats().join("hostile").join(name),
    };
    let output = match read_apart(&file) {
        Ok(output) => output,
        Err(complaint) => return Some(format!("{name}: {complaint}")),
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let Some(result) = said.lines().find_map(|line| line.split_once("outcome: ")).map(|(_, result)| result) else {
        return Some(format!("{name}: {} {}", output.status, String::from_utf8_lossy(&output.stderr).trim()));
    };
    let (usage, outcome) = result.split_once(": ").unwrap();
    let (milliseconds, kb) = usage.split_once(' ').unwrap();
    println!("{name:22} {milliseconds:>5} ms {:>4} MB  {}", number(kb) / 1024, shortened(outcome));
    let right = match (&expected.error, &expected.reads) {
        // Of an archive, that of one of its members.
        (Some(error), None) => outcome.split("; ").any(|one| one == format!("Err({error})")),
        (None, Some(text)) => outcome.starts_with("Ok") && outcome.contains(text),
        _ => panic!("{name}: either `error` or `reads`"),
    };
    if !right {
        return Some(format!("{name}: {}", shortened(outcome)));
    }
    (number(milliseconds) > MOST_SECONDS * 1000 || number(kb) > MOST_KB)
        .then(|| format!("{name}: {milliseconds} ms, {kb} KB"))
}

fn written(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, content).unwrap();
    file
}

fn number(text: &str) -> u64 {
    text.parse().unwrap()
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Reads a file in a process of its own.
fn read_apart(file: &Path) -> Result<Output, String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "one_file_is_read_when_told", "--nocapture"]).env(TOLD, file);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err("takes for ever".to_owned());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(child.wait_with_output().unwrap())
}

/// Reads and checks the file in the environment, and prints what it took and what came of it.
#[test]
fn one_file_is_read_when_told() {
    let Some(file) = std::env::var_os(TOLD).map(PathBuf::from) else { return };
    let content = fs::read(&file).unwrap();
    let members = read::files(&file.file_name().unwrap().to_string_lossy(), &content);
    let outcome = |result: Result<Document, ReadError>| {
        result.map(|mut document| {
            if document.text.len() <= MOST_CHECKED {
                document = check(document, &Options::default()).document;
            }
            let text: String = document.text.split_whitespace().collect();
            let from = text.find("57.50").map_or(0, |at| text.floor_char_boundary(at.saturating_sub(60)));
            text[from..].chars().take(200).collect::<String>()
        })
    };
    let mut outcomes: Vec<String> = members.into_iter().map(|(_, result)| format!("{:?}", outcome(result))).collect();
    outcomes.sort();
    outcomes.dedup();
    let (milliseconds, kb) = usage();
    println!("outcome: {milliseconds} {kb}: {}", outcomes.join("; "));
}

/// Milliseconds of computing and the most memory in KB of this process; nothing where the system does not say.
fn usage() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kb = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap());
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; the clock of these counts hundredths of a second.
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(11).take(2).map(number).sum();
    (ticks * 10, kb)
}

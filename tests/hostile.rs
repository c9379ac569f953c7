//! Files that ask for more than they should get: each ends as `fixtures/formats/hostile/expected.toml` says, with no more
//! computing than so many sound reports and half a gigabyte, and none ends the program.
//!
//! Each file is read in a process of its own, which is this test again with the file's path in its environment. What a
//! process has computed is compared with what a sound report takes on the same machine in the same build: no clock decides.

#![cfg(feature = "formats")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test reads files, and one that cannot go on should stop"
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
use std::time::Duration;

/// Bytes of text up to which a file is checked as well as read: that checking takes time as the text is long is
/// proven elsewhere (`benches/engine.rs`), and unoptimised code takes much of it.
const MOST_CHECKED: usize = 1024 * 1024;
/// The environment variable by which a process is told to read one file.
const TOLD: &str = "GOUJI_HOSTILE_FILE";
/// Sound reports that are read and checked one after the other to have something to compare with.
const YARDSTICK: usize = 20;
/// The environment variable by which a process is told to read its file so many times.
const TIMES: &str = "GOUJI_HOSTILE_TIMES";
/// Most computing, in yardsticks: sixty megabytes cost a hundred of them; what grows faster than
/// its file costs thousands.
const MOST_YARDSTICKS: u64 = 256;
/// Most memory.
const MOST_KB: u64 = 512 * 1024;
/// How often a process that reads a file is looked at.
const LOOK: Duration = Duration::from_millis(20);

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
    let most = MOST_YARDSTICKS * yardstick();
    let complaint = |expected: &Expected| complaint(expected, &scratch, most);
    let complaints: Vec<String> = expectations().iter().filter_map(complaint).collect();
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

/// Ticks that a process computes to read and check sound reports.
fn yardstick() -> u64 {
    let output = read_apart(&formats().join("same/report.docx"), YARDSTICK, u64::MAX).unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let (_, result) = said.lines().find_map(|line| line.split_once("outcome: ")).unwrap();
    let ticks = number(result.split(' ').next().unwrap()).max(1);
    println!("{YARDSTICK} sound reports: {ticks} ticks");
    ticks
}

/// What is not as it should be with one file.
fn complaint(expected: &Expected, scratch: &Path, most_ticks: u64) -> Option<String> {
    let name = &expected.name;
    let file = match (&expected.from, expected.made) {
        (Some(good), _) => {
            let content = fs::read(formats().join("same").join(good)).unwrap();
            written(scratch, name, &content[..content.len() * expected.percent.unwrap() / 100])
        }
        (None, true) => written(scratch, name, &made::file(name)),
        (None, false) => formats().join("hostile").join(name),
    };
    let output = match read_apart(&file, 1, most_ticks) {
        Ok(output) => output,
        Err(complaint) => return Some(format!("{name}: {complaint}")),
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let Some(result) = said.lines().find_map(|line| line.split_once("outcome: ")).map(|(_, result)| result) else {
        return Some(format!("{name}: {} {}", output.status, String::from_utf8_lossy(&output.stderr).trim()));
    };
    let (usage, outcome) = result.split_once(": ").unwrap();
    let (ticks, kb) = usage.split_once(' ').unwrap();
    println!("{name:22} {ticks:>5} ticks {:>4} MB  {}", number(kb) / 1024, shortened(outcome));
    let right = match (&expected.error, &expected.reads) {
        // Of an archive, that of one of its members.
        (Some(error), None) => outcome.split("; ").any(|one| one == format!("Err({error})")),
        (None, Some(text)) => outcome.starts_with("Ok") && outcome.contains(text),
        _ => panic!("{name}: either `error` or `reads`"),
    };
    if !right {
        return Some(format!("{name}: {}", shortened(outcome)));
    }
    (number(ticks) > most_ticks || number(kb) > MOST_KB)
        .then(|| format!("{name}: {ticks} ticks of {most_ticks}, {kb} KB"))
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

/// Reads a file so many times in a process of its own, which is ended when it has computed for more ticks than it may.
fn read_apart(file: &Path, times: usize, most_ticks: u64) -> Result<Output, String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "one_file_is_read_when_told", "--nocapture"]).env(TOLD, file);
    command.env(TIMES, times.to_string());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if ticks_of(&child.id().to_string()) > most_ticks {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err(format!("computes for more than {most_ticks} ticks"));
        }
        std::thread::sleep(LOOK);
    }
    Ok(child.wait_with_output().unwrap())
}

/// Reads and checks the file in the environment, and prints what it took and what came of it.
#[test]
fn one_file_is_read_when_told() {
    let Some(file) = std::env::var_os(TOLD).map(PathBuf::from) else { return };
    let times = std::env::var(TIMES).map_or(1, |times| times.parse().unwrap());
    let outcomes = (0..times).map(|_| outcomes(&file)).next_back().unwrap_or_default();
    let (ticks, kb) = usage();
    println!("outcome: {ticks} {kb}: {}", outcomes.join("; "));
}

/// What comes of a file, or of each file of an archive.
fn outcomes(file: &Path) -> Vec<String> {
    let content = fs::read(file).unwrap();
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
    outcomes
}

/// Ticks of computing and the most memory in KB of this process; nothing where the system does not say.
fn usage() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kb = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap());
    (ticks_of("self"), kb)
}

/// What a process has computed, in hundredths of a second of its own, not of the clock.
fn ticks_of(process: &str) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name in brackets.
    let after = stat.rsplit(')').next().unwrap_or_default();
    after.split_whitespace().skip(11).take(2).map(number).sum()
}

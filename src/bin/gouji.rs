//! The command line over the library.

use clap::{Parser, Subcommand, ValueEnum};
use gouji::document::Document;
use gouji::read::ReadError;
use gouji::report::{Finding, Places, Report, Severity};
use gouji::submission::{self, Submission};
use gouji::{Options, check, read, report, rules, settings};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 勾稽: checks that the figures of a budget-performance report agree with each other. Nothing leaves this machine.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks files. Exit status: 0 no error-level finding, 1 at least one, 2 a file could not be read.
    Check {
        /// Files to check; each file of a zip archive is checked.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Also check the files against each other, as one submission.
        #[arg(long)]
        together: bool,
        /// Output: sentences for people, or one JSON object a line.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Settings as the page exports them: rules that stay quiet, thresholds, formulas of one's own.
        #[arg(long, value_name = "FILE")]
        settings: Option<PathBuf>,
    },
    /// Prints the canonical text that the spans of `check` point into.
    Text {
        /// File to print.
        file: PathBuf,
    },
    /// Prints the catalogue of rules as Markdown.
    Rules,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Check { files, together, format, settings } => match options(settings.as_deref()) {
            Some(options) => check_files(&files, together, format, &options),
            None => ExitCode::from(2),
        },
        Command::Text { file } => print_text(&file),
        Command::Rules => {
            print(&rules::catalogue());
            ExitCode::SUCCESS
        }
    }
}

/// A line of standard output.
fn say(line: std::fmt::Arguments) {
    print(&format!("{line}\n"));
}

/// Writes to standard output. Where nobody reads on (`| head`), there is nothing more to say.
fn print(text: &str) {
    if std::io::stdout().lock().write_all(text.as_bytes()).is_err() {
        std::process::exit(0);
    }
}

/// A file, or a member of an archive, under the name it is spoken of.
type Loaded = (String, Result<Document, ReadError>);

/// What a file of settings says; `None` if it cannot be used, which is said on standard error.
fn options(path: Option<&Path>) -> Option<Options> {
    let Some(path) = path else { return Some(Options::default()) };
    let name = path.to_string_lossy();
    #[expect(clippy::disallowed_methods, reason = "this is the edge where files are read")]
    let bytes = std::fs::read(path).inspect_err(|error| eprintln!("{name}: {error}")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    settings::parse(&text).inspect_err(|error| eprintln!("{name}: {error}")).ok()
}

fn check_files(paths: &[PathBuf], together: bool, format: Format, options: &Options) -> ExitCode {
    let (mut unread, mut errors) = (false, false);
    let mut kept = Vec::new();
    for path in paths {
        let Some(loaded) = load(path) else {
            unread = true;
            continue;
        };
        for (name, document) in loaded {
            let Some(document) = said(&name, document) else {
                unread = true;
                continue;
            };
            if together {
                kept.push((name, document));
            } else {
                errors |= print_report(&name, &check(document, options), format);
            }
        }
    }
    if together {
        let submission = submission::check_all(kept, options);
        for file in &submission.files {
            errors |= print_report(&file.name, &file.report, format);
        }
        errors |= print_across(&submission, format);
    }
    match (unread, errors) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

/// The documents of a file: its own, or those of an archive's members, named `archive.zip/member`. `None` if the file
/// cannot be opened, which is said on standard error.
fn load(path: &Path) -> Option<Vec<Loaded>> {
    let name = path.to_string_lossy();
    #[expect(clippy::disallowed_methods, reason = "this is the edge where files are read")]
    let bytes = std::fs::read(path).inspect_err(|error| eprintln!("{name}: {error}")).ok()?;
    let named = |(member, document): Loaded| match member.as_str() {
        "" => (name.clone().into_owned(), document),
        member => (format!("{name}/{member}"), document),
    };
    Some(read::files("", &bytes).into_iter().map(named).collect())
}

/// A document that could be read; what could not is said on standard error.
fn said(name: &str, document: Result<Document, ReadError>) -> Option<Document> {
    document.inspect_err(|error| eprintln!("{name}: {error}")).ok()
}

/// Prints the canonical text; that of an archive's members one after the other.
fn print_text(path: &Path) -> ExitCode {
    let loaded = load(path).unwrap_or_default();
    let members = loaded.len();
    let texts: Vec<String> =
        loaded.into_iter().filter_map(|(name, document)| Some(said(&name, document)?.given().into_owned())).collect();
    print(&texts.join("\n"));
    if members == 0 || texts.len() < members { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Prints the report of one file; whether it has an error.
fn print_report(name: &str, report: &Report, format: Format) -> bool {
    match format {
        Format::Json => print_line(name, report::to_json_line(name, report)),
        Format::Text => print_findings(name, report),
    }
    report.findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Prints what the files contradict each other in; whether that is an error.
fn print_across(submission: &Submission, format: Format) -> bool {
    match format {
        Format::Json => print_line("", submission::to_json_line(submission)),
        Format::Text => {
            say(format_args!("文件之间：{}个问题", submission.across.len()));
            for across in &submission.across {
                let first = across.finding.marks.first().zip(across.files.first());
                let file = first.and_then(|(mark, file)| Some((mark, submission.files.get(*file as usize)?)));
                let place = file.map(|(mark, file)| {
                    format!("{} {}", file.name, Places::new(&file.report.document).of(mark.span).zh)
                });
                print_finding(&place.unwrap_or_default(), &across.finding);
            }
        }
    }
    submission.across.iter().any(|across| across.finding.severity == Severity::Error)
}

fn print_line(name: &str, line: serde_json::Result<String>) {
    match line {
        Ok(line) => say(format_args!("{line}")),
        Err(error) => eprintln!("{name}: {error}"),
    }
}

fn print_findings(name: &str, report: &Report) {
    let places = Places::new(&report.document);
    let agree = report.relations.iter().filter(|relation| relation.agrees()).count();
    say(format_args!(
        "{name}：{}个数字，{}条勾稽，{}条相符；{}个问题",
        report.quantities.len(),
        report.relations.len(),
        agree,
        report.findings.len()
    ));
    for note in &report.document.notes {
        say(format_args!("  {}", note.zh()));
    }
    for finding in &report.findings {
        let place = finding.marks.first().map(|mark| places.of(mark.span).zh);
        print_finding(&place.unwrap_or_default(), finding);
    }
}

fn print_finding(place: &str, finding: &Finding) {
    let severity = match finding.severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Info => "提示",
    };
    say(format_args!("  {place} {severity} {} {}", finding.rule, finding.message.zh));
    for extra in finding.equation.iter().chain(finding.hint.as_ref().map(|hint| &hint.zh)) {
        say(format_args!("      {extra}"));
    }
}

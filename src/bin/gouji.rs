//! The command line over the library.

use clap::{Parser, Subcommand, ValueEnum};
use gouji::report::{Report, Severity};
use gouji::{Options, check, read, report, rules};
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
        /// Files to check.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Output: sentences for people, or one JSON object a line.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
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
        Command::Check { files, format } => check_all(&files, format),
        Command::Text { file } => match load(&file) {
            Ok(document) => {
                print!("{}", document.text);
                ExitCode::SUCCESS
            }
            Err(status) => status,
        },
        Command::Rules => {
            print!("{}", rules::catalogue());
            ExitCode::SUCCESS
        }
    }
}

fn check_all(files: &[PathBuf], format: Format) -> ExitCode {
    let (mut unread, mut errors) = (false, false);
    for file in files {
        let Ok(document) = load(file) else {
            unread = true;
            continue;
        };
        let report = check(document, &Options::default());
        errors |= report.findings.iter().any(|finding| finding.severity == Severity::Error);
        match format {
            Format::Json => match report::to_json_line(&file.to_string_lossy(), &report) {
                Ok(line) => println!("{line}"),
                Err(error) => eprintln!("{}: {error}", file.display()),
            },
            Format::Text => print_findings(file, &report),
        }
    }
    match (unread, errors) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

/// Reads a file; a failure is said on standard error.
fn load(file: &Path) -> Result<gouji::document::Document, ExitCode> {
    #[expect(clippy::disallowed_methods, reason = "this is the edge where files are read")]
    let bytes = std::fs::read(file).map_err(|error| {
        eprintln!("{}: {error}", file.display());
        ExitCode::from(2)
    })?;
    read::bytes(&bytes).map_err(|error| {
        eprintln!("{}: {error}", file.display());
        ExitCode::from(2)
    })
}

fn print_findings(file: &Path, report: &Report) {
    let lines = gouji::document::LineIndex::new(&report.document.text);
    let agree = report.relations.iter().filter(|relation| relation.agrees()).count();
    println!(
        "{}：{}个数字，{}条勾稽，{}条相符；{}个问题",
        file.display(),
        report.quantities.len(),
        report.relations.len(),
        agree,
        report.findings.len()
    );
    for finding in &report.findings {
        let line = finding.marks.first().map_or(0, |mark| lines.line(mark.span.start));
        let severity = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Info => "提示",
        };
        println!("  第{line}行 {severity} {} {}", finding.rule, finding.message.zh);
        for extra in finding.equation.iter().chain(finding.hint.as_ref().map(|hint| &hint.zh)) {
            println!("      {extra}");
        }
    }
}

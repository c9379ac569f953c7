//! The command line over the library.

#[path = "gouji/folder.rs"]
mod folder;
#[path = "gouji/hand_on.rs"]
mod hand_on;
#[path = "gouji/pool.rs"]
mod pool;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gouji::document::Document;
use gouji::export::{self, Form};
use gouji::read::ReadError;
use gouji::report::{Finding, Places, Report, Severity};
use gouji::submission::{self, Submission};
use gouji::{Options, check, read, report, rules, settings};
use hand_on::{Handed, Order};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 勾稽: checks that the figures of a budget-performance report agree with each other. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "gouji", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks files. Exit status: 0 no error-level finding, 1 at least one, 2 a file could not be read or written.
    Check(Check),
    /// Prints the canonical text that the spans of `check` point into.
    Text {
        /// File to print.
        file: PathBuf,
    },
    /// Prints the catalogue of rules as Markdown.
    Rules,
    /// Prints the built-in template of the review letter, a .docx, to be changed and given to `check --letter`.
    Letter,
    /// Prints a man page.
    Man {
        /// The command that it is about; all of them if none is named.
        command: Option<String>,
    },
    /// Prints what a shell needs to complete commands.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

#[derive(Args)]
struct Check {
    /// Files to check, and folders of them; each file of a zip archive is checked.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Also check the files against each other, as one submission.
    #[arg(long)]
    together: bool,
    /// Forms of the result, divided by commas. To standard output: sentences for people, or one JSON object a line; the
    /// other forms need --out.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "text")]
    format: Vec<Format>,
    /// Settings as the page exports them: rules that stay quiet, thresholds, formulas of one's own.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Folder into which the forms are written, a file each for every report, and an overview of several.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Also write each file with its problems in it: comments in .docx, notes in .xlsx, highlights in .pdf, else a web page.
    #[arg(long, requires = "out")]
    annotate: bool,
    /// Template of the review letter (--format docx): a .docx with the placeholders of `gouji letter`.
    #[arg(long, value_name = "FILE", requires = "out")]
    letter: Option<PathBuf>,
    /// Files that are checked at a time; as many as the machine has processors if not given.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences.
    Text,
    /// One JSON object a line.
    Json,
    /// The list as a workbook.
    Xlsx,
    /// The list as separated values.
    Csv,
    /// The list as Markdown.
    Md,
    /// The text with the problems beside it, as one web page.
    Html,
    /// A review letter.
    Docx,
    /// For programs that show problems in review.
    Sarif,
}

impl Format {
    /// What is written into a folder; sentences are not.
    fn form(self) -> Option<Form> {
        match self {
            Self::Text => None,
            Self::Json => Some(Form::Json),
            Self::Xlsx => Some(Form::Xlsx),
            Self::Csv => Some(Form::Csv),
            Self::Md => Some(Form::Markdown),
            Self::Html => Some(Form::Html),
            Self::Docx => Some(Form::Letter),
            Self::Sarif => Some(Form::Sarif),
        }
    }
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Check(check) => return check_files(&check),
        Command::Text { file } => return print_text(&file),
        Command::Rules => print(&rules::catalogue()),
        Command::Letter => print_bytes(&export::letter_template()),
        Command::Man { command } => print_man(command.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "gouji", &mut script);
            print_bytes(&script);
        }
    }
    ExitCode::SUCCESS
}

/// The man page of a command, or of the program.
fn print_man(command: Option<&str>) {
    let mut all = Arguments::command();
    all.build();
    let found = command.and_then(|name| all.find_subcommand(name).cloned());
    let mut page = Vec::new();
    if clap_mangen::Man::new(found.unwrap_or(all)).render(&mut page).is_ok() {
        print_bytes(&page);
    }
}

/// A line of standard output.
fn say(line: std::fmt::Arguments) {
    print(&format!("{line}\n"));
}

/// Writes to standard output. Where nobody reads on (`| head`), there is nothing more to say.
fn print(text: &str) {
    print_bytes(text.as_bytes());
}

fn print_bytes(bytes: &[u8]) {
    if std::io::stdout().lock().write_all(bytes).is_err() {
        std::process::exit(0);
    }
}

/// A file, or a member of an archive, under the name it is spoken of, and its bytes.
type Loaded = (String, Result<Document, ReadError>, Vec<u8>);

/// What a file of settings says; `None` if it cannot be used, which is said on standard error.
fn options(path: Option<&Path>) -> Option<Options> {
    let Some(path) = path else { return Some(Options::default()) };
    let name = path.to_string_lossy();
    #[expect(clippy::disallowed_methods, reason = "this is the edge where files are read")]
    let bytes = std::fs::read(path).inspect_err(|error| eprintln!("{name}: {error}")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    settings::parse(&text).inspect_err(|error| eprintln!("{name}: {error}")).ok()
}

fn check_files(asked: &Check) -> ExitCode {
    let Some(options) = options(asked.settings.as_deref()) else { return ExitCode::from(2) };
    let printed = asked.format.iter().copied().find(|format| matches!(format, Format::Text | Format::Json));
    let forms: Vec<Form> = asked.format.iter().filter_map(|format| format.form()).collect();
    let order = match &asked.out {
        None if forms.iter().any(|form| *form != Form::Json) => Arguments::command()
            .error(clap::error::ErrorKind::MissingRequiredArgument, "this format is a file: name a folder with --out")
            .exit(),
        None => None,
        Some(folder) => match Order::new(folder, forms, asked.annotate, asked.letter.as_deref(), &options) {
            Ok(order) => Some(order),
            Err(error) => {
                eprintln!("{}: {error}", folder.display());
                return ExitCode::from(2);
            }
        },
    };
    // What goes into a folder is not printed as well.
    let printed = match (&order, printed) {
        (Some(_), Some(Format::Json) | None) => None,
        (_, printed) => printed,
    };
    let files = folder::files(&asked.files);
    let jobs = asked.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let (mut unread, mut errors) = (false, false);
    let mut writer = order.as_ref().map(Order::writer);
    let hand_on = |name: &str, bytes: &[u8], report: &Report| Some(order.as_ref()?.of(name, bytes, report));
    let mut take = |name: &str, report: &Report, handed: Option<Handed>| {
        errors |= print_report(name, report, printed);
        if let (Some(writer), Some(handed)) = (&mut writer, handed) {
            writer.take(handed);
        }
    };
    if asked.together {
        let (mut kept, mut contents) = (Vec::new(), Vec::new());
        pool::each(
            &files,
            jobs,
            |path| load(path),
            |loaded| {
                unread |= loaded.is_none();
                for (name, document, bytes) in loaded.unwrap_or_default() {
                    match said(&name, document) {
                        Some(document) => {
                            kept.push((name, document));
                            contents.push(bytes);
                        }
                        None => unread = true,
                    }
                }
            },
        );
        let submission = submission::check_all(kept, &options);
        for (file, bytes) in submission.files.iter().zip(contents) {
            take(&file.name, &file.report, hand_on(&file.name, &bytes, &file.report));
        }
        errors |= print_across(&submission, printed);
    } else {
        let work = |path: &PathBuf| {
            let checked = |(name, document, bytes): Loaded| match document {
                Ok(document) => {
                    let report = check(document, &options);
                    let handed = hand_on(&name, &bytes, &report);
                    Ok((name, report, handed))
                }
                Err(error) => Err((name, error)),
            };
            load(path).map(|loaded| loaded.into_iter().map(checked).collect::<Vec<_>>())
        };
        pool::each(&files, jobs, work, |results| {
            unread |= results.is_none();
            for result in results.unwrap_or_default() {
                match result {
                    Ok((name, report, handed)) => take(&name, &report, handed),
                    Err((name, error)) => {
                        eprintln!("{name}: {error}");
                        unread = true;
                    }
                }
            }
        });
    }
    let unwritten = writer.is_some_and(|writer| !writer.finish());
    match (unread || unwritten, errors) {
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
    let loaded = read::members("", &bytes).into_iter().map(|(member, bytes)| {
        let name = match member.as_str() {
            "" => name.clone().into_owned(),
            member => format!("{name}/{member}"),
        };
        match bytes {
            Ok(bytes) => (name, read::bytes(&bytes), bytes.into_owned()),
            Err(error) => (name, Err(error), Vec::new()),
        }
    });
    Some(loaded.collect())
}

/// A document that could be read; what could not is said on standard error.
fn said(name: &str, document: Result<Document, ReadError>) -> Option<Document> {
    document.inspect_err(|error| eprintln!("{name}: {error}")).ok()
}

/// Prints the canonical text; that of an archive's members one after the other.
fn print_text(path: &Path) -> ExitCode {
    let loaded = load(path).unwrap_or_default();
    let members = loaded.len();
    let texts: Vec<String> = loaded
        .into_iter()
        .filter_map(|(name, document, _)| Some(said(&name, document)?.given().into_owned()))
        .collect();
    print(&texts.join("\n"));
    if members == 0 || texts.len() < members { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Prints the report of one file; whether it has an error.
fn print_report(name: &str, report: &Report, format: Option<Format>) -> bool {
    match format {
        Some(Format::Json) => print_line(name, report::to_json_line(name, report)),
        Some(_) => print_findings(name, report),
        None => {}
    }
    report.findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Prints what the files contradict each other in; whether that is an error.
fn print_across(submission: &Submission, format: Option<Format>) -> bool {
    match format {
        Some(Format::Json) => print_line("", submission::to_json_line(submission)),
        None => {}
        Some(_) => {
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

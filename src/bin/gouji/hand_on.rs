//! `--out`: what is written into a folder.

use gouji::export::{self, FileNames, Form, Imprint, Moment, Row, Subject};
use gouji::report::Report;
use gouji::{Options, rules};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is to be written, and where.
pub struct Order {
    folder: PathBuf,
    forms: Vec<Form>,
    annotate: bool,
    letter: Option<Vec<u8>>,
    imprint: Imprint,
}

/// A file that is to be written.
pub struct Written {
    name: String,
    content: Vec<u8>,
}

/// What a report gives: its files, and its row among the others.
pub struct Handed {
    files: Vec<Written>,
    row: Row,
}

impl Order {
    /// An order; the folder is made if there is none. The time is that of `SOURCE_DATE_EPOCH` if it is set.
    pub fn new(
        folder: &Path,
        forms: Vec<Form>,
        annotate: bool,
        letter: Option<&Path>,
        options: &Options,
    ) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        #[expect(clippy::disallowed_methods, reason = "this is the edge where files are read")]
        let letter = letter.map(fs::read).transpose()?;
        let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let names = rules::ALL.iter().map(|rule| (rule.id.to_owned(), rule.name[0].to_owned())).collect();
        let imprint = Imprint::new(env!("CARGO_PKG_VERSION"), options, Moment(set.unwrap_or_else(now)), names);
        Ok(Self { folder: folder.into(), forms, annotate, letter, imprint })
    }

    /// What a checked file gives.
    pub fn of(&self, name: &str, bytes: &[u8], report: &Report) -> Handed {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let sha256 = export::sha256(bytes);
        let subject = Subject { file, sha256: &sha256, report, aside: &BTreeMap::new() };
        let named = |what: &str, ending: &str| export::file_name(&subject, &self.imprint, what, ending);
        let mut files = Vec::new();
        if self.annotate {
            let (content, ending) = export::annotated(bytes, &subject, &self.imprint);
            files.push(Written { name: named("批注", ending), content });
        }
        for form in &self.forms {
            let [what, ending] = form.called();
            let content = form.write(&subject, &self.imprint, self.letter.as_deref());
            files.push(Written { name: named(what, ending), content });
        }
        Handed { files, row: Row::of(&subject) }
    }

    /// Writes what was handed on.
    pub fn writer(&self) -> Writer<'_> {
        Writer { order: self, names: FileNames::default(), rows: Vec::new(), failed: false }
    }
}

/// One who writes files, none over another.
pub struct Writer<'a> {
    order: &'a Order,
    names: FileNames,
    rows: Vec<Row>,
    failed: bool,
}

impl Writer<'_> {
    /// Writes the files of a report.
    pub fn take(&mut self, handed: Handed) {
        self.rows.push(handed.row);
        handed.files.into_iter().for_each(|file| self.write(file));
    }

    /// Of several reports an overview; whether all could be written.
    pub fn finish(mut self) -> bool {
        if self.rows.len() > 1 {
            let content = export::overview(std::mem::take(&mut self.rows), &self.order.imprint);
            self.write(Written { name: format!("汇总_{}.xlsx", self.order.imprint.time.compact()), content });
        }
        !self.failed
    }

    fn write(&mut self, file: Written) {
        let path = self.order.folder.join(self.names.own(file.name));
        if let Err(error) = fs::write(&path, file.content) {
            eprintln!("{}: {error}", path.display());
            self.failed = true;
        }
    }
}

//! What a report is made of: canonical text, blocks, tables, cells, and where each stands.

mod edit;
mod lines;
mod note;
mod origin;
mod seam;
mod span;
mod table;

pub use edit::{Edit, Part};
pub use lines::LineIndex;
pub use note::{LeftOut, Note, counted};
pub use origin::{Area, Origin, Place};
pub use seam::{Seam, Seams};
pub use span::Span;
pub use table::{Cell, Table};

use serde::{Deserialize, Serialize};

/// A report as read, before anything in it is understood.
///
/// For plain-text input `text` is the input itself, byte for byte (invisible marks, CRLF and [`Seam`]s excepted);
/// for other formats it is the text a reader sees, blocks separated by line breaks, cells by tabs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The canonical text into which every [`Span`] points.
    pub text: String,
    /// Paragraphs and tables in reading order. Blank lines belong to no block.
    pub blocks: Vec<Block>,
    /// The form the input was recognised as.
    pub source: Source,
    /// Characters that could not be decoded (shown as U+FFFD); they are counted, never guessed.
    pub undecoded: u32,
    /// Where the paragraphs and cells stand in the user's own file, in text order; empty where the text is the file.
    pub origins: Vec<Origin>,
    /// Where the lines of a plain text were put together, in text order.
    pub seams: Vec<Seam>,
    /// Names of the sheets of a workbook (工作表), to which [`Place::Cell`] points.
    pub sheets: Vec<String>,
    /// What the reader of the file has to be told about how it was read.
    pub notes: Vec<Note>,
}

/// The form of the input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Plain text, also with tables as tabs or Markdown.
    #[default]
    Text,
    /// HTML, from a file or from the clipboard.
    Html,
    /// Comma- or tab-separated values.
    Csv,
    /// Word 2007 and later.
    Docx,
    /// Word 97–2003 and WPS 文字 (`.doc`, `.wps`).
    Doc,
    /// Rich text.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97–2003 and WPS 表格 (`.xls`, `.et`).
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// PDF with a text layer.
    Pdf,
    /// OFD (版式文档, GB/T 33190).
    Ofd,
}

/// One block of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A line or paragraph of running text; headings too, until the outline tells them apart.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text without surrounding white space; empty only where it was emptied by hand ([`Edit`]).
    pub span: Span,
    /// Heading level from 1 where the format itself says so (HTML `h1`…`h6`, a heading style or outline level in Word).
    pub level: Option<u8>,
}

impl Block {
    /// Where the block stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Paragraph(paragraph) => paragraph.span,
            Self::Table(table) => table.span,
        }
    }
}

impl Document {
    /// The text under a span of this document.
    pub fn str(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Where a place of the text stands in the user's own file; none where the text is the file.
    pub fn origin(&self, span: Span) -> Option<&Origin> {
        let after = self.origins.partition_point(|origin| origin.start <= span.start);
        self.origins.get(after.checked_sub(1)?)
    }

    /// All tables with their block number.
    pub fn tables(&self) -> impl Iterator<Item = (usize, &Table)> {
        self.blocks.iter().enumerate().filter_map(|(index, block)| match block {
            Block::Table(table) => Some((index, table)),
            Block::Paragraph(_) => None,
        })
    }
}

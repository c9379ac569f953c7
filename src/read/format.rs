//! What a file is, by its content: names lie, and a web page saved as `.xls` is common.

use super::ReadError;

/// The form of a file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, HTML or separated values, in any encoding.
    Text,
    /// A workbook as one XML file (XML 表格 2003), often named `.xls`.
    SheetXml,
    /// A Word container as one XML file (Flat OPC), often named `.doc`.
    FlatXml,
    /// The XML of Word 2003, often named `.doc`.
    WordXml,
    /// A zip container: Word or Excel since 2007, OpenDocument, OFD, or an archive of files (压缩包).
    Zip,
    /// An OLE compound file: Word, Excel or WPS of 97–2003 (`.doc`, `.wps`, `.xls`, `.et`), or an encrypted newer one.
    Compound,
    /// PDF.
    Pdf,
    /// Rich text.
    Rtf,
}

/// Bytes within which an XML file must say what it is: its root comes after the declaration and, maybe, a comment.
const ROOT_WITHIN: usize = 2048;

/// Bytes within which a PDF must say what it is, as its readers accept it.
const PDF_WITHIN: usize = 1024;

impl Format {
    /// What the first bytes say.
    ///
    /// # Errors
    /// What is known and cannot be read: a picture, a RAR or 7z archive.
    pub fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"];
        const ARCHIVES: [&[u8]; 3] = [b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"];
        let begins = |magic: &&[u8]| bytes.starts_with(magic);
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Ok(Self::Zip);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Ok(Self::Compound);
        }
        if bytes.get(..PDF_WITHIN.min(bytes.len())).is_some_and(|head| holds(head, b"%PDF-")) {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Ok(Self::Rtf);
        }
        let xml = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"<?xml");
        let root = bytes.get(..ROOT_WITHIN.min(bytes.len())).unwrap_or_default();
        if xml && holds(root, b"urn:schemas-microsoft-com:office:spreadsheet") && !holds(root, b"<html") {
            return Ok(Self::SheetXml);
        }
        if xml && holds(root, b"http://schemas.microsoft.com/office/2006/xmlPackage") {
            return Ok(Self::FlatXml);
        }
        if xml && holds(root, b"http://schemas.microsoft.com/office/word/2003/wordml") && !holds(root, b"<html") {
            return Ok(Self::WordXml);
        }
        let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
        if bitmap || PICTURES.iter().any(begins) {
            return Err(ReadError::Image);
        }
        if ARCHIVES.iter().any(begins) {
            return Err(ReadError::Archive);
        }
        Ok(Self::Text)
    }

    /// Whether the readers of Office, PDF and OFD files are needed for it; text is read without them.
    pub fn is_heavy(self) -> bool {
        self != Self::Text
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let files: [(&[u8], Result<Format, ReadError>); 11] = [
            (
                b"<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">",
                Ok(Format::FlatXml),
            ),
            (
                b"<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">",
                Ok(Format::WordXml),
            ),
            (b"PK\x03\x04....", Ok(Format::Zip)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Ok(Format::Compound)),
            (b"\n%PDF-1.7\n", Ok(Format::Pdf)),
            (b"{\\rtf1", Ok(Format::Rtf)),
            (b"<html>", Ok(Format::Text)),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Ok(Format::SheetXml),
            ),
            (
                b"<?xml version=\"1.0\"?><html xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Ok(Format::Text),
            ),
            (b"\x89PNG\r\n", Err(ReadError::Image)),
            (b"Rar!", Err(ReadError::Archive)),
        ];
        for (file, format) in files {
            assert_eq!(Format::of(file), format);
        }
    }
}

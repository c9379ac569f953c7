use thiserror::Error;

/// Why a file could not be read. `Display` speaks Chinese to the clerk, [`ReadError::english`] says the same in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No character other than white space.
    #[error("文件是空的，没有可核对的文字。请确认选对了文件。")]
    Empty,
    /// Word 2007 and later, or WPS 文字 saved as `.docx`.
    #[error("这是 Word 文件（.docx），目前请在 Word 或 WPS 中全选、复制，再粘贴到页面。")]
    Docx,
    /// Excel 2007 and later, or WPS 表格 saved as `.xlsx`.
    #[error("这是 Excel 文件（.xlsx），目前请在 Excel 或 WPS 中选中表格、复制，再粘贴到页面。")]
    Xlsx,
    /// Word 97–2003 or WPS 文字 (`.doc`, `.wps`), Excel 97–2003 or WPS 表格 (`.xls`, `.et`).
    #[error("这是旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps），目前请打开后全选、复制，再粘贴到页面。")]
    OldOffice,
    /// OpenDocument (`.odt`, `.ods`).
    #[error("这是 OpenDocument 文件（.odt、.ods），目前请打开后全选、复制，再粘贴到页面。")]
    OpenDocument,
    /// OFD (版式文档).
    #[error("这是 OFD 版式文件，目前请用阅读器打开，选中文字复制，再粘贴到页面。")]
    Ofd,
    /// PDF.
    #[error("这是 PDF 文件，目前请打开后全选、复制文字再粘贴到页面；扫描件请找原来的 Word 文件。")]
    Pdf,
    /// Rich text (`.rtf`).
    #[error("这是 RTF 文件，目前请用 Word 或 WPS 打开后全选、复制，再粘贴到页面。")]
    Rtf,
    /// A picture.
    #[error("这是图片，里面没有可核对的文字。请找原来的 Word 或 Excel 文件，全选、复制后粘贴到页面。")]
    Image,
    /// A compressed archive.
    #[error("这是压缩包，请先解压，再选择其中的报告。")]
    Archive,
    /// Anything else that is not text.
    #[error("这不是文本文件，无法读出文字。请打开原文件，全选、复制后粘贴到页面。")]
    Binary,
}

impl ReadError {
    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Empty => "The file is empty: there is no text to check. Please make sure it is the right file.",
            Self::Docx => {
                "This is a Word file (.docx). For now, select all and copy in Word or WPS, then paste into the page."
            }
            Self::Xlsx => {
                "This is an Excel file (.xlsx). For now, copy the table in Excel or WPS, then paste into the page."
            }
            Self::OldOffice => {
                "This is an old Word, Excel or WPS file. For now, open it, select all, copy, and paste into the page."
            }
            Self::OpenDocument => {
                "This is an OpenDocument file. For now, open it, select all, copy, and paste into the page."
            }
            Self::Ofd => "This is an OFD file. For now, open it in a viewer, copy the text, and paste into the page.",
            Self::Pdf => {
                "This is a PDF. For now, open it, copy its text, and paste into the page; for a scan, find the Word file."
            }
            Self::Rtf => {
                "This is an RTF file. For now, open it in Word or WPS, select all, copy, and paste into the page."
            }
            Self::Image => {
                "This is a picture without text to check. Please copy from the original Word or Excel file instead."
            }
            Self::Archive => "This is a compressed archive. Please unpack it first and choose the report inside.",
            Self::Binary => {
                "This is not a text file. Please open the original, select all, copy, and paste into the page."
            }
        }
    }
}

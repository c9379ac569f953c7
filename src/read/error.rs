use thiserror::Error;

/// Why a file could not be read. `Display` speaks Chinese to the clerk, [`ReadError::english`] says the same in English.
///
/// The file's name is put before the sentence by whoever knows it. Every sentence says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No character other than white space.
    #[error("文件是空的，没有可核对的文字。请确认选对了文件。")]
    Empty,
    /// A picture.
    #[error("这是图片，里面没有可核对的文字。请找原来的 Word 或 Excel 文件。")]
    Image,
    /// Pages without a text layer (扫描件).
    #[error("这是扫描件：每一页都是图片，没有可核对的文字。请找扫描前的 Word 文件，或先用文字识别（OCR）软件转换。")]
    Scanned,
    /// An archive other than zip.
    #[error("这种压缩包打不开（只支持 zip）。请先解压，再选择其中的报告。")]
    Archive,
    /// An archive within an archive.
    #[error("压缩包里又有压缩包，里面一层没有打开。请先解压，再选择其中的报告。")]
    Nested,
    /// An archive without any file that can be read.
    #[error("压缩包里没有可核对的文件。请确认选对了文件。")]
    NothingInside,
    /// A password is needed.
    #[error("文件有密码保护，未作任何核对。请在 Word、Excel、WPS 或 PDF 阅读器中去掉打开密码，另存后再选择。")]
    Encrypted,
    /// The structure is broken.
    #[error("文件已损坏或不完整，未作任何核对。请用原来的软件打开，另存一份后再选择；或全选、复制后粘贴到页面。")]
    Damaged,
    /// More than any report holds: a zip bomb, or a file that would exhaust the memory.
    #[error("文件展开后大得不像一份报告，为保护这台电脑没有打开。请确认选对了文件，或只选其中的报告部分。")]
    TooLarge,
    /// Word 6/95, Microsoft Works, Excel 4 and the like.
    #[error("这是很旧的文件格式（Word 95、Works 等），读不出来。请用 Word 或 WPS 打开，另存为 .docx 后再选择。")]
    TooOld,
    /// Text in fonts that do not say which characters they show.
    #[error("文件里的字体没有说明对应的文字，读出来是乱码，未作任何核对。请找原来的 Word 文件。")]
    Unreadable,
    /// A form that is read by the readers for Office, PDF and OFD files, where these are not present.
    #[error("这里只能读文本和网页文件。请打开原文件，全选、复制后粘贴到页面。")]
    NeedsReaders,
    /// Anything else that is not text.
    #[error("这不是能识别的文件，读不出文字。请打开原文件，全选、复制后粘贴到页面。")]
    Binary,
}

impl ReadError {
    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Empty => "The file is empty: there is no text to check. Please make sure it is the right file.",
            Self::Image => "This is a picture without text to check. Please find the original Word or Excel file.",
            Self::Scanned => {
                "This is a scan: every page is a picture without text to check. Please find the Word file it was \
                 made from, or convert it with an OCR program first."
            }
            Self::Archive => {
                "This kind of archive cannot be opened (only zip can). Please unpack it and choose the report inside."
            }
            Self::Nested => {
                "There is an archive inside the archive; the inner one was not opened. Please unpack it first."
            }
            Self::NothingInside => "The archive holds no file to check. Please make sure it is the right file.",
            Self::Encrypted => {
                "The file is protected by a password; nothing was checked. Please remove the password in Word, Excel, \
                 WPS or the PDF reader, save, and choose it again."
            }
            Self::Damaged => {
                "The file is damaged or incomplete; nothing was checked. Please open it in its own program and save a \
                 copy, or copy its text and paste it into the page."
            }
            Self::TooLarge => {
                "Unpacked, the file is far larger than a report; to protect this computer it was not opened. \
                 Please make sure it is the right file, or choose only the report in it."
            }
            Self::TooOld => {
                "This is a very old format (Word 95, Works, …) that cannot be read. Please save it as .docx first."
            }
            Self::Unreadable => {
                "The fonts in the file do not say which characters they show; its text cannot be read and nothing was \
                 checked. Please find the original Word file."
            }
            Self::NeedsReaders => {
                "Only text and web pages can be read here. Please open the file, select all, copy, and paste."
            }
            Self::Binary => {
                "This is no file that is known here. Please open the original, select all, copy, and paste."
            }
        }
    }
}

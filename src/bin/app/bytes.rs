//! The bytes of a file that the user chose, and what is said when they cannot be read. Compiled into both workers.

use gouji::read::ReadError;
use gouji::report::Text;
use web_sys::{Blob, FileReaderSync};

/// All bytes of a file, or of a part of one.
///
/// # Errors
/// Where the browser does not get at them.
pub fn of(file: &Blob) -> Result<Vec<u8>, Text> {
    let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(file));
    Ok(js_sys::Uint8Array::new(&buffer.map_err(|_| unreadable())?.into()).to_vec())
}

/// Why a file could not be read, in both languages.
pub fn refusal(error: ReadError) -> Text {
    Text { zh: error.to_string(), en: error.english().into() }
}

fn unreadable() -> Text {
    Text {
        zh: "浏览器没有读到这个文件，未作任何核对。它可能已被移动、改名，或正被其他程序占用；请重新选择。".into(),
        en: "The browser could not read this file, and nothing was checked. \
             It may have been moved, renamed, or be in use; please choose it again."
            .into(),
    }
}

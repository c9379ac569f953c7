//! Web archives (MHT, 单个文件网页): the pages of a message in MIME parts. Excel saves them, also under the name `.xls`.

use super::decode;

/// How far into a text the headers of the message are looked for.
const HEADERS_WITHIN: usize = 4096;

/// The pages of a web archive one after the other; none if the text is no web archive.
pub(super) fn pages(text: &str) -> Option<String> {
    let (headers, _) = split(text)?;
    let lower = headers.get(..HEADERS_WITHIN.min(headers.len())).unwrap_or(headers).to_ascii_lowercase();
    if !lower.contains("mime-version:") || !lower.contains("multipart/related") {
        return None;
    }
    let boundary = format!("--{}", boundary(headers)?);
    let pages = text.split(&boundary).skip(1).filter_map(page);
    Some(pages.collect::<Vec<_>>().join("\n"))
}

/// Headers and body: a blank line stands between them.
fn split(part: &str) -> Option<(&str, &str)> {
    let part = part.trim_start();
    let unix = part.find("\n\n").map(|at| (at, at + 2));
    let windows = part.find("\r\n\r\n").map(|at| (at, at + 4));
    let (end, start) = [unix, windows].into_iter().flatten().min()?;
    Some((part.get(..end)?, part.get(start..)?))
}

fn boundary(headers: &str) -> Option<&str> {
    let at = headers.to_ascii_lowercase().find("boundary=")? + "boundary=".len();
    let rest = headers.get(at..)?;
    let boundary = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([';', '\r', '\n', ' ']).next()?,
    };
    Some(boundary).filter(|boundary| !boundary.is_empty())
}

/// The page in a part; none if it is a picture, or the frame and the tabs that Excel puts around its sheets.
fn page(part: &str) -> Option<String> {
    let (headers, body) = split(part)?;
    let headers = headers.to_ascii_lowercase();
    if !headers.contains("text/html") || headers.contains("tabstrip") {
        return None;
    }
    let bytes = if headers.contains("quoted-printable") {
        quoted_printable(body)
    } else if headers.contains("base64") {
        base64(body)
    } else {
        return Some(body.to_owned());
    };
    decode::decode(&bytes).ok()
}

/// `=E7=A4=BA`, and `=` at the end of a line that goes on.
fn quoted_printable(body: &str) -> Vec<u8> {
    let mut pieces = body.split('=');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let rest = piece.strip_prefix("\r\n").or_else(|| piece.strip_prefix('\n'));
        let byte = || piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(rest) = rest {
            bytes.extend_from_slice(rest.as_bytes());
        } else if let Some(byte) = byte() {
            bytes.push(byte);
            bytes.extend_from_slice(piece.get(2..).unwrap_or_default().as_bytes());
        } else {
            bytes.push(b'=');
            bytes.extend_from_slice(piece.as_bytes());
        }
    }
    bytes
}

pub(super) fn base64(body: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in body.bytes().filter_map(digit) {
        held = (held << 6 | u32::from(digit)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::bytes;

    #[test]
    fn the_sheets_of_an_archive_are_read() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--=_甲\"\r\n\r\n\
            此文档为单个文件网页。\r\n\r\n----=_甲\r\nContent-Location: file:///C:/1.files/sheet001.htm\r\n\
            Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
            <table><tr><td>=E9=A2=84=E7=AE=\r\n=97<td>12.5</table>\r\n\r\n----=_甲\r\n\
            Content-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\nPHRhYmxlPjx0cj48dGQ+\r\nMTx0ZD4yPC90YWJsZT4=\r\n\
            ----=_甲\r\nContent-Location: tabstrip.htm\r\nContent-Type: text/html\r\n\r\n<p>Sheet1</p>\r\n----=_甲--\r\n";
        let document = bytes(archive.as_bytes()).unwrap();
        assert_eq!(document.text, "预算\t12.5\n1\t2");
        assert_eq!(document.tables().count(), 2);
    }

    #[test]
    fn a_letter_about_archives_is_none() {
        for text in [
            "multipart/related",
            "MIME-Version: 1.0\n\nmultipart/related; boundary=",
            "MIME-Version: 1.0\nmultipart/related\n\n甲",
        ] {
            assert_eq!(bytes(text.as_bytes()).unwrap().text, text);
        }
    }
}

//! The encodings that simple fonts go by (PDF 32000-1, annex D).

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// Upper half of the standard encoding, from 0xA1; a blank has no character.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// `WinAnsiEncoding`.
pub(super) fn windows(code: u8) -> Option<char> {
    decoded(WINDOWS_1252, code)
}

/// `MacRomanEncoding`.
pub(super) fn macintosh(code: u8) -> Option<char> {
    decoded(MACINTOSH, code)
}

/// `StandardEncoding`.
pub(super) fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        b' '..=b'~' => Some(char::from(code)),
        _ => STANDARD.chars().nth(usize::from(code.checked_sub(0xA1)?)).filter(|one| *one != ' '),
    }
}

/// No encoding at all.
pub(super) fn unknown(_: u8) -> Option<char> {
    None
}

fn decoded(encoding: &'static Encoding, code: u8) -> Option<char> {
    let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&code));
    text.chars().next().filter(|one| !one.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_encodings_differ_where_they_should() {
        let codes = [b'7', b'\'', 0xA7, 0xB7, 0xD0, 0xFB];
        assert_eq!(codes.map(windows), [Some('7'), Some('\''), Some('§'), Some('·'), Some('Ð'), Some('û')]);
        assert_eq!(codes.map(macintosh), [Some('7'), Some('\''), Some('ß'), Some('∑'), Some('–'), Some('˚')]);
        assert_eq!(codes.map(standard), [Some('7'), Some('’'), Some('§'), Some('•'), Some('—'), Some('ß')]);
    }
}

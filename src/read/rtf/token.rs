//! Bytes → groups, control words and text.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with its number, if it has one.
    Word(&'a str, Option<i32>),
    /// `\` and a sign: `\~`, `\*`.
    Symbol(u8),
    /// A byte of text, as itself or as `\'xx`.
    Byte(u8),
}

/// The tokens of a file; raw bytes behind `\bin` are passed over.
pub(super) fn tokens(mut rest: &[u8]) -> impl Iterator<Item = Token<'_>> {
    std::iter::from_fn(move || {
        loop {
            let (first, behind) = rest.split_first()?;
            rest = behind;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' | 0 => {}
                b'\\' => {
                    let (token, behind) = escaped(rest)?;
                    rest = behind;
                    if let Token::Word("bin", length) = token {
                        let length = usize::try_from(length.unwrap_or(0)).unwrap_or(0);
                        rest = rest.get(length..).unwrap_or_default();
                    }
                    return Some(token);
                }
                byte => return Some(Token::Byte(*byte)),
            }
        }
    })
}

/// What stands behind a backslash, and the bytes behind that.
fn escaped(bytes: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 {
        let (sign, behind) = bytes.split_first()?;
        return Some(match (sign, behind) {
            (b'\'', [high, low, behind @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (Token::Byte(high << 4 | low), behind),
                _ => (Token::Symbol(b'\''), behind),
            },
            (b'\\' | b'{' | b'}', _) => (Token::Byte(*sign), behind),
            _ => (Token::Symbol(*sign), behind),
        });
    }
    let (name, behind) = bytes.split_at_checked(letters)?;
    let minus = usize::from(behind.first() == Some(&b'-'));
    let digits = behind.get(minus..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, behind) = if digits == 0 { (&[][..], behind) } else { behind.split_at_checked(minus + digits)? };
    let behind = behind.strip_prefix(b" ").unwrap_or(behind);
    let number = str::from_utf8(number).ok().and_then(|number| number.parse().ok());
    Some((Token::Word(str::from_utf8(name).ok()?, number), behind))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_signs_and_raw_bytes() {
        let read: Vec<Token> = tokens(b"{\\b\\u-12 x\\'d6\\~\r\n\\{\\bin3 }}}\\par }\\x99999999999").collect();
        let expected = [
            Token::Open,
            Token::Word("b", None),
            Token::Word("u", Some(-12)),
            Token::Byte(b'x'),
            Token::Byte(0xD6),
            Token::Symbol(b'~'),
            Token::Byte(b'{'),
            Token::Word("bin", Some(3)),
            Token::Word("par", None),
            Token::Close,
            Token::Word("x", None),
        ];
        assert_eq!(read, expected);
    }
}

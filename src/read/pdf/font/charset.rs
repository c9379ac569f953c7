//! The predefined CMaps of Chinese fonts (预定义编码): their codes are bytes of a known character set, so no table is needed.

use encoding_rs::{GB18030, UTF_16BE};

/// The character set whose bytes are the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// GB 2312 and GBK.
    Gbk,
    /// GB 18030, with codes of four bytes.
    Gb18030,
    /// UTF-16, as Unicode CMaps of all collections use it.
    Utf16,
}

impl Charset {
    /// By the name of a predefined CMap, without its direction (`-H`, `-V`).
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" => Some(Self::Gbk),
            "GBK2K" => Some(Self::Gb18030),
            _ if name.starts_with("Uni") && (name.ends_with("-UCS2") || name.ends_with("-UTF16")) => Some(Self::Utf16),
            _ => None,
        }
    }

    /// Bytes of the first code.
    pub fn length(self, codes: &[u8]) -> usize {
        let lead = codes.first().copied().unwrap_or_default();
        let trail = codes.get(1).copied().unwrap_or_default();
        match self {
            Self::Gbk | Self::Gb18030 if lead <= 0x80 || lead == 0xFF => 1,
            Self::Gb18030 if trail.is_ascii_digit() => 4,
            Self::Utf16 if (0xD8..0xDC).contains(&lead) => 4,
            _ => 2,
        }
    }

    /// The text of a code.
    pub fn text(self, code: &[u8]) -> String {
        let encoding = if self == Self::Utf16 { UTF_16BE } else { GB18030 };
        encoding.decode_without_bom_handling(code).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_bytes_of_the_character_set() {
        let strings = [
            ("GBK-EUC", b"7\xD4\xA4".as_slice(), [(1, "7"), (2, "预")]),
            ("GBK2K", b"\x81\x39\xEE\x39\xCB\xE3", [(4, "㐀"), (2, "算")]),
            ("UniGB-UCS2", b"\x00\x37\x98\x84", [(2, "7"), (2, "预")]),
            ("UniGB-UTF16", b"\xD8\x42\xDF\xB7\x98\x84", [(4, "𠮷"), (2, "预")]),
        ];
        for (name, mut codes, expected) in strings {
            let charset = Charset::named(name).unwrap();
            for (bytes, text) in expected {
                assert_eq!((charset.length(codes), charset.text(&codes[..bytes])), (bytes, text.to_owned()), "{name}");
                codes = &codes[bytes..];
            }
        }
        assert_eq!(Charset::named("Identity"), None);
    }
}

//! Bytes → text: which encoding, or why it is no text at all.

use super::ReadError;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file a `<meta charset>` is looked for; the HTML standard asks for 1,024, Word writes its own far below.
const META_WITHIN: usize = 4096;
/// How far into a text its first tag is looked for.
const TAG_WITHIN: usize = 512;

/// The text of a file, whatever its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => without_mark(bytes),
    };
    if is_rubbish(&text) {
        return Err(ReadError::Binary);
    }
    if text.trim_matches(|one: char| one.is_whitespace() || one == '\u{FEFF}').is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

/// Whether a text begins as HTML does, be it a page or the clipboard's fragment.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<span",
        "<title",
        "<style",
    ];
    let mut head: String =
        text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).chars().take(TAG_WITHIN).collect();
    head.make_ascii_lowercase();
    if head.starts_with("version:") && head.contains("starthtml:") {
        return true;
    }
    let mut rest = head.as_str();
    while let Some(after) = rest
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
        .or_else(|| rest.strip_prefix("<?").and_then(|rest| rest.split_once('>')))
    {
        rest = after.1.trim_start();
    }
    TAGS.iter().any(|tag| rest.starts_with(tag))
}

/// UTF-8 if it is valid; else UTF-16 by its zero bytes; else what a web page says of itself; else damaged UTF-8 or GB18030,
/// whichever leaves less undecoded.
fn without_mark(bytes: &[u8]) -> String {
    if let Some(encoding) = utf_16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    if let Some(encoding) = declared(bytes).filter(|encoding| *encoding != UTF_8) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let as_utf_8 = String::from_utf8_lossy(bytes);
    let lost = undecoded(&as_utf_8);
    let read = as_utf_8.chars().filter(|one| !one.is_ascii()).count() - lost;
    // GB18030 text read as UTF-8 fails on almost every character; a cut or damaged UTF-8 file on very few.
    if lost * 10 < read { as_utf_8.into_owned() } else { GB18030.decode_without_bom_handling(bytes).0.into_owned() }
}

/// UTF-16 without its mark: digits, line breaks and commas leave zero bytes in every other place and nowhere else.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let enough = |zeros: usize| zeros > 0 && zeros * 200 >= bytes.len();
    match bytes.len() % 2 {
        0 if even == 0 && enough(odd) => Some(UTF_16LE),
        0 if odd == 0 && enough(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding a web page declares in `<meta charset=…>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut head = bytes.get(..META_WITHIN.min(bytes.len())).map(String::from_utf8_lossy)?.into_owned();
    head.make_ascii_lowercase();
    let (_, after) = head.split_once("<meta")?.1.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|end: char| !(end.is_ascii_alphanumeric() || "-_:".contains(end))).next()?;
    Encoding::for_label(label.as_bytes())
}

fn undecoded(text: &str) -> usize {
    text.chars().filter(|one| *one == char::REPLACEMENT_CHARACTER).count()
}

/// More than one character in fifty is a control character, or more than one in five could not be decoded.
fn is_rubbish(text: &str) -> bool {
    let control = |one: &char| one.is_control() && !one.is_whitespace();
    let (mut all, mut controls, mut lost) = (0_usize, 0_usize, 0_usize);
    for one in text.chars() {
        all += 1;
        controls += usize::from(control(&one));
        lost += usize::from(one == char::REPLACEMENT_CHARACTER);
    }
    controls * 50 > all || lost * 5 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "示例县2023年度自评报告\n基本支出12.5万元，项目支出7万元。\n";

    #[test]
    fn every_common_encoding_reads_the_same() {
        let utf_16 = |encode: fn(u16) -> [u8; 2]| REPORT.encode_utf16().flat_map(encode).collect::<Vec<u8>>();
        let marked = ["\u{FEFF}".as_bytes(), REPORT.as_bytes()].concat();
        let marked_16 = [&[0xFF, 0xFE], utf_16(u16::to_le_bytes).as_slice()].concat();
        let files = [
            REPORT.as_bytes().to_vec(),
            marked,
            marked_16,
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
            GB18030.encode(REPORT).0.into_owned(),
        ];
        for file in files {
            assert_eq!(decode(&file).as_deref(), Ok(REPORT));
        }
    }

    #[test]
    fn a_cut_file_loses_only_what_was_cut() {
        let cut = &REPORT.as_bytes()[..REPORT.len() - 2];
        assert_eq!(decode(cut).unwrap().matches('\u{FFFD}').count(), 1);
    }

    #[test]
    fn a_page_in_gb2312_says_so() {
        let page = format!("<html><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><p>{REPORT}");
        let decoded = decode(&GB18030.encode(&page).0).unwrap();
        assert!(decoded == page && is_html(&decoded));
    }

    #[test]
    fn what_is_no_text_is_named() {
        let files: [(&[u8], ReadError); 3] = [
            (b"", ReadError::Empty),
            (b" \r\n\t", ReadError::Empty),
            (b"\x01\x02\x03\x04\x05\x06abc", ReadError::Binary),
        ];
        for (file, error) in files {
            assert_eq!(decode(file), Err(error));
        }
    }

    #[test]
    fn html_is_known_by_its_first_tag() {
        let pages = [
            "<!DOCTYPE html><p>",
            "\n<table border=1>",
            "<?xml version=\"1.0\"?>\n<html>",
            "<!-- 甲 --><meta charset=utf-8>",
            "Version:0.9\r\nStartHTML:00",
        ];
        assert!(pages.iter().all(|page| is_html(page)));
        assert!(!["<通知>要求", "预算<决算", "支出"].iter().any(|text| is_html(text)));
    }
}

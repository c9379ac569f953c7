use crate::document::{Block, Paragraph, Span};
use std::ops::Range;

/// How a line between two tables begins when it is not a numbered heading.
const CAPTIONS: [&str; 7] = ["附", "表", "注", "备注", "说明", "单位", "填报"];

/// The text a plain-text document is made of: the input without marks that nobody sees, every line ended by `\n`.
pub(super) fn normalised(text: &str) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if text.contains(is_invisible) { text.replace(is_invisible, "") } else { text }
}

/// Marks that take no place on paper (零宽字符): zero-width blanks and joiners, marks of direction, soft hyphens, byte order
/// marks. Web pages and office systems leave them inside words and numbers.
pub(super) fn is_invisible(one: char) -> bool {
    matches!(one,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// The numbering with which headings and list paragraphs begin (一、 （一） 1. 1、 (1) • …), in bytes; none if there is none.
pub(super) fn numbering(line: &str) -> Option<usize> {
    const DIGITS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百〇零①②③④⑤⑥⑦⑧⑨⑩";
    let line = line.trim_start();
    if let Some(bullet) = line.chars().next().filter(|first| "•·●○■□◆◇➢\u{F06C}\u{F0D8}".contains(*first))
    {
        return Some(bullet.len_utf8());
    }
    let open = line.len() - line.trim_start_matches(['（', '(', '第']).len();
    let rest = line.get(open..)?;
    let digits = rest.len() - rest.trim_start_matches(|digit| DIGITS.contains(digit)).len();
    let mark = rest.get(digits..)?.chars().next().filter(|mark| "、.．。）)章节，".contains(*mark))?;
    let end = open + digits + mark.len_utf8();
    // "12.5" is an amount, not the twelfth item.
    let goes_on = line.get(end..)?.starts_with(|next: char| next.is_ascii_digit() || ('０'..='９').contains(&next));
    (digits > 0 && !(goes_on && matches!(mark, '.' | '．'))).then_some(end)
}

/// White space, dashes and digits of a page number (— 12 —, 第12页) take no more than this, in characters.
const LONGEST_FOLIO: usize = 16;

/// Whether a line is a page number.
pub(super) fn is_folio(line: &str) -> bool {
    line.contains(|one: char| one.is_ascii_digit()) && is_between_pages(line)
}

/// Whether a line is blank or a page number.
pub(super) fn is_between_pages(line: &str) -> bool {
    let line = line.trim();
    let folio = |letter: char| letter.is_whitespace() || letter.is_ascii_digit() || "-–—－·第页共/".contains(letter);
    line.chars().count() <= LONGEST_FOLIO && line.chars().all(folio)
}

/// A pasted text cut into lines, so that table readers can look ahead without reading anything twice.
pub(super) struct Lines<'a> {
    /// The whole text.
    pub text: &'a str,
    spans: Vec<Span>,
    /// Tabs in each line.
    tabs: Vec<u32>,
    /// Quotation marks that may close a cell with line breaks in it.
    closing_quotes: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Cuts `text` at every `\n`.
    pub fn new(text: &'a str) -> Self {
        let mut start = 0;
        let spans = text.split('\n').map(|line| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            span
        });
        let tabs = |line: &str| line.bytes().fold(0, |tabs, byte| tabs + u32::from(byte == b'\t'));
        Self {
            text,
            spans: spans.collect(),
            tabs: text.split('\n').map(tabs).collect(),
            closing_quotes: closing_quotes(text),
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Where a line stands, without its line break; an empty span behind the text if there is no such line.
    pub fn span(&self, line: usize) -> Span {
        self.spans.get(line).copied().unwrap_or(Span::new(self.text.len(), self.text.len()))
    }

    /// The text of a line.
    pub fn str(&self, line: usize) -> &'a str {
        self.span(line).of(self.text)
    }

    /// Whether there is such a line and it holds more than white space.
    pub fn is_filled(&self, line: usize) -> bool {
        !self.str(line).trim().is_empty()
    }

    /// How many tabs a line holds.
    pub fn tabs(&self, line: usize) -> usize {
        self.tabs.get(line).map_or(0, |tabs| *tabs as usize)
    }

    /// Whether a line is numbered as headings are: 一、 or （一） or 第一章, not 1.
    pub fn is_heading(&self, line: usize) -> bool {
        let line = self.str(line).trim();
        numbering(line).is_some() && !line.starts_with(|digit: char| digit.is_ascii_digit())
    }

    /// Whether a line reads like what stands above or below a table: a title, notes, a line for signatures.
    pub fn is_caption(&self, line: usize) -> bool {
        let line = self.str(line).trim();
        let unnumbered =
            line.trim_end_matches(|one: char| one.is_numeric() || "（()）一二三四五六七八九十续 ".contains(one));
        line.ends_with(['：', ':'])
            || unnumbered.ends_with('表')
            || line.contains("签字")
            || CAPTIONS.iter().any(|caption| line.starts_with(caption))
    }

    /// The first quotation mark at or after `offset` that may close a quoted cell.
    pub fn closing_quote(&self, offset: usize) -> Option<usize> {
        self.closing_quotes.get(self.closing_quotes.partition_point(|quote| *quote < offset)).copied()
    }

    /// Each filled line of a stretch as a paragraph.
    pub fn paragraphs(&self, stretch: Range<usize>) -> impl Iterator<Item = Block> + '_ {
        stretch.filter(|line| self.is_filled(*line)).map(|line| {
            let span = self.span(line).trimmed(self.text);
            Block::Paragraph(Paragraph { span, level: None })
        })
    }
}

/// Quotation marks before a tab, a line break or the end. Two in a row are one written inside the cell, so an even run closes nothing.
fn closing_quotes(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut run = 0_usize;
    let mut found = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        run = if *byte == b'"' { run + 1 } else { 0 };
        if run % 2 == 1 && matches!(bytes.get(at + 1), None | Some(b'\t' | b'\n')) {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_every_system_become_one() {
        assert_eq!(normalised("\u{FEFF}甲\r\n乙\r丙\n"), "甲\n乙\n丙\n");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_the_text() {
        assert_eq!(normalised("合\u{200B}计1\u{AD}2\u{202A}.5\u{2060}万\u{FEFF}元"), "合计12.5万元");
    }

    #[test]
    fn numbering_is_told_from_amounts() {
        let starts = [
            "一、概况",
            "（二）支出",
            "(3)其他",
            "1.培训",
            "2、会议",
            "第三章",
            "• 列项",
            "12.5万元",
            "１２．５万元",
            "三公经费",
            "100",
        ];
        assert_eq!(
            starts.map(|start| numbering(start).is_some()),
            [true, true, true, true, true, true, true, false, false, false, false]
        );
    }
}

//! Labelled fields of covers and table feet: 单位名称：（盖章）, 填表人：, 联系电话：, 填报日期：年 月 日.

use crate::document::{Block, Document, Span};
pub use crate::vocabulary::outlines::FieldKind;
use crate::vocabulary::outlines::OUTLINES;

/// A field with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// What it asks for.
    pub kind: FieldKind,
    /// Label with its remark and colon: `单位名称（盖章）：`.
    pub label: Span,
    /// What is written there; empty where it is blank.
    pub value: Span,
    /// The line it stands on.
    pub line: Span,
}

impl Field {
    /// Whether nothing has been filled in.
    pub fn is_blank(&self) -> bool {
        self.value.is_empty()
    }
}

/// Longest line of fields; what is longer is running text that mentions them.
const LONGEST_LINE: usize = 160;

/// All fields, in text order. Fields of a form's cells are the business of the table rules.
pub(super) fn read(document: &Document) -> Vec<Field> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let mut fields = Vec::new();
    for span in paragraphs {
        let mut start = span.range().start;
        for line in document.str(span).split('\n') {
            if line.chars().count() <= LONGEST_LINE {
                on_line(document, Span::new(start, start + line.len()), &mut fields);
            }
            start += line.len() + 1;
        }
    }
    fields
}

/// The fields of one line. The first must stand at its beginning: a sentence that mentions 联系电话：… is none.
fn on_line(document: &Document, line: Span, fields: &mut Vec<Field>) {
    let line = line.trimmed(&document.text);
    let text = document.str(line);
    let mut labels = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match label_at(rest).filter(|_| at == 0 || !labels.is_empty()) {
            Some((kind, len)) => {
                labels.push((kind, at, at + len));
                at += len;
            }
            None if labels.is_empty() => return,
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    let base = line.range().start;
    for (index, (kind, start, end)) in labels.iter().copied().enumerate() {
        let stop = labels.get(index + 1).map_or(text.len(), |next| next.1);
        let value = Span::new(base + end, base + stop).trimmed(&document.text);
        let value = if is_blank(document.str(value)) { Span::new(base + end, base + end) } else { value };
        fields.push(Field { kind, label: Span::new(base + start, base + end), value, line });
    }
}

/// A label at the beginning of `text`, with its length including remark and colon.
fn label_at(text: &str) -> Option<(FieldKind, usize)> {
    let labels = OUTLINES.field.iter().flat_map(|field| field.labels.iter().map(|label| (label, field.kind)));
    labels.into_iter().find_map(|(label, kind)| {
        let rest = after_spaced(text, label)?.trim_start_matches(['）', ')', ' ']);
        let rest = after_remark(rest)?.trim_start();
        let rest =
            ["签字", "签章", "签名"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start();
        let after = rest.strip_prefix(['：', ':'])?;
        Some((kind, text.len() - after.len()))
    })
}

/// What follows a short remark in brackets, if there is one; `None` if the brackets never close.
fn after_remark(text: &str) -> Option<&str> {
    let Some(remark) = text.strip_prefix(['（', '(']) else { return Some(text) };
    remark.split_once(['）', ')']).filter(|(inner, _)| inner.chars().count() <= 8).map(|(_, after)| after)
}

/// What follows a word whose characters may be spaced out (填 表 人); the word may contain brackets in the text.
fn after_spaced<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for (index, c) in word.chars().enumerate() {
        if index > 0 {
            rest = rest.trim_start_matches([' ', '\u{3000}', '(', '（', ')', '）']);
        }
        rest = rest.strip_prefix(c)?;
    }
    Some(rest)
}

/// Nothing but white space, rules, and the printed words of the form: （盖章）, 年 月 日.
fn is_blank(value: &str) -> bool {
    let kept: String = value.chars().filter(|c| !c.is_whitespace() && !"_＿-—/（）()：:。.".contains(*c)).collect();
    matches!(kept.as_str(), "" | "盖章" | "公章" | "签章" | "签字" | "年月日" | "年月" | "盖单位公章" | "盖部门公章")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;

    fn of(text: &str) -> Vec<(FieldKind, String)> {
        let span = Span::new(0, text.len()).trimmed(text);
        let document = Document {
            text: text.into(),
            blocks: vec![Block::Paragraph(Paragraph { span, level: None })],
            ..Document::default()
        };
        read(&document).iter().map(|field| (field.kind, document.str(field.value).to_string())).collect()
    }

    #[test]
    fn a_foot_line_has_four_fields() {
        let fields =
            of("单位负责人签字：张某某           填表人：          联系电话：  0123-456              填报日期：");
        assert_eq!(
            fields,
            [
                (FieldKind::Head, "张某某".into()),
                (FieldKind::Person, String::new()),
                (FieldKind::Phone, "0123-456".into()),
                (FieldKind::Date, String::new())
            ]
        );
    }

    #[test]
    fn printed_words_of_the_form_are_no_value() {
        assert_eq!(of("单位名称：( 盖 章 )"), [(FieldKind::Unit, String::new())]);
        assert_eq!(of("预算部门（单位）（公章）：示例县财政局"), [(FieldKind::Unit, "示例县财政局".into())]);
        assert_eq!(of("填报日期：  年  月   日"), [(FieldKind::Date, String::new())]);
        assert_eq!(of("填报日期：2023年5月6日"), [(FieldKind::Date, "2023年5月6日".into())]);
    }

    #[test]
    fn a_sentence_has_no_fields() {
        assert_eq!(of("本单位负责人：李某。"), []);
        assert_eq!(of("请各单位填写联系电话：并按时报送。"), []);
    }
}

use super::{Document, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A place of the canonical text from which a line end was taken out (接缝): text copied from a PDF breaks its sentences
/// at the edge of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seam {
    /// Byte offset in the canonical text at which the two lines meet.
    pub at: u32,
    /// What stood between them: the line end, white space, a page number.
    pub cut: String,
}

impl Document {
    /// The text as it was given, the seams opened again. Only for plain text is this the file itself.
    pub fn given(&self) -> Cow<'_, str> {
        if self.seams.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut given = String::with_capacity(self.text.len());
        let mut from = 0;
        for seam in &self.seams {
            given.push_str(Span { start: from, end: seam.at }.of(&self.text));
            given.push_str(&seam.cut);
            from = seam.at;
        }
        given.push_str(self.text.get(from as usize..).unwrap_or_default());
        Cow::Owned(given)
    }
}

/// Leads from the canonical text to the text as it was given.
#[derive(Debug, Clone)]
pub struct Seams {
    /// For each seam its offset, and the bytes taken out up to and with it.
    taken: Vec<(u32, u32)>,
}

impl Seams {
    /// Adds up what was taken out of a document.
    pub fn new(document: &Document) -> Self {
        let mut sum = 0_u32;
        let taken = document.seams.iter().map(|seam| {
            sum = sum.saturating_add(u32::try_from(seam.cut.len()).unwrap_or(u32::MAX));
            (seam.at, sum)
        });
        Self { taken: taken.collect() }
    }

    /// Where a span of the canonical text stands in the text as it was given.
    pub fn given(&self, span: Span) -> Span {
        let before =
            |count: usize| count.checked_sub(1).and_then(|last| self.taken.get(last)).map_or(0, |(_, sum)| *sum);
        let start = span.start.saturating_add(before(self.taken.partition_point(|(at, _)| *at <= span.start)));
        let end = span.end.saturating_add(before(self.taken.partition_point(|(at, _)| *at < span.end)));
        Span { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_again_in_what_was_given() {
        let seam = |at, cut: &str| Seam { at, cut: cut.into() };
        let document = Document {
            text: "甲乙丙丁".into(),
            seams: vec![seam(3, "\n"), seam(9, "\n\n- 1 -\n")],
            ..Document::default()
        };
        let given = document.given();
        assert_eq!(given, "甲\n乙丙\n\n- 1 -\n丁");
        let seams = Seams::new(&document);
        let there = |start, end| seams.given(Span { start, end }).of(&given);
        assert_eq!([there(0, 3), there(3, 9), there(3, 6), there(9, 12)], ["甲", "乙丙", "乙", "丁"]);
        assert_eq!(there(0, 6), "甲\n乙");
    }
}

//! What a group inherits and its end restores.

use super::destination::Destination;

/// The state of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// Where its text goes.
    pub destination: Destination,
    /// It began a story of its own.
    pub begins_story: bool,
    /// No text or word has come yet.
    pub fresh: bool,
    /// `\*` has come: an unknown destination is none.
    pub optional: bool,
    /// `\uc`: bytes behind `\u` that stand for it.
    pub replacements: Option<u8>,
    /// `\f`.
    pub font: Option<i32>,
    /// `\af` behind `\dbch`: the font of Chinese text.
    pub chinese_font: Option<i32>,
    /// `\dbch` holds.
    pub is_chinese: bool,
    /// `\v`.
    pub hidden: bool,
    /// `\strike`.
    pub struck: bool,
    /// `\deleted`.
    pub deleted: bool,
    /// `\revised`.
    pub inserted: bool,
    /// Properties of the paragraph.
    pub paragraph: Paragraph,
    /// `\s`, `\cs` or `\ds` of an entry of the style sheet, or the font of an entry of the font table.
    pub entry: Option<i32>,
}

/// Properties of a paragraph; `\pard` takes them back.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// `\s`.
    pub style: i32,
    /// `\outlinelevel`.
    pub outline: Option<i32>,
    /// `\intbl`.
    pub in_table: bool,
    /// `\itap`.
    pub nesting: i32,
}

impl Paragraph {
    /// Tables that it stands in.
    pub fn depth(self) -> usize {
        usize::try_from(self.nesting).unwrap_or(0).max(usize::from(self.in_table))
    }
}

impl Group {
    /// The font of the bytes that come.
    pub fn current_font(&self, of_file: i32) -> i32 {
        let chinese = self.chinese_font.filter(|_| self.is_chinese);
        chinese.or(self.font).unwrap_or(of_file)
    }

    /// `\plain`: characters as the file's default has them.
    pub fn plain(&mut self) {
        *self = Self { font: None, chinese_font: None, is_chinese: false, hidden: false, ..*self };
        (self.deleted, self.inserted, self.struck) = (false, false, false);
    }

    /// A group in it.
    pub fn inner(&self) -> Self {
        Self { begins_story: false, fresh: true, optional: false, ..*self }
    }
}

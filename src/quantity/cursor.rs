/// A place between two characters of a text, and what stands on either side of it.
///
/// Everything the scanner asks is asked through it, so that no byte offset is computed by hand:
/// it stops on character boundaries only and cannot leave the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// Whether `c` is a digit, half width or full width.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// A full-width digit, sign or point as its half-width form.
pub(super) fn folded(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// Whether `c` is a Chinese character (the unified block is enough for numbers and units).
pub(super) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// White space within a line. A tab is none: it leads a table cell.
fn is_blank(c: char) -> bool {
    c != '\n' && c != '\t' && c.is_whitespace()
}

impl<'t> Cursor<'t> {
    /// The beginning of `text`.
    pub fn start_of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Byte offset in the text.
    pub fn at(self) -> usize {
        self.at
    }

    /// What follows.
    pub fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What stands before.
    pub fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The text from here to `end`.
    pub fn to(self, end: Self) -> &'t str {
        self.text.get(self.at..end.at).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Past the next character.
    pub fn next(self) -> Self {
        Self { at: self.at + self.peek().map_or(0, char::len_utf8), ..self }
    }

    /// Before the previous character.
    pub fn back(self) -> Self {
        Self { at: self.at - self.previous().map_or(0, char::len_utf8), ..self }
    }

    /// Past `word`, if it stands here.
    pub fn eat(self, word: &str) -> Option<Self> {
        self.rest().starts_with(word).then(|| Self { at: self.at + word.len(), ..self })
    }

    /// Before `word`, if it ends here.
    pub fn back_over(self, word: &str) -> Option<Self> {
        self.before().strip_suffix(word).map(|before| Self { at: before.len(), ..self })
    }

    /// Past the next character, if it is one of `set`.
    pub fn eat_one(self, set: &[char]) -> Option<Self> {
        self.peek().filter(|c| set.contains(c)).map(|_| self.next())
    }

    /// Past all characters that satisfy `wanted`.
    pub fn skip(self, wanted: impl Fn(char) -> bool) -> Self {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        Self { at: self.at + length, ..self }
    }

    /// Past a run of digits.
    pub fn digits(self) -> Self {
        self.skip(is_digit)
    }

    /// Past a run of `range` digits that no further digit follows, with its value.
    pub fn short_number(self, range: std::ops::RangeInclusive<usize>) -> Option<(Self, u32)> {
        let mut here = self;
        let (mut count, mut value) = (0, 0_u32);
        while let Some(digit) = here.peek().and_then(|c| folded(c).to_digit(10)) {
            count += 1;
            if count > *range.end() {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(digit)?;
            here = here.next();
        }
        range.contains(&count).then_some((here, value))
    }

    /// Past blanks of the same line.
    pub fn blanks(self) -> Self {
        self.skip(is_blank)
    }

    /// Past blanks and at most one line break; text from a PDF breaks inside words.
    pub fn soft_break(self) -> Self {
        let here = self.blanks();
        here.eat("\n").map_or(here, Self::blanks)
    }

    /// Before all characters that satisfy `wanted`.
    pub fn back_while(self, wanted: impl Fn(char) -> bool) -> Self {
        Self { at: self.before().trim_end_matches(wanted).len(), ..self }
    }

    /// Before blanks of the same line.
    pub fn back_blanks(self) -> Self {
        self.back_while(is_blank)
    }

    /// Whether only white space stands before it in its line or cell.
    pub fn leads_line(self) -> bool {
        matches!(self.back_blanks().previous(), None | Some('\n' | '\t'))
    }
}

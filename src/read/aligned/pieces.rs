use crate::document::Span;
use crate::read::lines::numbering;

/// A gap between two columns is at least this wide.
const GAP: usize = 2;
/// The letters of a word are spread (合    计) by no more than this.
const SPREAD: usize = 8;
/// Tokens of one line that are looked at; the widest tables have fewer columns.
const MOST_TOKENS: usize = 400;

/// What stands between two gaps of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    /// First place on the line, in columns of half width.
    pub left: usize,
    /// One past the last place.
    pub right: usize,
}

impl Piece {
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// A piece from the first byte of this one to the last of the other.
    pub fn to(self, other: Self) -> Self {
        Self { span: self.span.to(other.span), left: self.left, right: other.right }
    }

    /// How many places both have in common.
    pub fn shares(&self, [left, right]: [usize; 2]) -> usize {
        self.right.min(right).saturating_sub(self.left.max(left))
    }
}

/// Whether a line reads like a row of a table: columns with gaps between, or words and then figures.
pub(in crate::read) fn is_row(line: &str) -> bool {
    let inner = line.trim();
    if !inner.contains([' ', '\u{3000}', '\u{A0}']) {
        return false;
    }
    let span = Span::new(0, inner.len());
    let pieces = cut(inner, span);
    let wide = pieces.windows(2).filter(|pair| matches!(pair, [one, other] if is_wide(one, other))).count();
    // A sentence may have a gap in it, but not several.
    let sentence = inner.contains(['，', '。', '；']);
    wide > usize::from(sentence) || shape(inner, &tokens(inner, span)).is_some()
}

/// A line cut at its gaps.
pub(super) fn cut(text: &str, line: Span) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for token in tokens(text, line) {
        match pieces.last_mut() {
            Some(last) if !is_gap(text, last, &token) => *last = last.to(token),
            _ => pieces.push(token),
        }
    }
    unspread(text, pieces)
}

/// Whether the gap between two pieces is one between columns whatever they say.
pub(super) fn is_wide(one: &Piece, other: &Piece) -> bool {
    other.left.saturating_sub(one.right) >= GAP
}

/// Whether two neighbouring tokens belong to two columns: where the gap is wide, or where an amount ends or begins.
fn is_gap(text: &str, before: &Piece, token: &Piece) -> bool {
    let last = before.of(text).rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = token.of(text);
    let unit = ["元", "万元", "亿元", "千元", "%", "％"].contains(&next);
    is_wide(before, token) || !unit && (is_amount(last) || is_amount(next))
}

/// The letters of a word are put together that are set apart to fill a column: 合　　计.
pub(super) fn unspread(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let letter = |piece: &Piece| {
        let mut letters = piece.of(text).chars();
        letters.next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_ascii()) && letters.next().is_none()
    };
    // A run of more than two letters is columns of one letter each (优 良 中 差), unless two stand closer than the others.
    let alone = pieces.iter().filter(|piece| letter(piece)).count() <= 2;
    let gap = |at: usize| match (pieces.get(at), pieces.get(at + 1)) {
        (Some(one), Some(other)) => other.left - one.right,
        _ => usize::MAX,
    };
    let belong = |at: usize| {
        let between = gap(at);
        let closer = between < gap(at + 1) && at.checked_sub(1).is_none_or(|before| between < gap(before));
        between <= SPREAD && (alone || closer)
    };
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let second = pieces.get(at + 1).filter(|second| letter(piece) && letter(second) && belong(at));
        joined.push(second.map_or(*piece, |second| piece.to(*second)));
        at += if second.is_some() { 2 } else { 1 };
    }
    joined
}

/// What white space divides, with its places.
pub(super) fn tokens(text: &str, line: Span) -> Vec<Piece> {
    let base = line.start as usize;
    let mut found: Vec<Piece> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut place = 0;
    for (at, letter) in line.of(text).char_indices() {
        let blank = letter.is_whitespace();
        match open {
            Some((from, left)) if blank && found.len() < MOST_TOKENS => {
                found.push(Piece { span: Span::new(base + from, base + at), left, right: place });
                open = None;
            }
            None if !blank => open = Some((at, place)),
            _ => {}
        }
        place += width(letter);
    }
    if let Some((from, left)) = open {
        let span = Span::new(base + from, line.end as usize).trimmed(text);
        found.push(Piece { span, left, right: place });
    }
    found
}

/// Places that a letter takes (East Asian width): two for a full-width one, one for any other.
pub(in crate::read) fn width(letter: char) -> usize {
    let full = matches!(letter,
        '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}');
    if full { 2 } else { 1 }
}

/// An amount as it fills a cell: digits with decimals, groups or a percent sign.
pub(super) fn is_amount(token: &str) -> bool {
    let bare = token.trim_start_matches(['-', '－', '+', '￥', '¥', '△', '▲']);
    let number = bare.trim_end_matches(['%', '％']);
    let digits = number.chars().all(|one| one.is_ascii_digit() || one == '.' || one == ',');
    let marked = number.len() < bare.len() || number.contains(['.', ',']);
    digits
        && marked
        && number.starts_with(|one: char| one.is_ascii_digit())
        && number.ends_with(|one: char| one.is_ascii_digit())
}

/// Whether a cell holds a figure rather than words: it begins with a digit, at least half of it are digits, and it is no year.
pub(super) fn is_figure(cell: &str) -> bool {
    let digit = |one: char| one.is_ascii_digit() || ('０'..='９').contains(&one);
    let (mut digits, mut letters) = (0_usize, 0_usize);
    for one in cell.chars() {
        digits += usize::from(digit(one));
        letters += usize::from(one.is_alphabetic());
    }
    let first = cell.chars().find(|one| one.is_alphanumeric());
    let year = cell.trim_start_matches(digit).starts_with('年');
    let item = numbering(cell).is_some_and(|mark| mark < cell.len());
    first.is_some_and(digit) && digits >= letters && !year && !item
}

/// What stands in a cell that has no figure: －, /, —.
pub(super) fn is_dash(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|one| "-－—–―─/／\\".contains(one))
}

/// How many figures end a line of words and then figures, divided by single spaces, as PDF viewers copy a row; none where
/// there are not two.
pub(super) fn shape(text: &str, tokens: &[Piece]) -> Option<usize> {
    let value = |token: &Piece| {
        let token = token.of(text);
        is_amount(token) || is_dash(token) || !token.is_empty() && token.bytes().all(|one| one.is_ascii_digit())
    };
    let figures = tokens.iter().rev().take_while(|token| value(token)).count();
    let amounts = tokens.iter().rev().take(figures).filter(|token| is_amount(token.of(text))).count();
    let named = tokens.iter().rev().skip(figures).any(|token| token.of(text).contains(|one: char| one.is_alphabetic()));
    (figures > 1 && amounts > 0 && named).then_some(figures)
}

/// `填报人：张三`: a name with a colon behind it and what was filled in.
pub(super) fn is_field(piece: &str) -> bool {
    let Some((name, value)) = piece.split_once(['：', ':']) else { return false };
    !["其中", "加", "减", "其他"].contains(&name.trim()) && !is_figure(value.trim())
}

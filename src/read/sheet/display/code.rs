//! A format code cut into its sections and tokens.

use rust_decimal::Decimal;
use std::iter::Peekable;
use std::str::Chars;

/// Characters of a code that are looked at, as many as Excel allows.
const LONGEST: usize = 255;

/// One of the up to four parts of a format code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub kind: Kind,
    pub tokens: Vec<Token>,
    /// `[>=10000]`
    pub condition: Option<Condition>,
}

/// What a section makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it is: also for what is not followed here, exponents and fractions.
    General,
    Number,
    Date,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Literal(char),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `y`, `m`, `d`, `h`, `s`, `a` (星期) and how often.
    Date(char, usize),
    /// `[h]`: hours that are not cut at the end of the day.
    Elapsed(char),
    /// AM/PM, and whether it is 上午/下午.
    HalfDay(bool),
    /// The number as the format General shows it, with words around it: `General"万元"`.
    General,
}

/// For which numbers a section is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    /// Whether smaller, equal and larger numbers are meant.
    orders: [bool; 3],
    than: Decimal,
}

impl Condition {
    fn new(text: &str) -> Option<Self> {
        let operators = [
            ("<=", [true, true, false]),
            (">=", [false, true, true]),
            ("<>", [true, false, true]),
            ("<", [true, false, false]),
            (">", [false, false, true]),
            ("=", [false, true, false]),
        ];
        let (number, orders) = operators.iter().find_map(|(sign, orders)| Some((text.strip_prefix(sign)?, *orders)))?;
        Some(Self { orders, than: number.trim().parse().ok()? })
    }

    /// Whether the section is for this number.
    pub fn holds(self, value: Decimal) -> bool {
        let [smaller, equal, larger] = self.orders;
        match value.cmp(&self.than) {
            std::cmp::Ordering::Less => smaller,
            std::cmp::Ordering::Equal => equal,
            std::cmp::Ordering::Greater => larger,
        }
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let code: String = code.chars().take(LONGEST).collect();
    // The system's long date, as Chinese Windows writes it.
    let code = if code.contains("[$-F800]") { "yyyy\"年\"m\"月\"d\"日\"" } else { &code };
    let mut characters = code.chars().peekable();
    let mut sections = Vec::new();
    while characters.peek().is_some() && sections.len() < 4 {
        sections.push(section(&mut characters));
    }
    sections
}

fn section(characters: &mut Peekable<Chars>) -> Section {
    let (mut tokens, mut condition, mut general) = (Vec::new(), None, false);
    while let Some(one) = characters.next() {
        match one {
            ';' => break,
            '"' => tokens.extend(characters.by_ref().take_while(|next| *next != '"').map(Token::Literal)),
            '\\' | '!' => tokens.extend(characters.next().map(Token::Literal)),
            '_' => tokens.extend(characters.next().map(|_| Token::Literal(' '))),
            '*' => {
                characters.next();
            }
            '[' => bracket(
                &characters.by_ref().take_while(|next| *next != ']').collect::<String>(),
                &mut tokens,
                &mut condition,
            ),
            '0' | '#' | '?' => tokens.push(Token::Digit(one)),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Comma),
            '%' => tokens.push(Token::Percent),
            '@' => general = true,
            '上' if follows(characters, "午/下午") => tokens.push(Token::HalfDay(true)),
            'A' | 'a' if follows(characters, "M/PM") || follows(characters, "/P") => tokens.push(Token::HalfDay(false)),
            'G' | 'g' if follows(characters, "eneral") || follows(characters, "/通用格式") => {
                general = true;
                tokens.push(Token::General);
            }
            'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => general = true,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'e' | 'E' => {
                let letter = one.to_ascii_lowercase();
                let mut times = 1;
                while characters.next_if(|next| next.to_ascii_lowercase() == letter).is_some() {
                    times += 1;
                }
                tokens.push(if letter == 'e' { Token::Date('y', 4) } else { Token::Date(letter, times) });
            }
            _ => tokens.push(Token::Literal(one)),
        }
    }
    Section { kind: kind(&tokens, general), tokens, condition }
}

fn kind(tokens: &[Token], general: bool) -> Kind {
    let is_date = |token: &Token| matches!(token, Token::Date(..) | Token::Elapsed(_) | Token::HalfDay(_));
    let digit = |token: &Token| matches!(token, Token::Digit(_));
    let slash = tokens.iter().position(|token| *token == Token::Literal('/'));
    let fraction = slash
        .and_then(|at| tokens.split_at_checked(at))
        .is_some_and(|(above, below)| above.iter().any(digit) && below.iter().any(digit));
    if tokens.iter().any(is_date) {
        Kind::Date
    } else if general || fraction {
        Kind::General
    } else {
        Kind::Number
    }
}

/// `[Red]`, `[$¥-804]`, `[>=10000]`, `[h]`, `[DBNum1]`
fn bracket(inside: &str, tokens: &mut Vec<Token>, condition: &mut Option<Condition>) {
    let lower = inside.to_ascii_lowercase();
    if let Some(letter) = lower.chars().next().filter(|first| "hms".contains(*first))
        && lower.chars().all(|one| one == letter)
    {
        tokens.push(Token::Elapsed(letter));
    } else if let Some(currency) = inside.strip_prefix('$') {
        tokens.extend(currency.split('-').next().unwrap_or_default().chars().map(Token::Literal));
    } else if let Some(found) = Condition::new(inside) {
        *condition = Some(found);
    }
}

/// Whether the code goes on so, whatever the case of its letters; if it does, that much is taken.
fn follows(characters: &mut Peekable<Chars>, rest: &str) -> bool {
    let mut ahead = characters.clone();
    let same = rest.chars().all(|one| ahead.next().is_some_and(|next| next.eq_ignore_ascii_case(&one)));
    if same {
        *characters = ahead;
    }
    same
}

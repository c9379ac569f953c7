//! A line with an equation, cut into numbers, operators, brackets and words.

use crate::document::Span;
use crate::relations::Input;

/// Signs that say that both sides are equal.
pub(super) const EQUALS: [char; 3] = ['=', '＝', '≈'];

/// A piece of a printed equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A quantity, by its position.
    Number(usize),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Equals,
    /// Words in a row: names, counters.
    Word,
    /// The end of a clause, or figures that are no quantity.
    Break,
}

/// The tokens under a span, in order.
pub(super) fn read(input: &Input, span: Span) -> Vec<Token> {
    let start = input.quantities.partition_point(|quantity| quantity.span.start < span.start);
    let own = input.quantities.iter().enumerate().skip(start).take_while(|(_, one)| one.span.end <= span.end);
    let mut tokens = Vec::new();
    let mut from = span.start;
    for (index, quantity) in own {
        words(input, Span { start: from, end: quantity.span.start.max(from) }, &mut tokens);
        // -20.00 behind another number is taken off.
        let operand = tokens.last().is_some_and(|token| matches!(token.kind, Kind::Number(_) | Kind::Close));
        if operand && quantity.value.is_sign_negative() {
            tokens.push(Token { kind: Kind::Plus, span: quantity.span });
        }
        tokens.push(Token { kind: Kind::Number(index), span: quantity.span });
        from = quantity.span.end;
    }
    words(input, Span { start: from, end: span.end.max(from) }, &mut tokens);
    tokens
}

/// What stands between two numbers.
fn words(input: &Input, gap: Span, tokens: &mut Vec<Token>) {
    for (at, sign) in input.document.str(gap).char_indices() {
        let start = gap.start as usize + at;
        let span = Span::new(start, start + sign.len_utf8());
        let kind = match sign {
            _ if EQUALS.contains(&sign) => Kind::Equals,
            '+' | '＋' => Kind::Plus,
            '-' | '－' | '−' | '–' | '—' => Kind::Minus,
            '×' | '✕' | '*' | '＊' | 'x' | 'X' | '·' | '•' => Kind::Times,
            '÷' | '/' | '／' | '∕' => Kind::Over,
            '(' | '（' | '[' | '［' | '【' | '{' | '｛' => Kind::Open,
            ')' | '）' | ']' | '］' | '】' | '}' | '｝' => Kind::Close,
            '，' | '。' | '；' | ';' | '、' | ',' | ':' | '：' | '？' | '！' | '|' | '\n' | '\t' => Kind::Break,
            _ if sign.is_whitespace() => continue,
            _ if sign.is_numeric() => Kind::Break,
            _ => Kind::Word,
        };
        match tokens.last_mut().filter(|last| last.kind == Kind::Word && kind == Kind::Word) {
            Some(last) => last.span = last.span.to(span),
            None => tokens.push(Token { kind, span }),
        }
    }
}

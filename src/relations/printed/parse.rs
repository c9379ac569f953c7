//! The sides of a printed equation as calculations. Words around a number name it and are passed over.

use super::token::{Kind, Token};
use crate::document::Span;
use crate::relations::{Expr, Sign};

/// Tokens of one side that are looked at.
const LONGEST: usize = 80;
/// Brackets inside brackets.
const DEEPEST: usize = 8;

/// One side of an equation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    root: Node,
    /// From its first number or bracket to its last.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Number(usize),
    Sum(Vec<(Sign, Node)>),
    Product(Box<Node>, Box<Node>),
    Quotient(Box<Node>, Box<Node>),
}

impl Side {
    /// The quantity that it is, if it is one alone.
    pub fn single(&self) -> Option<usize> {
        match self.root {
            Node::Number(index) => Some(index),
            _ => None,
        }
    }

    /// Whether nothing is multiplied or divided.
    pub fn is_sum(&self) -> bool {
        match &self.root {
            Node::Sum(terms) => terms.iter().all(|(_, term)| matches!(term, Node::Number(_))),
            _ => false,
        }
    }

    /// Its quantities, left to right.
    pub fn quantities(&self) -> impl Iterator<Item = usize> {
        let mut all = Vec::new();
        self.root.collect(&mut all);
        all.into_iter()
    }

    /// As an expression; `of` makes one of a quantity.
    pub fn expr(&self, of: &mut dyn FnMut(usize) -> Option<Expr>) -> Option<Expr> {
        self.root.expr(of)
    }
}

impl Node {
    fn collect(&self, all: &mut Vec<usize>) {
        match self {
            Self::Number(index) => all.push(*index),
            Self::Sum(terms) => terms.iter().for_each(|(_, term)| term.collect(all)),
            Self::Product(a, b) | Self::Quotient(a, b) => {
                a.collect(all);
                b.collect(all);
            }
        }
    }

    fn expr(&self, of: &mut dyn FnMut(usize) -> Option<Expr>) -> Option<Expr> {
        Some(match self {
            Self::Number(index) => of(*index)?,
            Self::Sum(terms) => {
                let terms = terms.iter().map(|(sign, term)| Some((*sign, term.expr(of)?)));
                Expr::Sum(terms.collect::<Option<_>>()?)
            }
            Self::Product(a, b) => Expr::Product(Box::new(a.expr(of)?), Box::new(b.expr(of)?)),
            Self::Quotient(a, b) => Expr::Quotient(Box::new(a.expr(of)?), Box::new(b.expr(of)?)),
        })
    }
}

/// The sides between the signs of equality; `None` for one that is no calculation. The first may follow other words, the
/// last may be followed by some.
pub(super) fn sides(chain: &[Token]) -> Vec<Option<Side>> {
    let parts: Vec<&[Token]> = chain.split(|token| token.kind == Kind::Equals).collect();
    let last = parts.len().saturating_sub(1);
    if last == 0 {
        return Vec::new();
    }
    let side = |(at, part): (usize, &&[Token])| {
        let part = if at == 0 { part.get(part.len().saturating_sub(LONGEST)..)? } else { part };
        let part = part.get(..part.len().min(LONGEST))?;
        if at == 0 { ending(part) } else { Parser::side(part, at == last) }
    };
    parts.iter().enumerate().map(side).collect()
}

/// The first side: 本年执行率为90.00/100.00 begins behind a word.
fn ending(part: &[Token]) -> Option<Side> {
    let begins = |at: &usize| *at == 0 || part.get(at - 1).is_some_and(|token| token.kind == Kind::Word);
    (0..part.len()).filter(begins).find_map(|at| Parser::side(part.get(at..)?, false))
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Parser<'_> {
    /// All tokens as one side; where it `may_go_on`, words may begin something else behind it.
    fn side(tokens: &[Token], may_go_on: bool) -> Option<Side> {
        let mut parser = Parser { tokens, at: 0 };
        let root = parser.sum(0)?;
        let word_follows = parser.at > 0 && parser.tokens.get(parser.at - 1).is_some_and(|one| one.kind == Kind::Word);
        let closed = parser.at == tokens.len() || may_go_on && word_follows;
        let numbers = tokens.get(..parser.at)?;
        let first = numbers.iter().find(|token| token.kind != Kind::Word)?;
        let end = numbers.iter().rfind(|token| token.kind != Kind::Word)?;
        closed.then_some(Side { root, span: first.span.to(end.span) })
    }

    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn eat(&mut self, kind: Kind) -> bool {
        let there = self.peek() == Some(kind);
        self.at += usize::from(there);
        there
    }

    fn sum(&mut self, depth: usize) -> Option<Node> {
        let mut terms = vec![(Sign::Plus, self.product(depth)?)];
        loop {
            let sign = match self.peek() {
                Some(Kind::Plus) => Sign::Plus,
                Some(Kind::Minus) => Sign::Minus,
                _ => break,
            };
            self.at += 1;
            terms.push((sign, self.product(depth)?));
        }
        if terms.len() == 1 { terms.pop().map(|(_, term)| term) } else { Some(Node::Sum(terms)) }
    }

    fn product(&mut self, depth: usize) -> Option<Node> {
        let mut left = self.factor(depth)?;
        loop {
            let over = match self.peek() {
                Some(Kind::Times) => false,
                Some(Kind::Over) => true,
                _ => return Some(left),
            };
            self.at += 1;
            let right = Box::new(self.factor(depth)?);
            left = if over { Node::Quotient(Box::new(left), right) } else { Node::Product(Box::new(left), right) };
        }
    }

    /// A number or a bracket, with the words that name it on either side.
    fn factor(&mut self, depth: usize) -> Option<Node> {
        self.eat(Kind::Word);
        let node = match self.peek()? {
            Kind::Number(index) => {
                self.at += 1;
                Node::Number(index)
            }
            Kind::Open if depth < DEEPEST => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.eat(Kind::Close).then_some(inner)?
            }
            _ => return None,
        };
        self.eat(Kind::Word);
        self.remark();
        Some(node)
    }

    /// Past （实际支出数) behind a number: words in brackets.
    fn remark(&mut self) {
        let ahead = |offset: usize| self.tokens.get(self.at + offset).map(|token| token.kind);
        if [ahead(0), ahead(1), ahead(2)] == [Some(Kind::Open), Some(Kind::Word), Some(Kind::Close)] {
            self.at += 3;
        }
    }
}

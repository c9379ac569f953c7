//! The formula language of the identities, and of a user's own formulas.
//!
//! `全年预算 = 年初预算 + 上年结转? + 预算调整`: a name, a comparison (`=` `≤` `≥`), and an expression of names, numbers,
//! `+ - × ÷ ( )`. A name may carry `?`: it counts as zero where the report does not state it.

use super::terms::Terms;
use rust_decimal::Decimal;

/// A parsed formula. Names are positions in `names`; the left side is `names[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// Text of the formula, as written.
    pub text: String,
    /// The names in it, the left side first, each once.
    pub names: Vec<Name>,
    /// Comparison.
    pub comparison: Sign,
    /// Right side.
    pub right: Node,
}

/// A name in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Key of the term.
    pub key: String,
    /// Whether it counts as zero where it is not stated.
    pub optional: bool,
}

/// Comparison signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `=`
    Equal,
    /// `≤` or `<=`
    AtMost,
    /// `≥` or `>=`
    AtLeast,
}

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A name, by position.
    Name(usize),
    /// A number.
    Number(Decimal),
    /// Sum.
    Add(Box<Node>, Box<Node>),
    /// Difference.
    Subtract(Box<Node>, Box<Node>),
    /// Product.
    Multiply(Box<Node>, Box<Node>),
    /// Quotient.
    Divide(Box<Node>, Box<Node>),
}

/// What is wrong with a formula, and where (in characters from its beginning).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第{position}个字符：{reason}")]
pub struct FormulaError {
    /// Character position from 1.
    pub position: usize,
    /// Reason, in Chinese.
    pub reason: String,
}

/// Deepest nesting of brackets; a formula that needs more is not one a person wrote.
const DEEPEST: usize = 32;

/// Parses a formula over the names of `terms`.
///
/// # Errors
/// An unknown name, a missing operand or bracket, a second comparison: with its position.
pub fn parse(text: &str, terms: &Terms) -> Result<Formula, FormulaError> {
    let mut parser = Parser { characters: text.chars().collect(), at: 0, names: Vec::new(), terms, depth: 0 };
    parser.name()?;
    let comparison = parser.comparison()?;
    let right = parser.sum()?;
    match parser.peek() {
        None => Ok(Formula { text: text.to_owned(), names: parser.names, comparison, right }),
        Some(other) => Err(parser.error(format!("这里不应有“{other}”"))),
    }
}

struct Parser<'a> {
    characters: Vec<char>,
    at: usize,
    names: Vec<Name>,
    terms: &'a Terms,
    depth: usize,
}

impl Parser<'_> {
    fn error(&self, reason: impl Into<String>) -> FormulaError {
        FormulaError { position: self.at + 1, reason: reason.into() }
    }

    fn peek(&mut self) -> Option<char> {
        while self.characters.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.characters.get(self.at).copied()
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek().filter(|c| wanted.contains(c))?;
        self.at += 1;
        Some(next)
    }

    fn comparison(&mut self) -> Result<Sign, FormulaError> {
        let sign = self.take(&['=', '＝', '≤', '≥', '<', '>']).ok_or_else(|| self.error("这里应是 = ≤ 或 ≥"))?;
        match sign {
            '=' | '＝' => Ok(Sign::Equal),
            '≤' => Ok(Sign::AtMost),
            '≥' => Ok(Sign::AtLeast),
            _ if self.take(&['=']).is_some() => Ok(if sign == '<' { Sign::AtMost } else { Sign::AtLeast }),
            _ => Err(self.error("只支持 <= 和 >=")),
        }
    }

    fn sum(&mut self) -> Result<Node, FormulaError> {
        let mut node = self.product()?;
        while let Some(sign) = self.take(&['+', '＋', '-', '－', '−']) {
            let right = self.product()?;
            node = match sign {
                '+' | '＋' => Node::Add(Box::new(node), Box::new(right)),
                _ => Node::Subtract(Box::new(node), Box::new(right)),
            };
        }
        Ok(node)
    }

    fn product(&mut self) -> Result<Node, FormulaError> {
        let mut node = self.operand()?;
        while let Some(sign) = self.take(&['×', '*', '÷', '/']) {
            let right = self.operand()?;
            node = match sign {
                '×' | '*' => Node::Multiply(Box::new(node), Box::new(right)),
                _ => Node::Divide(Box::new(node), Box::new(right)),
            };
        }
        Ok(node)
    }

    fn operand(&mut self) -> Result<Node, FormulaError> {
        match self.peek() {
            None => Err(self.error("这里缺少一个项目或数字")),
            Some('(') => {
                if self.depth == DEEPEST {
                    return Err(self.error("括号层数过多"));
                }
                self.at += 1;
                self.depth += 1;
                let inner = self.sum()?;
                self.depth -= 1;
                self.take(&[')']).map(|_| inner).ok_or_else(|| self.error("缺少右括号"))
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            Some(_) => self.name().map(Node::Name),
        }
    }

    fn number(&mut self) -> Result<Node, FormulaError> {
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let digits: String = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '.').collect();
        let value = digits.parse().map_err(|_| self.error("数字写法不对"))?;
        self.at += digits.chars().count();
        Ok(Node::Number(value))
    }

    /// A name runs up to the next sign; a full-width bracket belongs to it.
    fn name(&mut self) -> Result<usize, FormulaError> {
        self.peek();
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let written: String = rest.iter().take_while(|c| !"+＋-－−×*÷/()=＝≤≥<>?？".contains(**c)).collect();
        let term =
            self.terms.named(written.trim()).ok_or_else(|| self.error(format!("不认识的名称“{}”", written.trim())))?;
        let key = term.key.clone();
        self.at += written.chars().count();
        let optional = self.take(&['?', '？']).is_some();
        if let Some(known) = self.names.iter().position(|name| name.key == key) {
            return Ok(known);
        }
        self.names.push(Name { key, optional });
        Ok(self.names.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::TERMS;
    use super::*;

    #[test]
    fn a_formula_names_its_operands_once() {
        let formula = parse("全年预算 = 年初预算 + 上年结转? - 年初预算", &TERMS).unwrap();
        let keys: Vec<_> = formula.names.iter().map(|name| (name.key.as_str(), name.optional)).collect();
        assert_eq!(keys, [("budget", false), ("init", false), ("carry_in", true)]);
    }

    #[test]
    fn an_error_has_a_place_and_a_reason() {
        let error = parse("全年预算 = 年初预算 + 不存在", &TERMS).unwrap_err();
        assert_eq!((error.position, error.reason.as_str()), (15, "不认识的名称“不存在”"));
        assert_eq!(parse("全年预算 = (年初预算", &TERMS).unwrap_err().reason, "缺少右括号");
        assert!(parse("全年预算", &TERMS).is_err());
        assert!(parse(&format!("全年预算 = {}", "(".repeat(100_000)), &TERMS).is_err());
    }
}

//! The formula language of the identities, and of a user's own formulas.
//!
//! `全年预算 = 年初预算 + 上年结转? + 预算调整`: a name, a comparison (`=` `≤` `≥`), and an expression of names, numbers,
//! `+ - × ÷ ( )`. A name may carry `?`: it counts as zero where the report does not state it. It may be of two terms,
//! whose figure it is and which (公务接待费决算数), and a number may carry a unit (5万元, 90%).

use super::terms::{TermKind, Terms};
use crate::quantity::Unit;
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
    /// Key of the figure, where the term before it is a subject: 公务接待费决算数.
    pub figure: Option<String>,
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
    /// A number with its unit, in that unit.
    Amount(Decimal, Unit),
    /// Sum.
    Add(Box<Node>, Box<Node>),
    /// Difference.
    Subtract(Box<Node>, Box<Node>),
    /// Product.
    Multiply(Box<Node>, Box<Node>),
    /// Quotient.
    Divide(Box<Node>, Box<Node>),
}

/// What is wrong with a formula, and where. `Display` speaks Chinese, [`FormulaError::english`] says the same in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第{position}个字符：{reason}")]
pub struct FormulaError {
    /// Character position from 1.
    pub position: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// No comparison behind the first name.
    #[error("这里应是 = ≤ 或 ≥")]
    NoComparison,
    /// `<` or `>` alone.
    #[error("只支持 <= 和 >=")]
    Strict,
    /// Something behind the end.
    #[error("这里不应有“{0}”")]
    Unexpected(char),
    /// An operand is missing.
    #[error("这里缺少一个项目或数字")]
    Missing,
    /// More brackets in each other than a person writes.
    #[error("括号层数过多")]
    TooDeep,
    /// A bracket is not closed.
    #[error("缺少右括号")]
    Unclosed,
    /// A number that is none.
    #[error("数字写法不对")]
    Number,
    /// A name that the vocabulary does not have.
    #[error("不认识的名称“{0}”")]
    Unknown(String),
}

impl FormulaError {
    /// The same as `Display`, in English.
    pub fn english(&self) -> String {
        let reason = match &self.reason {
            Reason::NoComparison => "= ≤ or ≥ is expected here".to_owned(),
            Reason::Strict => "only <= and >= are known".to_owned(),
            Reason::Unexpected(other) => format!("“{other}” is not expected here"),
            Reason::Missing => "a name or a number is missing here".to_owned(),
            Reason::TooDeep => "too many brackets in each other".to_owned(),
            Reason::Unclosed => "a closing bracket is missing".to_owned(),
            Reason::Number => "this is not a number".to_owned(),
            Reason::Unknown(name) => format!("the name “{name}” is not known"),
        };
        format!("character {}: {reason}", self.position)
    }
}

/// Deepest nesting of brackets; a formula that needs more is not one a person wrote.
const DEEPEST: usize = 32;

/// Units that a number of a formula may carry, the longest of those that begin alike first.
const UNITS: [(&str, Unit); 8] = [
    ("亿元", Unit::HundredMillionYuan),
    ("万元", Unit::TenThousandYuan),
    ("千元", Unit::ThousandYuan),
    ("元", Unit::Yuan),
    ("%", Unit::Percent),
    ("％", Unit::Percent),
    ("分", Unit::Point),
    ("人", Unit::Person),
];

/// Characters of the longest of [`UNITS`].
const LONGEST_UNIT: usize = 2;

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
        Some(other) => Err(parser.error(Reason::Unexpected(other))),
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
    fn error(&self, reason: Reason) -> FormulaError {
        FormulaError { position: self.at + 1, reason }
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
        let sign = self.take(&['=', '＝', '≤', '≥', '<', '>']).ok_or_else(|| self.error(Reason::NoComparison))?;
        match sign {
            '=' | '＝' => Ok(Sign::Equal),
            '≤' => Ok(Sign::AtMost),
            '≥' => Ok(Sign::AtLeast),
            _ if self.take(&['=']).is_some() => Ok(if sign == '<' { Sign::AtMost } else { Sign::AtLeast }),
            _ => Err(self.error(Reason::Strict)),
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
            None => Err(self.error(Reason::Missing)),
            Some('(') => {
                if self.depth == DEEPEST {
                    return Err(self.error(Reason::TooDeep));
                }
                self.at += 1;
                self.depth += 1;
                let inner = self.sum()?;
                self.depth -= 1;
                self.take(&[')']).map(|_| inner).ok_or_else(|| self.error(Reason::Unclosed))
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            Some(_) => self.name().map(Node::Name),
        }
    }

    /// A number, with commas or without, and its unit if it has one.
    fn number(&mut self) -> Result<Node, FormulaError> {
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let digits: String = rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，')).collect();
        let value = digits.replace([',', '，'], "").parse::<Decimal>().map_err(|_| self.error(Reason::Number))?;
        self.at += digits.chars().count();
        self.peek();
        let behind: String = self.characters.get(self.at..).unwrap_or_default().iter().take(LONGEST_UNIT).collect();
        Ok(match UNITS.iter().find(|(written, _)| behind.starts_with(written)) {
            Some((written, unit)) => {
                self.at += written.chars().count();
                Node::Amount(value, *unit)
            }
            None => Node::Number(value),
        })
    }

    /// A name runs up to the next sign; a full-width bracket belongs to it.
    fn name(&mut self) -> Result<usize, FormulaError> {
        self.peek();
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let written: String = rest.iter().take_while(|c| !"+＋-－−×*÷/()=＝≤≥<>?？".contains(**c)).collect();
        let name = written.trim();
        if name.is_empty() {
            return Err(self.error(Reason::Missing));
        }
        let (key, figure) = self.terms_of(name).ok_or_else(|| self.error(Reason::Unknown(name.to_owned())))?;
        self.at += written.chars().count();
        let optional = self.take(&['?', '？']).is_some();
        if let Some(known) = self.names.iter().position(|name| name.key == key && name.figure == figure) {
            return Ok(known);
        }
        self.names.push(Name { key, figure, optional });
        Ok(self.names.len() - 1)
    }

    /// The term of a name; of two terms the subject, and which of its figures.
    fn terms_of(&self, name: &str) -> Option<(String, Option<String>)> {
        if let Some(term) = self.terms.named(name) {
            return Some((term.key.clone(), None));
        }
        name.char_indices().skip(1).find_map(|(at, _)| {
            let (whose, which) = name.split_at_checked(at)?;
            let whose = self.terms.named(whose).filter(|term| term.kind == TermKind::Subject)?;
            let which = self.terms.named(which.trim_start_matches(['的', ' ']));
            let which = which.filter(|term| term.kind == TermKind::Measure)?;
            Some((whose.key.clone(), Some(which.key.clone())))
        })
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
        assert_eq!((error.position, &error.reason), (15, &Reason::Unknown("不存在".into())));
        assert_eq!(error.to_string(), "第15个字符：不认识的名称“不存在”");
        assert_eq!(parse("全年预算 = (年初预算", &TERMS).unwrap_err().reason, Reason::Unclosed);
        assert_eq!(parse("全年预算 = ", &TERMS).unwrap_err().reason, Reason::Missing);
        assert!(parse("全年预算", &TERMS).is_err());
        assert!(parse(&format!("全年预算 = {}", "(".repeat(100_000)), &TERMS).is_err());
    }

    #[test]
    fn a_name_may_say_whose_figure_and_which() {
        let formula = parse("公务接待费决算数 ≤ 公务接待费的年初预算 × 110%", &TERMS).unwrap();
        let names: Vec<_> = formula.names.iter().map(|name| (name.key.as_str(), name.figure.as_deref())).collect();
        assert_eq!(names, [("sg_host", Some("exec")), ("sg_host", Some("init"))]);
    }

    #[test]
    fn a_number_may_carry_its_unit() {
        let right = |text: &str| parse(text, &TERMS).unwrap().right;
        assert_eq!(right("会议费 ≤ 1,200.50 万元"), Node::Amount(Decimal::new(120_050, 2), Unit::TenThousandYuan));
        assert_eq!(right("执行率 ≥ 90%"), Node::Amount(Decimal::from(90), Unit::Percent));
        assert_eq!(right("会议费 ≤ 3"), Node::Number(Decimal::from(3)));
        assert_eq!(parse("会议费 ≤ 3 万", &TERMS).unwrap_err().reason, Reason::Unexpected('万'));
    }
}

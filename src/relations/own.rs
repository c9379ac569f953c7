//! Formulas of one's own (自定公式), evaluated over the facts of running text and of tables.
//!
//! The left side finds its numbers; each is held against the numbers nearest to it that the right side names. A name
//! that says only whose figure it is takes the figure from the left side, and one that says only which figure takes its
//! subject: 决算 ≤ 年初预算 is asked of everything that has both.

use super::identity::{around, flattened};
use super::{Comparison, Expr, Input, Operand, Relation, Role, Sign};
use crate::facts::{Fact, Subject};
use crate::quantity::{Dimension, Unit};
use crate::settings::OwnFormula;
use crate::vocabulary::formula::{self, Formula, Name, Node};
use crate::vocabulary::{TERMS, TermKind};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Id of the rule.
pub const RULE: &str = "own/formula";

/// Numbers of one name that are tried, and ways to choose among them: the nearest need not be the one that is meant.
const MOST_ALIKE: usize = 4;
const MOST_WAYS: usize = 64;

/// All formulas of one's own wherever their numbers are stated.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut formulas = input.options.formulas().peekable();
    if formulas.peek().is_none() {
        return Vec::new();
    }
    let index = Index::new(input);
    formulas.flat_map(|(own, formula)| index.evaluate(own, &formula)).collect()
}

/// Exact facts by what they state, each list in text order.
struct Index<'a> {
    input: &'a Input<'a>,
    by_subject: BTreeMap<Subject, BTreeMap<&'static str, Vec<&'a Fact>>>,
    by_figure: BTreeMap<&'static str, Vec<&'a Fact>>,
}

/// What a name of a formula asks for: whose figure, which, or both.
#[derive(Debug, Clone, Copy)]
struct Asked<'a> {
    subject: Option<&'a str>,
    figure: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(name: &'a Name) -> Self {
        let is_figure = TERMS.get(&name.key).is_some_and(|term| term.kind == TermKind::Measure);
        if is_figure {
            Self { subject: None, figure: Some(&name.key) }
        } else {
            Self { subject: Some(&name.key), figure: name.figure.as_deref() }
        }
    }
}

impl<'a> Index<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let mut index = Self { input, by_subject: BTreeMap::new(), by_figure: BTreeMap::new() };
        let exact = |fact: &&Fact| input.quantities.get(fact.quantity).is_some_and(super::is_exact);
        for fact in input.facts.iter().filter(exact) {
            let figure = fact.measure.unwrap_or("");
            index.by_subject.entry(fact.subject.clone()).or_default().entry(figure).or_default().push(fact);
            index.by_figure.entry(figure).or_default().push(fact);
        }
        index
    }

    /// The relation of every number that the left side names.
    fn evaluate(&self, own: &OwnFormula, formula: &Formula) -> Vec<Relation> {
        let Some(left) = formula.names.first().map(Asked::of) else { return Vec::new() };
        let anchors: Vec<&Fact> = match (left.subject, left.figure) {
            (None, Some(figure)) => self.by_figure.get(figure).cloned().unwrap_or_default(),
            (Some(subject), Some(figure)) => self.of(&known(subject), figure).to_vec(),
            // Rates of parts do not add up to the rate of the whole.
            (Some(subject), None) => {
                let amounts = self.by_figure.keys().flat_map(|figure| self.of(&known(subject), figure)).copied();
                amounts.filter(|fact| !matches!(fact.dimension, Dimension::Percent | Dimension::Rate)).collect()
            }
            (None, None) => Vec::new(),
        };
        anchors.into_iter().filter_map(|anchor| self.at(own, formula, anchor)).collect()
    }

    /// The formula at one number of its left side: with those numbers near it that agree, else with the nearest.
    fn at(&self, own: &OwnFormula, formula: &Formula, anchor: &'a Fact) -> Option<Relation> {
        let mut choices: Vec<Vec<&Fact>> = Vec::with_capacity(formula.names.len());
        for name in formula.names.iter().skip(1) {
            let alike = self.alike(Asked::of(name), anchor);
            if alike.is_empty() && !name.optional {
                return None;
            }
            choices.push(alike);
        }
        let ways: usize = choices.iter().map(|alike| alike.len().max(1)).product();
        let mut nearest = None;
        for way in 0..ways.min(MOST_WAYS) {
            let mut rest = way;
            let chosen = choices.iter().map(|alike| {
                let place = rest % alike.len().max(1);
                rest /= alike.len().max(1);
                alike.get(place).copied()
            });
            let chosen: Vec<Option<&Fact>> = std::iter::once(Some(anchor)).chain(chosen).collect();
            let relation = self.relation(own, formula, anchor, &chosen)?;
            if relation.agrees() {
                return Some(relation);
            }
            nearest.get_or_insert(relation);
        }
        nearest
    }

    /// The numbers that a name may mean beside an anchor, the nearest first.
    fn alike(&self, asked: Asked, anchor: &Fact) -> Vec<&'a Fact> {
        let figure = asked.figure.unwrap_or(anchor.measure.unwrap_or(""));
        let list = match asked.subject {
            Some(subject) => self.of(&known(subject), figure),
            None => self.of(&anchor.subject, figure),
        };
        let at = self.input.span(anchor).start;
        let comparable =
            |fact: &&Fact| fact.year == anchor.year && fact.scope == anchor.scope && fact.aspect == anchor.aspect;
        let mut alike: Vec<&Fact> = around(self.input, list, at).iter().copied().filter(comparable).collect();
        alike.sort_by_key(|fact| self.input.span(fact).start.abs_diff(at));
        alike.truncate(MOST_ALIKE);
        alike
    }

    /// Facts of a subject; the expenditure of the unit and the unit as a whole are one.
    fn of(&self, subject: &Subject, figure: &str) -> &[&'a Fact] {
        let list = |subject: &Subject| self.by_subject.get(subject)?.get(figure).map(Vec::as_slice);
        let other = || match subject {
            Subject::Whole => list(&Subject::Known("expense")),
            Subject::Known("expense" | "income") => list(&Subject::Whole),
            _ => None,
        };
        list(subject).or_else(other).unwrap_or_default()
    }

    fn relation(
        &self,
        own: &OwnFormula,
        formula: &Formula,
        anchor: &Fact,
        chosen: &[Option<&Fact>],
    ) -> Option<Relation> {
        let bound = formula.comparison != formula::Sign::Equal;
        let (first, others) = if bound { (Role::Actual, Role::Limit) } else { (Role::Total, Role::Part) };
        let (mut operands, mut places) = (Vec::new(), Vec::new());
        for (position, fact) in chosen.iter().enumerate() {
            let role = if position == 0 { first } else { others };
            places.push(fact.map(|_| operands.len()));
            operands.extend(fact.and_then(|fact| self.input.fact_operand(fact, role)));
        }
        if operands.len() < places.iter().flatten().count() {
            return None;
        }
        let writing = Writing { operands: &operands, places: &places, dimension: anchor.dimension };
        let right = writing.expression(&formula.right, anchor.dimension == Dimension::Percent, true)?;
        let (comparison, sign) = match formula.comparison {
            formula::Sign::Equal if anchor.dimension == Dimension::Percent => (Comparison::EqualOrTruncated, "="),
            formula::Sign::Equal => (Comparison::Equal, "="),
            formula::Sign::AtMost => (Comparison::AtMost, "≤"),
            formula::Sign::AtLeast => (Comparison::AtLeast, "≥"),
        };
        let mut equation = String::new();
        writing.number(&mut equation, 0);
        let _ = write!(equation, " {sign} ");
        writing.write(&mut equation, &formula.right, false);
        let relation = Relation::new(RULE, own.severity, operands, comparison, right);
        Some(Relation { equation, ..relation.named(own.title().to_owned()) })
    }
}

/// The subject of a key as facts have it.
fn known(key: &str) -> Subject {
    TERMS.get(key).map_or(Subject::Whole, |term| Subject::Known(&term.key))
}

/// The numbers that stand for the names of a formula.
struct Writing<'a> {
    operands: &'a [Operand],
    /// For each name its operand; `None` where it counts as zero.
    places: &'a [Option<usize>],
    /// What the left side measures.
    dimension: Dimension,
}

impl Writing<'_> {
    fn operand(&self, name: usize) -> Option<(usize, &Operand)> {
        let place = self.places.get(name).copied().flatten()?;
        Some((place, self.operands.get(place)?))
    }

    /// The right side, in percent or as a plain number; `None` where numbers of different kinds would be `added`.
    fn expression(&self, node: &Node, percent: bool, added: bool) -> Option<Expr> {
        let share = |value: Expr| Expr::Quotient(Box::new(value), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
        let pair = |a: &Node, b: &Node, percent| {
            Some((Box::new(self.expression(a, percent, false)?), Box::new(self.expression(b, false, false)?)))
        };
        Some(match node {
            Node::Name(name) => match self.operand(*name) {
                None => Expr::Constant(Decimal::ZERO),
                Some((_, operand)) if added && operand.dimension != self.dimension => return None,
                Some((place, operand)) if operand.dimension == Dimension::Percent && !percent => {
                    share(Expr::Operand(place))
                }
                Some((place, _)) => Expr::Operand(place),
            },
            Node::Number(value) => Expr::Constant(*value),
            Node::Amount(value, Unit::Percent) if !percent => Expr::Constant(value.checked_div(Decimal::ONE_HUNDRED)?),
            Node::Amount(value, unit) => Expr::Constant(value.checked_mul(unit.factor())?),
            Node::Add(a, b) | Node::Subtract(a, b) => {
                let terms = (self.expression(a, percent, added)?, self.expression(b, percent, added)?);
                flattened(terms, if matches!(node, Node::Add(..)) { Sign::Plus } else { Sign::Minus })
            }
            Node::Multiply(a, b) => {
                let (a, b) = pair(a, b, percent)?;
                Expr::Product(a, b)
            }
            Node::Divide(a, b) => {
                let (a, b) = pair(a, b, false)?;
                let quotient = Expr::Quotient(a, b);
                if percent {
                    Expr::Product(Box::new(quotient), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)))
                } else {
                    quotient
                }
            }
        })
    }

    fn number(&self, line: &mut String, name: usize) {
        let number = self.operand(name).map(|(_, operand)| operand.with_unit(&operand.written));
        line.push_str(number.as_deref().unwrap_or("0"));
    }

    /// The right side as it was written, with the numbers of the report in place of the names.
    fn write(&self, line: &mut String, node: &Node, inner: bool) {
        let (a, sign, b) = match node {
            Node::Name(name) => return self.number(line, *name),
            Node::Number(value) => return line.push_str(&value.to_string()),
            Node::Amount(value, unit) => return line.push_str(&format!("{value}{}", unit.symbol())),
            Node::Add(a, b) => (a, "+", b),
            Node::Subtract(a, b) => (a, "-", b),
            Node::Multiply(a, b) => (a, "×", b),
            Node::Divide(a, b) => (a, "÷", b),
        };
        let product = matches!(sign, "×" | "÷");
        let is_sum = |node: &Node| matches!(node, Node::Add(..) | Node::Subtract(..));
        let enclosed = inner && !product;
        line.push_str(if enclosed { "(" } else { "" });
        self.write(line, a, product && is_sum(a));
        let _ = write!(line, " {sign} ");
        self.write(line, b, is_sum(b) && (product || sign == "-"));
        line.push_str(if enclosed { ")" } else { "" });
    }
}

#[cfg(test)]
mod tests {
    use crate::relations::{Relation, Severity, Verdict};
    use crate::settings::{Options, OwnFormula};
    use crate::{Report, check, read};

    fn checked(formula: &str, text: &str) -> Report {
        let (name, formula) = (String::new(), formula.to_owned());
        let own = OwnFormula { name, formula, severity: Severity::Warning, on: true };
        check(read::text(text), &Options { formulas: vec![own], ..Options::default() })
    }

    fn said(formula: &str, text: &str) -> Vec<(Verdict, String)> {
        let is_own = |relation: &Relation| relation.rule == super::RULE;
        let relations = checked(formula, text).relations.into_iter().filter(is_own);
        relations.map(|relation| (relation.verdict, relation.equation)).collect()
    }

    #[test]
    fn a_figure_is_held_against_another_of_its_subject() {
        let text = "2023年公务接待费年初预算3.00万元，决算3.26万元；会议费年初预算2.00万元，决算1.50万元。";
        assert_eq!(
            said("决算 ≤ 年初预算", text),
            [(Verdict::Broken, "3.26万元 ≤ 3.00万元".into()), (Verdict::Holds, "1.50万元 ≤ 2.00万元".into())]
        );
        let half_more = "公务接待费决算 ≤ 公务接待费年初预算 × 110%";
        assert_eq!(said(half_more, text), [(Verdict::Holds, "3.26万元 ≤ 3.00万元 × 110%".into())]);
        assert_eq!(said("会议费决算 ≤ 1万元", text), [(Verdict::Broken, "1.50万元 ≤ 1万元".into())]);
    }

    #[test]
    fn rows_of_a_table_are_asked_too() {
        let table = "| 项目名称 | 年初预算数（万元） | 执行数（万元） |\n| --- | --- | --- |\n\
                     | 水渠维修 | 40.00 | 39.00 |\n| 村道硬化 | 30.00 | 21.00 |\n";
        let said = said("决算 ≥ 年初预算 × 90%", table);
        assert_eq!(
            said,
            [
                (Verdict::Holds, "39.00万元 ≥ 40.00万元 × 90%".into()),
                (Verdict::Broken, "21.00万元 ≥ 30.00万元 × 90%".into())
            ]
        );
    }

    #[test]
    fn a_rate_is_in_percent() {
        let text = "2023年部门整体支出全年预算500.00万元，决算456.00万元，预算执行率91.20%。";
        assert_eq!(said("执行率 ≥ 95%", text), [(Verdict::Broken, "91.20% ≥ 95%".into())]);
        assert_eq!(
            said("执行率 = 决算 ÷ 全年预算", text),
            [(Verdict::Holds, "91.20% = 456.00万元 ÷ 500.00万元".into())]
        );
    }

    #[test]
    fn what_is_broken_is_told_under_its_own_name() {
        let report = checked("会议费决算 ≤ 1万元", "2023年会议费决算1.50万元。");
        let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.zh.as_str()).collect();
        assert_eq!(messages, ["不符合“会议费决算 ≤ 1万元”：“2023年会议费决算”1.50万元，超过1.00万元，多0.50万元。"]);
    }

    #[test]
    fn numbers_of_different_kinds_are_not_added() {
        let text = "2023年末在职人数31人，编制数35名，会议费决算1.50万元。";
        assert!(said("会议费决算 = 在职人数 + 编制数", text).is_empty());
    }
}

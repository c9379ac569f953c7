use super::formula::Sign;
use super::{Comparison, Expr, Operand, Relation, Role, Severity, Verdict, role};
use crate::document::{Document, Span};
use crate::quantity::{Bound, Dimension, Interval, Quantity, Unit};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt::Write;

impl Operand {
    /// A quantity of the report, in the unit of its own or of its table. `None` if it leaves the range of [`Decimal`].
    pub fn of(document: &Document, quantity: &Quantity, unit: Option<Unit>, role: Role) -> Option<Self> {
        let unit = quantity.unit.or(unit);
        let dimension = unit.map_or(Dimension::Count, Unit::dimension);
        let value = quantity.base(unit)?;
        // People and things are counted, not rounded; 0万元 says that nothing was spent, not less than half of 万元.
        let counted = unit.is_some() && matches!(dimension, Dimension::People | Dimension::Count);
        let nothing = value.is_zero() && quantity.value.scale() == 0 && dimension == Dimension::Money;
        let interval = if counted || nothing { Some(Interval::exactly(value)) } else { quantity.interval(unit) };
        Some(Self {
            span: quantity.span,
            role,
            written: document.str(quantity.number).chars().filter(|c| !c.is_whitespace()).collect(),
            unit,
            value,
            interval,
            dimension,
        })
    }

    /// A blank cell that counts as zero.
    pub fn blank(span: Span, unit: Option<Unit>, role: Role) -> Self {
        let zero = Decimal::ZERO;
        let dimension = unit.map_or(Dimension::Count, Unit::dimension);
        Self {
            span,
            role,
            written: String::new(),
            unit,
            value: zero,
            interval: Some(Interval::exactly(zero)),
            dimension,
        }
    }

    /// Words that take part without a number: a claim, a comparison.
    pub fn place(span: Span) -> Self {
        let (value, dimension) = (Decimal::ZERO, Dimension::Count);
        Self { span, role: Role::Place, written: String::new(), unit: None, value, interval: None, dimension }
    }

    /// A number that is known exactly, whatever decimals it is written with: a mark, a count.
    pub fn exact(mut self) -> Self {
        self.interval = Some(Interval::exactly(self.value));
        self
    }

    /// How many decimals it is written with.
    pub fn decimals(&self) -> u32 {
        let behind = self.written.split_once(['.', '．', '点']).map_or("", |(_, decimals)| decimals);
        let is_digit = |c: &char| matches!(c, '0'..='9' | '０'..='９') || "零〇一二三四五六七八九".contains(*c);
        u32::try_from(behind.chars().take_while(is_digit).count()).unwrap_or(0).min(12)
    }

    /// `number`, one of its own kind, with its unit, where the writing does not say it already (八成, 5元6角, （20.00）%).
    pub fn with_unit(&self, number: &str) -> String {
        let symbol = self.unit.map_or("", Unit::symbol);
        let complete = number.contains(['%', '％', '‰', '之', '成', '角']) || number.ends_with(['分', '圆', '元']);
        if complete { number.to_owned() } else { format!("{number}{symbol}") }
    }

    /// Whether the writing makes no sense without the unit: 1亿2000, 八.
    fn needs_unit(&self) -> bool {
        self.written.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
    }

    /// The same operand in another role.
    pub fn with_role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

/// Whether a quantity says exactly how much; 约, 以上, 不超过 do not take part in equations.
pub fn is_exact(quantity: &Quantity) -> bool {
    quantity.bound == Bound::Exact
}

impl Relation {
    /// `operands[0]` compared with `right` over the operands; verdict and equation follow.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        operands: Vec<Operand>,
        comparison: Comparison,
        right: Expr,
    ) -> Self {
        let mut operands = spelt_out(operands);
        role::name(&mut operands, &right);
        let mut verdict = comparison.judge(&right, &operands);
        let value = |index: usize| operands.get(index).map(|operand| operand.value);
        let expected = right.value(&value);
        let quotient = comparison == Comparison::EqualOrTruncated && verdict == Verdict::Rounding;
        if quotient && operands.first().zip(expected).is_some_and(|(stated, expected)| are_its_digits(stated, expected))
        {
            verdict = Verdict::Holds;
        }
        Self {
            rule: Cow::Borrowed(rule),
            severity,
            verdict,
            equation: equation(&operands, comparison, &right),
            name: None,
            stated: operands.first().map(|operand| operand.value),
            expected,
            operands,
            formula: Some((comparison, right)),
        }
    }

    /// Total = sum of parts; `operands[0]` is the total.
    pub fn sum(rule: &'static str, severity: Severity, operands: Vec<Operand>) -> Self {
        let operands = of_one_precision(operands);
        let terms = (1..operands.len()).map(|index| (Sign::Plus, Expr::Operand(index))).collect();
        Self::new(rule, severity, operands, Comparison::Equal, Expr::Sum(terms))
    }

    /// The same fact at two places.
    pub fn same(rule: &'static str, severity: Severity, first: Operand, second: Operand) -> Self {
        Self::new(rule, severity, vec![first, second], Comparison::Equal, Expr::Operand(1))
    }

    /// Names the equation in words.
    pub fn named(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Leaves it undecided: the list need not be complete, an operand is 约.
    pub fn open(mut self) -> Self {
        if self.verdict == Verdict::Broken {
            self.verdict = Verdict::Open;
        }
        self
    }
}

/// Whether the stated digits are those of the exact quotient, rounded or cut off: a quotient is always written so.
fn are_its_digits(stated: &Operand, expected: Decimal) -> bool {
    use rust_decimal::RoundingStrategy::{MidpointAwayFromZero, ToZero};
    let digits = stated.value.scale().max(stated.decimals());
    [MidpointAwayFromZero, ToZero]
        .iter()
        .any(|strategy| expected.round_dp_with_strategy(digits, *strategy) == stated.value)
}

/// Whole amounts up to this are what they are: 16万元 is sixteen. Above a hundred million 元 nobody writes decimals of 万元.
const LARGEST_WHOLE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Numbers that are added are kept in one precision: 260 among figures with two decimals is 260.00 (T0). Whole 元 are
/// exact but for one that was cut off somewhere, so all of them together may miss by one. Whole 万元 among whole 万元 are
/// exact: 10 + 5 = 16 is wrong, unless the report shows that it rounds, which `tail` looks for.
fn of_one_precision(mut operands: Vec<Operand>) -> Vec<Operand> {
    let unit = operands.first().and_then(|operand| operand.unit);
    if operands.iter().any(|operand| operand.unit != unit || operand.needs_unit() || operand.interval.is_none()) {
        return operands;
    }
    let finest = operands.iter().map(Operand::decimals).max().unwrap_or(0);
    let factor = unit.map_or(Decimal::ONE, Unit::factor);
    let count = Decimal::from(operands.len() as u64);
    let is_amount = |operand: &Operand| operand.unit.is_none() || operand.dimension == Dimension::Money;
    let is_small = |operand: &Operand| operand.value.abs() < LARGEST_WHOLE.saturating_mul(factor);
    let half = match (finest, unit) {
        (0, Some(Unit::Yuan)) => Decimal::ONE / count,
        (0, _) if operands.iter().all(|operand| is_amount(operand) && is_small(operand)) => Decimal::ZERO,
        _ => Decimal::new(5, finest + 1) * factor,
    };
    // A total without decimals may have been cut off (328,661 for 328,661.81); its parts are what they are.
    let cut_off = usize::from(!half.is_zero() && operands.first().is_some_and(|total| total.decimals() == 0));
    for operand in operands.iter_mut().skip(cut_off) {
        let exact = operand.interval.is_some_and(|interval| interval.low == interval.high);
        // 30分 is thirty; only what was computed, the mark of a rate, is rounded.
        let whole_mark = operand.dimension == Dimension::Score && operand.decimals() == 0;
        if whole_mark {
            operand.interval = Some(Interval::exactly(operand.value));
        } else if !exact {
            operand.interval = Interval::exactly(operand.value).widened(half);
        }
    }
    operands
}

/// Who writes 13万2千元 would not write 10万元 for 10万2千元: beside an amount in several units, or in numerals without a
/// point, whole numbers are exact to the finest of its units.
fn spelt_out(mut operands: Vec<Operand>) -> Vec<Operand> {
    let width = |operand: &Operand| operand.interval.map(|interval| interval.high - interval.low);
    let spelt = |operand: &&Operand| operand.dimension == Dimension::Money && operand.needs_unit();
    let Some(finest) = operands.iter().filter(spelt).filter_map(width).min() else { return operands };
    for operand in operands.iter_mut().filter(|operand| operand.decimals() == 0) {
        if operand.interval.is_some_and(|interval| interval.high - interval.low > finest) {
            operand.interval = Interval::exactly(operand.value).widened(finest / Decimal::TWO);
        }
    }
    operands
}

/// The equation as a reader would write it: plain numbers where all share one unit, else numbers with their units.
fn equation(operands: &[Operand], comparison: Comparison, right: &Expr) -> String {
    let unit = operands.first().and_then(|operand| operand.unit);
    let is_number = |operand: &&Operand| operand.role != Role::Place && operand.dimension != Dimension::Percent;
    let mixed = operands.iter().filter(is_number).any(|operand| operand.unit != unit || operand.needs_unit());
    let mut line = String::new();
    let sign = match comparison {
        Comparison::Equal | Comparison::EqualOrTruncated => "=",
        Comparison::AtMost => "≤",
        Comparison::AtLeast => "≥",
    };
    if let Some(first) = operands.first() {
        let _ = write!(line, "{} {sign} ", number(first, mixed));
    }
    write_expr(&mut line, right, operands, mixed, false);
    line
}

fn number(operand: &Operand, with_unit: bool) -> String {
    let written = if operand.written.is_empty() { "0" } else { operand.written.as_str() };
    let shown = with_unit || matches!(operand.unit, Some(Unit::Percent | Unit::PerMille | Unit::Tenth));
    if shown { operand.with_unit(written) } else { written.to_owned() }
}

fn write_expr(line: &mut String, expr: &Expr, operands: &[Operand], mixed: bool, inner: bool) {
    match expr {
        Expr::Operand(index) => {
            if let Some(operand) = operands.get(*index) {
                let number = number(operand, mixed);
                // Two signs do not follow each other: 100.00 + (-18.81).
                let behind_sign = line.trim_end().ends_with(['+', '-', '×', '÷']);
                let enclosed = behind_sign && number.starts_with(['-', '－', '−']);
                line.push_str(&if enclosed { format!("({number})") } else { number });
            }
        }
        Expr::Constant(value) => {
            let _ = write!(line, "{value}");
        }
        Expr::Sum(terms) => {
            if inner {
                line.push('(');
            }
            for (position, (sign, term)) in terms.iter().enumerate() {
                match (position, sign) {
                    (0, Sign::Plus) => {}
                    (0, Sign::Minus) => line.push('-'),
                    (_, Sign::Plus) => line.push_str(" + "),
                    (_, Sign::Minus) => line.push_str(" - "),
                }
                write_expr(line, term, operands, mixed, true);
            }
            if inner {
                line.push(')');
            }
        }
        Expr::Product(a, b) => binary(line, (a, " × ", b), operands, mixed),
        Expr::Quotient(a, b) => binary(line, (a, " ÷ ", b), operands, mixed),
        Expr::Absolute(a) => {
            line.push('|');
            write_expr(line, a, operands, mixed, false);
            line.push('|');
        }
        Expr::Least(a, b) => {
            line.push_str("min(");
            binary(line, (a, ", ", b), operands, mixed);
            line.push(')');
        }
    }
}

fn binary(line: &mut String, (a, sign, b): (&Expr, &str, &Expr), operands: &[Operand], mixed: bool) {
    write_expr(line, a, operands, mixed, true);
    line.push_str(sign);
    write_expr(line, b, operands, mixed, true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(written: &str) -> Operand {
        let value: Decimal = written.parse().unwrap_or_default();
        Operand { written: written.to_owned(), value, ..Operand::place(Span::new(0, 0)) }.with_role(Role::Part)
    }

    #[test]
    fn two_signs_never_follow_each_other() {
        let operands = ["81.19", "100.00", "-18.81"].map(amount);
        let added = Expr::Sum(vec![(Sign::Plus, Expr::Operand(1)), (Sign::Plus, Expr::Operand(2))]);
        assert_eq!(equation(&operands, Comparison::Equal, &added), "81.19 = 100.00 + (-18.81)");
        let taken = Expr::Sum(vec![(Sign::Plus, Expr::Operand(2)), (Sign::Minus, Expr::Operand(2))]);
        assert_eq!(equation(&operands, Comparison::Equal, &taken), "81.19 = -18.81 - (-18.81)");
    }
}

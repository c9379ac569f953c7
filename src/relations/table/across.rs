//! `sum/across`: columns that add up to another column of the same row, because the header says so (3=1+2) or because
//! a column headed 合计 is the sum of those beside it in most rows (A07, C07).

use super::Input;
use crate::facts::table::{Column, Row, Stretch};
use crate::quantity::Dimension;
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::vocabulary::{ColumnKind, TABLE};

const RULE: &str = "sum/across";

/// Columns beside a total that are tried as its parts.
const WIDEST: usize = 24;
/// A sum that nobody wrote down must hold in so many rows before it counts as meant.
const ENOUGH: usize = 3;

/// All sums across the columns of a stretch.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let columns: Vec<&Column> = stretch.columns.iter().collect();
    let mut relations = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let written = written_formula(input, &columns, column);
        let sums = match written {
            Some(terms) => meant(sums(input, stretch, column, &terms, Severity::Error)),
            None => found_sums(input, stretch, &columns, at),
        };
        relations.extend(sums);
    }
    relations
}

/// A column with the sign it is added with.
type Term<'a> = (Sign, &'a Column);

/// A formula that no row follows was not understood.
fn meant(sums: Vec<Relation>) -> Vec<Relation> {
    let none = sums.len() > 1 && !sums.iter().any(Relation::agrees);
    sums.into_iter().map(|relation| if none { relation.open() } else { relation }).collect()
}

/// The sum of every row in which the total and at least one part are written.
fn sums(input: &Input, stretch: &Stretch, total: &Column, terms: &[Term], severity: Severity) -> Vec<Relation> {
    stretch.rows.iter().filter_map(|row| sum(input, row, total, terms, severity)).collect()
}

fn sum(input: &Input, row: &Row, total: &Column, terms: &[Term], severity: Severity) -> Option<Relation> {
    if TABLE.is_mean(&row.name) {
        return None;
    }
    let is_written = |operand: &Operand| !operand.written.is_empty() && operand.dimension != Dimension::Percent;
    let stated = input.operand(total, row.entry(total.index)?, Role::Total).filter(is_written)?;
    let mut operands = vec![stated];
    let mut right = Vec::with_capacity(terms.len());
    for (sign, column) in terms {
        // A merged or missing cell says nothing of this row.
        let part = input.operand(column, row.entry(column.index)?, Role::Part)?;
        right.push((*sign, Expr::Operand(operands.len())));
        operands.push(part);
    }
    if !operands.iter().skip(1).any(is_written) {
        return None;
    }
    let relation = Relation::new(RULE, severity, operands, Comparison::Equal, Expr::Sum(right));
    Some(relation.named("合计列 = 各分项列之和"))
}

/// Sums that most rows show: the longest run of amounts right and the longest left of a column headed 合计 that adds up
/// to it: what came in on one side, what became of it on the other.
fn found_sums(input: &Input, stretch: &Stretch, columns: &[&Column], at: usize) -> Vec<Relation> {
    let Some(total) = columns.get(at).filter(|total| is_total(total)) else { return Vec::new() };
    let is_part = |column: &&&Column| is_amount(column) && !is_total(column) && column.unit == total.unit;
    let right: Vec<Term> = columns.iter().skip(at + 1).take_while(is_part).map(plus).take(WIDEST).collect();
    let left: Vec<Term> = columns.iter().take(at).rev().take_while(is_part).map(plus).take(WIDEST).collect::<Vec<_>>();
    let reversed: Vec<Term> = left.into_iter().rev().collect();
    let behind = (2..=right.len()).rev().filter_map(|length| right.get(..length));
    let before = (0..reversed.len().saturating_sub(1)).filter_map(|from| reversed.get(from..));
    let sums = |terms: &[Term]| sums(input, stretch, total, terms, Severity::Warning);
    let found = [behind.map(sums).find(|sums| holds_mostly(sums)), before.map(sums).find(|sums| holds_mostly(sums))];
    found.into_iter().flatten().flatten().collect()
}

fn plus<'a>(column: &&'a Column) -> Term<'a> {
    (Sign::Plus, *column)
}

/// Whether the sum is meant: it holds in at least three rows and in three of four, not only where one part is all; in two
/// of three, where three rows have several parts.
fn holds_mostly(sums: &[Relation]) -> bool {
    let counts = |relation: &&Relation| relation.operands.iter().skip(1).any(|part| !part.value.is_zero());
    let telling =
        |relation: &&Relation| relation.operands.iter().skip(1).filter(|part| !part.value.is_zero()).count() > 1;
    let (mut holding, mut failing, mut divided) = (0_usize, 0_usize, 0_usize);
    for relation in sums.iter().filter(counts) {
        match relation.verdict {
            Verdict::Holds | Verdict::Rounding => {
                holding += 1;
                divided += usize::from(telling(&relation));
            }
            Verdict::Broken => failing += 1,
            Verdict::Open => {}
        }
    }
    let mostly = failing * 3 <= holding || (divided >= ENOUGH && failing * 2 <= holding);
    holding >= ENOUGH && divided > 0 && mostly
}

fn is_amount(column: &Column) -> bool {
    matches!(column.kind, ColumnKind::Money | ColumnKind::People | ColumnKind::Count | ColumnKind::Unknown)
        && !column.mislabelled
}

fn is_total(column: &Column) -> bool {
    is_amount(column) && TABLE.totals_columns(&column.text)
}

/// The sum that a header states by the numbers of the columns: `3=1+2`, `全年预算（3）=（1）+（2）`, `结余③=①-②`.
fn written_formula<'a>(input: &Input, columns: &[&'a Column], total: &Column) -> Option<Vec<Term<'a>>> {
    let (_, formula) = labels(input, total).find_map(|label| label.split_once(['=', '＝']))?;
    let mut terms = Vec::new();
    let mut sign = Sign::Plus;
    let mut rest = formula.trim();
    while !rest.is_empty() {
        let (number, after) = column_number(rest)?;
        let column = columns.iter().find(|column| own_number(input, column) == Some(number))?;
        terms.push((sign, *column));
        let mut letters = after.trim_start().chars();
        sign = match letters.next() {
            None => break,
            Some('+' | '＋') => Sign::Plus,
            Some('-' | '－' | '—' | '–' | '−') => Sign::Minus,
            Some('）' | ')') if letters.as_str().trim().is_empty() => break,
            Some(_) => return None,
        };
        rest = letters.as_str().trim_start();
    }
    (terms.len() > 1).then_some(terms)
}

/// What says the number of a column: the cell below its header, and the header.
fn labels<'a>(input: &Input<'a>, column: &Column) -> impl Iterator<Item = &'a str> + use<'a> {
    let document = input.document;
    column.numbered.into_iter().chain([column.label]).map(|span| document.str(span))
}

/// The number of a column: its label is one, or ends with one in brackets or a circle before any `=`.
fn own_number(input: &Input, column: &Column) -> Option<u32> {
    labels(input, column).find_map(|label| {
        let own = label.split(['=', '＝']).next()?.trim();
        let start = own.rfind(|letter| matches!(letter, '（' | '(') || is_circled(letter));
        let (number, rest) = column_number(own.get(start.unwrap_or(0)..)?)?;
        rest.trim().is_empty().then_some(number)
    })
}

fn is_circled(letter: char) -> bool {
    ('①'..='⑳').contains(&letter)
}

/// A number as columns are numbered: 3, （3）, ③.
fn column_number(text: &str) -> Option<(u32, &str)> {
    let inner = text.trim_start_matches(['（', '(', ' ']);
    let bracketed = inner.len() < text.trim_start().len();
    let first = inner.chars().next()?;
    let (number, rest) = if is_circled(first) {
        (u32::from(first) - u32::from('①') + 1, inner.get(first.len_utf8()..)?)
    } else {
        let digits = inner.len() - inner.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
        (inner.get(..digits)?.parse().ok()?, inner.get(digits..)?)
    };
    Some((number, if bracketed { rest.trim_start().trim_start_matches(['）', ')']) } else { rest }))
}

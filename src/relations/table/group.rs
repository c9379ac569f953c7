//! `sum/group`: a row against its parts: numbered ones, 其中, classes by code (C08).

use super::Input;
use super::structure::Found;
use crate::document::Span;
use crate::facts::name;
use crate::facts::table::{Column, Content, Row, RowKind, Stretch};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::vocabulary::{ColumnKind, PROSE, TABLE};

const RULE: &str = "sum/group";

/// How far the parts of a row can be expected to make up the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closure {
    /// All parts are listed by the form itself.
    Known,
    /// They are numbered from the first, or are the classes of a code.
    Listed,
    /// 其中: some of them.
    Open,
}

/// Every row with parts that the sums of the table do not explain already, in every column of amounts.
pub(super) fn relate(input: &Input, stretch: &Stretch, sums: &Found) -> Vec<Relation> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); stretch.rows.len()];
    for (at, row) in stretch.rows.iter().enumerate() {
        if let Some(list) = row.parent.and_then(|parent| parts.get_mut(parent)) {
            list.push(at);
        }
    }
    let mut relations = Vec::new();
    let mut coded: Vec<(Vec<Relation>, Closure)> = Vec::new();
    for (at, (parent, children)) in stretch.rows.iter().zip(&parts).enumerate() {
        let explained = sums.wholes.contains(&at) || children.iter().all(|child| sums.parts.contains(child));
        if children.is_empty() || explained {
            continue;
        }
        let children: Vec<&Row> = children.iter().filter_map(|child| stretch.rows.get(*child)).collect();
        let closure = closure(parent, &children);
        let columns = stretch.columns.iter().filter(|column| matches!(column.kind, ColumnKind::Money));
        let sums: Vec<Relation> = columns.filter_map(|column| sum(input, column, parent, &children, closure)).collect();
        match closure {
            Closure::Listed if has_code(stretch, parent) => coded.push((sums, closure)),
            _ => relations.extend(weighed(sums, closure)),
        }
    }
    // A table that lists the classes of one code in full lists them all.
    let full = coded.iter().filter(|(sums, _)| sums.iter().any(closes)).count() > 0;
    for (sums, closure) in coded {
        relations.extend(if full { gently(sums) } else { weighed(sums, closure) });
    }
    relations
}

/// Whether the row is a class with a code (类款项).
fn has_code(stretch: &Stretch, row: &Row) -> bool {
    let code = stretch.kind(ColumnKind::Code);
    code.and_then(|column| row.entry(column.index)).is_some_and(|entry| !entry.is_blank())
}

/// Sums of which others in the table show that they should close.
fn gently(mut sums: Vec<Relation>) -> Vec<Relation> {
    let closing = sums.iter().any(closes);
    for relation in sums.iter_mut().filter(|relation| relation.verdict == Verdict::Broken && !closing) {
        relation.severity = Severity::Warning;
    }
    sums
}

/// Whether a sum of at least one part agrees.
fn closes(relation: &Relation) -> bool {
    relation.agrees() && relation.operands.iter().filter(|operand| !operand.value.is_zero()).count() > 1
}

fn closure(parent: &Row, children: &[&Row]) -> Closure {
    let group = parent.subject.and_then(|parent| TABLE.group(parent));
    let named = |child: &&&Row| child.subject.is_some();
    if let Some(group) = group.filter(|group| !group.open) {
        let known = |child: &&Row| child.subject.is_some_and(|key| group.children.iter().any(|listed| listed == key));
        if children.len() > 1 && children.iter().all(known) {
            return Closure::Known;
        }
    }
    let among = children.iter().any(|child| child.kind == RowKind::Among);
    let rest = children.last().is_some_and(|last| last.name.starts_with("其他"));
    match among {
        true if rest && children.len() > 2 && children.iter().filter(named).count() > 0 => Closure::Listed,
        true => Closure::Open,
        false if children.len() > 1 => Closure::Listed,
        false => Closure::Open,
    }
}

fn sum(input: &Input, column: &Column, parent: &Row, children: &[&Row], closure: Closure) -> Option<Relation> {
    let whole = input.operand(column, parent.entry(column.index)?, Role::Total)?;
    let mut operands = vec![whole];
    for child in children {
        let Some(entry) = child.entry(column.index) else { continue };
        let part = input.operand(column, entry, Role::Part)?;
        let exceeds =
            closure == Closure::Open && child.kind == RowKind::Item && !of_one_kind(children) && over(&operands, &part);
        if exceeds {
            break;
        }
        operands.push(part);
    }
    let written = |operand: &Operand| !operand.written.is_empty();
    if !operands.iter().any(written) || operands.len() < 2 {
        return None;
    }
    let parts_written = operands.iter().skip(1).any(written);
    let whole_is_zero = operands.first().is_some_and(|whole| whole.value.is_zero());
    let whole_written = operands.first().is_some_and(written);
    let terms = (1..operands.len()).map(|part| (Sign::Plus, Expr::Operand(part))).collect();
    let comparison = if closure == Closure::Open { Comparison::AtLeast } else { Comparison::Equal };
    let relation = Relation::new(RULE, Severity::Error, operands, comparison, Expr::Sum(terms));
    // Parts left blank altogether are not filled in rather than zero; a blank whole says nothing about them.
    let undecided = (!parts_written && !whole_is_zero) || !whole_written;
    Some(if undecided { relation.open() } else { relation })
}

/// Whether the parts are of one kind to which nothing belongs twice: 中央资金, 省级资金, 县级资金.
fn of_one_kind(children: &[&Row]) -> bool {
    let is_of = |child: &&Row, words: &[String]| words.iter().any(|word| child.name.contains(word.as_str()));
    children.len() > 1 && PROSE.partition.iter().any(|kind| children.iter().all(|child| is_of(child, &kind.words)))
}

/// Whether the parts with one more would exceed the whole: then the row without a mark is no part.
fn over(operands: &[Operand], next: &Operand) -> bool {
    let Some((whole, parts)) = operands.split_first() else { return false };
    let sum = parts.iter().try_fold(next.value, |sum, part| sum.checked_add(part.value));
    sum.is_none_or(|sum| sum > whole.value)
}

/// A list that closes in no column was not meant to be complete.
fn weighed(mut sums: Vec<Relation>, closure: Closure) -> Vec<Relation> {
    let closing = sums.iter().any(closes);
    let mut empty_whole = false;
    for relation in sums.iter_mut().filter(|relation| relation.verdict == Verdict::Broken) {
        let exceeds = relation.difference().is_some_and(|difference| difference.is_sign_negative());
        match closure {
            Closure::Known | Closure::Open => {}
            Closure::Listed if closing => {}
            // 0 above amounts: the whole was not filled in. Once is enough for all columns (S15).
            Closure::Listed if relation.stated.is_some_and(|whole| whole.is_zero()) => {
                if empty_whole {
                    relation.verdict = Verdict::Open;
                }
                empty_whole = true;
            }
            Closure::Listed if exceeds => relation.severity = Severity::Warning,
            Closure::Listed => relation.verdict = Verdict::Open,
        }
    }
    sums
}

/// Forms with words and amount in one cell, below the row of the whole: `其中：基本支出：694.05`.
pub(super) fn relate_forms(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut whole: Option<(&Stretch, &Row)> = None;
    for stretch in input.stretches {
        whole = whole.filter(|(form, _)| form.block == stretch.block);
        if let Some((form, row)) = whole {
            let columns = stretch.columns.iter();
            relations.extend(columns.filter_map(|column| labelled(input, form, row, stretch, column)));
        }
        whole = whole_row(stretch).or(whole);
    }
    relations
}

fn whole_row(stretch: &Stretch) -> Option<(&Stretch, &Row)> {
    stretch.measure("budget")?;
    stretch.rows.iter().find(|row| TABLE.form().whole.contains(&row.name)).map(|row| (stretch, row))
}

/// The labelled amounts of one column against the first figure of the whole that agrees, else against the adjusted budget.
fn labelled(input: &Input, form: &Stretch, whole: &Row, stretch: &Stretch, column: &Column) -> Option<Relation> {
    let cells = stretch.rows.iter().filter_map(|row| row.entry(column.index));
    let labelled: Vec<(String, Operand)> = cells
        .filter(|entry| entry.content == Content::Text)
        .map_while(|entry| labelled_amount(input, entry.span, form.measure("budget")?))
        .collect();
    if labelled.len() < 2 || labelled.iter().all(|(_, operand)| operand.written.is_empty()) {
        return None;
    }
    let try_measure = |key: &str| {
        let column = form.measure(key)?;
        let total = input.operand(column, whole.entry(column.index)?, Role::Total)?;
        let parts = labelled.iter().map(|(_, part)| part.clone());
        Some(Relation::sum(RULE, Severity::Warning, std::iter::once(total).chain(parts).collect()))
    };
    let mut sums = ["budget", "exec", "init"].into_iter().filter_map(try_measure);
    let likeliest = sums.next()?;
    let agreeing = if likeliest.agrees() { None } else { sums.find(Relation::agrees) };
    Some(agreeing.unwrap_or(likeliest))
}

/// `label：amount`, the amount possibly left out.
fn labelled_amount(input: &Input, cell: Span, column: &Column) -> Option<(String, Operand)> {
    let text = input.document.str(cell);
    let (label, amount) = text.rsplit_once(['：', ':'])?;
    let label = name::normalise(TABLE.after_among(label).unwrap_or(label));
    if label.is_empty() || label.chars().count() > 20 {
        return None;
    }
    let place = Span::new(cell.end as usize - amount.len(), cell.end as usize);
    let operand = match input.quantities_in(place) {
        [] if amount.trim().is_empty() => Operand::blank(place, column.unit, Role::Part),
        [quantity] => input.written(quantity, column.unit, Role::Part)?,
        _ => return None,
    };
    Some((label, operand))
}

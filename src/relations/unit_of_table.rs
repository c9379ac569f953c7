//! `unit/table`: a table whose unit is wrong (元 for 万元) differs from the text in every figure by the same power of ten.
//!
//! One cause is one relation: the figures that differ by just ten thousand are told once, at the unit of the table.

use super::{Operand, Relation, Role, Severity, Verdict};
use crate::document::{Block, Document, Span};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const RULE: &str = "unit/table";

/// Facts of one table that must differ by the factor: one alone may be a slip.
const ENOUGH: usize = 2;
/// 万元 and 元.
const FACTOR: u64 = 10_000;
/// Blocks above a table within which its unit stands.
const ABOVE: usize = 3;

/// Puts one relation in the place of the facts of each table that differ from others by the factor between 元 and 万元.
pub(super) fn gather(document: &Document, relations: &mut Vec<Relation>) {
    let mut by_table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, relation) in relations.iter().enumerate() {
        if relation.verdict == Verdict::Broken && relation.rule.starts_with("cross/") && is_off_by_unit(relation) {
            let tables = relation.operands.iter().filter_map(|operand| table(document, operand.span));
            tables.take(1).for_each(|table| by_table.entry(table).or_default().push(at));
        }
    }
    let mut told = Vec::new();
    for (table, facts) in by_table.into_iter().filter(|(_, facts)| facts.len() >= ENOUGH) {
        let Some(first) = facts.first().and_then(|at| relations.get(*at)).cloned() else { continue };
        let unit = unit_line(document, table).map(|span| Operand { role: Role::Place, ..Operand::place(span) });
        let operands: Vec<Operand> = first.operands.iter().cloned().chain(unit).collect();
        told.push(
            Relation { rule: RULE.into(), severity: Severity::Error, operands, ..first }
                .named("表的计量单位与他处的数字不符"),
        );
        for at in facts {
            relations.get_mut(at).into_iter().for_each(|relation| relation.verdict = Verdict::Open);
        }
    }
    relations.extend(told);
}

/// Whether both sides are the same amount but for the factor, as far as their digits go.
fn is_off_by_unit(relation: &Relation) -> bool {
    let Some((one, other)) = relation.stated.zip(relation.expected) else { return false };
    let (less, more) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    let scaled = less.checked_mul(Decimal::from(FACTOR));
    // 1823.95万元 and 18,239,470 under 万元: equal to four digits.
    let near =
        |scaled: Decimal| (scaled - more).abs().checked_mul(Decimal::from(FACTOR / 5)).is_some_and(|off| off <= more);
    !less.is_zero() && scaled.is_some_and(near)
}

/// The table that a place stands in.
fn table(document: &Document, span: Span) -> Option<usize> {
    let at = document.blocks.partition_point(|block| block.span().end <= span.start);
    matches!(document.blocks.get(at), Some(Block::Table(_))).then_some(at)
}

/// 单位：万元 in the lines above a table or in its first rows.
fn unit_line(document: &Document, table: usize) -> Option<Span> {
    let inside = match document.blocks.get(table) {
        Some(Block::Table(table)) => table.cells.iter().filter(|cell| cell.row < 2).map(|cell| cell.span).collect(),
        _ => Vec::new(),
    };
    let above = document.blocks.get(table.saturating_sub(ABOVE)..table)?.iter().rev().map(Block::span);
    above.chain(inside).find_map(|span| {
        let text = document.str(span);
        let start = text.rfind("单位")?;
        let end = start + text.get(start..)?.find('元')? + '元'.len_utf8();
        (end - start <= LONGEST).then(|| Span::new(span.start as usize + start, span.start as usize + end))
    })
}

/// Bytes from 单位 to its 元.
const LONGEST: usize = 40;

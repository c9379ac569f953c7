//! Relations inside tables and between a table and what the text says about it.

mod across;
mod beside;
mod bracket;
mod chain;
mod equations;
mod group;
mod list;
mod rate;
mod row;
mod score;
mod structure;
mod target;

pub(super) use score::graded;

use super::{Operand, Relation, Role};
use crate::document::{Document, Span};
use crate::facts::table::{Column, Content, Entry, Stretch};
use crate::quantity::{Interval, Quantity, Unit};
use crate::settings::Options;
use crate::vocabulary::ColumnKind;
use rust_decimal::Decimal;

/// What the relations of tables are made from.
#[derive(Debug, Clone, Copy)]
struct Input<'a> {
    document: &'a Document,
    quantities: &'a [Quantity],
    stretches: &'a [Stretch],
    options: &'a Options,
}

/// All relations of tables, in the order of the tables.
pub(super) fn relate(input: &super::Input) -> Vec<Relation> {
    let super::Input { document, quantities, stretches, options, .. } = *input;
    let input = &Input { document, quantities, stretches, options };
    let mut relations = Vec::new();
    for stretch in input.stretches {
        let before = relations.len();
        let sums = structure::relate(input, stretch);
        relations.extend(group::relate(input, stretch, &sums));
        relations.extend(sums.relations);
        relations.extend(across::relate(input, stretch));
        relations.extend(beside::relate(input, stretch));
        relations.extend(bracket::relate(input, stretch));
        relations.extend(chain::relate(input, stretch));
        relations.extend(rate::relate(input, stretch));
        relations.extend(row::relate(input, stretch));
        relations.extend(target::relate(input, stretch));
        relations.extend(score::relate_rows(input, stretch));
        let more = equations::relate(input, stretch, relations.get(before..).unwrap_or_default());
        relations.extend(more);
    }
    relations.extend(group::relate_forms(input));
    relations.extend(score::relate_blocks(input));
    relations.extend(list::relate(input));
    relations
}

impl Input<'_> {
    /// A cell as operand in the unit of its column, blank as zero. `None` for words and for 约, ≥ and the like.
    fn operand(&self, column: &Column, entry: &Entry, role: Role) -> Option<Operand> {
        match &entry.content {
            Content::Blank => Some(Operand::blank(entry.span, column.unit, role)),
            Content::Text => None,
            Content::Number(number) if !super::is_exact(number) => None,
            Content::Number(number) => {
                let mut operand = Operand::of(self.document, number, column.unit, role)?;
                operand.interval = interval(number, column).or(operand.interval);
                Some(operand)
            }
        }
    }

    /// A number that stands in words: 产出指标（50分）, 含示范费10万.
    fn written(&self, quantity: &Quantity, unit: Option<Unit>, role: Role) -> Option<Operand> {
        Operand::of(self.document, quantity, unit, role)
    }

    /// The quantities inside a span.
    fn quantities_in(&self, span: Span) -> &[Quantity] {
        let start = self.quantities.partition_point(|quantity| quantity.span.start < span.start);
        let end = self.quantities.partition_point(|quantity| quantity.span.start < span.end);
        self.quantities.get(start..end).unwrap_or_default()
    }
}

/// The values a number stands for in its column: where others have decimals, 116 stands for 116.00.
fn interval(number: &Quantity, column: &Column) -> Option<Interval> {
    let scale = column.scale.max(number.value.scale());
    if scale == 0 && is_counted(number.unit.or(column.unit), column.kind) {
        return Some(Interval::exactly(number.value));
    }
    let half_last_digit = Decimal::try_new(5, scale + 1).ok()?;
    let factor = number.unit.or(column.unit).map_or(Decimal::ONE, Unit::factor);
    Interval::exactly(number.value).widened(half_last_digit)?.times(factor)
}

/// Whether whole numbers of it are exact: people and things are counted, not rounded.
fn is_counted(unit: Option<Unit>, kind: ColumnKind) -> bool {
    match unit {
        Some(unit) => matches!(unit, Unit::Person | Unit::PersonTime | Unit::Count),
        None => matches!(kind, ColumnKind::People | ColumnKind::Count),
    }
}

/// An operand that is a place, not a number: a grade, a label.
fn place(span: Span, written: &str) -> Operand {
    Operand { written: written.to_owned(), ..Operand::blank(span, None, Role::Place) }
}

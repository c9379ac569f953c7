//! `cross/capital`: an amount in capital numerals (大写) against the figures beside it (小写).

use super::{Input, Operand, Relation, Role, Severity};
use crate::document::Span;
use crate::quantity::{Bound, Dimension, Quantity, Unit};

/// Id of the rule.
pub const RULE: &str = "cross/capital";

/// Most characters between an amount in capitals and the figures that say the same.
const REACH: usize = 20;

/// Every amount in capital numerals that has figures beside it.
pub fn relate(input: &Input) -> Vec<Relation> {
    let again = input.quantities.iter().enumerate().filter(|(_, quantity)| quantity.bound == Bound::Again);
    again.filter_map(|(index, capital)| beside(input, index, capital)).collect()
}

/// Held against the figures behind it or before it: those that agree, else those that are said to be the same.
fn beside(input: &Input, index: usize, capital: &Quantity) -> Option<Relation> {
    let behind = input
        .quantities
        .get(index + 1)
        .map(|figure| (figure, Span { start: capital.span.end, end: figure.span.start }));
    let before = index.checked_sub(1).and_then(|before| input.quantities.get(before));
    let before = before.map(|figure| (figure, Span { start: figure.span.end, end: capital.span.start }));
    let pairs = [(behind, ['（', '(', '小', '即']), (before, ['（', '(', '大', '即'])];
    let mut named = None;
    for (pair, cues) in pairs {
        let Some((figure, gap)) = pair.filter(|(figure, gap)| is_near(input, figure, *gap)) else { continue };
        let stated = Operand::of(input.document, figure, Some(Unit::Yuan), Role::Stated)?;
        let other = Operand::of(input.document, capital, None, Role::Other)?;
        let relation = Relation::same(RULE, Severity::Error, stated, other.exact());
        if relation.agrees() {
            return Some(relation);
        }
        let marked = input.document.str(figure.span).starts_with(['￥', '¥']);
        if marked || input.document.str(gap).contains(cues) {
            named.get_or_insert(relation);
        }
    }
    named
}

/// Whether figures are an amount of money of the same sentence or row.
fn is_near(input: &Input, figure: &Quantity, gap: Span) -> bool {
    let between = input.document.str(gap);
    let money = figure.unit.is_none_or(|unit| unit.dimension() == Dimension::Money) && figure.bound == Bound::Exact;
    money && between.chars().take(REACH + 1).count() <= REACH && !between.contains(['。', '；', '\n'])
}

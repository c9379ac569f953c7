//! `sum/bracket`: priced items in a label's brackets against the row's own amount.

use super::Input;
use crate::document::Span;
use crate::facts::table::{Row, Stretch};
use crate::quantity::{Dimension, Quantity};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};

/// Every label with at least two amounts of money in brackets: 示例经费（含宣传费10万、场地费15万）.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    stretch.rows.iter().filter(|row| row.is_item()).filter_map(|row| bracket(input, stretch, row)).collect()
}

fn bracket(input: &Input, stretch: &Stretch, row: &Row) -> Option<Relation> {
    let inner = inside(input.document.str(row.label), row.label)?;
    let is_money = |quantity: &&Quantity| quantity.unit.is_some_and(|unit| unit.dimension() == Dimension::Money);
    let items: Vec<&Quantity> = input.quantities_in(inner).iter().filter(is_money).collect();
    if items.len() < 2 {
        return None;
    }
    let text = input.document.str(inner);
    let pieces = text.split(['、', '，', '；', ',', ';']).count();
    let open = text.contains('等') || pieces > items.len();
    let parts: Vec<Operand> =
        items.iter().map(|item| input.written(item, None, Role::Part).map(Operand::exact)).collect::<Option<_>>()?;
    let against = |key: &str| {
        let column = stretch.measure(key)?;
        let entry = row.entry(column.index).filter(|entry| !entry.is_blank())?;
        let total = input.operand(column, entry, Role::Total)?;
        let operands: Vec<Operand> = std::iter::once(total).chain(parts.iter().cloned()).collect();
        let terms = (1..operands.len()).map(|part| (Sign::Plus, Expr::Operand(part))).collect();
        let comparison = if open { Comparison::AtLeast } else { Comparison::Equal };
        Some(Relation::new("sum/bracket", Severity::Error, operands, comparison, Expr::Sum(terms)))
    };
    let mut readings = ["init", "planned", "budget", "exec"].into_iter().filter_map(against);
    let likeliest = readings.next()?;
    let agreeing = if likeliest.agrees() { None } else { readings.find(Relation::agrees) };
    Some(agreeing.unwrap_or(likeliest))
}

/// What stands in the last brackets of a label.
fn inside(label: &str, span: Span) -> Option<Span> {
    let open = label.rfind(['（', '('])?;
    let inner = label.get(open..)?;
    let start = open + inner.chars().next()?.len_utf8();
    let length = label.get(start..)?.find(['）', ')']).unwrap_or(label.len() - start);
    Some(Span::new(span.start as usize + start, span.start as usize + start + length))
}

//! `target/stated`: an aim stated among the aims against the result stated among the results.

use super::{Comparison, Expr, Input, Relation, Role, Severity};
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::quantity::{Bound, Dimension};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Id of the rule for an aim that was missed.
pub const UNMET: &str = "target/stated";
/// Id of the rule for a result far beyond its aim (D02).
pub const DEVIATION: &str = "target/deviation";

/// Below this an overshoot by one or two says nothing.
const SMALL: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Pairs each aim of running text with the result of the same name.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut results: BTreeMap<(&Subject, Dimension), Vec<&Fact>> = BTreeMap::new();
    let in_prose = |fact: &&Fact| matches!(fact.place, Place::Prose { .. });
    // 由82.3%提高到91%: the first is where it came from.
    let came_from = |fact: &Fact| input.document.str(fact.label).trim_end().ends_with(['由', '从']);
    let reached = |fact: &&Fact| fact.aspect == Aspect::Actual && !came_from(fact);
    for fact in input.facts.iter().filter(in_prose).filter(reached) {
        results.entry((&fact.subject, fact.dimension)).or_default().push(fact);
    }
    let aims = input.facts.iter().filter(in_prose).filter(|fact| fact.aspect == Aspect::Target && is_named(fact));
    let mut relations = Vec::new();
    for aim in aims {
        let Some(result) = results.get(&(&aim.subject, aim.dimension)).and_then(|list| list.first()) else { continue };
        relations.extend(met(input, aim, result));
        relations.extend(deviation(input, aim, result));
    }
    relations
}

fn is_named(fact: &Fact) -> bool {
    match &fact.subject {
        Subject::Named(name) => name.chars().count() >= 3,
        Subject::Known(key) => *key == "satisfaction",
        Subject::Whole => false,
    }
}

fn met(input: &Input, aim: &Fact, result: &Fact) -> Option<Relation> {
    let operands = vec![input.fact_operand(result, Role::Actual)?, input.fact_operand(aim, Role::Limit)?];
    let bound = input.quantities.get(aim.quantity)?.bound;
    let comparison = match bound {
        Bound::AtMost | Bound::Below => Comparison::AtMost,
        Bound::Exact if lower_is_better(&aim.subject) => Comparison::AtMost,
        Bound::Range => return None,
        _ => Comparison::AtLeast,
    };
    let relation =
        Relation::new(UNMET, Severity::Warning, operands, comparison, Expr::Operand(1)).named("完成值达到目标值");
    // An aim of about so many is met by about so many, and one that was missed by what the text owns up to.
    Some(if bound == Bound::About || is_owned_up(input, result) { relation.open() } else { relation })
}

/// Whether the paragraph of a result says that an aim was missed.
fn is_owned_up(input: &Input, result: &Fact) -> bool {
    let Place::Prose { block, .. } = result.place else { return false };
    let paragraph = input.document.blocks.get(block).map_or("", |block| input.document.str(block.span()));
    let at = input.span(result).start;
    let told = input.prose.sentences.iter().find(|sentence| sentence.span.start <= at && at < sentence.span.end);
    let reason = told.is_some_and(|sentence| PROSE.excuses.occur_in(input.document.str(sentence.span)));
    reason || PROSE.shortfalls.occur_in(paragraph)
}

fn lower_is_better(subject: &Subject) -> bool {
    matches!(subject, Subject::Named(name) if PROSE.lower_is_better.occur_in(name))
}

fn deviation(input: &Input, aim: &Fact, result: &Fact) -> Option<Relation> {
    let counted = matches!(aim.dimension, Dimension::Count | Dimension::People);
    let bound = input.quantities.get(aim.quantity)?.bound;
    let operands = vec![input.fact_operand(result, Role::Actual)?, input.fact_operand(aim, Role::Limit)?];
    let aimed = operands.get(1)?.value;
    if !counted || aimed < SMALL || matches!(bound, Bound::AtMost | Bound::Below | Bound::Range) {
        return None;
    }
    let severity = if bound == Bound::AtLeast { Severity::Info } else { Severity::Warning };
    let most = Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Constant(input.options.deviation_share())));
    let name = format!("完成值不超过目标值的{}%", input.options.deviation);
    Some(Relation::new(DEVIATION, severity, operands, Comparison::AtMost, most).named(name))
}

//! `cross/restated`: one fact, one value, wherever it is stated again (C06, C09, C16).

use super::{Comparison, Expr, Input, Relation, Role, Severity, Verdict, is_exact};
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::quantity::Dimension;
use std::collections::BTreeMap;

/// Id of the rule.
pub const RULE: &str = "cross/restated";

type Key<'a> = (&'a Subject, Option<&'static str>, Option<i16>, Option<&'static str>, Aspect, Dimension);

/// Every fact that is stated more than once, compared along the chain of its places.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut same: BTreeMap<Key, Vec<&Fact>> = BTreeMap::new();
    for fact in input.facts {
        let exact = input.quantities.get(fact.quantity).is_some_and(is_exact);
        if exact && is_identified(fact) {
            let key = (&fact.subject, fact.measure, fact.year, fact.scope, fact.aspect, fact.dimension);
            same.entry(key).or_default().push(fact);
        }
    }
    let chains = same.values().filter(|facts| facts.len() > 1);
    chains.flat_map(|facts| facts.windows(2).filter_map(|pair| compare(input, pair))).collect()
}

/// Whether the words say enough to know the fact again: whose figure and which.
fn is_identified(fact: &Fact) -> bool {
    let enough = match fact.dimension {
        Dimension::Money | Dimension::Score => fact.measure.is_some(),
        Dimension::Percent => fact.subject == Subject::Known("satisfaction"),
        _ => false,
    };
    enough && fact.measure != Some("planned")
}

fn compare(input: &Input, pair: &[&Fact]) -> Option<Relation> {
    let [first, second] = pair else { return None };
    if first.place == second.place {
        return None;
    }
    let operands = vec![input.fact_operand(second, Role::Stated)?, input.fact_operand(first, Role::Other)?];
    let named = |fact: &Fact| matches!(fact.subject, Subject::Named(_));
    let certain = first.said && second.said && !named(first);
    let severity = if certain { Severity::Error } else { Severity::Warning };
    let relation = Relation::new(RULE, severity, operands, Comparison::Equal, Expr::Operand(1));
    let inherited = !first.said || !second.said;
    let table = matches!(first.place, Place::Cell { .. }) || matches!(second.place, Place::Cell { .. });
    let doubtful = inherited && !table || named(first) && first.dimension == Dimension::Money && !table;
    Some(if doubtful && relation.verdict == Verdict::Broken { relation.open() } else { relation })
}

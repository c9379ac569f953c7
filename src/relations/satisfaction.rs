//! `cross/satisfaction`: the satisfaction that the text reports against those of the forms (满意度, C16).

use super::{Comparison, Expr, Input, Relation, Role, Severity, is_exact};
use crate::facts::{Aspect, Fact, Place};
use crate::quantity::Dimension;

/// Id of the rule.
pub const RULE: &str = "cross/satisfaction";

/// Each satisfaction in running text with the one of the forms that it agrees with, or, where none does, with the first.
///
/// Forms ask several groups of people; the text may report any of them.
pub fn relate(input: &Input) -> Vec<Relation> {
    let results = input.facts.iter().filter(|fact| is_result(input, fact));
    let (forms, prose): (Vec<&Fact>, Vec<&Fact>) = results.partition(|fact| matches!(fact.place, Place::Cell { .. }));
    prose.iter().filter_map(|fact| against(input, fact, &forms)).collect()
}

fn against(input: &Input, fact: &Fact, forms: &[&Fact]) -> Option<Relation> {
    let stated = input.fact_operand(fact, Role::Stated)?;
    let mut others = forms.iter().filter_map(|form| input.fact_operand(form, Role::Other));
    let first = others.next()?;
    let one_value =
        forms.iter().filter_map(|form| input.fact_operand(form, Role::Other)).all(|o| o.value == first.value);
    let agreeing = others.find(|other| other.value == stated.value).filter(|_| first.value != stated.value);
    let other = agreeing.unwrap_or(first);
    let severity = if one_value { Severity::Error } else { Severity::Warning };
    Some(Relation::new(RULE, severity, vec![stated, other], Comparison::Equal, Expr::Operand(1)))
}

/// A satisfaction that was reached, not aimed at.
fn is_result(input: &Input, fact: &Fact) -> bool {
    let label = input.document.str(fact.label);
    fact.dimension == Dimension::Percent
        && fact.aspect != Aspect::Target
        && fact.year.is_none()
        && input.quantities.get(fact.quantity).is_some_and(is_exact)
        && ["满意度", "满意率"].iter().any(|word| label.contains(word))
        && !["目标", "不低于", "以上"].iter().any(|word| label.contains(word))
}

//! `cross/satisfaction`: the satisfaction that the text reports against those of the forms (满意度, C16).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact};
use crate::facts::{Aspect, Fact, Place};
use crate::quantity::Dimension;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Id of the rule.
pub const RULE: &str = "cross/satisfaction";

/// Each satisfaction in running text with the one of the forms that it agrees with, or, where none does, with the first.
///
/// Forms ask several groups of people; the text may report any of them.
pub fn relate(input: &Input) -> Vec<Relation> {
    let results = input.facts.iter().filter(|fact| is_result(input, fact));
    let (forms, prose): (Vec<&Fact>, Vec<&Fact>) = results.partition(|fact| matches!(fact.place, Place::Cell { .. }));
    let forms: Vec<Operand> = forms.iter().filter_map(|form| input.fact_operand(form, Role::Other)).collect();
    let known: BTreeSet<Decimal> = forms.iter().map(|form| form.value).collect();
    prose.iter().filter_map(|fact| against(input, fact, &forms, &known)).collect()
}

fn against(input: &Input, fact: &Fact, forms: &[Operand], known: &BTreeSet<Decimal>) -> Option<Relation> {
    let stated = input.fact_operand(fact, Role::Stated)?;
    let agrees = known.contains(&stated.value);
    let other = forms.iter().find(|form| !agrees || form.value == stated.value)?.clone();
    let severity = if known.len() == 1 { Severity::Error } else { Severity::Warning };
    Some(
        Relation::new(RULE, severity, vec![stated, other], Comparison::Equal, Expr::Operand(1)).named("满意度前后一致"),
    )
}

/// A satisfaction that was reached, not aimed at.
fn is_result(input: &Input, fact: &Fact) -> bool {
    let label = input.document.str(fact.label);
    fact.dimension == Dimension::Percent
        && fact.aspect != Aspect::Target
        && fact.year.is_none()
        && input.quantities.get(fact.quantity).is_some_and(is_exact)
        && ["满意度", "满意率"].iter().any(|word| label.contains(word))
        && !label.trim_end().ends_with(['由', '从'])
        && !["目标", "不低于", "以上"].iter().any(|word| label.contains(word))
}

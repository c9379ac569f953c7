//! `cross/satisfaction`: the satisfaction that the text reports against those of the forms (满意度, C16).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact};
use crate::facts::{Aspect, Fact, Place};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
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
    let names: Vec<&str> = forms.iter().map(|form| input.document.str(form.label)).collect();
    let forms: Vec<Operand> = forms.iter().filter_map(|form| input.fact_operand(form, Role::Other)).collect();
    let known: BTreeSet<Decimal> = forms.iter().map(|form| form.value).collect();
    prose.iter().filter_map(|fact| against(input, fact, (&names, &forms), &known)).collect()
}

fn against(
    input: &Input,
    fact: &Fact,
    (names, forms): (&[&str], &[Operand]),
    known: &BTreeSet<Decimal>,
) -> Option<Relation> {
    let stated = input.fact_operand(fact, Role::Stated)?;
    let agrees = known.contains(&stated.value);
    let other = forms.iter().find(|form| !agrees || form.value == stated.value)?.clone();
    let severity = if known.len() == 1 { Severity::Error } else { Severity::Warning };
    let relation =
        Relation::new(RULE, severity, vec![stated, other], Comparison::Equal, Expr::Operand(1)).named("满意度前后一致");
    // 回访满意率 need not be what the form asks for.
    let asked = asked(input.document.str(fact.label));
    let of_others = !asked.is_empty() && names.iter().all(|name| !name.contains(&asked));
    Some(if of_others && !relation.agrees() { relation.open() } else { relation })
}

/// Who or what was asked about, where the words say more than that people are satisfied: 诉求回访 in 群众诉求回访满意率.
fn asked(label: &str) -> String {
    let at = PROSE.satisfaction.iter().filter_map(|word| label.find(word.as_str())).min().unwrap_or(0);
    let before = label.get(..at).unwrap_or_default();
    let words = before.rsplit(['，', ',', '；', '。', '：', ':', '、']).next().unwrap_or_default().trim();
    // 读者对阅览服务: who was asked stands before 对, what about behind it.
    let words = words.split_once('对').map_or(words, |(who, _)| who);
    PROSE.anyone.iter().fold(words.to_owned(), |words, anyone| words.replace(anyone.as_str(), ""))
}

/// A satisfaction that was reached, not aimed at.
fn is_result(input: &Input, fact: &Fact) -> bool {
    let label = input.document.str(fact.label);
    fact.dimension == Dimension::Percent
        && fact.aspect != Aspect::Target
        && fact.year.is_none()
        && input.quantities.get(fact.quantity).is_some_and(is_exact)
        && PROSE.satisfaction.occur_in(label)
        && !label.trim_end().ends_with(['由', '从'])
        && !PROSE.aimed.occur_in(label)
}

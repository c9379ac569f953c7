//! What else the base of a rate may be: put together from several figures, or stated in another place.

use super::{Before, REACH, is_base, of, quotient};
use crate::facts::prose::Mention;
use crate::facts::{Fact, Subject};
use crate::quantity::Dimension;
use crate::relations::{Expr, Input, Operand, Relation, Role, Sign};
use crate::vocabulary::PROSE;
use std::collections::BTreeSet;

/// Figures that are added to a budget or taken off it, at most.
const MOST_ADDED: usize = 3;

/// A report that states more budgets than this for the whole unit says nothing certain about it.
const MOST_BUDGETS: usize = 8;

/// Quantities that are parts of a list: no rate is measured against one of them.
pub(super) fn listed(input: &Input) -> BTreeSet<usize> {
    let sentences = input.prose.sentences.iter().zip(&input.prose.lists);
    let parts = sentences.flat_map(|(sentence, lists)| {
        let parts = lists.iter().flat_map(|list| list.parts.iter());
        parts.filter_map(|part| sentence.mentions.get(*part)).map(|mention| mention.quantity)
    });
    parts.collect()
}

/// Full-year budgets of the whole unit, each amount once.
pub(super) fn of_the_year(input: &Input) -> Vec<Operand> {
    let is_it = |fact: &&Fact| {
        let whole = matches!(fact.subject, Subject::Whole | Subject::Known("expense"));
        let of_this_year = fact.year.is_none_or(|year| Some(year) == input.year());
        whole && of_this_year && fact.measure == Some("budget") && fact.dimension == Dimension::Money
    };
    let mut budgets: Vec<Operand> = Vec::new();
    for budget in input.facts.iter().filter(is_it).filter_map(|fact| input.fact_operand(fact, Role::Base)) {
        if budgets.len() < MOST_BUDGETS && budgets.iter().all(|known| known.value != budget.value) {
            budgets.push(budget);
        }
    }
    budgets
}

/// A rate that agrees with a budget together with what was carried into it or added to it, or without what the words
/// take off: 上年结转40万元，本年预算800万元，全年支出806.40万元，预算执行率96%.
pub(super) fn put_together(before: &Before, rate: &Mention) -> Option<Relation> {
    let input = before.input;
    let figures: Vec<&Mention> = before.figures.iter().take(REACH).map(|(_, figure)| *figure).collect();
    let more: Vec<(Sign, &Mention)> =
        figures.iter().filter_map(|figure| Some((sign(input, figure)?, *figure))).take(MOST_ADDED).collect();
    let each = more.iter().map(|one| vec![*one]);
    let choices: Vec<Vec<(Sign, &Mention)>> = each.chain((more.len() > 1).then(|| more.clone())).collect();
    let is_more = |figure: &Mention| more.iter().any(|(_, other)| other.quantity == figure.quantity);
    for numerator in figures.iter().filter(|figure| !is_base(figure) && !is_more(figure)) {
        for base in figures.iter().filter(|base| is_base(base) && base.dimension == numerator.dimension) {
            for choice in &choices {
                let relation = with(input, [rate, numerator, base], choice).filter(Relation::agrees);
                if relation.is_some() {
                    return relation;
                }
            }
        }
    }
    None
}

/// Whether a figure is added to the budget or taken off it.
fn sign(input: &Input, figure: &Mention) -> Option<Sign> {
    let clause = input.document.str(figure.clause).trim_start();
    if PROSE.subtracting.begin(clause) {
        Some(Sign::Minus)
    } else {
        matches!(figure.label.measure, Some("carry_in" | "delta")).then_some(Sign::Plus)
    }
}

fn with(input: &Input, [rate, numerator, base]: [&Mention; 3], more: &[(Sign, &Mention)]) -> Option<Relation> {
    let mut operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(numerator.quantity, Role::Part)?,
        input.operand(base.quantity, Role::Base)?,
    ];
    let mut terms = vec![(Sign::Plus, Expr::Operand(2))];
    for (sign, figure) in more.iter().filter(|(_, figure)| figure.dimension == base.dimension) {
        terms.push((*sign, Expr::Operand(operands.len())));
        operands.push(input.operand(figure.quantity, Role::Base)?);
    }
    of(operands, Expr::Sum(terms))
}

/// Whether a rate that does not name the initial budget may be of a full-year budget that stands elsewhere.
pub(super) fn may_be_another(before: &Before, rate: &Mention, numerator: &Mention, base: &Mention) -> bool {
    let input = before.input;
    let open = base.label.measure != Some("budget") && rate.label.measure != Some("init");
    let fits = |budget: &Operand| {
        let relation = quotient(input, rate, numerator, base)?;
        let [stated, part, _] = relation.operands.as_slice() else { return None };
        of(vec![stated.clone(), part.clone(), budget.clone()], Expr::Operand(2))
    };
    open && before.budgets.iter().filter_map(fits).any(|relation| relation.agrees())
}

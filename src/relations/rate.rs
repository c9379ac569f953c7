//! `ratio/completion`: a rate of fulfilment against the figures it is made of (执行率, 完成年初预算的p%).

mod base;
mod named;
mod pair;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact, slip};
use crate::facts::Subject;
use crate::facts::prose::{Kind, Mention};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, VecDeque};

/// Id of the rule.
pub const RULE: &str = "ratio/completion";

/// Figures a rate of fulfilment may be measured against.
const BASES: [&str; 4] = ["budget", "init", "planned", "target"];

/// How many figures before a rate are tried.
const REACH: usize = 10;

/// What a rate is looked for among.
struct Before<'a, 'i> {
    input: &'a Input<'i>,
    /// The figures of the paragraph before the rate with the number of their sentence, the nearest first.
    figures: VecDeque<(usize, &'a Mention)>,
    /// Quantities that are parts of a list.
    listed: BTreeSet<usize>,
    /// Full-year budgets of the whole unit, wherever they are stated.
    budgets: Vec<Operand>,
}

/// All rates stated in sentences; their operands stand before them in the same paragraph.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let (listed, budgets) = (base::listed(input), base::of_the_year(input));
    let mut before = Before { input, figures: VecDeque::new(), listed, budgets };
    let mut block = None;
    for (position, sentence) in input.prose.sentences.iter().enumerate() {
        if block != Some(sentence.block) {
            before.figures.clear();
            block = Some(sentence.block);
        }
        for mention in &sentence.mentions {
            match (mention.dimension, mention.kind) {
                (Dimension::Percent, Kind::Rate | Kind::Figure) => relations.extend(rate(&before, position, mention)),
                // What falls to one (人均) is no part and no whole.
                (_, Kind::Figure) if !is_average(input, mention) => {
                    before.figures.push_front((position, mention));
                    before.figures.truncate(REACH);
                }
                _ => {}
            }
        }
    }
    relations
}

fn is_average(input: &Input, mention: &Mention) -> bool {
    let words = input.document.str(mention.clause);
    PROSE.averages.occur_in(words)
}

fn rate(before: &Before, sentence: usize, rate: &Mention) -> Option<Relation> {
    let Before { input, figures, .. } = before;
    // 达标率99.82%，目标为100%: an aim is no rate of anything.
    let clause = input.document.str(rate.clause).trim_start_matches(['，', ',', '；', ' ']);
    let clause = clause.trim_end_matches(|c: char| c.is_whitespace() || "为是：:".contains(c));
    if PROSE.aims.iter().any(|aim| clause == aim) {
        return None;
    }
    let mut doubtful: Vec<(bool, Relation)> = Vec::new();
    let mut chance = None;
    for (_, numerator) in figures.iter().filter(|(_, mention)| !is_base(mention)) {
        for (place, base) in figures {
            if base.quantity == numerator.quantity
                || base.dimension != numerator.dimension
                || base.counter != numerator.counter
            {
                continue;
            }
            let Some(relation) = quotient(input, rate, numerator, base) else { continue };
            if pair::is_reversed(input, numerator, base) {
                continue;
            }
            if relation.agrees() {
                if !is_passed_by(figures, rate, numerator, base) {
                    return Some(relation);
                }
                chance.get_or_insert(relation);
                continue;
            }
            if base_is_meant(before, rate, numerator, base) && is_exact_rate(input, rate) {
                doubtful.push((*place == sentence, relation));
            }
        }
    }
    if let Some(relation) = base::put_together(before, rate) {
        return Some(relation);
    }
    let own: Vec<&Mention> =
        figures.iter().filter(|(place, _)| *place == sentence).map(|(_, mention)| *mention).collect();
    let all: Vec<&Mention> = figures.iter().map(|(_, mention)| *mention).collect();
    let certain = named::certain(before, &own, rate)
        .or_else(|| pair::certain(before, &own, rate))
        .or_else(|| pair::of_paragraph(input, &all, rate));
    if let Some((numerator, base)) = certain.filter(|_| is_exact_rate(input, rate)) {
        return if base::may_be_another(before, rate, numerator, base) {
            None
        } else {
            quotient(input, rate, numerator, base)
        };
    }
    // With several candidates and none that fits, it is not certain which figures the rate is made of.
    if let Some(position) = doubtful.iter().position(|(_, relation)| is_slip(relation)) {
        return doubtful.into_iter().nth(position).map(|(_, relation)| relation);
    }
    let mut near = doubtful.into_iter().filter(|(near, _)| *near).map(|(_, relation)| relation);
    let first = near.next();
    match (first, near.next()) {
        (Some(first), None) => Some(first),
        _ => chance,
    }
}

/// Whether a rate that agrees with two figures names another base that stands there (完成年初预算的96% beside the adjusted
/// budget), or passes over what was spent right before it: then it agrees by chance.
fn is_passed_by(figures: &VecDeque<(usize, &Mention)>, rate: &Mention, numerator: &Mention, base: &Mention) -> bool {
    let all = || figures.iter().map(|(_, mention)| *mention);
    let of_one_kind = |other: &Mention| other.dimension == base.dimension && other.counter == base.counter;
    let names_other = rate.label.measure == Some("init")
        && base.label.measure != Some("init")
        && all().any(|other| other.label.measure == Some("init") && of_one_kind(other));
    let nearest = figures.front().map(|(_, nearest)| *nearest);
    let spent_nearer = rate.kind == Kind::Rate
        && numerator.label.measure != Some("exec")
        && nearest.is_some_and(|nearest| {
            let spent = nearest.label.measure == Some("exec") && nearest.quantity + 1 == rate.quantity;
            spent && nearest.quantity != base.quantity && nearest.quantity != numerator.quantity && of_one_kind(nearest)
        });
    names_other || spent_nearer
}

/// Whether a base is one that the rate may be of, as far as the words at both tell.
fn base_is_meant(before: &Before, rate: &Mention, numerator: &Mention, base: &Mention) -> bool {
    let figures = &before.figures;
    // The figure right before a rate says whose rate it is.
    let nearest = figures.iter().map(|(_, mention)| *mention).find(|mention| mention.label.measure == Some("exec"));
    let of_one_thing = nearest.is_some_and(|nearest| same_account(nearest, base));
    // 公务用车运行维护费1.90万元，完成预算的76%: it is of that, and of nothing before it.
    let of_another = !rate.after_semicolon
        && figures.front().is_some_and(|(_, owner)| {
            rate.quantity == owner.quantity + 1 && !is_base(owner) && owner.quantity != numerator.quantity
        });
    is_base(base)
        && numerator.label.measure == Some("exec")
        && rate.kind == Kind::Rate
        && base_fits(rate, base)
        && !is_passed_over(base, figures)
        && of_one_thing
        && !of_another
}

/// Whether the two are of one thing as far as the words tell; 支出决算 after a budget is what was spent of it.
fn same_account(numerator: &Mention, base: &Mention) -> bool {
    let unnamed = |mention: &Mention| match mention.subject() {
        None | Some(Subject::Whole) => true,
        Some(Subject::Known(_)) => mention.label.bare_flow,
        Some(Subject::Named(_)) => false,
    };
    // 全年预算500万元，设备采购支出120万元: a budget before what is named is of more than that.
    let of_more = base.quantity < numerator.quantity && base.subject().is_none();
    unnamed(numerator) || unnamed(base) && !of_more || numerator.subject() == base.subject()
}

/// Whether a rate is stated as one and not as a limit (执行率低于80%的项目).
fn is_exact_rate(input: &Input, rate: &Mention) -> bool {
    let words = input.document.str(rate.clause);
    input.quantities.get(rate.quantity).is_some_and(is_exact) && !PROSE.limits.occur_in(words)
}

fn is_slip(relation: &Relation) -> bool {
    let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
    slip::between(stated, expected.round_dp(stated.scale())).is_some()
}

fn is_base(mention: &Mention) -> bool {
    mention.label.measure.is_some_and(|measure| BASES.contains(&measure))
}

/// Whether the base is the one the words at the rate name; 完成预算 names any.
fn base_fits(rate: &Mention, base: &Mention) -> bool {
    match rate.label.measure {
        Some("init") => matches!(base.label.measure, Some("init" | "planned")),
        Some("budget") => base.label.measure == Some("budget"),
        _ => true,
    }
}

/// Whether a rate would be of the adjusted budget instead, which stands there too.
fn is_passed_over(base: &Mention, before: &VecDeque<(usize, &Mention)>) -> bool {
    base.label.measure == Some("init") && before.iter().any(|(_, other)| other.label.measure == Some("budget"))
}

fn quotient(input: &Input, rate: &Mention, numerator: &Mention, base: &Mention) -> Option<Relation> {
    let numbers = [(rate, Role::Stated), (numerator, Role::Part), (base, Role::Base)];
    let operands: Option<Vec<Operand>> =
        numbers.iter().map(|(mention, role)| input.operand(mention.quantity, *role)).collect();
    of(operands?, Expr::Operand(2))
}

/// A rate, its numerator and what its base is made of; `base` over them.
fn of(operands: Vec<Operand>, base: Expr) -> Option<Relation> {
    let value = |index: usize| operands.get(index).map(|operand| operand.value);
    if base.value(&value).is_none_or(|base| base.is_zero()) {
        return None;
    }
    let share = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(base));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Some(
        Relation::new(RULE, Severity::Error, operands, Comparison::EqualOrTruncated, right)
            .named("完成率 = 完成数 ÷ 预算数"),
    )
}

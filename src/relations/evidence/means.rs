//! `ratio/average` by structure: what falls to one (平均每辆, 户均) is a total near it divided by a number near it.

use super::Known;
use super::figures::Figure;
use crate::facts::prose::Kind;
use crate::quantity::{Dimension, Unit};
use crate::relations::slip::Digits;
use crate::relations::worth::{Grain, logarithm};
use crate::relations::{Comparison, Expr, Input, Relation, Role, Severity, Verdict, slip};
use rust_decimal::Decimal;

/// Figures before a mean, and behind it, that it may be made of.
const BEFORE: usize = 8;
const BEHIND: usize = 2;
/// What a mean must be worth beyond the price of trying.
const ENOUGH: i64 = 150;

/// All means that no finder has explained.
pub(super) fn relate(input: &Input, figures: &[Figure], known: &Known) -> Vec<Relation> {
    let means = (0..figures.len()).filter(|at| is_mean(input, figures, known, *at));
    means.filter_map(|at| mean(input, figures, at)).collect()
}

fn is_mean(input: &Input, figures: &[Figure], known: &Known, at: usize) -> bool {
    let Some(figure) = figures.get(at).filter(|figure| figure.value > 0 && !figure.is_percent()) else { return false };
    let words = input.document.str(figure.mention.clause);
    let said = words.contains('均') || (figure.mention.kind == Kind::Each && words.contains("平均"));
    let settled = known.explained.contains(&figure.span.start) || known.doubted.contains(&figure.span.start);
    said && !settled
}

/// The total and the number that give the mean; or the nearest ones, if a slip of the pen keeps them from it.
fn mean(input: &Input, figures: &[Figure], at: usize) -> Option<Relation> {
    let own = figures.get(at)?;
    let money = matches!(own.mention.dimension, Dimension::Money | Dimension::Rate);
    let usable = |place: &usize| {
        figures.get(*place).is_some_and(|figure| {
            figure.block == own.block && !figure.is_percent() && figure.mention.kind != Kind::Each && figure.value > 0
        })
    };
    let before = (0..at).rev().take(2 * BEFORE).filter(usable).take(BEFORE);
    let behind = (at + 1..figures.len()).take(BEHIND).filter(usable);
    let near: Vec<usize> = before.chain(behind).collect();
    let dimension = |place: usize| figures.get(place).map(|figure| figure.mention.dimension);
    let counted = |place: usize| matches!(dimension(place), Some(Dimension::People | Dimension::Count));
    let is_total = |place: usize| if money { dimension(place) == Some(Dimension::Money) } else { counted(place) };
    let pairs: Vec<(usize, usize)> = near
        .iter()
        .filter(|total| is_total(**total))
        .flat_map(|total| near.iter().filter(|count| counted(**count)).map(move |count| (*total, *count)))
        .filter(|(total, count)| total != count)
        .collect();
    let relations: Vec<((usize, usize), Relation)> =
        pairs.iter().filter_map(|pair| Some((*pair, relation(input, figures, at, *pair)?))).collect();
    let digits = own.value / (2 * own.half).max(1);
    let worth = i64::from(Grain::default().with(digits).worth(digits)) - i64::from(logarithm(pairs.len() as u64));
    let close = |(total, count): &(usize, usize)| {
        40 * i64::from(at.abs_diff(*total) <= 2) + 40 * i64::from(at.abs_diff(*count) <= 2)
    };
    let agreeing = relations.iter().filter(|(_, relation)| relation.agrees()).max_by_key(|(pair, _)| close(pair));
    if let Some((pair, relation)) = agreeing {
        return (worth + close(pair) >= ENOUGH).then(|| relation.clone());
    }
    // 公务用车运行维护费16.85万元，含7辆，平均每辆24.07万元: the two right before it, and a moved point or exchanged digits.
    let sentence = |place: usize| figures.get(place).is_some_and(|figure| figure.sentence == own.sentence);
    let beside = |(total, count): &(usize, usize)| {
        *total < at && *count < at && at - total <= 2 && at - count <= 2 && sentence(*total) && sentence(*count)
    };
    let found = relations.into_iter().find(|(pair, _)| beside(pair)).map(|(_, relation)| relation)?;
    (found.verdict == Verdict::Broken && is_slip(input, own, &found)?).then_some(found)
}

/// Whether exchanged or other digits, or a moved point, make the mean of what the two figures give.
fn is_slip(input: &Input, own: &Figure, relation: &Relation) -> Option<bool> {
    let quantity = input.quantities.get(own.mention.quantity)?;
    let unit = quantity.unit.map_or(Decimal::ONE, Unit::factor);
    let (written, exact) = (quantity.value, relation.expected?.checked_div(unit)?);
    let moved = [1_u64, 2, 4].into_iter().any(|places| {
        let ten = Decimal::from(10_u64.pow(u32::try_from(places).unwrap_or(1)));
        [exact.checked_mul(ten), exact.checked_div(ten)]
            .into_iter()
            .flatten()
            .any(|other| other.round_dp(written.scale()) == written)
    });
    let least = Digits { swapped: 3, other: 3 };
    Some(moved || slip::is_worth(written, exact.round_dp(written.scale()), least))
}

fn relation(input: &Input, figures: &[Figure], at: usize, (total, count): (usize, usize)) -> Option<Relation> {
    let operands = vec![
        figures.get(at)?.operand(input, Role::Stated)?,
        figures.get(total)?.operand(input, Role::Part)?,
        figures.get(count)?.operand(input, Role::Base)?,
    ];
    let mean = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let relation = Relation::new("ratio/average", Severity::Warning, operands, Comparison::EqualOrTruncated, mean);
    Some(relation.named("平均数 = 总额 ÷ 数量"))
}

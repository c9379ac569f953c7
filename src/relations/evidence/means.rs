//! `ratio/average` by structure: what falls to one (平均每辆, 户均) is a total near it divided by a number near it.

use super::beside::{Sure, may_speak};
use super::figures::Figure;
use super::{Known, beside};
use crate::facts::Subject;
use crate::facts::prose::{Kind, Lead};
use crate::quantity::{Dimension, Unit};
use crate::relations::slip::Digits;
use crate::relations::worth::{Grain, logarithm};
use crate::relations::{Comparison, Expr, Input, Relation, Role, Severity, Verdict, slip};
use crate::vocabulary::PROSE;
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
    let of_pair = |wanted: (usize, usize)| relations.iter().find(|(pair, _)| *pair == wanted).map(|(_, one)| one);
    let placed = placed(input, figures, at);
    if let Some((pair, sure)) = placed {
        let broken = of_pair(pair).filter(|relation| may_speak(sure, relation));
        if broken.is_some() {
            return broken.cloned();
        }
    }
    // 公务用车运行维护费16.85万元，含7辆，平均每辆24.07万元: the two right before it, and a moved point or exchanged digits.
    let sentence = |place: usize| figures.get(place).is_some_and(|figure| figure.sentence == own.sentence);
    let beside = |(total, count): &(usize, usize)| {
        *total < at && *count < at && at - total <= 2 && at - count <= 2 && sentence(*total) && sentence(*count)
    };
    let found = relations.iter().find(|(pair, _)| beside(pair)).map(|(_, relation)| relation)?;
    (found.verdict == Verdict::Broken && is_slip(input, own, found)?).then(|| found.clone())
}

/// The total and the number that a mean is made of by their places and names, and how sure that is. The number is one of
/// what the mean falls to (车均 of 6辆). Right before it, in either order, or before and behind it, 19 of 20 totals are
/// meant; the missing one stands behind a bracket. A total further back with the name of the mean is meant in 8 of 9.
fn placed(input: &Input, figures: &[Figure], at: usize) -> Option<((usize, usize), Sure)> {
    let mean = figures.get(at)?;
    let words = input.document.str(mean.mention.clause);
    // What falls to one a month is paid some months.
    if words.contains(['月', '日', '天', '季']) {
        return None;
    }
    let one = falls_to(words)?;
    let follow = |place: usize, other: usize| beside::follow(figures, place, other);
    let is_total = |place: usize| {
        figures.get(place).is_some_and(|total| {
            total.mention.dimension == Dimension::Money && total.mention.kind == Kind::Figure && total.value > 0
        })
    };
    let counts = |place: usize| figures.get(place).is_some_and(|count| is_number_of(input, count, one));
    let (last, last_but_one) = (at.checked_sub(1)?, at.checked_sub(2));
    if is_total(last) && follow(last, at) {
        let count = last_but_one.filter(|count| counts(*count) && follow(*count, last))?;
        return Some(((last, count), Sure::Named));
    }
    let near =
        counts(last) && figures.get(last).is_some_and(|count| count.mention.quantity + 1 == mean.mention.quantity);
    if !near || figures.get(last).is_none_or(|count| count.sentence != mean.sentence) {
        return None;
    }
    let behind = at + 1;
    let sums_up = figures.get(behind).is_some_and(|total| {
        let clause = input.document.str(total.mention.clause).trim_start_matches(['，', ',']).trim_start();
        total.mention.lead == Lead::Total || PROSE.costs.begin(clause)
    });
    if sums_up && is_total(behind) && follow(at, behind) {
        return Some(((behind, last), Sure::Named));
    }
    let enclosed = |total: usize| {
        let depth = |place: usize| figures.get(place).map(|figure| (figure.sentence, figure.mention.depth));
        let next = figures.get(total).zip(figures.get(last)).is_some_and(|(total, count)| {
            total.mention.quantity + 1 == count.mention.quantity && !count.mention.after_semicolon
        });
        next && depth(total) <= depth(last) && figures.get(total).is_some_and(|total| total.sentence == mean.sentence)
    };
    // 全年支出1,428.30万元，服务群众395人次，人均100元: not all that is spent falls to them.
    let of_all =
        |total: &Figure| matches!(total.mention.subject(), Some(Subject::Whole | Subject::Known("expense" | "income")));
    if let Some(total) = last_but_one.filter(|total| is_total(*total) && enclosed(*total)) {
        let sure = if figures.get(total).is_some_and(of_all) { Sure::Placed } else { Sure::Named };
        return Some(((total, last), sure));
    }
    let told = format!("{}{}", input.document.str(figures.get(last)?.mention.clause), words);
    let named = |total: &usize| {
        let figure = figures.get(*total).filter(|figure| figure.block == mean.block && is_total(*total))?;
        let shared = beside::shared_letters(input.document.str(figure.mention.clause), &told);
        (shared >= LEAST_SHARED).then_some((shared, *total))
    };
    let (shared, total) =
        (0..last).rev().take(BEFORE).filter_map(|total| named(&total)).max_by_key(|(shared, _)| *shared)?;
    Some(((total, last), if shared > LEAST_SHARED { Sure::Named } else { Sure::Placed }))
}

/// Letters in a row that a mean and its total share at least.
const LEAST_SHARED: usize = 3;

/// The word for one of those to whom a mean falls: 人 in 人均, 辆 in 平均每辆.
fn falls_to(words: &str) -> Option<char> {
    let every = words.rsplit_once('每').and_then(|(_, one)| one.chars().next());
    let before = || words.rsplit_once('均').and_then(|(one, _)| one.chars().next_back()).filter(|one| *one != '平');
    every.or_else(before)
}

/// Whether a figure is a number of such: 6辆 of 车, 十一个行政村 of 村.
fn is_number_of(input: &Input, figure: &Figure, one: char) -> bool {
    let counted = matches!(figure.mention.dimension, Dimension::People | Dimension::Count);
    let behind = input.document.text.get(figure.span.end as usize..).unwrap_or_default();
    let mut behind = behind.chars().take(8).take_while(|c| c.is_alphabetic());
    let people = figure.mention.dimension == Dimension::People && "人生".contains(one);
    let vehicles = one == '车' && figure.mention.counter.starts_with(['辆', '台']);
    counted && (people || vehicles || figure.mention.counter.starts_with(one) || behind.any(|letter| letter == one))
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

//! Percentages by structure: a share or a rate of two figures beside it, a growth between two figures.

use super::figures::Figure;
use super::{Known, beside};
use crate::facts::prose::Kind;
use crate::quantity::{Dimension, Unit};
use crate::relations::slip::Digits;
use crate::relations::worth::{Grain, logarithm};
use crate::relations::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict, slip};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Figures before a percentage, and behind it, that it may be made of.
const BEFORE: usize = 8;
const BEHIND: usize = 2;
/// What a percentage must be worth beyond the price of trying.
const ENOUGH: i64 = 150;

/// What the place of two figures is worth that leaves no doubt.
const SURE: i64 = 150;

/// What a percentage must be worth for a wrong base to be no chance: three digits.
const LONG: u32 = 200;

/// What a percentage must be worth before it is held against the words that say otherwise: four digits.
const CERTAIN: i64 = 300;

/// A hundred percent, in ten-thousandths.
const ALL: i64 = 1_000_000;

/// How a percentage follows from two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Part ÷ base.
    Share,
    /// (now - before) ÷ before.
    Growth,
    /// Change ÷ (now ∓ change).
    Change,
}

/// One way to make up a percentage: the places of its two figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Place of the part, or of what changed.
    pub part: usize,
    /// Place of the base.
    pub base: usize,
    /// How the percentage follows from them.
    pub shape: Shape,
}

/// All percentages that no finder has explained.
pub(super) fn relate(input: &Input, figures: &[Figure], known: &Known) -> Vec<Relation> {
    let rates: Vec<usize> = (0..figures.len()).filter(|at| is_rate(input, figures, known, *at)).collect();
    let readings: Vec<(usize, Vec<Reading>)> = rates.iter().map(|at| (*at, readings(figures, *at))).collect();
    // A way that makes up one percentage is likelier for the next.
    let mut ways: BTreeMap<(usize, usize, Shape), usize> = BTreeMap::new();
    for (at, own) in &readings {
        for reading in own.iter().filter(|reading| fits(figures, *at, reading)) {
            *ways.entry(way(*at, reading)).or_default() += 1;
        }
    }
    let mut relations = Vec::new();
    for (at, own) in &readings {
        let doubted = figures.get(*at).is_none_or(|rate| known.doubted.contains(&rate.span.start));
        match best(input, figures, *at, own, (&ways, known)) {
            Some(relation) => relations.push(relation),
            None if doubted => {}
            None => {
                let other_base = || wrong_base(input, figures, *at, own);
                let by_place = || of_place(input, figures, *at, own, known);
                relations.extend(by_place().or_else(|| slipped(input, figures, *at, own, known)).or_else(other_base));
            }
        }
    }
    relations
}

/// Whether a figure is a percentage that is not explained yet. A growth that its words have been held against is not
/// looked for elsewhere: the other base is the commonest fault.
fn is_rate(input: &Input, figures: &[Figure], known: &Known, at: usize) -> bool {
    let Some(rate) = figures.get(at).filter(|rate| rate.is_percent() && rate.value > 0) else { return false };
    let unit = input.quantities.get(rate.mention.quantity).and_then(|quantity| quantity.unit);
    let changes = matches!(rate.mention.kind, Kind::Up | Kind::Down);
    let settled = known.explained.contains(&rate.span.start) || changes && known.doubted.contains(&rate.span.start);
    unit == Some(Unit::Percent) && rate.mention.kind != Kind::Aim && !settled
}

fn way(at: usize, reading: &Reading) -> (usize, usize, Shape) {
    (at.abs_diff(reading.part), at.abs_diff(reading.base), reading.shape)
}

/// Every way in which two figures near a percentage can make it up.
fn readings(figures: &[Figure], at: usize) -> Vec<Reading> {
    let Some(rate) = figures.get(at) else { return Vec::new() };
    let usable =
        |figure: &Figure| !figure.is_percent() && figure.mention.dimension != Dimension::Rate && figure.value > 0;
    let before = (0..at).rev().take_while(|place| figures.get(*place).is_some_and(|figure| figure.block == rate.block));
    let before = before.filter(|place| figures.get(*place).is_some_and(usable)).take(BEFORE);
    let behind = (at + 1..figures.len())
        .take_while(|place| figures.get(*place).is_some_and(|figure| figure.sentence == rate.sentence));
    let behind = behind.filter(|place| figures.get(*place).is_some_and(usable)).take(BEHIND);
    let near: Vec<usize> = before.chain(behind).collect();
    let changes = matches!(rate.mention.kind, Kind::Up | Kind::Down);
    let mut found = Vec::new();
    for part in &near {
        for base in near.iter().filter(|base| *base != part) {
            let (Some(own), Some(whole)) = (figures.get(*part), figures.get(*base)) else { continue };
            if !own.is_like(whole) {
                continue;
            }
            let is_change = matches!(own.mention.kind, Kind::Up | Kind::Down);
            let shapes: &[Shape] = match (changes, is_change) {
                (true, true) if is_earlier(whole) => &[Shape::Share],
                (true, true) => &[Shape::Change],
                (true, false) if is_growth(rate, own, whole) => &[Shape::Growth],
                (true, false) => &[],
                (false, true) => &[],
                (false, false) => &[Shape::Share],
            };
            found.extend(shapes.iter().map(|shape| Reading { part: *part, base: *base, shape: *shape }));
        }
    }
    found
}

/// Whether one figure can have grown to another as the words say: upwards or downwards, and from what was earlier.
fn is_growth(rate: &Figure, now: &Figure, before: &Figure) -> bool {
    let rises = rate.mention.kind == Kind::Up;
    let ordered = if rises { now.value >= before.value } else { now.value <= before.value };
    ordered && !is_earlier(now)
}

/// Whether the words at a figure say that it is of an earlier year.
fn is_earlier(figure: &Figure) -> bool {
    figure.mention.kind == Kind::Earlier || figure.mention.label.last_year
}

/// The percentage that two figures give, in ten-thousandths, and how far their own digits let it vary.
fn value(figures: &[Figure], reading: &Reading) -> Option<(i128, i128)> {
    let (part, base) = (figures.get(reading.part)?, figures.get(reading.base)?);
    let (mut above, mut below) = (i128::from(part.value), i128::from(base.value));
    match reading.shape {
        Shape::Share => {}
        Shape::Growth => above = (above - below).abs(),
        Shape::Change => below -= if part.mention.kind == Kind::Up { above } else { -above },
    }
    if below <= 0 {
        return None;
    }
    let percent = above * 1_000_000 / below;
    let slack = i128::from(part.half) * 1_000_000 / below + i128::from(base.half) * percent / below;
    Some((percent, slack))
}

/// Whether the percentage is what the two figures give, rounded or cut off (T2).
fn fits(figures: &[Figure], at: usize, reading: &Reading) -> bool {
    let (Some(rate), Some((percent, slack))) = (figures.get(at), value(figures, reading)) else { return false };
    (i128::from(rate.value) - percent).abs() <= i128::from(2 * rate.half) + slack
}

/// The way that agrees and is worth most, if it is worth more than the price of trying.
fn best(
    input: &Input,
    figures: &[Figure],
    at: usize,
    readings: &[Reading],
    (ways, known): (&BTreeMap<(usize, usize, Shape), usize>, &Known),
) -> Option<Relation> {
    let rate = figures.get(at)?;
    let doubted = known.doubted.contains(&rate.span.start);
    // 满意度90.0%（样本20家，满意18家）: two figures in a bracket of its own.
    let own_bracket = |reading: &Reading| {
        let inside = |place: usize| {
            let figure = figures.get(place);
            place > at && place <= at + BEHIND && figure.is_some_and(|one| one.mention.depth > rate.mention.depth)
        };
        inside(reading.part) && inside(reading.base)
    };
    // Another share beside it is taken of the same.
    let same_base = |reading: &Reading| {
        figures.get(reading.base).is_some_and(|base| base.block == rate.block && known.bases.contains(&base.span.start))
    };
    let digits = rate.value / (2 * rate.half).max(1);
    let worth = i64::from(Grain::default().with(digits).worth(digits));
    let price = i64::from(logarithm(readings.len() as u64));
    let cue = |reading: &Reading| {
        let place = |place: usize| figures.get(place).map_or(usize::MAX, |figure| figure.sentence);
        let same = [reading.part, reading.base].iter().filter(|figure| place(**figure) == rate.sentence).count();
        let next = [reading.part, reading.base].iter().filter(|figure| at.abs_diff(**figure) <= 2).count();
        let again = ways.get(&way(at, reading)).copied().unwrap_or(0).min(4).saturating_sub(1);
        let sure = if own_bracket(reading) || same_base(reading) { SURE } else { 0 };
        25 * same as i64 + 25 * next as i64 + 40 * again as i64 + sure
    };
    let agreeing = readings.iter().filter(|reading| fits(figures, at, reading));
    let (cues, best) =
        agreeing.map(|reading| (cue(reading), reading)).max_by_key(|(cue, reading)| (*cue, reading.shape))?;
    if worth - price + cues < ENOUGH || (doubted && worth < CERTAIN && cues < SURE) {
        return None;
    }
    relation(input, figures, at, best).filter(Relation::agrees)
}

/// The percentage of the two figures right before it, if a slip of the pen in it explains that it is another.
fn slipped(input: &Input, figures: &[Figure], at: usize, readings: &[Reading], known: &Known) -> Option<Relation> {
    let rate = figures.get(at)?;
    let near = |place: usize| place < at && at - place <= 3;
    let own = |place: usize| figures.get(place).is_some_and(|figure| figure.sentence == rate.sentence);
    let figure = |place: usize| figures.get(place);
    // Two figures that make up another percentage are not this one's.
    let used = |reading: &Reading| {
        let places =
            figure(reading.part).zip(figure(reading.base)).map(|(part, base)| (part.span.start, base.span.start));
        places.is_none_or(|places| known.pairs.contains(&places))
    };
    let ordered = |reading: &Reading| {
        let part_of =
            figure(reading.part).zip(figure(reading.base)).is_some_and(|(part, base)| part.value <= base.value);
        reading.shape != Shape::Share || part_of || rate.value > ALL
    };
    let natural = readings.iter().filter(|reading| {
        [reading.part, reading.base].iter().all(|place| near(*place) && own(*place))
            && ordered(reading)
            && !used(reading)
    });
    // 到货11,460册，到货比例99.5%: the words say whose rate it is, and three digits are enough.
    let words = |figure: &Figure| input.document.str(figure.mention.clause);
    let named = [at.checked_sub(1), at.checked_sub(2)]
        .into_iter()
        .flatten()
        .filter_map(figure)
        .any(|figure| shares_word(words(figure), words(rate)));
    let other = if named { 3 } else { 4 };
    let broken: Vec<Relation> = natural
        .filter_map(|reading| relation(input, figures, at, reading))
        .filter(|relation| {
            let (Some(stated), Some(expected)) = (relation.stated, relation.expected) else { return false };
            let rounded = expected.round_dp(relation.operands.first().map_or(0, Operand::decimals));
            relation.verdict == Verdict::Broken && slip::is_worth(stated, rounded, Digits { swapped: 3, other })
        })
        .collect();
    match broken.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The percentage of the two figures that its place leaves no doubt of, unless they make up another or another agrees.
fn of_place(input: &Input, figures: &[Figure], at: usize, readings: &[Reading], known: &Known) -> Option<Relation> {
    let (reading, sure) = beside::reading(input, figures, at)?;
    let (part, base) = (figures.get(reading.part)?, figures.get(reading.base)?);
    let used = known.pairs.contains(&(part.span.start, base.span.start));
    let own = |other: &&Reading| sure == beside::Sure::Placed || other.part == reading.part;
    let agrees = readings.iter().filter(own).any(|other| fits(figures, at, other));
    // 预算数12.00万元，决算数11.40万元，压减率5%: of what is left out.
    let turned = Reading { part: reading.base, base: reading.part, ..reading };
    let rest = Reading { shape: Shape::Growth, ..reading };
    let otherwise = [turned, rest].iter().any(|other| fits(figures, at, other));
    let relation = relation(input, figures, at, &reading)?;
    (!used && !agrees && !otherwise && beside::may_speak(sure, &relation)).then_some(relation)
}

/// Whether two neighbouring characters stand in both texts.
fn shares_word(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.windows(2).any(|pair| other.contains(&pair.iter().collect::<String>()))
}

/// A change that was divided by this year's figure instead of last year's: 支出638.40万元…减少51.60万元，下降8.08%.
fn wrong_base(input: &Input, figures: &[Figure], at: usize, readings: &[Reading]) -> Option<Relation> {
    let rate = figures.get(at)?;
    let digits = rate.value / (2 * rate.half).max(1);
    let is_long = Grain::default().with(digits).worth(digits) >= LONG;
    let own = |reading: &&Reading| reading.shape == Shape::Change && reading.part + 1 == at;
    let divided = |reading: &&Reading| fits(figures, at, &Reading { shape: Shape::Share, ..**reading });
    let found = readings.iter().filter(own).find(divided).filter(|_| is_long)?;
    relation(input, figures, at, found).filter(|relation| relation.verdict == Verdict::Broken)
}

fn relation(input: &Input, figures: &[Figure], at: usize, reading: &Reading) -> Option<Relation> {
    let rate = figures.get(at)?;
    let operands = vec![
        rate.operand(input, Role::Stated)?,
        figures.get(reading.part)?.operand(input, Role::Part)?,
        figures.get(reading.base)?.operand(input, Role::Base)?,
    ];
    let pair = |sign| Expr::Sum(vec![(Sign::Plus, Expr::Operand(1)), (sign, Expr::Operand(2))]);
    let falls = figures.get(reading.part)?.mention.kind == Kind::Down;
    let (above, below, rule, name) = match reading.shape {
        Shape::Share if rate.mention.kind == Kind::Share => {
            (Expr::Operand(1), Expr::Operand(2), "ratio/share", "占比 = 该项 ÷ 总数")
        }
        Shape::Share if matches!(rate.mention.kind, Kind::Up | Kind::Down) => {
            (Expr::Operand(1), Expr::Operand(2), "ratio/growth", "增减率 = 增减额 ÷ 基数")
        }
        Shape::Share => (Expr::Operand(1), Expr::Operand(2), "ratio/completion", "比率 = 前后两数之商"),
        Shape::Growth => (
            Expr::Absolute(Box::new(pair(Sign::Minus))),
            Expr::Operand(2),
            "ratio/growth",
            "增减率 = （本数 - 基数） ÷ 基数",
        ),
        Shape::Change => {
            let sign = if falls { Sign::Plus } else { Sign::Minus };
            let base = Expr::Sum(vec![(Sign::Plus, Expr::Operand(2)), (sign, Expr::Operand(1))]);
            (Expr::Operand(1), base, "ratio/growth", "增减率 = 增减额 ÷ （本数 ∓ 增减额）")
        }
    };
    let share = Expr::Quotient(Box::new(above), Box::new(below));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Some(Relation::new(rule, Severity::Warning, operands, Comparison::EqualOrTruncated, right).named(name))
}

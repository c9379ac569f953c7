//! Repeated text as a grid: clauses, sentences or items that say the same things of one after the other.
//!
//! 决策20分，得19分；过程20分，得18.5分；产出30分，得28分: three rows of two slots. What stands in different slots is never added
//! up, and where one slot of the rows makes up its total the others must as well.

use super::figures::Figure;
use crate::facts::prose::Kind;
use crate::quantity::Dimension;
use crate::relations::worth::Grain;
use crate::relations::{Input, Operand, Relation, Role, Severity, Verdict, slip};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const RULE: &str = "sum/prose";
const NAME: &str = "合计 = 各项之和";

/// Figures of one row.
const WIDEST: usize = 5;
/// Rows of one grid.
const LONGEST: usize = 40;
/// Figures before a grid that may be the total of one of its slots.
const BEFORE: usize = 3;
/// Decimals that are kept of a value.
const SCALE: u32 = 4;
/// What it must be worth that one slot adds up, to confirm the others.
const ENOUGH: u32 = 100;

/// Rows of one skeleton, and the slots of each figure in them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    grids: Vec<Vec<Vec<usize>>>,
    slots: BTreeMap<usize, (usize, usize)>,
}

/// What tells the slots of a row apart: what is measured, and the last sign of the words before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot<'a> {
    dimension: Dimension,
    counter: &'a str,
    kind: Kind,
    last: Option<char>,
}

impl Slot<'_> {
    /// Whether both measure the same, whatever they are called.
    fn measures_like(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.counter == other.counter && self.kind == other.kind
    }
}

impl Rows {
    /// The grids that the figures of the running text form, the widest rows of the longest grids first come.
    pub(super) fn of(input: &Input, figures: &[Figure]) -> Self {
        let slots: Vec<Slot> = figures.iter().map(|figure| slot(input, figure)).collect();
        let mut rows = Self::default();
        let mut from = 0;
        while from < figures.len() {
            let grids = (2..=WIDEST).map(|width| (repeats(figures, &slots, from, width), width));
            let best = grids.filter(|(count, _)| *count > 1).max_by_key(|(count, width)| (count * width, *width));
            let Some((count, width)) = best else {
                from += 1;
                continue;
            };
            let grid: Vec<Vec<usize>> =
                (0..count).map(|row| (from + row * width..from + (row + 1) * width).collect()).collect();
            for (slot, figure) in grid.iter().flat_map(|row| row.iter().enumerate()) {
                rows.slots.insert(*figure, (rows.grids.len(), slot));
            }
            rows.grids.push(grid);
            from += count * width;
        }
        rows
    }

    /// Whether figures stand in different slots of one grid: they are never added up.
    pub(super) fn mixes(&self, figures: impl Iterator<Item = usize>) -> bool {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (grid, slot) in figures.filter_map(|figure| self.slots.get(&figure)) {
            if *seen.entry(*grid).or_insert(*slot) != *slot {
                return true;
            }
        }
        false
    }

    /// Sums down the slots: those that hold, and those that do not although another slot of the same rows does.
    pub(super) fn relate(&self, input: &Input, figures: &[Figure]) -> Vec<Relation> {
        let grids = self.grids.iter();
        grids
            .flat_map(|grid| [under_total_row(input, figures, grid), beside_total(input, figures, grid)].concat())
            .collect()
    }
}

fn slot<'a>(input: &Input, figure: &Figure<'a>) -> Slot<'a> {
    let words = input.document.str(figure.mention.clause);
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric() || "为是达到共约了".contains(c));
    Slot {
        dimension: figure.mention.dimension,
        counter: &figure.mention.counter,
        kind: figure.mention.kind,
        last: words.chars().next_back(),
    }
}

/// How many rows of so many figures follow each other from a figure on: the first slot may have any name, the others
/// are called alike in every row and otherwise than each other.
fn repeats(figures: &[Figure], slots: &[Slot], from: usize, width: usize) -> usize {
    let Some(first) = slots.get(from..from + width) else { return 0 };
    let close = |row: usize| {
        let own = figures.get(row..row + width)?;
        let (start, end) = (own.first()?, own.last()?);
        Some(start.block == end.block && own.iter().all(|figure| figure.mention.depth == start.mention.depth))
    };
    let follows = |row: usize| {
        let (Some(before), Some(own)) = (figures.get(row - 1), figures.get(row)) else { return false };
        own.block <= before.block + 1
    };
    let alike = |row: usize| {
        let Some(own) = slots.get(row..row + width) else { return false };
        let led = own.first().zip(first.first()).is_some_and(|(own, first)| own.measures_like(first));
        led && are_apart(own) && own.iter().zip(first).skip(1).all(|(own, first)| own == first)
    };
    if !are_apart(first) || close(from) != Some(true) {
        return 0;
    }
    let more = (1..LONGEST).map(|row| from + row * width);
    1 + more.take_while(|row| follows(*row) && close(*row) == Some(true) && alike(*row)).count()
}

/// Whether each slot of a row is called otherwise than the others.
fn are_apart(row: &[Slot]) -> bool {
    let named = |(at, own): (usize, &Slot)| own.last.is_some() && row.iter().take(at).all(|other| other != own);
    row.iter().enumerate().skip(1).all(named)
}

/// The sums of a grid's slots with the row before them as their total row: 效益30分，得28.6分，其中甲12分，得11.6分；乙….
fn under_total_row(input: &Input, figures: &[Figure], grid: &[Vec<usize>]) -> Vec<Relation> {
    let width = first_width(grid);
    let before = grid.first().and_then(|row| row.first()).and_then(|first| first.checked_sub(width));
    let outside = before.map(|start| (start..start + width).collect::<Vec<usize>>());
    let rows: Vec<&[usize]> = outside.iter().map(Vec::as_slice).chain(grid.iter().map(Vec::as_slice)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(total) = rows.get(at) {
        // The longest run of rows one slot of which the total row adds up.
        let runs = (at + 3..=rows.len()).rev().filter_map(|end| rows.get(at + 1..end));
        let sums = runs.map(|run| confirmed(slots_of(input, figures, total, run))).find(|sums| !sums.is_empty());
        found.extend(sums.unwrap_or_default());
        at += 1;
    }
    found
}

fn first_width(grid: &[Vec<usize>]) -> usize {
    grid.first().map_or(0, Vec::len)
}

/// The sum of each slot that adds up.
fn slots_of(input: &Input, figures: &[Figure], total: &[usize], rows: &[&[usize]]) -> Vec<Relation> {
    let slots = total.iter().enumerate();
    slots
        .filter_map(|(slot, whole)| {
            let column: Vec<usize> = rows.iter().filter_map(|row| row.get(slot).copied()).collect();
            sum(input, figures, *whole, &column)
        })
        .collect()
}

/// What the slots of one grid say together: one that agrees at a price confirms those that do not.
fn confirmed(sums: Vec<Relation>) -> Vec<Relation> {
    let agrees = sums.iter().any(|sum| sum.agrees() && worth(sum) > ENOUGH);
    sums.into_iter().filter(|sum| agrees && (sum.agrees() || is_near(sum))).collect()
}

/// The total beside the rows, of whichever slot it is: 自评94分，其中…; 四类指标合计得94分.
fn beside_total(input: &Input, figures: &[Figure], grid: &[Vec<usize>]) -> Vec<Relation> {
    let ends = grid.first().and_then(|row| row.first()).zip(grid.last().and_then(|row| row.last()));
    let Some((first, last)) = ends else { return Vec::new() };
    let rows = |slot: usize| grid.iter().filter_map(|row| row.get(slot).copied()).collect::<Vec<usize>>();
    let sums = |total: usize| {
        (0..first_width(grid)).filter_map(move |slot| Some((slot, sum(input, figures, total, &rows(slot))?)))
    };
    let behind = last + 1;
    let around = std::iter::once(behind).chain((1..=BEFORE).filter_map(|back| first.checked_sub(back)));
    let fitting = around.flat_map(sums).find(|(_, sum)| sum.agrees() && worth(sum) > ENOUGH);
    if let Some((_, fitting)) = fitting {
        return vec![fitting];
    }
    // Of the slots that it may be of, it is of the one that it is called like, and comes nearest to.
    let total = figures.get(behind).map(|total| input.document.str(total.mention.clause)).unwrap_or_default();
    let called = |slot: usize| {
        let own = grid.first().and_then(|row| row.get(slot)).and_then(|own| figures.get(*own));
        own.and_then(|own| self::slot(input, own).last).is_some_and(|last| total.contains(last))
    };
    let near = figures.get(behind).zip(figures.get(*last)).is_some_and(|(total, last)| total.block == last.block);
    let closes = near && grid.len() > 2 && PROSE.totals.occur_in(total);
    let broken = sums(behind).filter(|(slot, sum)| closes && called(*slot) && is_near(sum)).map(|(_, sum)| sum);
    broken.min_by_key(|sum| sum.difference().map(|off| off.abs())).into_iter().collect()
}

fn sum(input: &Input, figures: &[Figure], total: usize, parts: &[usize]) -> Option<Relation> {
    let whole = figures.get(total)?;
    let adds = |figure: &&Figure| {
        figure.is_like(whole)
            && figure.mention.kind == Kind::Figure
            && !matches!(figure.mention.dimension, Dimension::Percent | Dimension::Rate)
    };
    let parts: Vec<&Figure> = parts.iter().filter_map(|part| figures.get(*part)).collect();
    if parts.len() < 2 || !adds(&whole) || !parts.iter().all(adds) {
        return None;
    }
    let operands: Option<Vec<Operand>> = std::iter::once(whole.operand(input, Role::Total))
        .chain(parts.iter().map(|part| part.operand(input, Role::Part)))
        .collect();
    let relation = Relation::sum(RULE, Severity::Warning, operands?).named(NAME);
    (relation.verdict != Verdict::Open).then_some(relation)
}

/// What it is worth that a sum holds.
fn worth(sum: &Relation) -> u32 {
    let scaled = |operand: &Operand| {
        let mut value = operand.value;
        value.rescale(SCALE);
        i64::try_from(value.mantissa()).ok()
    };
    let values: Vec<i64> = sum.operands.iter().filter_map(scaled).collect();
    let grain = values.iter().fold(Grain::default(), |grain, value| grain.with(*value));
    values.first().map_or(0, |total| grain.worth(*total))
}

/// Whether a sum misses by a tenth at most, or by a slip of the pen in its total.
fn is_near(sum: &Relation) -> bool {
    let Some((stated, expected)) = sum.stated.zip(sum.expected) else { return false };
    let off = (stated - expected).abs().checked_mul(Decimal::TEN);
    off.is_some_and(|off| off <= stated.abs().max(expected.abs())) || slip::is_telling(stated, expected)
}

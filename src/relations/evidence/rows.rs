//! Repeated text as a grid: clauses, sentences or items that say the same things of one after the other.
//!
//! 决策20分，得19分；过程20分，得18.5分；产出30分，得28分: three rows of two slots. What stands in different slots is never added
//! up, and where one slot of the rows makes up its total the others must as well.

use super::figures::Figure;
use crate::facts::prose::{Kind, Lead};
use crate::quantity::Dimension;
use crate::relations::worth::Grain;
use crate::relations::{Input, Operand, Relation, Role, Severity, Verdict, slip};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const RULE: &str = "sum/prose";
const NAME: &str = "合计 = 各项之和";

/// Figures of one row.
const WIDEST: usize = 5;
/// Rows of one grid.
const LONGEST: usize = 40;
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
            .flat_map(|grid| [under_total_row(input, figures, grid), before_total(input, figures, grid)].concat())
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

/// The sums of a grid's slots with the row right before it as their total row: 效益30分，得28.6分，其中甲12分，得11.6分；乙….
fn under_total_row(input: &Input, figures: &[Figure], grid: &[Vec<usize>]) -> Vec<Relation> {
    let Some(first) = grid.first() else { return Vec::new() };
    let inner = |from: usize| grid.get(from..).unwrap_or_default();
    let before = first.first().and_then(|first| first.checked_sub(first_width(grid)));
    let own: Option<Vec<usize>> = before.map(|start| (start..start + first_width(grid)).collect());
    let outside = own.map(|row| slots_of(input, figures, &row, inner(0))).unwrap_or_default();
    // The row of the total may be told like the others.
    let inside = if grid.len() > 2 { slots_of(input, figures, first, inner(1)) } else { Vec::new() };
    if inside.iter().filter(|sum| sum.agrees()).count() > outside.iter().filter(|sum| sum.agrees()).count() {
        confirmed(inside)
    } else {
        confirmed(outside)
    }
}

fn first_width(grid: &[Vec<usize>]) -> usize {
    grid.first().map_or(0, Vec::len)
}

/// The sum of each slot that adds up.
fn slots_of(input: &Input, figures: &[Figure], total: &[usize], rows: &[Vec<usize>]) -> Vec<Relation> {
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

/// The total behind the rows, of whichever slot it is: 四类指标合计得94分.
fn before_total(input: &Input, figures: &[Figure], grid: &[Vec<usize>]) -> Vec<Relation> {
    let Some(last) = grid.last().and_then(|row| row.last()) else { return Vec::new() };
    let Some(total) = figures.get(last + 1).filter(|total| total.mention.lead == Lead::Total) else {
        return Vec::new();
    };
    let rows = |slot: usize| grid.iter().filter_map(|row| row.get(slot).copied()).collect::<Vec<usize>>();
    let near = figures.get(*last).is_some_and(|last| last.block == total.block);
    let sums = (0..first_width(grid)).filter(|_| near).filter_map(|slot| sum(input, figures, last + 1, &rows(slot)));
    let sums: Vec<Relation> = sums.collect();
    match sums.iter().find(|sum| sum.agrees()) {
        Some(fitting) => vec![fitting.clone()],
        // Of the slots that it may be of, it is of the one that it is called like.
        None => {
            let called = |slot: &usize| {
                let own = grid.first().and_then(|row| row.get(*slot)).and_then(|own| figures.get(*own));
                let last = own.and_then(|own| self::slot(input, own).last);
                last.is_some_and(|last| input.document.str(total.mention.clause).contains(last))
            };
            let named = (0..first_width(grid)).filter(called).filter(|_| near && grid.len() > 2);
            let broken = named.filter_map(|slot| sum(input, figures, last + 1, &rows(slot))).filter(is_near);
            broken.min_by_key(|sum| sum.difference().map(|off| off.abs())).into_iter().collect()
        }
    }
}

fn sum(input: &Input, figures: &[Figure], total: usize, parts: &[usize]) -> Option<Relation> {
    let whole = figures.get(total)?;
    let adds = |figure: &&Figure| {
        figure.is_like(whole)
            && figure.mention.kind == Kind::Figure
            && !matches!(figure.mention.dimension, Dimension::Percent | Dimension::Rate)
    };
    let parts: Vec<&Figure> = parts.iter().filter_map(|part| figures.get(*part)).collect();
    if parts.len() < 2 || !adds(&whole) || !parts.iter().all(|part| adds(part)) {
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

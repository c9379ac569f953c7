//! Which rows are the sums of which: found from what the columns show together, the levels of the rows and their names.
//!
//! A reading is a hypothesis, and all columns of the table vote on it. What closes is taken as meant, its parts leave
//! the sequence of rows, and what is left is looked at again: 小计 first, then what adds them up. Rows that are called
//! a total and close nowhere are given back with the reading that is nearest.

use super::amounts::{Amounts, Cell};
use crate::document::{Document, Span};
use crate::facts::table::{Row, RowKind};
use crate::relations::worth::{Grain, logarithm};

/// A row with the rows that make it up.
#[derive(Debug, Clone)]
pub(super) struct Structure {
    /// The whole.
    pub total: usize,
    /// Its parts, in the order of the table.
    pub parts: Vec<usize>,
    /// What says so.
    pub ground: Ground,
}

/// What says that a row is made up of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Numbers, codes or indents.
    Levels,
    /// The row is called a total.
    Name,
    /// Rows that say 加 and 减 stand before it.
    Signs,
    /// Nothing but that the figures agree.
    Figures,
}

/// How a reading comes out in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// At least two parts make up the whole; with what that is worth.
    Closes(u32),
    /// One part is all of it.
    Copies,
    /// Stated less what the parts make up.
    Misses(i64),
    /// Nothing is said: no figure, or one that cannot be added.
    Silent,
}

/// Rows of a table that are looked at for sums nobody named.
const MOST_ROWS: usize = 160;
/// With more total rows than this, each closes only the rows since the last.
const MANY_TOTALS: usize = 40;
/// Parts of a sum that nobody named.
const LONGEST: usize = 45;
/// What a sum must be worth, beyond the price of trying, that nobody named.
const ENOUGH: i64 = 120;
/// What it costs a reading that a column contradicts it.
const CONTRADICTED: i64 = 200;
/// What a column adds in which one part is all there is.
const COPIED: i64 = 30;
/// What the figures of two rows must be worth that are the same in all columns.
const COPIES: u32 = 350;
/// Thousandths of the whole by which its parts may miss it and still be taken for its parts.
const NEAR: u64 = 250;

/// The sums of a stretch: those that close in the order in which they were found, then those that do not.
pub(super) struct Sums {
    /// Sums that at least one column closes and none or few contradict.
    pub closed: Vec<Structure>,
    /// Rows that are called a total and close nowhere.
    pub unclosed: Vec<Unclosed>,
}

/// A row that is called a total and closes nowhere.
pub(super) struct Unclosed {
    /// The nearest reading of what it adds up.
    pub structure: Structure,
    /// Whether the parts make up about as much as the whole says: a total that was not updated, not one of something else.
    pub near: bool,
    /// Whether no other reading is about as near.
    pub only: bool,
    /// Whether other totals are among the parts: 收入合计 is no part of 支出合计.
    pub of_totals: bool,
}

/// Finds the sums of a stretch.
pub(super) fn sums(document: &Document, rows: &[Row], columns: &[Amounts]) -> Sums {
    let mut search = Search::new(document, rows, columns);
    search.by_levels();
    search.by_copies();
    search.by_names();
    search.by_signs();
    search.by_figures();
    search.by_names();
    let unclosed = search.unclosed();
    Sums { closed: search.closed, unclosed }
}

/// How a whole and its parts come out in one column.
pub(super) fn outcome(rows: &[Row], amounts: &Amounts, total: usize, parts: &[usize]) -> Outcome {
    let Some(whole) = amounts.number(total) else { return Outcome::Silent };
    let mut left = whole;
    let mut grain = Grain::default().with(whole);
    let (mut written, mut some, mut odd) = (0, 0, false);
    for part in parts {
        let number = match amounts.cell(*part) {
            Cell::Number(number) => signed(rows, *part, number),
            Cell::Blank => continue,
            Cell::Odd => {
                odd = true;
                continue;
            }
        };
        let Some(next) = left.checked_sub(number) else { return Outcome::Silent };
        left = next;
        written += 1;
        some += usize::from(number != 0);
        grain = grain.with(number);
    }
    // What cannot be read may be what is left over.
    if odd && left != 0 { Outcome::Silent } else { judged(amounts, whole, left, (written, some), grain) }
}

fn judged(amounts: &Amounts, whole: i64, left: i64, (written, some): (usize, usize), grain: Grain) -> Outcome {
    if written == 0 || (whole == 0 && some == 0) {
        return Outcome::Silent;
    }
    let tail = some > 1 && left.abs() <= amounts.tolerance(some + 1) && whole.abs() > 20 * left.abs();
    match () {
        () if left == 0 && some > 1 => Outcome::Closes(grain.worth(whole)),
        () if left == 0 => Outcome::Copies,
        () if tail => Outcome::Closes(grain.worth(whole).saturating_sub(50)),
        () => Outcome::Misses(left),
    }
}

/// A number with the sign that its row gives it; one that is negative already is taken as it is.
fn signed(rows: &[Row], row: usize, number: i64) -> i64 {
    let taken = rows.get(row).is_some_and(|row| row.subtracts == Some(true));
    if taken && number > 0 { -number } else { number }
}

struct Search<'a> {
    document: &'a Document,
    rows: &'a [Row],
    columns: &'a [Amounts<'a>],
    closed: Vec<Structure>,
    /// Whether a row has been explained as a whole.
    explained: Vec<bool>,
    /// Whether a row has been taken as a part.
    claimed: Vec<bool>,
    /// How many rows are called a total.
    totals: usize,
    /// The wholes that each row is a part of.
    wholes: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(document: &'a Document, rows: &'a [Row], columns: &'a [Amounts<'a>]) -> Self {
        let none = vec![false; rows.len()];
        let totals = rows.iter().filter(|row| !row.is_item()).count();
        Self {
            document,
            rows,
            columns,
            closed: Vec::new(),
            explained: none.clone(),
            claimed: none,
            totals,
            wholes: vec![Vec::new(); rows.len()],
        }
    }

    fn accept(&mut self, structure: Structure) {
        if let Some(explained) = self.explained.get_mut(structure.total) {
            *explained = true;
        }
        for part in &structure.parts {
            if let Some(claimed) = self.claimed.get_mut(*part) {
                *claimed = true;
            }
            if let Some(wholes) = self.wholes.get_mut(*part) {
                wholes.push(structure.total);
            }
        }
        self.closed.push(structure);
    }

    fn is_open(&self, row: usize) -> bool {
        !self.claimed.get(row).copied().unwrap_or(true)
    }

    fn is_explained(&self, row: usize) -> bool {
        self.explained.get(row).copied().unwrap_or(true)
    }

    fn is_close(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| !row.is_item())
    }

    fn has_number(&self, row: usize) -> bool {
        self.columns.iter().any(|column| column.number(row).is_some())
    }

    fn outcomes<'b>(&'b self, total: usize, parts: &'b [usize]) -> impl Iterator<Item = Outcome> + 'b {
        let columns = self.columns.iter().filter(move |column| !column.is_constant(total, parts));
        columns.map(move |column| outcome(self.rows, column, total, parts))
    }

    /// What a reading is worth: what its columns show, less what contradicts it.
    fn worth(&self, total: usize, parts: &[usize]) -> (bool, i64) {
        let mut closes = false;
        let mut worth = 0;
        for outcome in self.outcomes(total, parts) {
            worth += match outcome {
                Outcome::Closes(own) => {
                    closes = true;
                    i64::from(own)
                }
                Outcome::Copies => COPIED,
                Outcome::Misses(_) => -CONTRADICTED,
                Outcome::Silent => 0,
            };
        }
        (closes, worth)
    }

    /// Rows whose numbers, codes or indents say what they are parts of. The whole table decides whether such parts are
    /// meant to make up their wholes: where most do, the others are wrong.
    fn by_levels(&mut self) {
        let parents: Vec<Option<usize>> = self.rows.iter().map(|row| row.parent).collect();
        self.by_parents(&parents, false);
        if self.closed.is_empty() {
            let above = self.numbered_above();
            self.by_parents(&above, true);
        }
    }

    /// For each row without a number the numbered row above it: 一、人员支出, 基本工资, 津贴, 二、办公支出, 水电费.
    fn numbered_above(&self) -> Vec<Option<usize>> {
        let mut last = None;
        let above = |(at, row): (usize, &Row)| {
            if !row.is_item() {
                last = None;
            } else if crate::facts::table::is_numbered(self.text(row.label)) {
                last = Some(at);
            } else {
                return last;
            }
            None
        };
        self.rows.iter().enumerate().map(above).collect()
    }

    /// Takes families of rows as sums: those that agree, and the others too where most do (`all`: only then any).
    fn by_parents(&mut self, parents: &[Option<usize>], all: bool) {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.rows.len()];
        for (at, parent) in parents.iter().enumerate() {
            if let Some(list) = parent.and_then(|parent| children.get_mut(parent)) {
                list.push(at);
            }
        }
        let families: Vec<Structure> = children
            .into_iter()
            .enumerate()
            .filter(|(_, parts)| !parts.is_empty())
            .map(|(total, parts)| Structure { total, parts, ground: Ground::Levels })
            .collect();
        let is_among = |part: &usize| self.rows.get(*part).is_some_and(|row| row.kind == RowKind::Among);
        let (mut closing, mut missing) = (0_usize, 0_usize);
        for family in families.iter().filter(|family| family.parts.len() > 1 && !family.parts.iter().any(is_among)) {
            for outcome in self.outcomes(family.total, &family.parts) {
                closing += usize::from(matches!(outcome, Outcome::Closes(_)));
                missing += usize::from(matches!(outcome, Outcome::Misses(_)));
            }
        }
        let meant = closing > 1 && missing * 3 <= closing;
        for family in families {
            let open = family.parts.iter().any(is_among) || family.parts.len() < 2;
            let agrees = !self.outcomes(family.total, &family.parts).any(|one| matches!(one, Outcome::Misses(_)));
            let (closes, _) = self.worth(family.total, &family.parts);
            if (agrees && closes && (meant || !all)) || (meant && !open) {
                self.accept(family);
            }
        }
    }

    /// 205 教育支出 above 20508 进修及培训 with the same long figures in all columns: the only part of a class is told again.
    fn by_copies(&mut self) {
        for total in 0..self.rows.len().saturating_sub(1) {
            let part = total + 1;
            let items =
                !self.is_close(total) && !self.is_close(part) && self.is_open(part) && !self.is_explained(total);
            let same = |column: &Amounts| column.number(total).unwrap_or(0) == column.number(part).unwrap_or(0);
            let worth: u32 = self
                .columns
                .iter()
                .filter_map(|column| column.number(part))
                .map(|number| Grain::default().with(number).worth(number))
                .sum();
            if items && worth >= COPIES && self.columns.iter().all(same) {
                self.accept(Structure { total, parts: vec![part], ground: Ground::Levels });
            }
        }
    }

    /// Rows that are called a total and that one of their readings closes.
    fn by_names(&mut self) {
        for total in 0..self.rows.len() {
            if !self.is_close(total) || self.is_explained(total) || !self.has_number(total) {
                continue;
            }
            let agreeing = self.readings(total).into_iter().find(|parts| {
                let misses = self.outcomes(total, parts).any(|one| matches!(one, Outcome::Misses(_)));
                let says = self.outcomes(total, parts).any(|one| matches!(one, Outcome::Closes(_) | Outcome::Copies));
                !misses && says
            });
            if let Some(parts) = agreeing {
                self.accept(Structure { total, parts, ground: Ground::Name });
            }
        }
    }

    /// What a total may add up, likeliest first: the rows since the last total, all rows above, the rows below; each
    /// without the rows that are parts of others, and with them.
    fn readings(&self, total: usize) -> Vec<Vec<usize>> {
        let since = (0..total).rfind(|row| self.is_close(*row)).map_or(0, |row| row + 1);
        let until = (total + 1..self.rows.len()).find(|row| self.is_close(*row)).unwrap_or(self.rows.len());
        let last = (0..total).rfind(|row| self.rows.get(*row).is_some_and(|row| row.kind == RowKind::Total));
        // In a table of many totals each closes the rows since the last: every other reading looks at all rows again.
        if self.totals > MANY_TOTALS {
            let own = (since..total).filter(|row| self.is_open(*row) && self.has_number(*row));
            let top: Vec<usize> = own.filter(|row| self.is_top(*row, since)).collect();
            return if top.is_empty() { Vec::new() } else { vec![top] };
        }
        let above = [since..total, last.map_or(0, |row| row + 1)..total, 0..total, last.unwrap_or(0)..total];
        let below = [total + 1..until, total + 1..self.rows.len()];
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut add = |reading: Vec<usize>| {
            if !reading.is_empty() && !found.contains(&reading) {
                found.push(reading);
            }
        };
        add(self.of_group(total));
        for range in above.into_iter().chain(below) {
            let start = range.start;
            let is_counted = |row: &usize| self.is_open(*row) && self.has_number(*row) && !self.is_made_of(*row, total);
            let open: Vec<usize> = range.filter(is_counted).collect();
            let top: Vec<usize> = open.iter().copied().filter(|row| self.is_top(*row, start)).collect();
            let beside: Vec<usize> = top.iter().copied().filter(|row| !self.is_aside(*row)).collect();
            let items: Vec<usize> = top.iter().copied().filter(|row| !self.is_close(*row)).collect();
            let ended = self.after_among(&open, &top);
            [top, beside, items].into_iter().chain(ended).chain([open]).for_each(&mut add);
        }
        found
    }

    /// Whether a row has been explained as a sum in which another takes part.
    fn is_made_of(&self, row: usize, part: usize) -> bool {
        self.wholes.get(part).is_some_and(|wholes| wholes.contains(&row))
    }

    /// 小计 | 人员经费: the rows of the group that the total names, wherever they stand.
    fn of_group(&self, total: usize) -> Vec<usize> {
        let Some(row) = self.rows.get(total) else { return Vec::new() };
        let names: Vec<&str> =
            row.entries.iter().map(|entry| self.text(entry.span)).filter(|name| !name.is_empty()).collect();
        let group = |row: &Row| row.group.map(|group| self.text(group));
        let is_of = |at: &usize| {
            let other = self.rows.get(*at);
            other.is_some_and(|row| row.is_item() && group(row).is_some_and(|own| names.contains(&own)))
        };
        (0..self.rows.len()).filter(|at| *at != total && is_of(at) && self.has_number(*at)).collect()
    }

    fn text(&self, span: Span) -> &'a str {
        self.document.str(span).trim()
    }

    /// What is left of the rows below the last 其中 need not be part of the same whole: from any of them on, they may
    /// stand for themselves.
    fn after_among(&self, open: &[usize], top: &[usize]) -> Vec<Vec<usize>> {
        let is_among = |row: &usize| self.rows.get(*row).is_some_and(|row| row.kind == RowKind::Among);
        let Some(among) = open.iter().copied().rfind(is_among) else { return Vec::new() };
        let followers = open.iter().copied().filter(|row| *row > among && !top.contains(row));
        let ended = |from: usize| {
            let own = open.iter().copied().filter(|row| *row >= from);
            top.iter().copied().filter(|row| *row < from).chain(own).collect()
        };
        followers.take(LONGEST).map(ended).collect()
    }

    /// Whether a row is no part of another in the same range, and no 其中.
    fn is_top(&self, row: usize, start: usize) -> bool {
        let own = self.rows.get(row);
        own.is_none_or(|row| row.parent.is_none_or(|parent| parent < start) && row.kind != RowKind::Among)
    }

    fn is_aside(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| crate::vocabulary::TABLE.is_aside(&row.name))
    }

    /// `年初余额, 加：收入, 减：支出, 年末余额`: what is added and taken away, between what was there and what is left.
    fn by_signs(&mut self) {
        let sign = |row: usize| self.rows.get(row).and_then(|row| row.subtracts);
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.rows.len() {
            let end = (at..self.rows.len()).find(|row| sign(*row).is_none()).unwrap_or(self.rows.len());
            let takes = (at..end).any(|row| sign(row) == Some(true));
            if takes && at > 0 && end < self.rows.len() && !self.is_close(end) && !self.is_explained(end) {
                let parts: Vec<usize> = (at - 1..end).collect();
                if self.miss(end, &parts) <= NEAR {
                    found.push(Structure { total: end, parts, ground: Ground::Signs });
                }
            }
            at = end.max(at) + 1;
        }
        found.into_iter().for_each(|structure| self.accept(structure));
    }

    /// Sums that nobody named: a row and a run of rows right below or above it, taken while any is found, the best
    /// first.
    fn by_figures(&mut self) {
        let mut sequence: Vec<usize> =
            (0..self.rows.len()).filter(|row| self.is_open(*row) && self.has_number(*row)).take(MOST_ROWS).collect();
        let mut best: Vec<Option<(i64, Structure)>> = sequence.iter().map(|_| None).collect();
        let mut stale = 0..sequence.len();
        loop {
            for place in stale.clone() {
                if let Some(slot) = best.get_mut(place) {
                    *slot = self.best_run(&sequence, place);
                }
            }
            let ranked =
                best.iter().flatten().max_by_key(|(worth, structure)| (*worth, std::cmp::Reverse(structure.total)));
            let Some((_, structure)) = ranked.cloned() else { break };
            let places: Vec<usize> = (0..sequence.len())
                .filter(|place| sequence.get(*place).is_some_and(|row| structure.parts.contains(row)))
                .collect();
            for place in places.iter().rev() {
                sequence.remove(*place);
                best.remove(*place);
            }
            let first = places.first().copied().unwrap_or(0);
            stale = first.saturating_sub(LONGEST + 1)..(first + LONGEST + 1).min(sequence.len());
            self.accept(structure);
        }
    }

    /// The run beside a row that is worth most as its parts.
    fn best_run(&self, sequence: &[usize], place: usize) -> Option<(i64, Structure)> {
        let total = sequence.get(place).copied().filter(|row| !self.is_explained(*row))?;
        let down = sequence.get(place + 1..).unwrap_or_default().iter().copied().take(LONGEST);
        let up = sequence.get(..place).unwrap_or_default().iter().rev().copied().take(LONGEST);
        let price = i64::from(logarithm(2 * sequence.len().min(LONGEST) as u64)) / 2;
        let runs = [self.run(total, down, price), self.run(total, up, price)];
        runs.into_iter().flatten().max_by_key(|(worth, _)| *worth)
    }

    /// The prefix of a run that is worth most as the parts of a row.
    fn run(&self, total: usize, run: impl Iterator<Item = usize>, price: i64) -> Option<(i64, Structure)> {
        let mut open: Vec<Open> = self.columns.iter().filter_map(|column| Open::new(column, total)).collect();
        let mut parts = Vec::new();
        let mut best: Option<(i64, usize)> = None;
        let mut closes_inside = 0;
        let named = if self.is_close(total) { ENOUGH } else { 0 };
        for row in run {
            parts.push(row);
            closes_inside += i64::from(self.is_close(row));
            open.iter_mut().for_each(|column| column.add(self.rows, row));
            if open.iter().all(|column| column.is_passed()) {
                break;
            }
            let mut worth = named - price / 2 - 100 * closes_inside - 10 * i64::try_from(parts.len()).unwrap_or(0);
            let mut closes = false;
            for outcome in open.iter().map(Open::outcome) {
                worth += match outcome {
                    Outcome::Closes(own) => {
                        closes = true;
                        (i64::from(own) - price).max(0)
                    }
                    Outcome::Copies => COPIED,
                    Outcome::Misses(_) => -CONTRADICTED,
                    Outcome::Silent => 0,
                };
            }
            if closes && parts.len() > 1 && worth >= ENOUGH && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, parts.len()));
            }
        }
        let (worth, length) = best?;
        parts.truncate(length);
        parts.sort_unstable();
        let structure = Structure { total, parts, ground: if named > 0 { Ground::Name } else { Ground::Figures } };
        Some((worth, structure))
    }

    /// Rows that are called a total and close nowhere, with the reading that is nearest.
    fn unclosed(&self) -> Vec<Unclosed> {
        let unexplained = (0..self.rows.len()).filter(|row| !self.is_explained(*row) && self.has_number(*row));
        let nearest = |row: &usize| self.nearest(*row).filter(|_| self.is_close(*row));
        unexplained.filter_map(|row| self.bypassed(row).or_else(|| nearest(&row))).collect()
    }

    /// A row that another whole leaves out while it takes in the parts of the row one by one: 总计 = 财政拨款 + 其他收入 +
    /// 年初结转, where 本年收入合计 stands between them. That the whole closes says that the parts are all there are.
    fn bypassed(&self, row: usize) -> Option<Unclosed> {
        if !self.is_open(row) {
            return None;
        }
        let since = (0..row).rfind(|above| self.is_close(*above)).map_or(0, |above| above + 1);
        let is_child = |part: &usize| self.rows.get(*part).is_some_and(|part| part.parent == Some(row));
        let is_own = |part: &usize| if self.is_close(row) { (since..row).contains(part) } else { is_child(part) };
        let own = |whole: &Structure| -> Vec<usize> { whole.parts.iter().copied().filter(is_own).collect() };
        let found = self.closed.iter().map(|whole| (whole, own(whole)));
        let mut others = found.filter(|(whole, own)| own.len() > 1 && own.len() < whole.parts.len());
        let (_, parts) = others.next()?;
        let near = self.miss(row, &parts) <= NEAR;
        let structure = Structure { total: row, parts, ground: Ground::Name };
        Some(Unclosed { structure, near, only: true, of_totals: false })
    }

    /// The reading of a total that most columns follow, and of those the one that misses least.
    fn nearest(&self, total: usize) -> Option<Unclosed> {
        let is_total = |row: &usize| self.rows.get(*row).is_some_and(|row| row.kind == RowKind::Total);
        // What stands from the next total on is no part of this one: 本年收入合计 above 本年支出合计.
        let passes = |part: &usize| (total + 1..=*part).any(|row| is_total(&row));
        let may_be = |parts: &Vec<usize>| !parts.last().is_some_and(passes);
        let ranked = self.readings(total).into_iter().filter(may_be).enumerate().map(|(place, parts)| {
            let rank =
                (self.worth(total, &parts).1, std::cmp::Reverse(self.miss(total, &parts)), std::cmp::Reverse(place));
            (rank, parts)
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let ((_, std::cmp::Reverse(miss), _), parts) = ranked.pop()?;
        let is_near = |miss: u64| miss <= NEAR;
        let rivals =
            ranked.iter().filter(|((_, std::cmp::Reverse(other), _), _)| *other != miss && is_near(*other)).count();
        let structure = Structure { total, parts, ground: Ground::Name };
        let of_totals = structure.parts.iter().any(is_total);
        Some(Unclosed { structure, near: is_near(miss), only: rivals == 0, of_totals })
    }

    /// By how much a reading misses, in thousandths of the whole, in the column where it misses most.
    fn miss(&self, total: usize, parts: &[usize]) -> u64 {
        let miss = |column: &Amounts| match outcome(self.rows, column, total, parts) {
            Outcome::Misses(left) => {
                let whole = column.number(total).unwrap_or(0).unsigned_abs().max(1);
                (u128::from(left.unsigned_abs()) * 1000 / u128::from(whole)).min(1_000_000) as u64
            }
            _ => 0,
        };
        self.columns.iter().filter(|column| !column.is_constant(total, parts)).map(miss).max().unwrap_or(0)
    }
}

/// A column while parts are added to a reading.
struct Open<'a> {
    amounts: &'a Amounts<'a>,
    whole: i64,
    left: i64,
    written: usize,
    some: usize,
    grain: Grain,
    odd: bool,
    /// Whether a number with another sign than the whole was met: then the sum may still come back.
    mixed: bool,
}

impl<'a> Open<'a> {
    fn new(amounts: &'a Amounts<'a>, total: usize) -> Option<Self> {
        let whole = amounts.number(total)?;
        let grain = Grain::default().with(whole);
        Some(Self { amounts, whole, left: whole, written: 0, some: 0, grain, odd: false, mixed: false })
    }

    fn add(&mut self, rows: &[Row], row: usize) {
        match self.amounts.cell(row) {
            Cell::Blank => {}
            Cell::Odd => self.odd = true,
            Cell::Number(number) => {
                let number = signed(rows, row, number);
                match self.left.checked_sub(number) {
                    Some(left) => self.left = left,
                    None => self.odd = true,
                }
                self.written += 1;
                self.some += usize::from(number != 0);
                self.grain = self.grain.with(number);
                self.mixed |= number != 0 && (number < 0) != (self.whole < 0);
            }
        }
    }

    /// Whether the parts are already more than the whole can be.
    fn is_passed(&self) -> bool {
        !self.mixed && self.left.signum() != self.whole.signum() && self.left.abs() > self.whole.abs()
    }

    fn outcome(&self) -> Outcome {
        if self.odd && self.left != 0 {
            return Outcome::Silent;
        }
        judged(self.amounts, self.whole, self.left, (self.written, self.some), self.grain)
    }
}

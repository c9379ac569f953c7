//! Columns that are added up, as whole numbers of their last decimal.

use crate::facts::table::{Column, Content, Entry, Stretch};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::vocabulary::{ColumnKind, TABLE};
use rust_decimal::Decimal;

/// Decimals beyond which no column is looked at.
const FINEST: u32 = 6;

/// A column whose figures can be added up.
pub(super) struct Amounts<'a> {
    /// The column.
    pub column: &'a Column,
    /// Its cells, one for each row of the stretch.
    cells: Vec<Cell>,
    /// How far a sum of n numbers may be off: whole numbers of things not at all (T0).
    rounded: bool,
    /// Whether it holds the only amounts of money of the table.
    sole: bool,
}

/// A cell of a column that is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// A number, in units of the column's last decimal.
    Number(i64),
    /// Nothing, or a sign for nothing.
    Blank,
    /// Words, 约, a rate: nothing that can be added.
    Odd,
}

impl<'a> Amounts<'a> {
    /// The columns of a stretch that can be added up.
    pub fn all(stretch: &'a Stretch) -> Vec<Self> {
        let summed = stretch.columns.iter().filter(|column| is_summed(stretch, column));
        let mut all: Vec<Self> = summed.map(|column| Self::new(stretch, column)).collect();
        let is_money = |amounts: &&mut Self| {
            let unit = amounts.column.unit.map(Unit::dimension);
            amounts.column.kind == ColumnKind::Money || unit == Some(Dimension::Money)
        };
        let mut money = all.iter_mut().filter(is_money);
        if let (Some(sole), None) = (money.next(), money.next()) {
            sole.sole = true;
        }
        all
    }

    fn new(stretch: &Stretch, column: &'a Column) -> Self {
        let scale = column.scale.min(FINEST);
        let cell = |entry: Option<&Entry>| match entry.map(|entry| &entry.content) {
            None | Some(Content::Blank) => Cell::Blank,
            Some(Content::Text) => Cell::Odd,
            Some(Content::Number(number)) => whole(number, column, scale).map_or(Cell::Odd, Cell::Number),
        };
        let cells = stretch.rows.iter().map(|row| cell(row.entry(column.index))).collect();
        let rounded = scale > 0 || column.unit == Some(Unit::Yuan);
        Self { column, cells, rounded, sole: false }
    }

    /// Whether the column is known to hold what is added up: money or people.
    pub fn is_counted(&self) -> bool {
        let money = self.column.unit.is_some_and(|unit| unit.dimension() == Dimension::Money);
        money || matches!(self.column.kind, ColumnKind::Money | ColumnKind::People)
    }

    /// What stands in a row.
    pub fn cell(&self, row: usize) -> Cell {
        self.cells.get(row).copied().unwrap_or(Cell::Blank)
    }

    /// The number in a row.
    pub fn number(&self, row: usize) -> Option<i64> {
        match self.cell(row) {
            Cell::Number(number) => Some(number),
            Cell::Blank | Cell::Odd => None,
        }
    }

    /// By how much a sum of so many numbers may be off (T0): 0.01, or half a last digit for each of them.
    pub fn tolerance(&self, numbers: usize) -> i64 {
        if self.rounded { i64::try_from(numbers.div_ceil(2)).unwrap_or(1).max(1) } else { 0 }
    }

    /// Whether the total lies among its parts and is no sum of them: the mean of rates, the end of a running count.
    pub fn is_among(&self, total: usize, parts: &[usize]) -> bool {
        let numbers: Vec<i64> = parts.iter().filter_map(|part| self.number(*part)).collect();
        let (least, most) = (numbers.iter().min(), numbers.iter().max());
        let within = |whole: i64| {
            least.is_some_and(|least| *least > 0 && whole >= *least) && most.is_some_and(|most| whole <= *most)
        };
        numbers.len() > 2 && self.number(total).is_some_and(within)
    }

    /// Whether each row shows the same number, the total too: a price, days, a date.
    pub fn is_constant(&self, total: usize, parts: &[usize]) -> bool {
        let same = self.number(total);
        let money = matches!(self.column.kind, ColumnKind::Money | ColumnKind::People) || self.sole;
        !money && same.is_some() && parts.len() > 1 && parts.iter().all(|part| self.number(*part) == same)
    }
}

/// A number in units of the column's last decimal.
fn whole(number: &Quantity, column: &Column, scale: u32) -> Option<i64> {
    if !crate::relations::is_exact(number) || number.unit == Some(Unit::Percent) {
        return None;
    }
    let own = match (number.unit, column.unit) {
        (Some(own), Some(unit)) if own != unit => number.value.checked_mul(own.factor())?.checked_div(unit.factor())?,
        _ => number.value,
    };
    let scaled = own.checked_mul(Decimal::from(10_u64.pow(scale)))?.normalize();
    (scaled.scale() == 0).then(|| i64::try_from(scaled.mantissa()).ok()).flatten()
}

/// Whether figures of the column can be added up: amounts and counts, not rates, scores or numbers of rows.
fn is_summed(stretch: &Stretch, column: &Column) -> bool {
    let kind = match column.kind {
        ColumnKind::Money | ColumnKind::People | ColumnKind::Area => true,
        ColumnKind::Unknown | ColumnKind::Count => !TABLE.never_summed(&column.text),
        _ => false,
    };
    let numbers = || stretch.rows.iter().filter_map(|row| row.entry(column.index)?.number());
    let percent = column.unit == Some(Unit::Percent) || numbers().all(|number| number.unit == Some(Unit::Percent));
    kind && !percent && !counts_on(stretch, column) && numbers().next().is_some()
}

/// Whether each row of the column holds those before it: 累计支出 by months.
fn counts_on(stretch: &Stretch, column: &Column) -> bool {
    let periods = || stretch.rows.iter().filter(|row| row.is_item()).filter(|row| TABLE.is_period(&row.name));
    TABLE.is_accumulated(&column.text) && periods().nth(1).is_some()
}

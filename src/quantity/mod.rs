//! Characters → quantities: the decimal value exactly as written, its precision, unit and bound, and where it stands.
//! What only looks like a quantity (years, dates, document numbers, codes, ordinals, idioms) is recognised as what it is.

mod cell;
mod chinese;
mod compound;
mod currency;
mod cursor;
mod disguise;
mod grouping;
mod interval;
mod measure;
mod note;
mod scan;
mod sign;
#[cfg(test)]
mod tests;
mod unit;
mod words;
mod written;

pub use cell::{read_cell, remark};
pub use grouping::is_uneven;
pub use interval::Interval;
pub use scan::read;
pub use unit::{Dimension, Unit};

use crate::document::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A number of the report with all that its own characters say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Number and unit together, e.g. `1,265.26万元`; a bound word (`约`, `以上`) is not inside.
    pub span: Span,
    /// The digits alone, with sign and separators, e.g. `1,265.26`.
    pub number: Span,
    /// The value as written; its `scale()` is the number of decimals written. Not converted: see [`Quantity::base`].
    pub value: Decimal,
    /// The unit written directly at the number; `None` where none is (a table cell has its unit in the header).
    pub unit: Option<Unit>,
    /// How the number is meant.
    pub bound: Bound,
}

/// How a number limits what it speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Exactly this.
    #[default]
    Exact,
    /// 不少于、≥、以上、达到 (only with a target).
    AtLeast,
    /// 不超过、≤、以内、以下、控制在.
    AtMost,
    /// 超过、大于、＞.
    Above,
    /// 低于、小于、＜、不足.
    Below,
    /// 约、左右、近、余、多.
    About,
    /// One end of a range such as 1-2次 or 80—90分.
    Range,
    /// 大写: says in capital numerals what figures beside it say (壹佰元整), and is no amount of its own.
    Again,
}

/// What looks like a quantity and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Not {
    /// 2022年, 2022年度, 2022-2024年.
    Year,
    /// 2022年12月31日, 10月, 2024-10-15.
    Date,
    /// `〔2019〕1号`, `[2016]46号`.
    DocumentNumber,
    /// Project, credit, identity codes; telephone numbers; 106001-…; A630.
    Code,
    /// 第3, 1.、（1）、附件2, 目标1, 表2 and other list numbers.
    Ordinal,
    /// Numbers inside a fixed expression: “两新”, “六个一”, 1+17+N, 二十大, 三公.
    Idiom,
}

/// Everything numeric that stands in a stretch of text, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The quantities.
    pub quantities: Vec<Quantity>,
    /// What was recognised as no quantity.
    pub others: Vec<(Span, Not)>,
}

/// How far a share may be from the tenth or fraction that it is told as, in percent: 77.6 % are eight tenths.
const TENTH_REACH: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

impl Quantity {
    /// The value in the base unit of its dimension (元, percent, plain count), with `unit` where none is written.
    /// `None` if the conversion leaves the range of [`Decimal`].
    pub fn base(&self, unit: Option<Unit>) -> Option<Decimal> {
        let factor = self.unit.or(unit).map_or(Decimal::ONE, Unit::factor);
        self.value.checked_mul(factor).map(|value| value.normalize())
    }

    /// Every exact value, in the base unit, that could have been written like this.
    pub fn interval(&self, unit: Option<Unit>) -> Option<Interval> {
        if self.unit == Some(Unit::Tenth) {
            return Interval::exactly(self.base(unit)?).widened(TENTH_REACH);
        }
        let factor = self.unit.or(unit).map_or(Decimal::ONE, Unit::factor);
        Interval::of_written(self.value)?.times(factor)
    }
}

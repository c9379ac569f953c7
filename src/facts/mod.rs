//! Quantities → facts: whose number it is, which figure of it, of which year, and where it stands.

pub(crate) mod label;
pub mod list;
pub mod name;
pub mod prose;
pub mod same;
pub mod table;

mod gather;

pub use gather::{Prose, gather};

use crate::document::Span;
use crate::quantity::{Dimension, Unit};

/// What one quantity states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which quantity (position in the report's quantities).
    pub quantity: usize,
    /// Whose number.
    pub subject: Subject,
    /// Which figure: the key of a measure term (`init`, `exec`, `score`); `None` if unknown.
    pub measure: Option<&'static str>,
    /// Whether the words at the number name both subject and figure, or part of it is inherited from its surroundings.
    pub said: bool,
    /// A narrower source of money said beside the subject (口径), by its key.
    pub scope: Option<&'static str>,
    /// Whether it is an aim, a result, or just a figure.
    pub aspect: Aspect,
    /// Year the figure is of; `None` is the report year.
    pub year: Option<i16>,
    /// The words that say so.
    pub label: Span,
    /// Where it stands.
    pub place: Place,
    /// The unit it is meant in: written at the number, or given by the table.
    pub unit: Option<Unit>,
    /// What it measures.
    pub dimension: Dimension,
}

/// Whether a figure is an aim or a result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// Neither: a figure of the accounts.
    #[default]
    Plain,
    /// Stated among the aims (绩效目标).
    Target,
    /// Stated among the results (完成情况).
    Actual,
}

/// Whose number it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The reporting unit as a whole (部门整体), where nothing narrower is said.
    Whole,
    /// A subject of the vocabulary, by its key.
    Known(&'static str),
    /// Something the report names itself: a project, a sub-unit, an indicator. Normalised for comparison.
    Named(String),
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In running text: block, and sentence within it.
    Prose {
        /// Block number.
        block: usize,
        /// Sentence number within the block.
        sentence: usize,
    },
    /// In a table cell.
    Cell {
        /// Block number of the table.
        block: usize,
        /// Grid row.
        row: u32,
        /// Grid column.
        column: u32,
    },
}

//! Sums (合计、分项).

pub mod bracket;
pub mod group;
pub mod table;

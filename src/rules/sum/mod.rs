//! Sums (合计、分项).

pub mod across;
pub mod balance;
pub mod bracket;
pub mod classes;
pub mod group;
pub mod prose;
pub mod table;
pub mod three_public;

//! Counts (个数) against what is listed.

pub mod list;
pub mod points;
pub mod rows;
pub mod stock;

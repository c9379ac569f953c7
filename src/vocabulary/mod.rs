//! The words of the trade as data: TOML files that someone who knows budgets but not Rust can extend.

pub mod outlines;

//! Sums (合计): totals, fixed divisions, balances.

pub mod balance;
pub mod classes;
pub mod prose;
pub mod three_public;

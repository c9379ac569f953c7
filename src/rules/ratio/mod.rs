//! Rates and shares (率).

pub mod adjust_rate;
pub mod control;
pub mod table_rate;

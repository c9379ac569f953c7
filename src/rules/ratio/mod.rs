//! Rates and shares (率).

pub mod adjust_rate;
pub mod average;
pub mod completion;
pub mod control;
pub mod growth;
pub mod price;
pub mod printed;
pub mod share;
pub mod table_rate;

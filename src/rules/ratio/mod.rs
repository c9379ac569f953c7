//! Ratios (比率): growth, shares, rates of fulfilment.

pub mod completion;
pub mod growth;
pub mod share;

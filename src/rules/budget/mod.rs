//! Budget (预算): the chain from the initial budget to what is carried forward, and what is said about it.

pub mod chain;
pub mod claim;
pub mod overpaid;
pub mod overrun;
pub mod surplus;
pub mod unadjusted;

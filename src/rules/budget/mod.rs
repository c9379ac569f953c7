//! Budget and spending (预算、执行、结转).

pub mod chain;
pub mod claim;
pub mod overpaid;
pub mod overrun;
pub mod row_chain;
pub mod row_surplus;
pub mod surplus;
pub mod unadjusted;

//! Budget and spending (预算、执行、结转).

pub mod overrun;
pub mod row_chain;
pub mod row_surplus;

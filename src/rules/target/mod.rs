//! Goals against results (指标值、完成值).

pub mod claim;
pub mod deviation;
pub mod stated;
pub mod unit;
pub mod unmet;

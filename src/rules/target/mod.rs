//! Goals against results (指标值、完成值).

pub mod deviation;
pub mod unit;
pub mod unmet;

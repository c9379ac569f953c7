//! Aims against results (目标与完成).

pub mod deviation;
pub mod stated;

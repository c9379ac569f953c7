//! Weights, marks and grades (分值、得分、等级).

pub mod execution;
pub mod grade;
pub mod line;
pub mod stated_execution;
pub mod total;
pub mod unmet_full;
pub mod weights;

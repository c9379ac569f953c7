//! 勾稽: checks that the figures of a Chinese budget-performance report agree with each other.

pub mod diagnosis;
pub mod document;
pub mod facts;
pub mod outline;
pub mod quantity;
pub mod read;
pub mod relations;
pub mod report;
pub mod rules;
pub mod vocabulary;

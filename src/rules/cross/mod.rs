//! The same thing stated twice (前后一致).

pub mod restated;

//! The same thing stated twice (前后一致).

pub mod capital;
pub mod carried_over;
pub mod class_name;
pub mod files;
pub mod last_year;
pub mod list_average;
pub mod list_count;
pub mod list_grade;
pub mod list_score;
pub mod polarity;
pub mod restated;
pub mod retold;
pub mod satisfaction;

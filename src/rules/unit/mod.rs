//! Units (单位): of money, of the year, of the reporting body; headers that do not fit their columns.

pub mod converted;
pub mod copied_name;
pub mod date;
pub mod header_mismatch;
pub mod left_year;
pub mod missing;
pub mod name;
pub mod outlier;
pub mod table;
pub mod year;

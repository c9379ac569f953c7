//! Order (顺序): numbers of headings and rows, brackets.

pub mod bracket;
pub mod duplicate_number;
pub mod heading_number;
pub mod row_number;

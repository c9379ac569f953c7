//! Order (顺序): numbers of headings, rows and forms, dates, brackets.

pub mod bracket;
pub mod contents;
pub mod date;
pub mod duplicate_number;
pub mod form_number;
pub mod heading_number;
pub mod row_number;

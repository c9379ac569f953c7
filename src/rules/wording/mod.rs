//! Wording (文字): unmistakable slips only.

pub mod document_number;
pub mod duplicate_paragraph;
pub mod number;
pub mod quotes;
pub mod repeated_word;
pub mod slip;

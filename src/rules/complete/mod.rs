//! Completeness (完整性): sections, fields, cells, attachments, explanations.

pub mod blank_cell;
pub mod blank_field;
pub mod empty_definition;
pub mod empty_section;
pub mod missing_attachment;
pub mod missing_section;
mod placeholder;
pub mod required_explanation;
pub mod template_residue;

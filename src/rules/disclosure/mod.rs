//! Disclosure (公开审查): what must not be published, and identifiers that cannot be right.

pub mod bank_account;
pub mod credit_code;
pub mod identity_number;
pub mod person_in_project;
pub mod phone;
pub mod secrecy_mark;

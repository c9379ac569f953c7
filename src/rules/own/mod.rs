//! What an office demands besides (自定规则).

pub mod formula;

//! The words of the trade as data: TOML files that someone who knows budgets but not Rust can extend.
//!
//! The files are part of the program; a test parses each, so that a slip in one never reaches a user.

mod columns;
pub mod formula;
mod identities;
pub mod outlines;
mod prose;
mod terms;
mod words;

pub use columns::{ColumnKind, FormWords, Grades, Group, ListWords, TableWords};
pub use identities::{Gravity, Identity, IdentityError};
pub use prose::{Partition, ProseWords, RateName};
pub use terms::{Hit, Term, TermKind, Terms};
pub use words::Words;

use std::sync::LazyLock;

/// Terms of measures and subjects (`terms.toml`).
pub static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::parse(include_str!("terms.toml")).unwrap_or_default());

/// Words of running text (`prose.toml`).
pub static PROSE: LazyLock<ProseWords> =
    LazyLock::new(|| ProseWords::parse(include_str!("prose.toml")).unwrap_or_default());

/// Words of tables (`columns.toml`).
pub static TABLE: LazyLock<TableWords> =
    LazyLock::new(|| TableWords::parse(include_str!("columns.toml")).unwrap_or_default());

/// Accounting identities (`identities.toml`).
pub static IDENTITIES: LazyLock<Vec<Identity>> =
    LazyLock::new(|| identities::parse(include_str!("identities.toml"), &TERMS).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_parse() {
        assert!(Terms::parse(include_str!("terms.toml")).is_ok());
        assert!(TableWords::parse(include_str!("columns.toml")).is_ok());
        assert_eq!(
            identities::parse(include_str!("identities.toml"), &TERMS).map(|list| list.is_empty()).ok(),
            Some(false)
        );
        assert!(ProseWords::parse(include_str!("prose.toml")).is_ok());
    }

    #[test]
    fn the_longest_synonym_wins() {
        let found: Vec<_> =
            TERMS.find("公务用车购置及运行维护费年初预算数").iter().map(|hit| hit.term.key.as_str()).collect();
        assert_eq!(found, ["sg_car", "init"]);
    }
}

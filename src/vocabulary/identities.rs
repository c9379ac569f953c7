use super::formula::{self, Formula, FormulaError};
use super::terms::{TermKind, Terms};
use serde::Deserialize;

/// An accounting identity (`identities.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Rule that speaks when it is broken.
    pub rule: String,
    /// Whether its names are figures of one subject or subjects at one figure.
    pub along: TermKind,
    /// The official reading first, then the other accepted ones.
    pub readings: Vec<Formula>,
    /// Gravity when every operand of the official reading is stated.
    pub severity: Gravity,
    /// Gravity when only another reading can be evaluated; without one only a slip of the pen is raised.
    pub partial: Option<Gravity>,
    /// Figures at which a division into subjects is checked; all where empty.
    pub figures: Vec<String>,
    /// Words that explain in the same paragraph why it need not hold (超编).
    pub unless: Vec<String>,
    /// Rulebook id.
    pub source: String,
}

/// How grave a broken identity is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// Contradiction.
    Error,
    /// Needs an explanation.
    #[default]
    Warning,
    /// Worth knowing.
    Info,
}

#[derive(Deserialize)]
struct File {
    identity: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    formula: String,
    #[serde(default)]
    readings: Vec<String>,
    severity: Gravity,
    partial: Option<Gravity>,
    #[serde(default)]
    figures: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    source: String,
}

/// Why the file of identities could not be read.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// Not TOML of the expected form.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A formula is wrong.
    #[error(transparent)]
    Formula(#[from] FormulaError),
}

pub(super) fn parse(source: &str, terms: &Terms) -> Result<Vec<Identity>, IdentityError> {
    let file: File = toml::from_str(source)?;
    file.identity.into_iter().map(|entry| identity(entry, terms)).collect()
}

fn identity(entry: Entry, terms: &Terms) -> Result<Identity, IdentityError> {
    let texts = std::iter::once(&entry.formula).chain(&entry.readings);
    let readings = texts.map(|text| formula::parse(text, terms)).collect::<Result<Vec<_>, _>>()?;
    let first = readings.first().and_then(|formula| formula.names.first()).and_then(|name| terms.get(&name.key));
    let along = first.map_or(TermKind::Measure, |term| term.kind);
    let Entry { rule, severity, partial, figures, unless, source, .. } = entry;
    Ok(Identity { rule, along, readings, severity, partial, figures, unless, source })
}

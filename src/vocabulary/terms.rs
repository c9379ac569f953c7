use serde::Deserialize;
use std::collections::BTreeMap;

/// What a term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// Which figure of a thing: 年初预算, 决算, 得分.
    Measure,
    /// Of what: 基本支出, 公务接待费.
    Subject,
}

/// A term of the trade with the key that all its synonyms share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it names.
    pub kind: TermKind,
    /// Stable key, e.g. `init`.
    pub key: String,
    /// Name to show, e.g. 年初预算.
    pub name: String,
}

/// All terms, found in text longest first.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    by_first: BTreeMap<char, Vec<(String, usize)>>,
    by_key: BTreeMap<String, usize>,
}

/// A term found in a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The term.
    pub term: &'a Term,
    /// Byte offset of its first character in the searched text.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

#[derive(Deserialize)]
struct File {
    measure: Vec<Entry>,
    subject: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    name: String,
    texts: Vec<String>,
}

impl Terms {
    pub(super) fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(source)?;
        let mut terms = Self::default();
        let measures = file.measure.into_iter().map(|entry| (TermKind::Measure, entry));
        let subjects = file.subject.into_iter().map(|entry| (TermKind::Subject, entry));
        for (kind, entry) in measures.chain(subjects) {
            terms.add(kind, entry);
        }
        for texts in terms.by_first.values_mut() {
            texts.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Ok(terms)
    }

    fn add(&mut self, kind: TermKind, entry: Entry) {
        let index = self.terms.len();
        for text in entry.texts {
            if let Some(first) = text.chars().next() {
                self.by_first.entry(first).or_default().push((text, index));
            }
        }
        self.by_key.insert(entry.key.clone(), index);
        self.terms.push(Term { kind, key: entry.key, name: entry.name });
    }

    /// The longest term that begins at the start of `text`.
    pub fn at_start(&self, text: &str) -> Option<(&Term, usize)> {
        let candidates = self.by_first.get(&text.chars().next()?)?;
        let (found, index) = candidates.iter().find(|(candidate, _)| text.starts_with(candidate.as_str()))?;
        Some((self.terms.get(*index)?, found.len()))
    }

    /// All terms in `text`, left to right, longest first, without overlap.
    pub fn find<'a>(&'a self, text: &str) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((term, length)) = self.at_start(rest) {
                hits.push(Hit { term, start: at, end: at + length });
                at += length;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        hits
    }

    /// Every term, in the order of the file.
    pub fn all(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    /// The term with this key.
    pub fn get(&self, key: &str) -> Option<&Term> {
        self.by_key.get(key).and_then(|index| self.terms.get(*index))
    }

    /// The term with this name, or the term for which the whole of `text` is a synonym.
    pub fn named(&self, text: &str) -> Option<&Term> {
        let whole = || self.at_start(text).filter(|(_, length)| *length == text.len()).map(|(term, _)| term);
        self.terms.iter().find(|term| term.name == text).or_else(whole)
    }

    /// The name to show for a key; the key itself where it is not a term (a named project).
    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).map_or(key, |term| term.name.as_str())
    }
}

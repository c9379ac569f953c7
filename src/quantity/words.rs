use super::{Bound, Unit};
use crate::quantity::cursor::Cursor;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words that stand next to numbers, from `words.toml`.
pub(super) struct Words {
    units: Lexicon<UnitWord>,
    before: Lexicon<Bound>,
    after: Lexicon<Bound>,
    names: Names,
}

/// What a unit word stands for.
#[derive(Clone, Copy)]
pub(super) struct UnitWord {
    pub unit: Unit,
    /// Whether Chinese numerals before it make a certain quantity (十二个).
    pub hanzi: bool,
}

/// Words by the character next to the number, the longest first.
struct Lexicon<T> {
    by_character: BTreeMap<char, Vec<Entry<T>>>,
}

struct Entry<T> {
    word: String,
    /// On the far side of the word these make it a part of another word…
    unless: Vec<String>,
    /// …except when they are the beginning of these.
    though: Vec<String>,
    meaning: T,
}

#[derive(Deserialize, Default)]
struct File {
    #[serde(default)]
    unit: Vec<UnitGroup>,
    #[serde(default)]
    before: Vec<BoundGroup>,
    #[serde(default)]
    after: Vec<BoundGroup>,
    #[serde(default)]
    names: Names,
}

#[derive(Deserialize)]
struct UnitGroup {
    unit: Unit,
    #[serde(default)]
    hanzi: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct BoundGroup {
    bound: Bound,
    words: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Names {
    label: Vec<String>,
    called: Vec<String>,
    counted: Vec<String>,
    #[serde(default)]
    change: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // A test proves that the file parses; should it not, numbers merely go without units.
    let file: File = toml::from_str(include_str!("words.toml")).unwrap_or_default();
    Words::new(file)
});

/// The words, read once.
pub(super) fn words() -> &'static Words {
    &WORDS
}

impl Words {
    fn new(file: File) -> Self {
        let units = file.unit.into_iter().map(|group| {
            let meaning = UnitWord { unit: group.unit, hanzi: group.hanzi };
            (group.words, meaning)
        });
        let bounds = |groups: Vec<BoundGroup>| groups.into_iter().map(|group| (group.words, group.bound));
        Self {
            units: Lexicon::new(units, |word| word.chars().next()),
            before: Lexicon::new(bounds(file.before), |word| word.chars().next_back()),
            after: Lexicon::new(bounds(file.after), |word| word.chars().next()),
            names: file.names,
        }
    }

    /// The longest unit word that begins here.
    pub fn unit_at<'t>(&self, here: Cursor<'t>) -> Option<(Cursor<'t>, UnitWord)> {
        self.units.begins_at(here)
    }

    /// The longest bound word that ends here (不超过|100万元).
    pub fn bound_before<'t>(&self, here: Cursor<'t>) -> Option<(Cursor<'t>, Bound)> {
        self.before.ends_at(here)
    }

    /// The longest bound word that begins here (100万元|以内).
    pub fn bound_after<'t>(&self, here: Cursor<'t>) -> Option<(Cursor<'t>, Bound)> {
        self.after.begins_at(here)
    }

    /// Before the label that ends here and whose number follows (附件|2).
    pub fn label_before<'t>(&self, here: Cursor<'t>) -> Option<Cursor<'t>> {
        self.names.label.iter().find_map(|label| here.back_over(label))
    }

    /// Past the noun that makes the number before it a name (157|办).
    pub fn called_at<'t>(&self, here: Cursor<'t>) -> Option<Cursor<'t>> {
        self.names.called.iter().find_map(|line| {
            let mut parts = line.split(' ');
            let end = here.eat(parts.next()?)?;
            parts.all(|unless| end.eat(unless).is_none()).then_some(end)
        })
    }

    /// Whether the words that end here speak of a change, which may be negative (预算调整|—20万元, 增长率为|—5%).
    pub fn changes_before(&self, here: Cursor) -> bool {
        let noun = here.back_while(|c| matches!(c, '额' | '数' | '率' | '值' | '为' | '了'));
        self.names.change.iter().any(|word| noun.back_over(word).is_some())
    }

    /// Whether here stands what is counted in 万 without a counter (5万|党员).
    pub fn counted_at(&self, here: Cursor) -> bool {
        self.names.counted.iter().any(|noun| here.eat(noun).is_some())
    }
}

impl<T: Copy> Lexicon<T> {
    fn new(groups: impl Iterator<Item = (Vec<String>, T)>, key: impl Fn(&str) -> Option<char>) -> Self {
        let mut by_character: BTreeMap<char, Vec<Entry<T>>> = BTreeMap::new();
        for (lines, meaning) in groups {
            for line in lines {
                let Some(entry) = Entry::parse(&line, meaning) else { continue };
                let Some(character) = key(&entry.word) else { continue };
                by_character.entry(character).or_default().push(entry);
            }
        }
        for entries in by_character.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.word.len()));
        }
        Self { by_character }
    }

    fn candidates(&self, character: Option<char>) -> impl Iterator<Item = &Entry<T>> {
        character.and_then(|c| self.by_character.get(&c)).into_iter().flatten()
    }

    fn begins_at<'t>(&self, here: Cursor<'t>) -> Option<(Cursor<'t>, T)> {
        self.candidates(here.peek()).find_map(|entry| {
            let end = here.eat(&entry.word)?;
            entry.stands_alone(|more| end.eat(more).is_some()).then_some((end, entry.meaning))
        })
    }

    fn ends_at<'t>(&self, here: Cursor<'t>) -> Option<(Cursor<'t>, T)> {
        self.candidates(here.previous()).find_map(|entry| {
            let start = here.back_over(&entry.word)?;
            entry.stands_alone(|more| start.back_over(more).is_some()).then_some((start, entry.meaning))
        })
    }
}

impl<T> Entry<T> {
    /// `word unless unless +though`.
    fn parse(line: &str, meaning: T) -> Option<Self> {
        let (though, plain): (Vec<&str>, Vec<&str>) = line.split_whitespace().partition(|part| part.starts_with('+'));
        let (word, unless) = plain.split_first()?;
        Some(Self {
            word: (*word).to_owned(),
            unless: unless.iter().map(|part| (*part).to_owned()).collect(),
            though: though.iter().map(|part| part.trim_start_matches('+').to_owned()).collect(),
            meaning,
        })
    }

    fn stands_alone(&self, adjoins: impl Fn(&str) -> bool) -> bool {
        let any = |words: &[String]| words.iter().any(|word| adjoins(word));
        !any(&self.unless) || any(&self.though)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_file_is_well_formed() {
        let file: File = toml::from_str(include_str!("words.toml")).unwrap();
        assert!(file.unit.len() > 10 && file.before.len() == 5 && !file.names.label.is_empty());
    }
}

use serde::Deserialize;
use std::ops::Deref;

/// A list of words, looked for in text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Words(pub(super) Vec<String>);

impl Words {
    /// Whether one of them stands anywhere in the text.
    pub fn occur_in(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether the text begins with one of them.
    pub fn begin(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether the text ends with one of them.
    pub fn end(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.ends_with(word.as_str()))
    }
}

impl Deref for Words {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Words {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_their_place() {
        let words = Words(vec!["增加".into(), "减少".into()]);
        assert!(words.occur_in("比上年增加3万元") && words.begin("减少3万元") && words.end("较上年减少"));
        assert!(!words.begin("比上年增加") && !words.end("增加了") && !words.occur_in("持平"));
    }
}

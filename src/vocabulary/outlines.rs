//! Report outlines as data: which sections a place asks for, and under which titles they go.

use super::Words;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The parsed `outlines.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlines {
    /// Words that titles are compared without.
    pub dropped: Vec<String>,
    /// What attachments are called at the end of their names; two of one kind may be the same.
    pub attachment_kinds: Vec<String>,
    /// Words by which a list of attachments says that one stands elsewhere (另册).
    pub elsewhere: Vec<String>,
    /// Documents whose headings name their own year (部门决算).
    pub accounts: Vec<String>,
    /// Words of headings in such a document that may speak of another year.
    pub other_years: Vec<String>,
    /// Words of the titles of documents that look back on a year (自评).
    pub looking_back: Vec<String>,
    /// How the names of offices and bodies end (局, 协会).
    pub offices: Vec<String>,
    /// Offices that may be named anywhere (财政).
    pub authorities: Vec<String>,
    /// What a report tells of its own unit only (部门决算).
    pub own_matters: Vec<String>,
    /// Words before the name of a partner, a place visited, a part (会同).
    pub partners: Vec<String>,
    /// Words behind the name of the place that is reported on (实际).
    pub own_ways: Vec<String>,
    /// Steps of a project in the order of time, each with the words for it.
    pub steps: Vec<Vec<String>>,
    /// The same in heads of columns.
    pub step_heads: Vec<Vec<String>>,
    /// Rows of a form that must be filled.
    pub required_rows: Vec<String>,
    /// How labels of a form end whose cell is for a person, a telephone or a date.
    pub signed_cells: Vec<String>,
    /// Words of labels whose cell is for a text.
    pub told_rows: Vec<String>,
    /// Rows of 三公经费.
    pub spending_rows: Vec<String>,
    /// Words of titles whose sections are the same every year.
    pub standing: Vec<String>,
    /// Words of a form that stay behind.
    pub residue: Residue,
    /// What a person's name in a project's name is known by.
    pub person: Person,
    /// Slips and words that may be doubled.
    pub wording: Wording,
    /// Sections by key.
    pub section: Vec<KnownSection>,
    /// Labelled fields of covers and table feet.
    pub field: Vec<FieldLabels>,
    /// Templates; the last is `generic`.
    pub template: Vec<Template>,
}

/// Words of a form that stay behind when it is filled in badly.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residue {
    /// Whole lines, compared without white space and brackets.
    pub lines: Vec<String>,
    /// Placeholders wherever they stand.
    pub words: Vec<String>,
    /// What XX stands before where it is a blank.
    pub nouns: Words,
    /// The same behind a surname, where it is a person who is not named.
    pub persons: Words,
    /// Labels in 【】 that were to be replaced.
    pub labels: Vec<String>,
    /// How a form speaks to its writer.
    pub told: Words,
    /// What it asks of him.
    pub writing: Words,
    /// What he is to hold his words against.
    pub held_against: Vec<String>,
    /// How the title of a form ends that nobody was to fill in.
    pub forms: Vec<String>,
    /// Words of one way and of the other, both of which a form prints.
    pub ways: [Vec<String>; 2],
}

/// A person's name in the name of a project: verb, name, private matter.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Words before the name.
    pub verbs: Vec<String>,
    /// Words that may follow it.
    pub titles: Vec<String>,
    /// What is private.
    pub matters: Vec<String>,
    /// Surnames, one character each.
    pub surnames: String,
    /// What makes it no name.
    pub groups: Vec<String>,
}

/// Unmistakable slips, and what looks like one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Wrong and right, where the wrong form is never right.
    pub slips: Vec<(String, String)>,
    /// Longer words in which a wrong form is right after all.
    pub unless: Vec<String>,
    /// Words that are slips when they stand twice in a row.
    pub doubled: Vec<String>,
}

/// A section under its stable key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSection {
    /// Stable key, also its usual short name.
    pub key: String,
    /// Titles it goes by, the usual one first.
    pub titles: Vec<String>,
}

/// The labels a field goes by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldLabels {
    /// What it asks for.
    pub kind: FieldKind,
    /// Labels without colon and remark, the longer before those they begin with.
    pub labels: Vec<String>,
}

/// What a field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// 单位名称, 预算单位, 评价单位, 填报单位.
    Unit,
    /// 单位负责人（签字）.
    Head,
    /// 填表人, 填报人, 联系人.
    Person,
    /// 联系电话.
    Phone,
    /// 填报日期.
    Date,
    /// 评价年度.
    Year,
    /// 下属二级预算单位数量.
    SubUnits,
}

/// What a place asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// `HN`, `GD-A`, …, `generic`.
    pub id: String,
    /// Name, Chinese and English.
    pub name: [String; 2],
    /// How many first-level sections must be seen before the template is certain.
    pub certain: usize,
    /// Words that only this template uses; they decide between equals.
    pub markers: Vec<String>,
    /// Whether a missing first-level section is an error, once the template is certain; otherwise a warning.
    #[serde(default)]
    pub missing_is_error: bool,
    /// Sections in order.
    pub sections: Vec<Asked>,
    /// Tables that belong to the report under this template.
    pub attachments: Vec<String>,
}

/// A section that a template asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Key of the section.
    pub key: String,
    /// 1 for 一、, 2 for （一）.
    pub level: u8,
    /// Keys that stand in for it.
    #[serde(default)]
    pub or: Vec<String>,
}

impl Asked {
    /// Whether a section of this key answers what is asked.
    pub fn answered_by(&self, key: &str) -> bool {
        self.key == key || self.or.iter().any(|other| other == key)
    }
}

impl Outlines {
    /// The section under a key.
    pub fn section(&self, key: &str) -> Option<&KnownSection> {
        self.section.iter().find(|section| section.key == key)
    }

    /// The usual title of a key; the key itself where it is unknown.
    pub fn title<'a>(&'a self, key: &'a str) -> &'a str {
        self.section(key).and_then(|section| section.titles.first()).map_or(key, String::as_str)
    }

    /// A title as it is compared: without white space, brackets, quotation marks, years and dropped words.
    pub fn normal(&self, title: &str) -> String {
        let mut kept: String = title
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_ascii_digit() && !"（）()“”\"《》、，,。：:；;-—".contains(*c))
            .collect();
        for word in ["年度", "年"].into_iter().chain(self.dropped.iter().map(String::as_str)) {
            // A title that consists of nothing else (部门概况 → 概况) keeps at least its last words.
            let without = kept.replace(word, "");
            if !without.is_empty() {
                kept = without;
            }
        }
        kept
    }

    /// The key of the section that goes by exactly this title.
    pub fn exact(&self, title: &str) -> Option<&str> {
        KNOWN.get(&self.normal(title)).map(String::as_str)
    }

    /// The key of the section that goes by this title, else of the one whose longest title occurs in it.
    pub fn within(&self, heading: &str) -> Option<&str> {
        let normal = self.normal(heading);
        let longest = || {
            let found = KNOWN.iter().filter(|(known, _)| known.chars().count() >= 4 && normal.contains(known.as_str()));
            found.max_by_key(|(known, _)| known.len()).map(|(_, key)| key)
        };
        KNOWN.get(&normal).or_else(longest).map(String::as_str)
    }
}

/// The outlines. The file is part of the program, and a test parses it: an empty set is never seen.
pub static OUTLINES: LazyLock<Outlines> =
    LazyLock::new(|| toml::from_str(include_str!("outlines.toml")).unwrap_or_default());

/// Every normalised title with its key. Of two sections under one title the first counts.
static KNOWN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let outlines = &*OUTLINES;
    let titles =
        outlines.section.iter().rev().flat_map(|section| section.titles.iter().map(move |title| (title, section)));
    titles.map(|(title, section)| (outlines.normal(title), section.key.clone())).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses_and_every_key_is_known() {
        let outlines: Outlines = toml::from_str(include_str!("outlines.toml")).unwrap();
        for template in &outlines.template {
            for key in template.sections.iter().flat_map(|asked| asked.or.iter().chain([&asked.key])) {
                assert!(outlines.section(key).is_some(), "{} asks for the unknown section {key}", template.id);
            }
        }
        assert_eq!(outlines.template.last().map(|template| template.id.as_str()), Some("generic"));
    }

    #[test]
    fn titles_are_found_under_their_other_names() {
        assert_eq!(OUTLINES.exact("部门(单位)基本情况"), Some("基本情况"));
        assert_eq!(OUTLINES.exact("部门概况"), Some("基本情况"));
        assert_eq!(OUTLINES.exact("2023年度部门整体支出绩效情况"), Some("绩效情况"));
        assert_eq!(OUTLINES.exact("存在的问题"), Some("问题"));
        assert_eq!(OUTLINES.exact("存在的问题十分突出"), None);
        assert_eq!(OUTLINES.within("示例县某项工作存在的主要问题及原因分析"), Some("问题"));
        assert_eq!(OUTLINES.within("存在的问题和改进措施"), Some("问题和措施"));
    }
}

//! What a problem is recognised by when its report is checked again: rule, words and figures around it. No position.

use super::mask;
use crate::document::{Document, Span};
use crate::report::Finding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Characters of the sentence that are looked at on either side of a place.
const REACH: usize = 40;
/// Characters of the place itself.
const OWN: usize = 60;
/// Figures of one problem that are compared; the total of a long table has thousands.
const FIGURES: usize = 24;
/// Where a sentence ends. A table row ends with its line.
const ENDS: [char; 4] = ['\n', '。', '；', ';'];

/// A problem, wherever it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Id of its rule.
    pub rule: String,
    /// The sentence or table row of its first place, each number as `#`.
    pub words: String,
    /// Digits and points of the numbers it is about, in ascending order as text; of a problem without numbers the names
    /// that it quotes.
    pub figures: Vec<String>,
}

impl Key {
    /// The key of a finding in its document.
    pub fn of(finding: &Finding, document: &Document) -> Self {
        let words = finding.marks.first().map(|mark| sentence(&document.text, mark.span)).unwrap_or_default();
        let written = finding.marks.iter().map(|mark| document.str(mark.span));
        let mut key = Self::new(&finding.rule, &words, written);
        if key.figures.is_empty() {
            key.figures = quoted(&finding.message.zh);
        }
        key
    }

    /// The key of a problem between files, of which only what is written at its places is at hand.
    pub fn between_files<'a>(finding: &Finding, written: impl Iterator<Item = &'a str>) -> Self {
        Self::new(&finding.rule, &finding.message.zh, written)
    }

    fn new<'a>(rule: &str, words: &str, written: impl Iterator<Item = &'a str>) -> Self {
        let mut figures: Vec<String> = written.filter_map(figure).take(FIGURES).collect();
        figures.sort_unstable();
        Self { rule: rule.to_owned(), words: mask::numbers(words), figures }
    }

    /// Whether both are the same problem with the same figures, whatever was edited around them.
    pub fn is_same(&self, other: &Self) -> bool {
        let likeness = || likeness(&self.words, &other.words);
        self == other
            || self.rule == other.rule
                && self.figures == other.figures
                && likeness() >= if self.figures.is_empty() { 80 } else { 40 }
    }

    /// How surely the other is this problem, its figures perhaps corrected without success; 0 where it is another.
    fn nearness(&self, other: &Self) -> usize {
        let likeness = likeness(&self.words, &other.words);
        let shared = shared(&self.figures, &other.figures);
        let is_it = self.is_same(other) || likeness == 100 || likeness >= 50 && shared >= 50;
        if is_it { likeness + shared } else { 0 }
    }
}

/// For each problem of a former check the one (position in `new`) that it is now; none where it is mended.
pub fn pair(old: &[Key], new: &[Key]) -> Vec<Option<usize>> {
    /// Problems of one rule that are compared with one that was edited.
    const CANDIDATES: usize = 60;
    let mut waiting: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (at, key) in new.iter().enumerate().rev() {
        waiting.entry(key).or_default().push(at);
    }
    let mut pairs: Vec<Option<usize>> = old.iter().map(|key| waiting.get_mut(key).and_then(Vec::pop)).collect();
    let mut of_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut left: Vec<usize> = waiting.into_values().flatten().collect();
    left.sort_unstable();
    for at in left {
        of_rule.entry(new.get(at).map_or("", |key| key.rule.as_str())).or_default().push(at);
    }
    for (key, pair) in old.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
        let Some(candidates) = of_rule.get_mut(key.rule.as_str()) else { continue };
        let near = |at: &usize| new.get(*at).map_or(0, |new| key.nearness(new));
        let nearest = candidates.iter().take(CANDIDATES).enumerate().map(|(place, at)| (near(at), place));
        let nearest =
            nearest.filter(|(near, _)| *near > 0).max_by_key(|(near, place)| (*near, std::cmp::Reverse(*place)));
        *pair = nearest.map(|(_, place)| candidates.remove(place));
    }
    pairs
}

/// The sentence or table row around a span.
pub(super) fn sentence(text: &str, span: Span) -> String {
    let inside = |character: &char| !ENDS.contains(character);
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default().chars().rev().take(REACH).take_while(inside);
    let before: String = before.collect::<Vec<char>>().into_iter().rev().collect();
    let own: String = span.of(text).chars().take(OWN).collect();
    let after: String = text.get(end..).unwrap_or_default().chars().take(REACH).take_while(inside).collect();
    format!("{before}{own}{after}")
}

/// What stands in quotation marks.
fn quoted(sentence: &str) -> Vec<String> {
    let behind = sentence.split('“').skip(1);
    behind.filter_map(|piece| piece.split_once('”')).map(|(name, _)| name.to_owned()).take(FIGURES).collect()
}

/// Digits and points of what is written; none where there is no digit.
fn figure(written: &str) -> Option<String> {
    let bare: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    bare.contains(|c: char| c.is_ascii_digit()).then_some(bare)
}

/// Share of the pairs of characters that two texts have in common, in percent.
fn likeness(one: &str, other: &str) -> usize {
    let pairs = |text: &str| {
        let mut counts: BTreeMap<(char, char), usize> = BTreeMap::new();
        for pair in text.chars().zip(text.chars().skip(1)) {
            *counts.entry(pair).or_default() += 1;
        }
        counts
    };
    if one == other {
        return 100;
    }
    let (one, other) = (pairs(one), pairs(other));
    let common: usize = one.iter().map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or(0))).sum();
    percent(2 * common, one.values().sum::<usize>() + other.values().sum::<usize>())
}

/// Share of the figures that two problems have in common, in percent.
fn shared(one: &[String], other: &[String]) -> usize {
    let common = one.iter().filter(|figure| other.contains(figure)).count();
    percent(common, one.len().max(other.len()))
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(rule: &str, sentence: &str, figures: &[&str]) -> Key {
        Key::new(rule, sentence, figures.iter().copied())
    }

    const SENTENCE: &str = "全年项目支出300.50万元，其中：设备购置100.20万元，场地维护150.30万元";

    #[test]
    fn a_key_holds_the_sentence_without_its_figures() {
        let text = format!("第一句说别的。{SENTENCE}。第三句也是");
        let start = text.find("300.50").unwrap();
        let span = Span::new(start, start + "300.50万元".len());
        let words = mask::numbers(&sentence(&text, span));
        assert_eq!(words, "全年项目支出#万元，其中：设备购置#万元，场地维护#万元");
    }

    #[test]
    fn words_that_are_edited_leave_a_problem_what_it_is_and_a_figure_does_not() {
        let old = key("sum/prose", SENTENCE, &["300.50万元", "100.20"]);
        assert!(old.is_same(&key("sum/prose", &SENTENCE.replace("全年", "2024年度全年"), &["300.50", "100.20万元"])));
        assert!(!old.is_same(&key("sum/prose", SENTENCE, &["300.60万元", "100.20"])));
        assert!(!old.is_same(&key("sum/table", SENTENCE, &["300.50万元", "100.20"])));
        assert!(!old.is_same(&key("sum/prose", "三公经费合计#万元，比上年减少#万元", &["300.50", "100.20"])));
    }

    #[test]
    fn problems_that_stand_elsewhere_now_are_found_again() {
        let [one, two, three] = ["甲项目", "乙项目", "丙项目"]
            .map(|name| key("sum/prose", &format!("{name}支出300.50万元，其中设备100.20万元"), &["300.50", "100.20"]));
        let added = key("ratio/rate", "执行率为98.2%", &["98.2"]);
        let new = [added, three.clone(), one.clone()];
        assert_eq!(pair(&[one, two, three], &new), [Some(2), None, Some(1)]);
    }

    #[test]
    fn a_figure_corrected_in_vain_is_still_the_same_problem() {
        let old = key("sum/prose", SENTENCE, &["300.50", "100.20", "150.30"]);
        let new = key("sum/prose", SENTENCE, &["310.50", "100.20", "150.30"]);
        let other = key("sum/prose", "三公经费8.00万元，其中接待费3.00万元", &["8.00", "3.00"]);
        assert_eq!(pair(&[old], &[other, new]), [Some(1)]);
    }

    #[test]
    fn problems_without_figures_differ_by_what_they_quote() {
        assert_eq!(quoted("应有“主要职责”“绩效目标”，没有找到。"), ["主要职责", "绩效目标"]);
        let text = "示例县文物局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n联系电话13800001111、13800002222。";
        let report = crate::check(crate::read::text(text), &crate::Options::default());
        let keys: Vec<Key> = report.findings.iter().map(|finding| Key::of(finding, &report.document)).collect();
        let doubles =
            keys.iter().enumerate().filter(|(at, key)| keys.iter().skip(at + 1).any(|other| other.is_same(key)));
        assert_eq!(doubles.count(), 0);
    }

    #[test]
    fn of_problems_alike_each_is_paired_once() {
        let same = key("score/list", "得分10分", &["10"]);
        let (old, new) = ([same.clone(), same.clone()], [same.clone(), same.clone(), same]);
        assert_eq!(pair(&old, &new), [Some(0), Some(1)]);
    }
}

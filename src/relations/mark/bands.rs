//! The limits of the grades that a report prints: 95分（含）以上为优, 良（75—89分）, 中 [60,80).

use crate::relations::{Comparison, Expr, Relation};
use crate::vocabulary::TABLE;
use rust_decimal::Decimal;

/// Longest expression of a band that is read, in characters.
const LONGEST: usize = 24;

/// Bands of marks (分数段), each with the grade it is printed for.
#[derive(Debug, Default)]
pub(super) struct Bands {
    bands: Vec<(String, Limits)>,
}

/// The limits of one band, in marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limits {
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Bands {
    /// All bands that stand in a text.
    pub(super) fn read(text: &str) -> Self {
        let mut bands = Vec::new();
        let words: Vec<&String> = TABLE.grades().iter().flat_map(|scale| &scale.words).collect();
        for (at, _) in text.char_indices() {
            let (before, here) = text.split_at(at);
            let Some(word) = words.iter().find(|word| here.starts_with(word.as_str())) else { continue };
            let behind = without_ending(here.strip_prefix(word.as_str()).unwrap_or_default());
            let limits = behind_word(behind).or_else(|| before_word(before).filter(|_| ends(behind)));
            bands.extend(limits.map(|limits| ((*word).clone(), limits)));
        }
        Self { bands }
    }

    /// The same judgement by the printed limits; `None` where they do not say it.
    pub(super) fn judge(&self, relation: Relation) -> Option<Relation> {
        if self.bands.is_empty() {
            return Some(relation);
        }
        let [score, grade] = relation.operands.as_slice() else { return None };
        let word = grade.written.clone();
        let own = self.of(&word)?;
        let better = self.bands.iter().filter_map(|(_, limits)| limits.least);
        let above = better.filter(|least| own.least.is_none_or(|own| *least > own)).min();
        let (comparison, limit) = match (above, own.least, own.most) {
            (Some(above), ..) if score.value >= above => (Comparison::AtMost, above - Decimal::new(1, 2)),
            (_, Some(least), _) => (Comparison::AtLeast, least),
            (_, None, Some(most)) => (Comparison::AtMost, most),
            (_, None, None) => return None,
        };
        let range = match (own.least, above) {
            (Some(least), None) => format!("{word}：{least}分以上"),
            (Some(least), Some(above)) => format!("{word}：{least}—{above}分"),
            (None, _) => format!("{word}：{limit}分以下"),
        };
        let (score, grade) = (score.clone(), grade.clone());
        let judged =
            Relation::new("score/grade", relation.severity, vec![score, grade], comparison, Expr::Constant(limit));
        Some(judged.named(range))
    }

    /// The limits of a grade, where the text prints one pair of them and no other.
    fn of(&self, word: &str) -> Option<Limits> {
        let mut own = self.bands.iter().filter(|(name, _)| name == word).map(|(_, limits)| *limits);
        let first = own.next()?;
        own.all(|other| other.least == first.least).then_some(first)
    }
}

/// What a grade may end with: 优秀, 良好, 中等, 一等等级.
const ENDINGS: [&str; 8] = ["秀", "好", "等级", "等次", "档次", "等", "级", "档"];

/// What follows a grade and its ending.
pub(super) fn without_ending(behind: &str) -> &str {
    let mut behind = behind;
    while let Some(rest) = ENDINGS.iter().find_map(|ending| behind.strip_prefix(ending)) {
        behind = rest;
    }
    behind
}

/// Whether nothing follows that would make another word of a grade: 中 in 中未发现, 差 in 差异.
pub(super) fn ends(behind: &str) -> bool {
    behind.chars().next().is_none_or(|next| !next.is_alphanumeric())
}

/// `优（90—100分）`, `良：80-90分`, `中 [60,80)`, `优秀≥95分`.
fn behind_word(behind: &str) -> Option<Limits> {
    let behind = behind.trim_start_matches(|c: char| " 　\t：:”\"’』」为".contains(c));
    let bracketed = behind.strip_prefix(['（', '(', '[', '【']);
    let stop =
        |c: char| if bracketed.is_some() { "）)]】".contains(c) } else { "，、；。,;（(）)\n\t|".contains(c) };
    let text: String = bracketed.unwrap_or(behind).chars().take(LONGEST).take_while(|c| !stop(*c)).collect();
    limits(&text)
}

/// `95分（含）以上为`, `90—100分（`, `80分以上的，等级为`.
fn before_word(before: &str) -> Option<Limits> {
    let before = before.trim_end_matches(|c: char| " “\"‘『「".contains(c));
    let linked = before.trim_end_matches(['为', '是', '属', '评', '定', '（', '(', '：', ':', '者', '的']);
    if linked.len() == before.len() {
        return None;
    }
    let clause = last_clause(linked);
    if limits(&clause).is_some() {
        return limits(&clause);
    }
    let rest = linked.get(..linked.len() - clause.len()).unwrap_or_default();
    let of_those = rest.trim_end_matches(['，', ',']).strip_suffix(['的', '者', '时'])?;
    clause.ends_with(['级', '次']).then(|| limits(&last_clause(of_those))).flatten()
}

/// The words before a place back to the last comma outside brackets.
fn last_clause(before: &str) -> String {
    let mut depth = 0_u32;
    let inside = |c: char, depth: &mut u32| match c {
        '）' | ')' => {
            *depth += 1;
            true
        }
        '（' | '(' if *depth > 0 => {
            *depth -= 1;
            true
        }
        _ => *depth > 0 || !"，、；。,;：:（(\n\t|“".contains(c),
    };
    let letters: Vec<char> = before.chars().rev().take(LONGEST).take_while(|c| inside(*c, &mut depth)).collect();
    letters.into_iter().rev().collect()
}

/// Words and signs that may stand between or around the two limits of a band.
const BETWEEN: &str = "-—–－~～〜至到,，>≥<≤＞＜=＝≧≦得总自评分值含()（）[]【】以上下且及不低于高小大均在的 X";

/// The limits that an expression names. `None` if it is none: a mark, a number of projects.
fn limits(text: &str) -> Option<Limits> {
    let mut numbers: Vec<(usize, usize, Decimal)> = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|next| at + next)
    {
        let rest = text.get(start..)?;
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let value: Decimal = rest.get(..length)?.trim_end_matches('.').parse().ok()?;
        at = start + length;
        // （含95分）says no other number than the one before it.
        if numbers.iter().all(|(.., known)| *known != value) {
            numbers.push((start, at, value));
        }
    }
    let hundred = |value: &Decimal| *value <= Decimal::ONE_HUNDRED;
    let marks = |words: &str| words.chars().all(|c| BETWEEN.contains(c));
    match numbers.as_slice() {
        [(start, end, value)] if hundred(value) => one_limit(text.get(..*start)?, text.get(*end..)?, *value),
        [(_, end, first), (start, last, second)] if hundred(first) && hundred(second) => {
            let banded = marks(text.get(*end..*start)?) && marks(text.get(*last..)?);
            banded.then(|| Limits { least: Some(*first.min(second)), most: Some(*first.max(second)) })
        }
        _ => None,
    }
}

fn one_limit(before: &str, behind: &str, value: Decimal) -> Option<Limits> {
    let behind = behind.trim_start_matches('分');
    let word = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let marks = behind.chars().all(|c| BETWEEN.contains(c) || c.is_ascii_digit());
    let last = before.trim_end().chars().next_back().unwrap_or(' ');
    let first = behind.trim_start().chars().next().unwrap_or(' ');
    let above = "≥≧＞>".contains(last) || "≤≦＜<".contains(first);
    let below = "≤≦＜<".contains(last) || "≥≧＞>".contains(first);
    if !marks {
        None
    } else if above || behind.contains("以上") || word(before, &["不低于", "不少于", "高于", "大于", "超过"])
    {
        Some(Limits { least: Some(value), most: None })
    } else if below || behind.contains("以下") || word(before, &["低于", "小于", "不足", "不到"]) {
        Some(Limits { least: None, most: Some(value) })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(text: &str, word: &str) -> Option<Decimal> {
        Bands::read(text).of(word)?.least
    }

    #[test]
    fn printed_limits_are_read_in_their_usual_forms() {
        for text in [
            "95分（含）以上为优",
            "得分95分以上（含95分）为优",
            "优秀（得分≥95分）、良好（95分＞得分≥80分）",
            "优 [95,100]，良 [80,95)",
            "优：95-100分；良：80—94分",
            "得分在95分以上的，评价等级为“优”",
            "95—100分（优）",
            "100分≥得分≥95分为优秀",
        ] {
            assert_eq!(least(text, "优"), Some(Decimal::from(95)), "{text}");
        }
        assert_eq!(least("优（90—100分）、良（75—89分）、中（60—74分）", "良"), Some(Decimal::from(75)));
    }

    #[test]
    fn marks_and_numbers_of_things_are_no_limits() {
        for text in [
            "得分95分为优",
            "得分95分（优）",
            "优良天数（≥300天）",
            "22个项目得分均在95分以上，等级为优",
            "优秀指标18项",
        ] {
            assert_eq!(least(text, "优"), None, "{text}");
        }
    }
}

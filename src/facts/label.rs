//! The words before a number: which figure of what.

use super::Subject;
use super::name::{fold, normalise};
use crate::vocabulary::{PROSE, TERMS, TermKind};

/// What the words at a number say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Of what, if said.
    pub subject: Option<Subject>,
    /// A narrower source of the money that is said beside the subject: 一般公共预算 基本支出 (scope, 口径).
    pub scope: Option<&'static str>,
    /// Which figure, if said.
    pub measure: Option<&'static str>,
    /// A year written in the label.
    pub year: Option<i16>,
    /// Whether it speaks of the year before (上年, 去年).
    pub last_year: bool,
    /// Whether the subject is no more than 支出 or 收入: within a sentence about 公务接待费, 支出决算 is the figure of that.
    pub bare_flow: bool,
}

/// Terms that narrow another subject instead of being the subject themselves.
/// Sources of money, and the unit alone: they limit a subject rather than being one.
pub const SCOPES: [&str; 6] = [OWN_UNIT, "general", "fund", "capital", "fiscal", "social"];
/// The unit without those below it (本级).
pub const OWN_UNIT: &str = "own_unit";
/// The flows of the whole unit; a narrower subject beside them wins.
pub const FLOWS: [&str; 4] = ["income", "expense", "income_total", "expense_total"];

/// Reads a label. `text` is a clause without brackets' content, e.g. `2022年部门年初预算收入`.
pub fn read(text: &str) -> Label {
    let clean = clean(text);
    let clean = without_number(&clean);
    let (clean, year) = take_dates(clean);
    let hits = TERMS.find(&clean);
    let subjects: Vec<&'static str> =
        hits.iter().filter(|hit| hit.term.kind == TermKind::Subject).map(|hit| hit.term.key.as_str()).collect();
    let measure = hits.iter().rev().find(|hit| hit.term.kind == TermKind::Measure).map(|hit| hit.term.key.as_str());
    // 示例经费支出: what is named there was spent.
    let spent = || (subjects.last() == Some(&"expense") && subjects.len() == 1).then_some("exec");
    let narrow = subjects.iter().rev().find(|key| !FLOWS.contains(key) && !SCOPES.contains(key));
    let main = narrow.or_else(|| subjects.iter().rev().find(|key| FLOWS.contains(key))).or(subjects.last()).copied();
    let scope = subjects.iter().find(|key| SCOPES.contains(key) && Some(**key) != main).copied();
    let mut rest = String::new();
    let mut at = 0;
    for hit in &hits {
        rest.push_str(trimmed(clean.get(at..hit.start).unwrap_or_default()));
        // A narrow term keeps its place in the name of something more specific: 社区党建 + 专项资金.
        if hit.term.kind == TermKind::Subject && !FLOWS.contains(&hit.term.key.as_str()) {
            rest.push_str(clean.get(hit.start..hit.end).unwrap_or_default());
        }
        at = hit.end;
    }
    rest.push_str(trimmed(clean.get(at..).unwrap_or_default()));
    // 上年结转 is a figure of this year; 上年决算 is not.
    let words = hits.iter().rev().fold(clean.clone(), |mut words, hit| {
        words.replace_range(hit.start..hit.end, "");
        words
    });
    let last_year = PROSE.last_year.occur_in(&words);
    let own_words =
        hits.iter().filter(|hit| hit.term.kind == TermKind::Subject && !FLOWS.contains(&hit.term.key.as_str()));
    let known: usize = own_words.map(|hit| hit.end - hit.start).sum();
    let subject = if rest.len() > known { Some(Subject::Named(normalise(&rest))) } else { main.map(Subject::Known) };
    let subject = subject.filter(|subject| *subject != Subject::Named(String::new()));
    let measure = measure.or_else(|| subject.as_ref().filter(|s| matches!(s, Subject::Named(_))).and_then(|_| spent()));
    let bare_flow =
        subjects.len() == 1 && hits.iter().any(|hit| matches!(clean.get(hit.start..hit.end), Some("支出" | "收入")));
    Label { subject, scope, measure, year, last_year, bare_flow }
}

/// The source of money that a title names (一般公共预算、政府性基金).
pub fn source_of_money(title: &str) -> Option<&'static str> {
    let label = read(title);
    let main = match label.subject {
        Some(Subject::Known(key)) if SCOPES.contains(&key) => Some(key),
        _ => None,
    };
    label.scope.or(main).filter(|source| *source != OWN_UNIT)
}

/// Whether the words name nothing: only marks and words such as 共计, 约, 其中.
pub fn is_bare(text: &str) -> bool {
    trimmed(&clean(text)).is_empty()
}

/// What a label names, without list number, dates and the words that name nothing at both ends.
pub(super) fn core(text: &str) -> String {
    let clean = clean(text);
    let (clean, _) = take_dates(without_number(&clean));
    trimmed(&clean).to_owned()
}

/// Half-width, without white space and quotation marks.
fn clean(text: &str) -> String {
    text.chars().map(fold).filter(|c| !c.is_whitespace() && !"“”\"‘’'《》".contains(*c)).collect()
}

/// Without a leading list number: `1.基本支出`, `（1）`, `一是`.
fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| "，。、；：:,;".contains(c));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || "(（".contains(c));
    let numbered = digits.len() < text.len() && digits.starts_with(['.', '、', ')', '）', '．']);
    let text = if numbered { digits.trim_start_matches(['.', '、', ')', '）', '．']) } else { text };
    let spoken = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if spoken.len() < text.len() && spoken.starts_with('是') { spoken.trim_start_matches('是') } else { text }
}

/// Takes every `20xx年(度)`, `12月`, `31日` out; the last year is the year of the figure.
fn take_dates(text: &str) -> (String, Option<i16>) {
    let mut kept = String::with_capacity(text.len());
    let mut year = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Five digits are no year; a run of thousands is not counted again at each of them.
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits).unwrap_or((rest, ""));
        match after.chars().next() {
            Some('年') if digits == 4 => {
                year = number.parse().ok().filter(|year| (1990..2100).contains(year)).or(year);
                // 2022年年初: only the first 年 belongs to the date.
                rest = after.strip_prefix('年').unwrap_or(after);
                rest = rest.strip_prefix('度').unwrap_or(rest);
            }
            Some(unit @ ('月' | '日')) if digits == 1 || digits == 2 => rest = after.trim_start_matches(unit),
            _ => {
                kept.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    (kept, year)
}

/// A piece of a label without the words that name nothing, at both ends.
fn trimmed(piece: &str) -> &str {
    let marks = |c: char| "，。、；：:,;.()（）-—=".contains(c);
    let mut piece = piece.trim_matches(marks);
    while let Some(rest) = PROSE.fillers.strip(piece).or_else(|| PROSE.last_fillers.strip_end(piece)) {
        piece = rest.trim_matches(marks);
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_subject_figure_and_year() {
        let label = read("2022年部门年初预算收入");
        assert_eq!(
            (label.subject, label.measure, label.year),
            (Some(Subject::Known("income")), Some("init"), Some(2022))
        );
        let label = read("2022年年初预算");
        assert_eq!((label.subject, label.measure, label.year), (None, Some("init"), Some(2022)));
        let label = read("，其中：基本支出");
        assert_eq!((label.subject, label.measure), (Some(Subject::Known("basic")), None));
        let label = read("一般公共预算基本支出决算数为");
        assert_eq!(
            (label.subject, label.scope, label.measure),
            (Some(Subject::Known("basic")), Some("general"), Some("exec"))
        );
    }

    #[test]
    fn words_that_are_no_terms_name_something_of_their_own() {
        let label = read("全年支付示例工作经费共计");
        assert_eq!((label.subject, label.measure), (Some(Subject::Named("示例工作经费".into())), Some("exec")));
        assert_eq!(read("社区服务专项资金").subject, Some(Subject::Named("社区服务专项资金".into())));
        assert_eq!(read("全年可执行预算合计").subject, None);
    }

    #[test]
    fn a_name_is_not_cut_inside_a_word() {
        for name in ["中心业务", "中学改造", "计划生育奖励", "达标创建", "等级评定"] {
            assert_eq!(read(name).subject, Some(Subject::Named(name.into())), "{name}");
        }
        assert_eq!(read("2022年中").subject, None);
        assert_eq!(read("示例工程等").subject, Some(Subject::Named("示例工程".into())));
    }
}

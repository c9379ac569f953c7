//! Shapes of what a form leaves for its writer: XX县, {单位名称}, 〔 〕, ____, 增加（减少）, （此处填写…）.

use crate::vocabulary::outlines::OUTLINES;

/// Longest placeholder in brackets, in characters.
const LONGEST: usize = 60;

/// A place in a text: offset and length in bytes.
type Place = (usize, usize);

/// Everything in a paragraph that still waits for its words. `cell` is true for the cell of a table, whose labels may well
/// carry an instruction.
pub(super) fn within(text: &str, cell: bool) -> Vec<Place> {
    let mut found = words(text);
    found.extend(crosses(text));
    found.extend(brackets(text, cell));
    if !cell {
        found.extend(rules(text));
        found.extend(either_or(text));
        found.extend(blank_date(text));
    }
    found.sort_unstable();
    found.dedup_by(|later, earlier| later.0 < earlier.0 + earlier.1);
    found
}

/// The character before an offset, and the text from it on.
fn around(text: &str, at: usize) -> (Option<char>, &str) {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    (before, text.get(at..).unwrap_or_default())
}

/// Words that are placeholders wherever they stand.
fn words(text: &str) -> Vec<Place> {
    let words = OUTLINES.residue.words.iter();
    words.flat_map(|word| text.match_indices(word.as_str()).map(|(at, word)| (at, word.len()))).collect()
}

/// Characters that stand for another that nobody knew yet.
const CROSSES: &str = "×XxＸｘ*＊○";

/// `XX县`, `××万元`, `×年×月×日`; not 138××××1234, 李××, 2×3.
fn crosses(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(|c: char| CROSSES.contains(c))).map(|next| at + next)
    {
        let (before, here) = around(text, start);
        let sign = here.chars().next().unwrap_or(' ');
        let rest = here.trim_start_matches(sign);
        let len = here.len() - rest.len();
        at = start + len;
        if is_placeholder(before, sign, len / sign.len_utf8(), rest) {
            found.push((start, len));
        }
    }
    found
}

fn is_placeholder(before: Option<char>, sign: char, count: usize, behind: &str) -> bool {
    let digits = "〇零一二三四五六七八九十";
    let part = |c: char| c.is_ascii_alphanumeric() || CROSSES.contains(c) || digits.contains(c) && sign == '○';
    let behind = behind.trim_start_matches(' ');
    if before.is_some_and(part) || behind.starts_with(part) {
        return false;
    }
    let dated = ["年", "月"].iter().any(|unit| {
        let next = behind.strip_prefix(unit).map(str::trim_start);
        next.is_some_and(|next| next.starts_with(sign))
    });
    // One × multiplies, one X is a letter, ** is bold: only a date of them is a blank.
    if dated || count < 2 || "*＊".contains(sign) {
        return dated;
    }
    let residue = &OUTLINES.residue;
    let name = before.is_some_and(|before| OUTLINES.person.surnames.contains(before));
    let of_person = name && residue.persons.begin(behind);
    residue.nouns.begin(behind) && !of_person
}

/// What stands in brackets that are empty, or that speak to the writer.
fn brackets(text: &str, cell: bool) -> Vec<Place> {
    let mut found = Vec::new();
    for (start, open) in text.char_indices() {
        let Some(close) = partner(open) else { continue };
        let inner = text.get(start + open.len_utf8()..).unwrap_or_default();
        let Some((length, _)) = inner.char_indices().take(LONGEST).find(|(_, c)| close.contains(*c)) else { continue };
        let Some(content) = inner.get(..length).filter(|content| !content.contains('\n')) else { continue };
        let (before, _) = around(text, start);
        let whole = start == 0 && inner.get(length..).is_some_and(|end| end.chars().count() <= 1);
        let waits = match open {
            '{' | '｛' => content.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            '〔' => matches!(content.trim(), "" | "20") && before.is_some(),
            '《' => content.trim().is_empty(),
            '【' => {
                // 【项目名称】甲库改造: what begins a line is its label.
                let label = before.is_some_and(|before| before != '\n')
                    && OUTLINES.residue.labels.iter().any(|label| label == content);
                content.trim().is_empty() || speaks_to_writer(content) || label
            }
            _ => speaks_to_writer(content) && (whole || !cell),
        };
        if waits {
            let close = inner.get(length..).and_then(|end| end.chars().next()).map_or(0, char::len_utf8);
            found.push((start, open.len_utf8() + length + close));
        }
    }
    found
}

fn partner(open: char) -> Option<&'static str> {
    match open {
        '{' | '｛' => Some("}｝"),
        '【' => Some("】"),
        '〔' => Some("〕"),
        '《' => Some("》"),
        '（' | '(' => Some("）)"),
        _ => None,
    }
}

/// `请填写单位职责`, `统一采用以下内容`, `对照表七中支出分类说明`: what to do and with what, said to the writer.
fn speaks_to_writer(content: &str) -> bool {
    let content = content.trim();
    let residue = &OUTLINES.residue;
    let told = residue.told.iter().filter_map(|word| content.strip_prefix(word.as_str()));
    let held_against = residue.held_against.iter().any(|word| content.starts_with(word.as_str()));
    told.into_iter().any(|rest| residue.writing.occur_in(rest)) || held_against && residue.writing.end(content)
}

/// `共有____人`: a rule to write on amid a sentence; not a signature's, nor a line that divides.
fn rules(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(['_', '＿'])).map(|next| at + next) {
        let (before, here) = around(text, start);
        let rest = here.trim_start_matches(['_', '＿']);
        at = start + here.len() - rest.len();
        let word = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        if at - start >= 2 && word(before) && word(rest.trim_start().chars().next()) {
            found.push((start, at - start));
        }
    }
    found
}

/// `增加（减少）12.30万元`, `增长/下降5%`: both words of the form are left standing before the number.
fn either_or(text: &str) -> Vec<Place> {
    let ways = &OUTLINES.residue.ways;
    let mut found = Vec::new();
    for (start, _) in text.char_indices() {
        let here = text.get(start..).unwrap_or_default();
        let Some((way, rest)) = ways
            .iter()
            .enumerate()
            .find_map(|(way, words)| Some((way, words.iter().find_map(|word| here.strip_prefix(word.as_str()))?)))
        else {
            continue;
        };
        let Some(inner) = rest.strip_prefix(['（', '(', '/', '／', '或']) else { continue };
        let other = ways.iter().enumerate().filter(|(other, _)| *other != way).flat_map(|(_, words)| words);
        let Some(behind) = other.into_iter().find_map(|word| inner.strip_prefix(word.as_str())) else { continue };
        let behind = behind.trim_start_matches(['）', ')', '了', ' ']);
        if behind.starts_with(|c: char| c.is_ascii_digit() || "×X*".contains(c)) {
            found.push((start, here.len() - behind.len()));
        }
    }
    found
}

/// `截至 年 月 日`: the date amid a line that was never filled in.
fn blank_date(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    for (start, sign) in text.match_indices('年') {
        let (before, here) = around(text, start);
        let rest = here.get(sign.len()..).unwrap_or_default();
        let month = rest.trim_start_matches([' ', '\u{3000}']);
        let spaced = month.len() < rest.len() && before.is_some_and(|c| " \u{3000}：:于至".contains(c));
        if let Some(day) = month.strip_prefix('月').filter(|_| spaced) {
            let end = day.trim_start_matches([' ', '\u{3000}']).strip_prefix('日').unwrap_or(day);
            // A line of nothing else is a field that was left blank.
            let alone = text.get(..start).is_some_and(|before| before.trim_matches([' ', '\u{3000}']).is_empty())
                && end.trim().is_empty();
            let blank = end.len() < day.len() && !alone && !text.get(..start).unwrap_or_default().contains(['：', ':']);
            if blank {
                found.push((start, here.len() - end.len()));
            }
        }
    }
    found
}

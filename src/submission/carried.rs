//! `cross/carried-over`: paragraphs on results of the year that last year's report has word for word.

use super::account::Account;
use super::kin::Member;
use super::{Across, Names};
use crate::document::{Span, counted};
use crate::report::{Finding, Mark, Role, Severity, Text};
use std::collections::BTreeMap;

/// Id of the rule.
const RULE: &str = "cross/carried-over";
/// One paragraph alone may well be a phrase of the trade.
const LEAST: usize = 2;
/// Shortest paragraph that says something of its own, in characters.
const SHORTEST: usize = 30;
/// Most paragraphs that are marked; the sentence counts all.
const MOST_MARKED: usize = 20;
/// Characters of the first paragraph that go into the finding's id.
const IN_ID: usize = 24;

/// A paragraph that two years' files share: in this year's file, and in last year's.
struct Shared {
    here: Span,
    there: Span,
    before: usize,
    /// Whether it still names last year.
    dated: bool,
}

/// One finding for each file that shares paragraphs with a file of the year before.
pub(super) fn over(accounts: &[Account], group: &[Member], names: &Names) -> Vec<Across> {
    let told = |member: &Member| accounts.get(member.file).map_or(&[][..], |account| account.results.as_slice());
    let mut earlier: BTreeMap<(i16, String), (usize, Span)> = BTreeMap::new();
    for member in group {
        for span in told(member) {
            let words = tight(names.text(member.file, *span));
            earlier.entry((member.year, words)).or_insert((member.file, *span));
        }
    }
    let mut across = Vec::new();
    for member in group {
        let Some(last) = member.year.checked_sub(1) else { continue };
        let mut shared = Vec::new();
        for span in told(member) {
            let words = tight(names.text(member.file, *span));
            let dated = words.contains(&format!("{last}年"));
            if words.chars().count() < SHORTEST {
                continue;
            }
            if let Some((before, there)) = earlier.get(&(last, words)) {
                shared.push(Shared { here: *span, there: *there, before: *before, dated });
            }
        }
        if shared.len() >= LEAST {
            across.push(finding(member, last, &shared, names));
        }
    }
    across
}

fn finding(member: &Member, last: i16, shared: &[Shared], names: &Names) -> Across {
    let (count, dated) = (shared.len(), shared.iter().filter(|shared| shared.dated).count());
    let (here, there) = (names.of(member.file), shared.first().map_or("", |first| names.of(first.before)));
    let mut message = Text {
        zh: format!("“{here}”有{count}段成效文字与上年的“{there}”一字不差（数字也相同），请核对是否写的是本年情况。"),
        en: format!(
            "{} last year's “{there}” word for word, figures included. Please check that this is about this year.",
            counted(
                count,
                &format!("paragraph on results in “{here}” is from"),
                &format!("paragraphs on results in “{here}” are from")
            )
        ),
    };
    if dated > 0 {
        message.zh.push_str(&format!("其中{dated}段还写着{last}年。"));
        message.en.push_str(&format!(" {} {last}.", counted(dated, "of them still names", "of them still name")));
    }
    let mark = |span: Span| Mark { span, role: Role::Place };
    let marked = || shared.iter().take(MOST_MARKED);
    let file = |file: usize| u32::try_from(file).unwrap_or(u32::MAX);
    let first = shared.first().map_or("", |first| names.text(member.file, first.here));
    let opening: String = first.chars().filter(|c| !c.is_whitespace()).take(IN_ID).collect();
    Across {
        finding: Finding {
            id: format!("{RULE}|{opening}"),
            rule: RULE.into(),
            severity: Severity::Info,
            message,
            equation: None,
            stated: None,
            expected: None,
            difference: None,
            hint: None,
            proposals: Vec::new(),
            marks: marked().map(|one| mark(one.here)).chain(marked().map(|one| mark(one.there))).collect(),
            relations: Vec::new(),
        },
        files: marked().map(|_| file(member.file)).chain(marked().map(|one| file(one.before))).collect(),
    }
}

/// The words alone, without white space.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

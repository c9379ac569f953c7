//! `order/heading-number`: 标题编号不连续
//!
//! ## What it checks
//! Numbers of headings of one kind under one heading: one that is skipped, and one that is no numeral (无、 for 六、).
//! ## Why it matters
//! A skipped number makes a reader look for a missing part.
//! ## Stays quiet
//! Where the number stands inside a paragraph, where a list starts again, and where a whole level has lost its numbers.
//! A gap is never more than noted: Word's own numbering is lost in plain text (FA01). One number that both neighbours
//! contradict (12, 93, 14) is a slip.

use crate::document::Span;
use crate::outline::Heading;
use crate::outline::numbering::Style;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/heading-number",
    severity: Severity::Info,
    name: ["标题编号不连续", "Heading number missing"],
    what: [
        "同级标题的编号跳号、缺号，或编号处不是数字。",
        "A number is skipped among headings of one level, or what stands there is no numeral.",
    ],
    why: [
        "缺号使人以为漏了一部分；也可能是自动编号在导出时丢失。",
        "A skipped number looks like a missing part. Word's automatic number may also have been lost on export.",
    ],
    source: "GB/T 9704-2012《党政机关公文格式》7.3.3",
    bad: "一、部门基本情况\n编制8人。\n二、一般公共预算支出情况\n80万元。\n三、政府性基金预算支出情况\n无。\n四、国有资本经营预算支出情况\n无。\n五、社会保险基金预算支出情况\n无。\n部门整体支出绩效情况\n良好。\n七、存在的问题及原因分析\n预算不细。\n",
    good: "一、部门基本情况\n编制8人。\n二、绩效情况\n良好。\n三、存在的问题及原因分析\n预算不细。\n四、下一步改进措施\n细化预算。\n",
    judge: Judge::Case(judge),
};

/// More skipped numbers than this are no slip but another list.
const MOST_SKIPPED: u32 = 8;

/// Headings of one kind under one heading, in text order.
type Run<'a> = Vec<(usize, &'a Heading)>;

fn judge(case: &Case) -> Vec<Finding> {
    let headings = &case.outline.headings;
    let mut runs: BTreeMap<(usize, Option<usize>, Style), Run> = BTreeMap::new();
    for (index, heading) in headings.iter().enumerate() {
        let Some(style) = heading.style.filter(|style| *style != Style::Part) else { continue };
        runs.entry((heading.part, heading.parent, style)).or_default().push((index, heading));
    }
    runs.values().flat_map(|run| of_run(case, run)).collect()
}

fn of_run(case: &Case, run: &Run) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<(usize, &Heading)> = None;
    // A number used twice shifts all that follow; the duplicate is the fault, not the number then missing.
    let mut doubled = 0;
    let mut value = 0;
    for (place, (index, heading)) in run.iter().copied().enumerate() {
        if is_odd_one(value, heading, run.get(place + 1..).unwrap_or_default()) {
            value += 1;
            findings.push(misnumbered(case, heading, value));
            before = Some((index, heading));
            continue;
        }
        // A smaller number starts another list, or is a duplicate, which is another rule's business.
        let skipped = heading.value.saturating_sub(value + 1);
        doubled += u32::from(heading.value == value);
        if (1..=MOST_SKIPPED).contains(&skipped) && skipped > doubled {
            findings.extend(gap(case, before, (index, heading), value + 1));
        }
        if skipped > 0 {
            doubled = 0;
        }
        value = heading.value;
        before = Some((index, heading));
    }
    if let Some((index, last)) = before.filter(|(_, last)| last.level <= 2 && !last.item) {
        findings.extend(tail(case, index, last));
    }
    findings
}

/// Whether a number is neither the one that its neighbours leave room for nor one of theirs: 12, 93, 14.
fn is_odd_one(before: u32, heading: &Heading, later: &[(usize, &Heading)]) -> bool {
    let goes_on = |place: usize| later.get(place).is_some_and(|(_, next)| next.value == before + 2 + place as u32);
    let near = (before..=before + 2).contains(&heading.value);
    // At the beginning of a list two must follow.
    !near && heading.value > 0 && goes_on(0) && (before > 0 || goes_on(1))
}

/// A number that its neighbours contradict.
fn misnumbered(case: &Case, heading: &Heading, right: u32) -> Finding {
    let own = case.str(heading.number);
    let right = heading.style.map_or_else(|| right.to_string(), |style| style.write(right));
    let message = [
        format!("编号“{own}”与前后不衔接，按顺序应为“{right}”。"),
        format!("“{own}” does not fit its neighbours; the order asks for “{right}”."),
    ];
    case.note(&RULE, Severity::Warning, message, &[heading.number])
}

/// Headings without a numeral between two positions that could carry the missing numbers.
fn unnumbered<'a>(case: &Case<'a>, from: usize, to: usize, beside: &Heading) -> Vec<&'a Heading> {
    let between = case.outline.headings.get(from..to).unwrap_or_default().iter();
    let fits = |heading: &&Heading| {
        heading.style.is_none()
            && heading.level == beside.level
            && heading.parent == beside.parent
            && heading.part == beside.part
    };
    between.filter(fits).collect()
}

/// The numbers from `first` up to the next heading's are missing.
fn gap(case: &Case, before: Option<(usize, &Heading)>, next: (usize, &Heading), first: u32) -> Option<Finding> {
    let (index, next) = next;
    let style = next.style?;
    let parent = next.parent.and_then(|parent| case.outline.headings.get(parent));
    let start =
        before.map_or_else(|| parent.map_or(0, |parent| parent.span.range().end), |(_, last)| last.span.range().end);
    let from = before.map_or_else(|| next.parent.map_or(0, |parent| parent + 1), |(at, _)| at + 1);
    let candidates = unnumbered(case, from, index, next);
    let stretch = case.document.text.get(start..next.span.range().start)?;
    let missing: Vec<u32> =
        (first..next.value).filter(|value| candidates.len() > 1 || !inline(stretch, style, *value)).collect();
    if missing.is_empty() || (before.is_none() && candidates.is_empty() && style.level() > 2 && !leads(case, next)) {
        return None;
    }
    // A section that the template misses is said to be missing; its number with it.
    if candidates.is_empty() && style == Style::Chinese && case.outline.absent.len() >= missing.len() {
        return None;
    }
    let mut places: Vec<Span> = candidates.iter().map(|heading| heading.span).collect();
    // Where the number itself is wrong, look there first.
    places.extend(before.map(|(_, last)| last.span));
    places.push(next.span);
    if candidates.is_empty() {
        places.extend(lone_line(case, next).filter(|_| before.is_none()));
    }
    Some(case.note(&RULE, Severity::Info, message(case, &candidates, style, &missing), &places))
}

/// Whether the first numbered line is 2 and the paragraph above could be the first.
fn leads(case: &Case, next: &Heading) -> bool {
    next.value == 2 && lone_line(case, next).is_some()
}

/// The paragraph right above a heading, from its first word to its first 。 or ：.
fn lone_line(case: &Case, next: &Heading) -> Option<Span> {
    let span = case.document.blocks.get(next.block.checked_sub(1)?)?.span();
    let text = case.str(span);
    let title = text.split(['。', '：']).next()?;
    let is_heading = case.outline.heading_at(span.start).is_some_and(|heading| heading.span.start == span.start);
    (!is_heading && title.chars().count() <= 12)
        .then(|| Span::new(span.range().start, span.range().start + title.len()))
}

/// The last numbered heading is followed by known titles of its level without numbers: all numbers after it are lost.
fn tail(case: &Case, index: usize, last: &Heading) -> Option<Finding> {
    let style = last.style?;
    let later = case.outline.headings.get(index + 1..)?.iter();
    let beside = later.take_while(|heading| heading.item || (heading.part == last.part && heading.level >= last.level));
    let candidates = unnumbered(case, index + 1, index + 1 + beside.count(), last);
    if candidates.is_empty() {
        return None;
    }
    let missing: Vec<u32> = (last.value + 1..).take(candidates.len()).collect();
    let mut places: Vec<Span> = candidates.iter().map(|heading| heading.span).collect();
    places.push(last.span);
    Some(case.note(&RULE, Severity::Info, message(case, &candidates, style, &missing), &places))
}

fn message(case: &Case, candidates: &[&Heading], style: Style, missing: &[u32]) -> [String; 2] {
    let numbers: Vec<String> = missing.iter().map(|value| style.write(*value)).collect();
    let numbers = numbers.join(" ");
    let titles: String = candidates.iter().map(|heading| format!("“{}”", case.str(heading.title))).collect();
    if titles.is_empty() {
        return [
            format!("同级编号中缺少{numbers}，请核对是漏写编号还是漏了内容。"),
            format!("The numbering skips {numbers}. Please check whether a number or a part is missing."),
        ];
    }
    [
        format!("{titles}前缺少编号{numbers}；若为自动编号在导出时丢失，可忽略。"),
        format!(
            "{titles} should be numbered {numbers}. If Word's automatic number was lost on export, set this aside."
        ),
    ]
}

/// Whether the number stands inside the text in between, as the second of several items in one paragraph does.
fn inline(stretch: &str, style: Style, value: u32) -> bool {
    let written = style.write(value);
    let other = match style {
        Style::Arabic => format!("{value}、"),
        Style::BracketedArabic => format!("({value})"),
        Style::BracketedChinese => written.replace('（', "(").replace('）', ")"),
        _ => written.clone(),
    };
    stretch.contains(&written) || stretch.contains(&other) || stretch.contains(&written.replace('.', "．"))
}

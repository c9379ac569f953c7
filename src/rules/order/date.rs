//! `order/date`: 日期先后颠倒
//!
//! ## What it checks
//! A span of time that ends before it begins; a later step (竣工) dated before an earlier one (开工), in a sentence or in
//! the row of a table; an evaluation that took place before the year it is about was over; a paper that is dated before
//! the evaluation it reports on, or before the end of the year.
//! ## Why it matters
//! Usually the year of last year's paper was left standing, and every term counted from that date is wrong.
//! ## Stays quiet
//! Where a year is not written (2023年11月至3月 goes on into the next); for plans beside what was done; for mid-term
//! evaluations; and for a report of the year that is written in its last two months.

use crate::document::{Block, Cell, Span, Table};
use crate::outline::{Date, FieldKind};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "order/date",
    severity: Severity::Error,
    name: ["日期先后颠倒", "Dates in the wrong order"],
    what: [
        "起止时间颠倒；竣工早于开工；评价工作、报告落款早于评价年度结束；落款早于评价开始。",
        "A span of time that ends before it begins, a later step before an earlier one, an evaluation before its year was over, a paper dated before its evaluation or the end of its year.",
    ],
    why: [
        "多半是套用上年材料时年份没有改。",
        "Usually last year's paper served as a form and its year was left standing.",
    ],
    source: "行业惯例：日期先后合乎事实",
    bad: "一、项目情况\n项目实施期为2023年9月1日至2023年3月31日。\n",
    good: "一、项目情况\n项目实施期为2023年3月1日至2023年9月30日，供暖期为2023年11月至3月。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let mut findings = spans_of_time(case);
    findings.extend(steps(case));
    findings.extend(base_dates(case));
    findings.extend(case.document.tables().flat_map(|(_, table)| rows(case, table)));
    let works: Vec<Work> =
        case.document.blocks.iter().enumerate().filter_map(|(at, block)| work(case, at, block)).collect();
    findings.extend(before_year_is_over(case, &works));
    findings.extend(signed(case, &works));
    findings
}

fn finding(case: &Case, severity: Severity, later: Span, earlier: Span, zh: &str, en: &str) -> Finding {
    let (one, two) = (case.str(later), case.str(earlier));
    let message = [format!("“{one}”早于“{two}”，{zh}"), format!("“{one}” lies before “{two}”: {en}")];
    case.note(&RULE, severity, message, &[later, earlier])
}

/// `2023年9月至2023年3月`.
fn spans_of_time(case: &Case) -> Vec<Finding> {
    let pairs = case.outline.dates.iter().zip(case.outline.dates.iter().skip(1));
    let reversed = pairs.filter(|(from, until)| until.ends && until.is_before(from));
    reversed
        .map(|(from, until)| {
            finding(
                case,
                Severity::Error,
                until.span,
                from.span,
                "起止时间颠倒，请核对。",
                "the span of time ends before it begins.",
            )
        })
        .collect()
}

/// Bytes between two dates of one sentence within which they are steps of one thing.
const NEAR: usize = 90;

/// Which step of a project the clause behind a date tells, in the order of time: 竣工, 由县住建局组织竣工验收. The longest
/// word is the one that is meant: 竣工验收 is no 竣工.
fn step(text: &str) -> Option<usize> {
    let text = text.trim_start_matches(['，', ',', ' ', '）', ')']);
    let end = text.find(['，', ',', '。', '；', ';', '：', '（', '(', '\n', '\t', '|']).unwrap_or(text.len());
    let clause = text.get(..end)?.trim_end_matches('了');
    let words = || OUTLINES.steps.iter().enumerate().flat_map(|(at, words)| words.iter().map(move |word| (at, word)));
    let longest = |fits: &dyn Fn(&str) -> bool| {
        words().filter(|(_, word)| fits(word)).max_by_key(|(_, word)| word.len()).map(|(at, _)| at)
    };
    longest(&|word| clause.starts_with(word)).or_else(|| longest(&|word| clause.ends_with(word)))
}

/// Whether the second of two dates in one sentence lies before the first. Of one month, the year that is not written again
/// is the same.
fn comes_before(second: &Date, first: &Date) -> bool {
    let same_month = second.year.is_none() && second.month == first.month;
    second.is_before(first) || same_month && second.day.zip(first.day).is_some_and(|(later, day)| later < day)
}

/// `2023年8月10日开工，2023年3月20日竣工`.
fn steps(case: &Case) -> Vec<Finding> {
    let text = case.document.text.as_str();
    let behind = |date: &Date| text.get(date.span.range().end..).unwrap_or_default();
    let pairs = case.outline.dates.iter().zip(case.outline.dates.iter().skip(1));
    let reversed = pairs.filter(|(first, second)| {
        let between = text.get(first.span.range().end..second.span.range().start).unwrap_or_default();
        let one_thing = between.len() <= NEAR && !between.contains(['。', '；', ';', '\n', '\t', '|', '、', '计']);
        one_thing
            && step(behind(first)).zip(step(behind(second))).is_some_and(|(a, b)| a < b)
            && comes_before(second, first)
    });
    reversed
        .map(|(first, second)| {
            finding(
                case,
                Severity::Warning,
                second.span,
                first.span,
                "后一步反而在前，请核对。",
                "a later step comes first.",
            )
        })
        .collect()
}

/// `评价时段为2020年1月1日至2020年12月31日，评价基准日为2019年12月31日`: figures of a day before the time they are of.
fn base_dates(case: &Case) -> Vec<Finding> {
    let text = case.document.text.as_str();
    let dates = &case.outline.dates;
    let bases = dates.iter().enumerate().filter(|(_, date)| {
        let before =
            text.get(..date.span.range().start).unwrap_or_default().trim_end_matches(['为', '是', '：', ':', ' ']);
        before.ends_with("基准日") && date.day.is_some()
    });
    let early = bases.filter_map(|(at, base)| {
        let until = dates.get(..at)?.last().filter(|until| until.ends)?;
        let from = dates.get(at.checked_sub(2)?)?;
        let between = text.get(from.span.range().start..base.span.range().start)?;
        let lead: String = text.get(..from.span.range().start)?.chars().rev().take(REACH).collect();
        let evaluated = lead.contains('价') && !between.contains('\n') && between.matches('。').count() == 0;
        (evaluated && base.is_before(from) && !until.is_before(from)).then(|| {
            finding(
                case,
                Severity::Warning,
                base.span,
                from.span,
                "基准日在评价时段开始之前，请核对年份。",
                "the figures are of a day before the time that is evaluated.",
            )
        })
    });
    early.collect()
}

/// Characters before a span of time among which it is said to be evaluated.
const REACH: usize = 14;

/// The only date of a cell, where it is all that stands there.
fn date_of<'a>(case: &'a Case, cell: &Cell) -> Option<&'a Date> {
    let at = case.outline.dates.partition_point(|date| date.span.start < cell.span.start);
    case.outline.dates.get(at).filter(|date| date.span == cell.span)
}

/// Columns 开工时间 and 竣工时间 of one table.
fn rows(case: &Case, table: &Table) -> Vec<Finding> {
    let mut columns: Vec<(usize, bool, u32)> = Vec::new();
    let mut findings = Vec::new();
    for row in 0..table.rows {
        let cells = table.row(row);
        let heads: Vec<(usize, bool, u32)> = cells.iter().filter_map(|cell| head(case, cell)).collect();
        if heads.len() > 1 {
            columns = heads;
            continue;
        }
        let mut dates = columns.iter().filter_map(|(step, planned, column)| {
            let cell = cells.iter().find(|cell| cell.column == *column)?;
            Some((*step, *planned, date_of(case, cell)?))
        });
        let Some((first, planned, begun)) = dates.next() else { continue };
        let Some((_, _, done)) = dates.find(|(step, plan, _)| *step > first && *plan == planned) else { continue };
        if done.is_before(begun) {
            findings.push(finding(
                case,
                Severity::Warning,
                done.span,
                begun.span,
                "后一步反而在前，请核对。",
                "a later step comes first.",
            ));
        }
    }
    findings
}

/// The step a column is about, and whether it is of a plan.
fn head(case: &Case, cell: &Cell) -> Option<(usize, bool, u32)> {
    let text: String = case.str(cell.span).chars().filter(|c| !c.is_whitespace()).collect();
    let dated = ["时间", "日期", "年月"].iter().any(|word| text.contains(word)) && text.chars().count() <= 12;
    let named = OUTLINES.step_heads.iter().rposition(|words| words.iter().any(|word| text.contains(word.as_str())));
    Some((named.filter(|_| dated)?, text.contains(['计', '拟', '约']), cell.column))
}

/// When an evaluation took place.
struct Work {
    block: usize,
    begun: Date,
    done: Date,
    /// The day the figures are of (以12月31日为时点), where the paragraph names one.
    cut: Option<Date>,
}

/// `评价组于5月8日至6月20日…开展绩效评价`, `自评工作于3月至4月开展`.
fn work(case: &Case, at: usize, block: &Block) -> Option<Work> {
    let Block::Paragraph(paragraph) = block else { return None };
    let text = case.str(paragraph.span);
    let start = paragraph.span.range().start;
    let from = case.outline.dates.partition_point(|date| date.span.start < paragraph.span.start);
    let until = case.outline.dates.partition_point(|date| date.span.start < paragraph.span.end);
    let dates = case.outline.dates.get(from..until)?;
    let position = dates.iter().position(|date| is_of_work(text, date, start))?;
    let begun = *dates.get(position)?;
    let done = dates
        .get(position + 1)
        .filter(|next| next.ends)
        .map_or(begun, |next| Date { year: next.year.or(begun.year.filter(|_| next.month >= begun.month)), ..*next });
    let cut = dates.iter().copied().find(|date| {
        let behind = text.get(date.span.range().end - start..).unwrap_or_default();
        let before = text.get(..date.span.range().start - start).unwrap_or_default();
        before.ends_with('以')
            && ["为时点", "为基准", "为数据", "为截止", "为评价"].iter().any(|word| behind.starts_with(word))
    });
    Some(Work { block: at, begun, done, cut })
}

/// Whether an evaluation is said to have taken place at a date.
fn is_of_work(text: &str, date: &Date, start: usize) -> bool {
    let before = text.get(..date.span.range().start - start).unwrap_or_default();
    let sentence = before.rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
    let before = before.get(sentence..).unwrap_or_default();
    let behind = text.get(date.span.range().end - start..).unwrap_or_default();
    let behind = behind.split(['。', '；']).next().unwrap_or_default();
    let done = |words: &str| ["开展", "进行", "组织", "实施"].iter().any(|word| words.contains(word));
    let evaluates = |words: &str| ["自评", "评价"].iter().any(|word| words.contains(word));
    let other =
        ["监控", "中期", "上半年", "季度", "事前", "培训", "印发", "下发", "通知", "拟", "将", "计划", "下一步"];
    let words = format!("{before}{behind}");
    before.ends_with(['于', '自', '从', '在'])
        && done(behind)
        && evaluates(&words)
        && !other.iter().any(|word| words.contains(word))
}

/// An evaluation of the year, or of figures of a day, that took place before.
fn before_year_is_over(case: &Case, works: &[Work]) -> Vec<Finding> {
    let early = works.iter().filter_map(|work| {
        if let Some(cut) = work.cut.filter(|cut| work.done.is_before(cut)) {
            return Some(finding(
                case,
                Severity::Error,
                work.done.span,
                cut.span,
                "评价早于数据时点，请核对年份。",
                "the evaluation comes before its figures.",
            ));
        }
        let title = case.outline.title?;
        let year = case.outline.year.filter(|year| case.str(title).contains(&year.to_string()))?;
        let text = case.document.blocks.get(work.block).map_or("", |block| case.str(block.span()));
        // 2023年5月开展2022年度自评 is of another year.
        let of_year_before = year.checked_sub(1).is_some_and(|before| text.contains(&format!("{before}年度")));
        let early = work.done.year == Some(year) && work.done.month <= LAST_EARLY_MONTH;
        (looks_back(case.str(title)) && early && !of_year_before).then(|| {
            let message = [
                format!("“{}”早于{year}年度结束，评价工作应在年度结束之后，请核对年份。", case.str(work.done.span)),
                format!(
                    "“{}” lies before the end of {year}, which was evaluated then. Please check.",
                    case.str(work.done.span)
                ),
            ];
            case.note(&RULE, Severity::Warning, message, &[work.begun.span.to(work.done.span), title])
        })
    });
    early.collect()
}

/// In November and December a report of the year may well be written.
const LAST_EARLY_MONTH: u32 = 10;

fn looks_back(text: &str) -> bool {
    let other = ["中期", "监控", "上半年", "半年", "季度", "目标", "事前", "1-6月"];
    OUTLINES.looking_back.iter().any(|word| text.contains(word.as_str()))
        && !other.iter().any(|word| text.contains(word))
}

/// Lines above a date of filling in among which its form names its year.
const FORM_HEAD: usize = 5;

/// Dates that stand for the paper itself, against the evaluation it reports on and the year of its form.
fn signed(case: &Case, works: &[Work]) -> Vec<Finding> {
    let fields: Vec<Span> =
        case.outline.fields.iter().filter(|field| field.kind == FieldKind::Date).map(|field| field.value).collect();
    let blocks = case.document.blocks.iter().enumerate();
    let signatures = blocks.filter_map(|(at, block)| Some((at, signature(case, block, &fields)?)));
    signatures
        .filter_map(|(at, (date, is_field))| {
            let of_one = |work: &Work| part_of(case, work.block) == part_of(case, at) || is_signer(case, work, at);
            let older = |work: &&Work| date.is_before(&work.begun) && of_one(work);
            if let Some(work) = works.iter().find(older) {
                let zh = "落款早于评价工作开始，请核对。";
                return Some(finding(
                    case,
                    Severity::Error,
                    date.span,
                    work.begun.span,
                    zh,
                    "the paper is older than the evaluation.",
                ));
            }
            // The report's own date of filling in is held against its title by `unit/year`.
            let of_title = case.outline.title.is_some()
                && case.outline.filled.is_some_and(|(_, _, filled)| filled.overlaps(date.span));
            match is_field {
                true if !of_title => before_form(case, at, date),
                false if !of_title => before_end(case, at, date),
                _ => None,
            }
        })
        .collect()
}

/// The part of the file in which a block stands.
fn part_of(case: &Case, block: usize) -> Option<usize> {
    let start = case.document.blocks.get(block)?.span().start;
    case.outline.parts.iter().position(|part| part.extent.start <= start && start < part.extent.end)
}

/// Whether the line above a date names who did the evaluation: a table between it and the report takes nothing away.
fn is_signer(case: &Case, work: &Work, at: usize) -> bool {
    let line = |at: usize| case.document.blocks.get(at).map_or("", |block| case.str(block.span()).trim());
    let signer = at.checked_sub(1).map_or("", line);
    signer.chars().count() >= SHORTEST_NAME && line(work.block).contains(signer)
}

/// Shortest name of who signs, in characters.
const SHORTEST_NAME: usize = 4;

/// Blocks at the end of a report among which it is signed.
const FOOT: usize = 2;

/// The date at the foot of a report on a year (2023年度…自评报告) that was not over yet.
fn before_end(case: &Case, at: usize, date: &Date) -> Option<Finding> {
    let title = case.outline.title?;
    let tight: String = case.str(title).chars().filter(|c| !c.is_whitespace()).collect();
    let end = tight.find("年度")?;
    let year: u16 = tight.get(end.checked_sub(4)?..end)?.parse().ok()?;
    let part = case.outline.parts.iter().find(|part| part.extent.contains(title))?;
    let last = case.document.blocks.partition_point(|block| block.span().start < part.extent.end);
    let at_foot = at < last && at + FOOT >= last && date.day.is_some();
    let early = date.year? < year || date.year? == year && date.month <= LAST_EARLY_MONTH;
    (at_foot && looks_back(&tight) && early).then(|| {
        let message = [
            format!("落款“{}”早于{year}年度结束，报告的是全年情况，请核对年份。", case.str(date.span)),
            format!("“{}” lies before the end of {year}, on which it reports. Please check.", case.str(date.span)),
        ];
        case.note(&RULE, Severity::Warning, message, &[date.span, title])
    })
}

/// The date alone on a line of a paragraph, or in the field 填报日期, and whether it is the field's.
fn signature<'a>(case: &'a Case, block: &Block, fields: &[Span]) -> Option<(&'a Date, bool)> {
    let Block::Paragraph(paragraph) = block else { return None };
    let from = case.outline.dates.partition_point(|date| date.span.start < paragraph.span.start);
    let until = case.outline.dates.partition_point(|date| date.span.start < paragraph.span.end);
    let text = case.str(paragraph.span);
    let start = paragraph.span.range().start;
    let is_blank = |c: char| c != '\n' && c.is_whitespace();
    let alone = |date: &Date| {
        let before = text.get(..date.span.range().start - start).unwrap_or_default().trim_end_matches(is_blank);
        let behind = text.get(date.span.range().end - start..).unwrap_or_default().trim_start_matches(is_blank);
        (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
    };
    let signs = |date: &&Date| !date.ends && alone(date);
    let own = case.outline.dates.get(from..until)?;
    let in_field = own.iter().rfind(|date| fields.iter().any(|field| field.contains(date.span)));
    in_field.map(|date| (date, true)).or_else(|| own.iter().rfind(signs).map(|date| (date, false)))
}

/// A form of a year (（2019年度）) that was filled in before the year was over.
fn before_form(case: &Case, at: usize, date: &Date) -> Option<Finding> {
    let above = case.document.blocks.get(at.saturating_sub(FORM_HEAD)..at)?;
    let lines: Vec<Span> = above.iter().map(Block::span).filter(|span| span.len() <= 120).collect();
    let head: String = lines.iter().map(|span| case.str(*span)).collect();
    let year_of = |span: &&Span| {
        let tight: String = case.str(**span).chars().filter(|c| !c.is_whitespace()).collect();
        let end = tight.find("年度")?;
        tight.get(end.checked_sub(4)?..end)?.parse::<u16>().ok()
    };
    let place = lines.iter().rev().find(|span| year_of(span).is_some())?;
    let year = year_of(&place)?;
    let early = date.year? < year || date.year? == year && date.month <= LAST_EARLY_MONTH;
    (looks_back(&head) && early).then(|| {
        let message = [
            format!("填报日期“{}”早于{year}年度结束，请核对。", case.str(date.span)),
            format!("“{}” lies before the end of {year}. Please check.", case.str(date.span)),
        ];
        case.note(&RULE, Severity::Warning, message, &[date.span, *place])
    })
}

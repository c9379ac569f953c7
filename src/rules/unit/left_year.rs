//! `unit/left-year`: 文中年份未更新
//!
//! ## What it checks
//! Last year in the sentence that gives the mark of this evaluation, in 截至…12月31日 before what the unit has now, in a
//! published account's own figures and its opening (现将…年部门预算公开如下), and years that are compared with themselves.
//! ## Why it matters
//! Last year's report served as a form; the figure beside the year may be old as well.
//! ## Stays quiet
//! Where the sentence or paragraph also names the year reported on, or says that it speaks of the year before; for budgets
//! and aims of the same year that an outturn is compared with.

use crate::document::{Block, Span};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::PROSE;
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/left-year",
    severity: Severity::Warning,
    name: ["文中年份未更新", "Last year's year left standing"],
    what: [
        "自评得分所说的年度、“截至某年12月31日”与报告年度是否一致；某年的数字是否与同一年比较。",
        "The year of the mark and of 截至…12月31日 against the year reported on; figures compared with those of their own year.",
    ],
    why: [
        "多半是套用上年报告时没有改全，旁边的数字也可能是旧的。",
        "Last year's report served as a form; the figure beside the year may be old as well.",
    ],
    source: "行业惯例：年度前后一致",
    bad: "示例县水务局2023年度部门整体支出绩效自评报告\n一、自评结论\n2022年度部门整体支出绩效自评得分为93.4分，等级为“优”。\n",
    good: "示例县水务局2023年度部门整体支出绩效自评报告\n一、自评结论\n2023年度部门整体支出绩效自评得分为93.4分，比2022年度得分高1.2分，等级为“优”。\n",
    judge: Judge::Case(judge),
};

/// Words that make a figure of the same year one of another kind: 比2022年年初预算增加.
const PLANS: [&str; 8] = ["预算", "计划", "目标", "任务", "年初", "同期", "月", "季"];

fn judge(case: &Case) -> Vec<Finding> {
    let Some(year) = case.outline.year else { return Vec::new() };
    let paragraphs = case.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    paragraphs.flat_map(|span| of_paragraph(case, year, span)).collect()
}

fn of_paragraph(case: &Case, year: u16, span: Span) -> Vec<Finding> {
    let text = case.str(span);
    if !text.contains('年') {
        return Vec::new();
    }
    let told = years(text).iter().any(|(_, other)| *other == year);
    let heading = case.outline.heading_at(span.start).map_or("", |heading| case.str(heading.title));
    let of_other_time = PROSE.last_year.occur_in(heading) || years(heading).iter().any(|(_, other)| *other != year);
    let title = case.outline.title.map(|title| years(case.str(title))).and_then(|years| Some(years.first()?.1));
    let mut findings = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '；']) {
        let at = span.range().start + start;
        start += sentence.len();
        if of_other_time || PROSE.last_year.occur_in(sentence) {
            continue;
        }
        let left = (!told).then(|| left_standing(case, year, sentence).or_else(|| of_account(case, year, sentence)));
        let left = left.flatten();
        for place in left.into_iter().chain(with_itself(title, sentence)) {
            findings.push(finding(case, year, Span::new(at + place, at + place + "2000年".len())));
        }
    }
    findings
}

/// Where a sentence gives the mark of another year as this evaluation's, or says since when the unit has what it has.
fn left_standing(case: &Case, year: u16, sentence: &str) -> Option<usize> {
    let years = years(sentence);
    let [(at, other)] = years.as_slice() else { return None };
    let behind = sentence.get(at + "2000年".len()..)?;
    let before = sentence.get(..*at)?;
    let evaluated = PROSE.whole_marks.occur_in(behind) && ["自评", "评价"].iter().any(|word| behind.contains(word));
    let concludes = evaluated && behind.contains(|c: char| c.is_ascii_digit()) && *other < year;
    let of_own = ["本单位", "本部门"].iter().any(|own| behind.contains(own))
        || case.outline.own_words().iter().any(|own| behind.contains(own.as_str()));
    let day = ["12月31日", "年底", "底", "末"].iter().any(|day| behind.starts_with(day));
    let until = ["截至", "截止"].iter().any(|word| before.trim_end().ends_with(word)) && day;
    (concludes || until && of_own && other + 1 == year).then_some(*at)
}

/// Where a published account of a year speaks of another's as its own: 本部门2021年度政府采购支出…, 现将…2020年部门预算公开如下.
fn of_account(case: &Case, year: u16, sentence: &str) -> Option<usize> {
    let title = case.str(case.outline.title?);
    let kind = OUTLINES.accounts.iter().find(|kind| title.contains(kind.as_str()))?;
    let of_title = years(title).first().is_some_and(|(_, titled)| *titled == year);
    let years = years(sentence);
    let [(at, other)] = years.as_slice() else { return None };
    let before = sentence.get(..*at)?.trim_start();
    let behind = sentence.get(at + "2000年".len()..)?;
    let figures = behind.contains(|c: char| c.is_ascii_digit());
    let own = ["本部门", "本单位"].contains(&before) || case.outline.own_words().iter().any(|own| own == before);
    let compares = PROSE.compared_behind.iter().any(|word| behind.contains(word.as_str()));
    let tells = own && behind.starts_with('度') && figures && !compares;
    let announced = behind.trim_start_matches('度').starts_with(kind.as_str())
        && sentence.trim_end_matches(['。', '：', ':', '；']).ends_with("如下")
        && !OUTLINES.other_years.iter().any(|word| behind.contains(word.as_str()));
    (of_title && *other + 1 == year && (tells || announced)).then_some(*at)
}

/// Where a figure is compared with one of its own year: 2018年…比2018年. A figure that says no year is of the title's.
fn with_itself(title: Option<u16>, sentence: &str) -> Option<usize> {
    let years = years(sentence);
    years.iter().enumerate().find_map(|(index, (at, compared))| {
        let before = sentence.get(..*at)?.trim_end();
        let comparing = PROSE.comparing.end(before);
        let behind = sentence.get(at + "2000年".len()..)?;
        let clause = behind.split(['，', '。', '；', '、']).next().unwrap_or(behind);
        // 与 joins as often as it compares.
        let compares =
            !before.ends_with('与') || PROSE.compared_behind.iter().any(|word| clause.contains(word.as_str()));
        let plain = !PLANS.iter().any(|word| clause.contains(word)) && !clause.starts_with(['—', '-', '至']);
        let is_compared = |at: usize| sentence.get(..at).is_some_and(|before| PROSE.comparing.end(before.trim_end()));
        let own = match index.checked_sub(1).and_then(|last| years.get(last)) {
            Some((at, own)) => Some(*own).filter(|_| !is_compared(*at)),
            None => title,
        };
        let alone = years.iter().all(|(_, other)| other == compared);
        (comparing && compares && plain && alone && own == Some(*compared)).then_some(*at)
    })
}

fn finding(case: &Case, year: u16, place: Span) -> Finding {
    let here = case.str(place);
    let message = [
        format!("本报告是{year}年度的，这里写的是“{here}”，请核对年份是否沿用了上年的文字。"),
        format!(
            "The report is about {year}; here stands “{here}”. Please check whether the year was left from last year's."
        ),
    ];
    let places: Vec<Span> = [Some(place), case.outline.title].into_iter().flatten().collect();
    case.note(&RULE, Severity::Warning, message, &places)
}

/// Every year of four digits before 年, with its place.
fn years(text: &str) -> Vec<(usize, u16)> {
    let hits = text.match_indices('年').filter_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        let digits = text.get(start..at).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let alone = !text.get(..start)?.ends_with(|c: char| c.is_ascii_digit());
        let year = digits.parse().ok().filter(|year| (2000..2100).contains(year))?;
        alone.then_some((start, year))
    });
    hits.collect()
}

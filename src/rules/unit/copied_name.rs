//! `unit/copied-name`: 出现其他单位或地方的名称
//!
//! ## What it checks
//! Names of the same shape as the report's own (another office of the same region, the same office of another region,
//! another town) where the report speaks of itself: as the one whose 部门决算 it is, as who does its duties, in 结合…实际, in
//! the fields and the signature of a form.
//! ## Why it matters
//! The text was copied from another unit's report; what else was not changed is an open question.
//! ## Stays quiet
//! For partners, superiors, funders, units below the own one, and short forms of the own name.

use crate::document::{Block, Span};
use crate::outline::office::{self, Office};
use crate::outline::{FieldKind, short};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::PROSE;
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/copied-name",
    severity: Severity::Warning,
    name: ["出现其他单位或地方的名称", "Another unit's or place's name"],
    what: [
        "说本单位自己的事时，写的却是同级别的其他单位或地方的名称。",
        "Where the report speaks of itself, the name of another unit or place of the same kind stands.",
    ],
    why: [
        "多半是套用了其他单位的材料没有改全，其他内容也可能没有改。",
        "The text was copied from another unit's report; more of it may have been left unchanged.",
    ],
    source: "行业惯例：报告各处为同一填报单位",
    bad: "示例县水务局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n编制8人。\n二、结果应用\n自评结果随示例县林业局部门决算一并公开。\n",
    good: "示例县水务局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n编制8人。\n二、结果应用\n自评结果随示例县水务局部门决算一并公开，会同示例县林业局开展巡查。\n",
    judge: Judge::Case(judge),
};

/// How often another place of a similar name may be spoken of before it is a neighbour.
const SELDOM: usize = 2;

/// Longest line that is a signature.
const LONGEST_SIGNATURE: usize = 30;

fn judge(case: &Case) -> Vec<Finding> {
    let Some(unit) = case.outline.unit.as_deref() else { return Vec::new() };
    let own = Own { unit, office: Office::read(unit) };
    if own.office.regions.is_empty() {
        return Vec::new();
    }
    let mut places: Vec<Span> = Vec::new();
    for block in &case.document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                places.extend(own.in_text(case, paragraph.span));
            }
            Block::Table(table) => places.extend(table.cells.iter().flat_map(|cell| own.in_text(case, cell.span))),
        }
    }
    places.extend(own.in_fields(case));
    places.sort_unstable();
    places.dedup_by(|next, before| next.overlaps(*before));
    places.into_iter().map(|place| finding(case, unit, place)).collect()
}

fn finding(case: &Case, unit: &str, place: Span) -> Finding {
    let name = case.str(place);
    let message = [
        format!("本报告的单位是“{unit}”，这里写的是“{name}”，可能是套用其他单位的材料时没有改，请核对。"),
        format!(
            "The report is of “{unit}”; here stands “{name}”, perhaps left from another unit's report. Please check."
        ),
    ];
    let places: Vec<Span> = [Some(place), case.outline.title].into_iter().flatten().collect();
    case.note(&RULE, Severity::Warning, message, &places)
}

/// The unit that reports.
struct Own<'a> {
    unit: &'a str,
    office: Office<'a>,
}

impl Own<'_> {
    /// Foreign names in a paragraph or cell.
    fn in_text(&self, case: &Case, span: Span) -> Vec<Span> {
        let text = case.str(span);
        let at = |start: usize, length: usize| {
            let start = span.range().start + start;
            Span::new(start, start + length)
        };
        let mut found = Vec::new();
        if self.office.is_government() {
            found.extend(self.places(case, text).into_iter().map(|(start, length)| at(start, length)));
            return found;
        }
        found.extend(self.same_office_elsewhere(case, text).into_iter().map(|(start, length)| at(start, length)));
        found.extend(self.other_offices(case, text).into_iter().map(|(start, length)| at(start, length)));
        found
    }

    /// `稻溪县粮食局` in a report of 禾川县粮食局.
    fn same_office_elsewhere(&self, case: &Case, text: &str) -> Vec<(usize, usize)> {
        let Some((own, kind)) = self.office.region().and_then(|own| Some((own, office::kind_of_region(own)?))) else {
            return Vec::new();
        };
        let tail = format!("{kind}{}", self.office.body);
        let base = own.chars().count() - kind.chars().count();
        let hits = text.match_indices(tail.as_str()).filter_map(|(at, _)| {
            let before = text.get(..at)?;
            let start = before.char_indices().rev().nth(base.checked_sub(1)?).map(|(start, _)| start)?;
            let name = before.get(start..)?;
            let other = name.chars().all(office::is_han) && !own.starts_with(name) && !is_joining(name);
            let led = text.get(..start).unwrap_or_default();
            // 负责县粮食局的档案: a word that stands elsewhere without 县 is no name of one.
            let place = format!("{name}{kind}");
            let count = |words: &str| case.document.text.matches(words).count();
            let apart =
                led.chars().next_back().is_none_or(|c| !office::is_han(c) || "由经对将为从被让在是及".contains(c));
            let named = apart && count(name) == count(&place);
            let wider = self.office.regions.iter().any(|region| region.starts_with(name));
            (other && named && !wider && !is_of_partner(led)).then_some((start, at - start + tail.len()))
        });
        hits.collect()
    }

    /// `示例县林业局` in a report of 示例县水务局, where the sentence is about the report's own unit.
    fn other_offices(&self, case: &Case, text: &str) -> Vec<(usize, usize)> {
        let Some(region) = self.office.region() else { return Vec::new() };
        let kind = office::kind_of_region(region).unwrap_or_default();
        let mut found = Vec::new();
        for (at, _) in text.match_indices(kind) {
            let after = at + kind.len();
            let full = text.get(..after).is_some_and(|before| before.ends_with(region));
            let start = if full { after - region.len() } else { at };
            let Some(body) = text.get(after..).and_then(office::body_at) else { continue };
            let end = after + body.len();
            let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
            if self.is_own_office(case, body) || is_related(case, body) {
                continue;
            }
            let owns = OUTLINES.own_matters.iter().any(|matter| without_year(behind).starts_with(matter.as_str()));
            if owns && full || is_subject(before) && self.does_our_work(case, behind) {
                found.push((start, end - start));
            }
        }
        found
    }

    /// Whether an office is the own one, also cut short.
    fn is_own_office(&self, case: &Case, body: &str) -> bool {
        let own = self.office.body;
        let known = case.outline.aliases.iter().any(|alias| alias.ends_with(body) || body.ends_with(alias.as_str()));
        known || office::is_one(&short(body), &short(own)) || own.contains(body) || self.unit.ends_with(body)
    }

    /// Whether what follows a subject up to the end of its sentence is told of the own unit.
    fn does_our_work(&self, case: &Case, behind: &str) -> bool {
        let sentence = behind.split(['。', '\n']).next().unwrap_or(behind);
        let told = OUTLINES.own_matters.iter().any(|matter| sentence.contains(matter.as_str()));
        let joined = behind.starts_with([
            '、', '的', '等', '和', '与', '及', '关', '《', '〔', '（', '(', '组', '下', '对', '批', '印',
        ]);
        let ours = ["我", "本单位", "本部门"].iter().any(|own| sentence.contains(own))
            || case.outline.own_words().iter().any(|own| sentence.contains(own.as_str()))
            || sentence.contains(self.unit);
        told && !joined && !ours
    }

    /// `结合石岭镇实际` in a report of 石坳镇人民政府.
    fn places(&self, case: &Case, text: &str) -> Vec<(usize, usize)> {
        let Some((own, kind)) = self.office.region().and_then(|own| Some((own, office::kind_of_region(own)?))) else {
            return Vec::new();
        };
        let base = own.chars().count() - kind.chars().count();
        let hits = text.match_indices(kind).filter_map(|(at, _)| {
            let before = text.get(..at)?;
            let start = before.char_indices().rev().nth(base.checked_sub(1)?).map(|(start, _)| start)?;
            let name = before.get(start..)?;
            let end = at + kind.len();
            let behind = text.get(end..).unwrap_or_default();
            let led = text.get(..start).unwrap_or_default();
            let plain = name.chars().all(office::is_han) && !own.starts_with(name) && !is_joining(name);
            let seldom = || {
                let full = text.get(start..end).unwrap_or_default();
                case.document.text.matches(full).count() <= SELDOM && case.document.text.matches(own).count() > SELDOM
            };
            let similar = own.chars().zip(name.chars()).filter(|(a, b)| a != b).count() == 1 && base > 1;
            let own_way = OUTLINES.own_ways.iter().any(|way| behind.starts_with(way.as_str()));
            let listed = led.ends_with('、') || behind.starts_with('、');
            let leads = ["结合", "立足", "根据", "围绕", "，", "。"].iter().any(|word| led.ends_with(word));
            let told = own_way && (leads || similar && seldom());
            (plain && told && !listed && !is_of_partner(led)).then_some((start, end - start))
        });
        hits.collect()
    }

    /// Fields and signatures that name another office of the own kind.
    fn in_fields(&self, case: &Case) -> Vec<Span> {
        let fields = case.outline.fields.iter().filter(|field| field.kind == FieldKind::Unit && !field.is_blank());
        let values = fields.map(|field| field.value);
        let lines = case.document.blocks.iter().rev().take(4).filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.span),
            Block::Table(_) => None,
        });
        let signed = lines.filter(|span| case.str(*span).chars().count() <= LONGEST_SIGNATURE);
        let is_foreign = |span: &Span| {
            let name: String = case.str(*span).chars().filter(|c| !c.is_whitespace()).collect();
            let other = Office::read(&name);
            let kind = |name: &str| name.chars().next_back();
            let elsewhere = other.region().is_some_and(|region| Some(region) != self.office.region());
            let same_office = other.body == self.office.body;
            office::is_name(&name)
                && !case.outline.is_own_name(&name)
                && !is_related(case, other.body)
                && kind(other.body) == kind(self.office.body)
                && if same_office {
                    elsewhere && other.regions.len() >= self.office.regions.len()
                } else {
                    !elsewhere && !self.is_own_office(case, other.body)
                }
        };
        values.chain(signed).filter(is_foreign).collect()
    }
}

/// Whether the words before a name make it a partner, a place that was visited, a part of the own unit.
fn is_of_partner(led: &str) -> bool {
    let clause = led.rsplit(['。', '；', '\n']).next().unwrap_or(led);
    let near: String = clause.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    led.ends_with('、') || OUTLINES.partners.iter().any(|word| near.contains(word.as_str()))
}

/// Whether two characters before 县 are no name: 由县, 经报县.
fn is_joining(name: &str) -> bool {
    name.chars().any(|c| "的由经报与和向对在是及将为从被给到让请同或本我各全该两个称".contains(c))
}

/// Whether an office is one of those that everybody has to do with, or one below the own.
fn is_related(case: &Case, body: &str) -> bool {
    let text = &case.document.text;
    let below = |at: usize| {
        let clause = text.get(..at).unwrap_or_default().rsplit(['。', '\n']).next().unwrap_or_default();
        ["下设", "下属", "下辖", "所属", "加挂", "挂牌", "归口", "二级", "内设", "合署"]
            .iter()
            .any(|word| clause.contains(word))
    };
    OUTLINES.authorities.iter().any(|word| body.contains(word.as_str()))
        || text.match_indices(body).take(8).any(|(at, _)| below(at))
}

/// Whether a name that stands here is the subject of its sentence: nothing before it but a time.
fn is_subject(before: &str) -> bool {
    let clause = before.rsplit(['。', '；', '\n', '：']).next().unwrap_or(before).trim();
    let clause = clause.trim_end_matches(['，', ',']);
    let time = clause
        .trim_end_matches(['年', '度', '初', '底', '末', '月', '日'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    clause.is_empty() || time.is_empty() || PROSE.this_year.iter().any(|word| clause == word)
}

/// The text without a year at its beginning: 2023年度部门决算.
fn without_year(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() + 4 == text.len() { digits.trim_start_matches(['年', '度']) } else { text }
}

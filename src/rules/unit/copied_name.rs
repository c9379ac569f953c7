//! `unit/copied-name`: 出现其他单位或地方的名称
//!
//! ## What it checks
//! Names of the same shape as the report's own (another office of the same region, the same office of another region,
//! another town) where the report speaks of itself: as the one whose 部门决算 it is, as who does its duties or gets its mark,
//! in 我单位（…）, in 结合…实际, in the fields and the signature of a form; the report's own place with one character wrong.
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
    let mut findings = foreign_names(case);
    let known = |place: Span| move |finding: &Finding| finding.marks.iter().any(|mark| mark.span.overlaps(place));
    for (place, own) in mistyped_places(case) {
        if !findings.iter().any(known(place)) {
            findings.push(mistyped(case, place, own));
        }
    }
    findings
}

/// Names of other units where the report speaks of its own.
fn foreign_names(case: &Case) -> Vec<Finding> {
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

/// How often the place of the report is named at least, beside which another name of one character less stands once.
const OFTEN: usize = 3;

/// `滨津市住房局` in a report of 滨泽市 that names 滨泽市住房局: a place one character off, told once, with the same office.
fn mistyped_places<'a>(case: &'a Case) -> Vec<(Span, &'a str)> {
    let title = case.outline.title.map(|title| case.str(title)).unwrap_or_default();
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || "年度关于 　".contains(c));
    let Some(own) = case
        .outline
        .unit
        .as_deref()
        .and_then(|unit| Office::read(unit).region())
        .or(Office::read(title).regions.first().copied())
    else {
        return Vec::new();
    };
    let text = case.document.text.as_str();
    let Some(kind) = office::kind_of_region(own) else { return Vec::new() };
    let base = own.chars().count() - kind.chars().count();
    if base < 2 || text.matches(own).count() < OFTEN {
        return Vec::new();
    }
    let hits = text.match_indices(kind).filter_map(|(at, _)| {
        let end = at + kind.len();
        let start = text.get(..at)?.char_indices().rev().nth(base.checked_sub(1)?).map(|(start, _)| start)?;
        let name = text.get(start..end)?;
        let differing = own.chars().zip(name.chars()).filter(|(a, b)| a != b).count();
        let body = text.get(end..).and_then(office::body_at)?;
        let led = text.get(..start)?;
        let same_office = text.contains(&format!("{own}{body}"));
        let plain = name.chars().all(office::is_han) && !is_joining(name.trim_end_matches(kind));
        let once = text.matches(name).count() == 1 && !led.ends_with('、');
        (differing == 1 && plain && same_office && once && !is_of_partner(led)).then(|| (Span::new(start, end), own))
    });
    hits.collect()
}

fn mistyped(case: &Case, place: Span, own: &str) -> Finding {
    let name = case.str(place);
    let message = [
        format!("别处写的都是“{own}”，只有这里写作“{name}”，可能是笔误，也可能沿用了其他地方的材料，请核对。"),
        format!("Everywhere else stands “{own}”, only here “{name}”: a slip, or another place's text. Please check."),
    ];
    let places: Vec<Span> = [Some(place), case.outline.title].into_iter().flatten().collect();
    case.note(&RULE, Severity::Warning, message, &places)
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
        found.extend(self.called_ours(case, text).into_iter().map(|(start, length)| at(start, length)));
        found
    }

    /// `我单位（示例县林业局）` in a report of 示例县水务局: the bracket says who 我单位 is.
    fn called_ours(&self, case: &Case, text: &str) -> Vec<(usize, usize)> {
        let own_words = case.outline.own_words();
        let hits = text.match_indices(['（', '(']).filter_map(|(at, open)| {
            let led = text.get(..at)?;
            let ours = ["我单位", "本单位", "本部门", "我部门"].iter().any(|own| led.ends_with(own))
                || own_words.iter().any(|own| led.ends_with(own.as_str()));
            let start = at + open.len();
            let inner = text.get(start..)?.split(['）', ')']).next()?;
            let other = office::is_name(inner)
                && !case.outline.is_own_name(inner)
                && !self.is_own_office(case, Office::read(inner).body)
                && !self.unit.contains(inner);
            (ours && other).then_some((start, inner.len()))
        });
        hits.collect()
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
            let concludes = is_behind_short_clause(before) && self.is_marked_as_ours(case, body, behind);
            if owns && full || is_subject(before) && self.does_our_work(case, behind) || concludes {
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

    /// Whether an office that is named once or twice is given what the whole report is about: the own mark.
    fn is_marked_as_ours(&self, case: &Case, body: &str, behind: &str) -> bool {
        let sentence = behind.split(['。', '\n']).next().unwrap_or(behind);
        let marked = PROSE.whole_marks.occur_in(sentence) && sentence.contains(|c: char| c.is_ascii_digit());
        let of_year = sentence.contains("自评") && marked;
        let seldom = case.document.text.matches(body).count() <= SELDOM;
        of_year && seldom && self.does_our_work(case, behind)
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

/// Longest clause, in characters, that only leads to its subject: 综上, 对照指标逐项打分.
const LONGEST_LEAD: usize = 10;

/// Whether a name stands behind a short clause that names nobody: 综上，…; 对照指标逐项打分，….
fn is_behind_short_clause(before: &str) -> bool {
    let Some(clause) = before.strip_suffix(['，', ',']) else { return false };
    let clause = clause.rsplit(['。', '；', '\n', '：']).next().unwrap_or(clause).trim();
    let names = OUTLINES.partners.iter().any(|word| word.chars().count() > 1 && clause.contains(word.as_str()));
    clause.chars().count() <= LONGEST_LEAD && !names && !clause.contains(['、', '局', '与', '由', '经', '市', '县'])
}

/// The text without a year at its beginning: 2023年度部门决算.
fn without_year(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() + 4 == text.len() { digits.trim_start_matches(['年', '度']) } else { text }
}

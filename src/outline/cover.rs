//! What the report says it is: title, unit and its other names, year, date of filling in.

use super::office::{self, Office};
use super::{FieldKind, Outline, headings, numbering};
use crate::document::{Block, Document, Span};
use crate::vocabulary::outlines::OUTLINES;

/// How any report speaks of its own unit, whatever its name.
pub(super) const OWN: &[&str] = &["我部", "我单位", "本单位", "本部门", "本部", "部门", "单位"];

/// How many paragraphs from the top the title may stand.
const COVER: usize = 16;

/// Longest line of a title.
const LONGEST_TITLE: usize = 60;

/// Fills title, unit, aliases, year and date of filling in.
pub(super) fn read(document: &Document, outline: &mut Outline) {
    outline.title = title(document, outline);
    let title = outline.title.map(|span| joined(document.str(span))).unwrap_or_default();
    outline.unit = unit(document, outline, &title);
    outline.year = year_in(&title).or_else(|| field_year(document, outline)).or_else(|| most_named_year(document));
    outline.filled = filled(document, outline);
    outline.aliases = aliases(document);
}

/// A text without the breaks and blanks a cover is set with.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Paragraphs of at most a title's length among the first of a stretch.
fn short_lines(document: &Document, within: Span) -> Vec<Span> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let inside = paragraphs.filter(|span| within.contains(*span)).take(COVER);
    let inside = inside.map(|span| headings::first_line(document, span));
    inside.filter(|span| document.str(*span).chars().count() <= LONGEST_TITLE).collect()
}

/// The first short line that ends in 报告, with the line above where that begins the title.
fn title(document: &Document, outline: &Outline) -> Option<Span> {
    let first_heading = outline.headings().map(|(_, heading)| heading.span.start).next();
    // The report itself may be the last attachment of the file.
    let report = outline.parts.iter().rev().find(|part| {
        let title = part.title.map(|span| joined(document.str(span))).unwrap_or_default();
        part.label.is_some() && title.ends_with("报告")
    });
    let own = report.and_then(|part| part.title);
    own.or_else(|| {
        let lines = short_lines(document, Span::new(0, document.text.len()));
        let ends = |span: &Span| joined(document.str(*span)).trim_end_matches(['）', ')', '》']).ends_with("报告");
        let at = lines.iter().position(ends)?;
        let line = *lines.get(at)?;
        let above = at.checked_sub(1).and_then(|above| lines.get(above)).filter(|above| {
            let text = joined(document.str(**above));
            year_in(&joined(document.str(line))).is_none()
                && year_in(&text).is_some()
                && !text.contains(['：', ':', '。'])
        });
        Some(above.map_or(line, |above| above.to(line)))
    })
    .filter(|span| first_heading.is_none_or(|start| span.start < start || report.is_some()))
    .or_else(|| name(document))
}

/// Most lines of a title.
const TITLE_LINES: usize = 3;
/// How many paragraphs from the top any other document may say its name.
const NAME_WITHIN: usize = 6;

/// The name of any other document (预算, 决算, 公报, a single form): the short lines at its very top that are neither a sentence
/// nor a label, up to the one after which they name a year, or the form itself.
fn name(document: &Document) -> Option<Span> {
    let top = document.blocks.iter().take_while(|block| matches!(block, Block::Paragraph(_))).take(NAME_WITHIN);
    let lines: Vec<Span> = top.map(Block::span).skip_while(|span| is_label(&joined(document.str(*span)))).collect();
    let line = |span: &&Span| {
        let text = joined(document.str(**span));
        (2..=LONGEST_TITLE).contains(&text.chars().count())
            && !is_label(&text)
            && !text.contains(['，', '。', '；', '：', ':', '？', '！'])
            && numbering::read(document.str(**span)).is_none()
    };
    let lines: Vec<&Span> = lines.iter().take_while(line).take(TITLE_LINES).collect();
    let upto = |count: usize| Some(lines.first()?.to(**lines.get(count.checked_sub(1)?)?));
    let named = |count: &usize| {
        let text = upto(*count).map(|span| joined(document.str(span))).unwrap_or_default();
        let kind = KINDS.iter().any(|kind| text.trim_end_matches(['）', ')', '》']).ends_with(kind));
        kind && (year_in(&text).is_some() || text.chars().count() >= SHORTEST_NAME)
    };
    // The last line may only say which year a form is about: （2023年度）.
    let whole = (1..=lines.len()).find(named)?;
    let year = lines.get(whole).is_some_and(|span| {
        let text = joined(document.str(**span));
        text.starts_with(['（', '(']) && year_in(&text).is_some()
    });
    upto(whole + usize::from(year))
}

/// What documents are called, by their last word.
const KINDS: [&str; 15] = [
    "报告",
    "预算",
    "决算",
    "公开",
    "公报",
    "说明",
    "方案",
    "情况",
    "表",
    "通知",
    "评价",
    "总结",
    "计划",
    "汇报",
    "预算书",
];
/// A name without a year is longer than a heading.
const SHORTEST_NAME: usize = 10;

/// What may stand above a title: 附件1, 目录, a date, a number of pages.
fn is_label(text: &str) -> bool {
    let attached = ["附件", "附表", "附：", "目录", "公开表", "密级"].iter().any(|word| text.starts_with(word));
    let bare = text.chars().all(|one| one.is_ascii_digit() || "年月日第页共-—./".contains(one));
    attached && text.chars().count() <= 8 || bare
}

/// The unit: from its field, from a form's cell, or from the title.
fn unit(document: &Document, outline: &Outline, title: &str) -> Option<String> {
    let named = |span: Span| {
        let name = joined(document.str(span));
        let name = ["（公章）", "（盖章）", "(公章)", "(盖章)"]
            .iter()
            .find_map(|seal| name.strip_suffix(seal))
            .unwrap_or(&name);
        Some(name.to_string()).filter(|name| (4..=40).contains(&name.chars().count()))
    };
    let fields = outline.fields.iter().filter(|field| field.kind == FieldKind::Unit && !field.is_blank());
    from_title(title)
        .or_else(|| beside_title(document, outline))
        .or_else(|| signed(document, title))
        .or_else(|| fields.rev().find_map(|field| named(field.value)))
        .or_else(|| in_form(document))
        .or_else(|| evaluated(document))
        .or_else(|| from_duties(document))
}

/// How many lines of the cover may be the unit's name.
const NAME_LINES: usize = 6;

/// The unit on a line of its own above or below a title that does not name it.
fn beside_title(document: &Document, outline: &Outline) -> Option<String> {
    let end = outline.title?.end as usize;
    let lines = short_lines(document, Span::new(0, document.text.len()));
    let near = lines.iter().take(NAME_LINES).take_while(|line| line.range().start <= end + LONGEST_TITLE);
    near.map(|line| joined(document.str(*line))).find(|name| office::is_name(name))
}

/// Paragraphs at the end among which a report is signed.
const FOOT: usize = 3;

/// The name that signs at the end, where the title begins with it: 示例县图书馆免费开放补助资金绩效自评报告.
fn signed(document: &Document, title: &str) -> Option<String> {
    let foot = document.blocks.iter().rev().take(FOOT).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(joined(document.str(paragraph.span))),
        Block::Table(_) => None,
    });
    foot.into_iter().find(|line| office::is_name(line) && title.contains(line.as_str()))
}

/// 我 or 本 and what the unit is: the last characters of its name, or the place whose government it is.
pub(super) fn own_words(unit: &str) -> Vec<String> {
    let office = Office::read(unit);
    let place = office.region().and_then(office::kind_of_region).filter(|_| office.is_government());
    let tail = |count: usize| {
        let skip = unit.chars().count().saturating_sub(count);
        unit.char_indices().nth(skip).and_then(|(at, _)| unit.get(at..))
    };
    let nouns = place.into_iter().chain([1, 2].into_iter().filter_map(tail));
    nouns.flat_map(|noun| ["我", "本"].map(|own| format!("{own}{noun}"))).collect()
}

/// How the sentence goes on that says what a unit is there for.
const DUTIES: [&str; 6] = ["的主要职责", "主要职责", "的主要职能", "主要职能", "主要负责", "内设"];

/// How many paragraphs from the top the unit may introduce itself.
const INTRODUCTION: usize = 40;

/// `示例县财政局的主要职责如下`: the name at the beginning of the sentence that introduces the unit.
fn from_duties(document: &Document) -> Option<String> {
    document.blocks.iter().take(INTRODUCTION).find_map(|block| {
        let text = joined(document.str(block.span()));
        let end = DUTIES.iter().filter_map(|word| text.find(word)).min()?;
        let name = text.get(..end)?;
        let plain = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let own = OWN.contains(&name);
        // Whoever reports is named more than once: 本部内设 and 中心内设 are no names.
        let again = document.text.matches(name).count() > 1;
        (again && plain && !own && (5..=24).contains(&name.chars().count())).then(|| name.to_owned())
    })
}

/// Who is evaluated, where another writes the report, and who makes a budget or a form public.
const EVALUATED: [&str; 9] = [
    "被评价单位",
    "项目单位",
    "项目实施单位",
    "实施单位",
    "编制单位",
    "编报单位",
    "公开单位",
    "项目主管部门",
    "主管部门",
];

/// `被评价单位：示例县交通运输局`, in a line near the top or in a form.
fn evaluated(document: &Document) -> Option<String> {
    let named = |name: &str| Some(name.to_owned()).filter(|name| (4..=40).contains(&name.chars().count()));
    let lines = document.blocks.iter().take(INTRODUCTION).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(joined(document.str(paragraph.span))),
        Block::Table(_) => None,
    });
    let lines: Vec<String> = lines.collect();
    let in_line = |label: &&str| {
        lines.iter().find_map(|line| named(line.strip_prefix(*label)?.strip_prefix(['：', ':'])?.split('单').next()?))
    };
    EVALUATED.iter().find_map(|label| in_line(label).or_else(|| beside(document, &|text| text == *label)))
}

/// The cell right of 预算单位名称 and the like.
fn in_form(document: &Document) -> Option<String> {
    let labels = OUTLINES.field.iter().filter(|field| field.kind == FieldKind::Unit).flat_map(|field| &field.labels);
    let labels: Vec<&String> = labels.collect();
    beside(document, &|text| labels.iter().any(|label| *label == text))
}

/// The cell right of the first label of a kind in any table.
fn beside(document: &Document, is_label: &dyn Fn(&str) -> bool) -> Option<String> {
    document.tables().find_map(|(_, table)| {
        let label = table.cells.iter().find(|cell| {
            let text: String = joined(document.str(cell.span)).chars().filter(|c| !"（）()：:".contains(*c)).collect();
            is_label(&text)
        })?;
        let value = table.at(label.row, label.column + label.column_span)?;
        Some(joined(document.str(value.span))).filter(|name| name.chars().count() >= 4)
    })
}

/// `2023年度示例县财政局部门整体支出绩效自评报告` → `示例县财政局`.
fn from_title(title: &str) -> Option<String> {
    let stop = [
        "部门整体",
        "单位整体",
        "整体支出",
        "整体绩效",
        "部门预算",
        "预算单位",
        "部门决算",
        "部门支出",
        "绩效",
        "预算",
        "决算",
    ];
    let end = stop.iter().filter_map(|word| title.find(word)).min()?;
    let head = title.get(..end)?;
    let without_year = year_at(head).and_then(|(_, start, len)| {
        let (before, after) = (head.get(..start)?, head.get(start + len..)?);
        let after = after.trim_start_matches('年').trim_start_matches('度');
        Some(format!("{before}{after}"))
    });
    let name = without_year.unwrap_or_else(|| head.to_string());
    let name = name.trim_start_matches(['关', '于', '：', ':']).trim_end_matches('的');
    let name = name.strip_suffix("关于").unwrap_or(name);
    // 示例县卫生健康局“基本公共卫生服务”项目: the unit stands before what it reports on.
    let name = name.split(['“', '"', '《', '「']).next().unwrap_or(name).to_string();
    let generic = ["部门", "单位", "区级", "县级", "市级", "本级"].contains(&name.as_str());
    // 示例县城镇改造项目 is what is evaluated, not who reports.
    let thing = ["项目", "资金", "经费", "项目支出"].iter().any(|word| name.ends_with(word));
    (name.chars().count() >= 4 && !generic && !thing).then_some(name)
}

/// A unit's name without the words that full and short forms differ in: 中共示例县委员会组织部 = 示例县委组织部.
pub fn short(name: &str) -> String {
    name.replace("中共", "")
        .replace("中国共产党", "")
        .replace("委员会", "委")
        .replace("人民政府", "政府")
        .replace("办公室", "办")
}

/// A year of the 21st century followed by 年, with its place.
fn year_at(text: &str) -> Option<(u16, usize, usize)> {
    text.match_indices("20").find_map(|(at, _)| {
        let digits = text.get(at..at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + 4..)?.trim_start();
        let alone = before.is_none_or(|c| !c.is_ascii_digit()) && after.starts_with('年');
        alone.then(|| digits.parse().ok().map(|year| (year, at, 4)))?
    })
}

/// The first year named in a text.
pub(super) fn year_in(text: &str) -> Option<u16> {
    year_at(text).map(|(year, _, _)| year)
}

/// 评价年度：2023年度.
fn field_year(document: &Document, outline: &Outline) -> Option<u16> {
    let field = outline.fields.iter().find(|field| field.kind == FieldKind::Year && !field.is_blank())?;
    year_in(document.str(field.value)).or_else(|| document.str(field.value).get(..4)?.parse().ok())
}

/// The year most often followed by 年 in the whole text; the latest of equals.
fn most_named_year(document: &Document) -> Option<u16> {
    let mut counts = std::collections::BTreeMap::<u16, u32>::new();
    for (at, _) in document.text.match_indices('年') {
        let digits = at.checked_sub(4).and_then(|start| document.text.get(start..at)?.parse::<u16>().ok());
        if let Some(year) = digits.filter(|year| (2010..2100).contains(year)) {
            *counts.entry(year).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The date in its field, or alone on a line of the cover or below the last section.
fn filled(document: &Document, outline: &Outline) -> Option<(u16, u8, Span)> {
    let fields = outline.fields.iter().filter(|field| field.kind == FieldKind::Date && !field.is_blank());
    let alone = || {
        let first = outline.headings.first().map_or(document.text.len(), |heading| heading.span.range().start);
        short_lines(document, Span::new(0, first))
    };
    let mut spans = fields.map(|field| field.value).chain(alone());
    spans.find_map(|span| {
        let text = joined(document.str(span));
        let (year, at, len) = year_at(&text).filter(|(_, at, _)| *at == 0)?;
        let month = text.get(at + len..)?.strip_prefix('年')?.split_once('月')?.0.parse().ok()?;
        (1..=12).contains(&month).then_some((year, month, span))
    })
}

/// Short names that the text itself gives: （以下简称“X”）, （简称X）.
fn aliases(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (at, word) in document.text.match_indices("简称").take(20) {
        let after = document.text.get(at + word.len()..).unwrap_or_default();
        let after = after.trim_start_matches(['“', '"', '：', ':', '为', '「']);
        let end = after.find(['”', '"', '）', ')', '」', '，', '。']).unwrap_or(0);
        let name = after.get(..end).unwrap_or_default();
        if (2..=16).contains(&name.chars().count()) {
            found.push(name.to_string());
        }
    }
    found
}

use super::lines::Line;
use super::{Entry, lines_before};
use crate::document::{Block, Document, Span};
use crate::facts::name;
use crate::quantity::{self, Unit};
use crate::vocabulary::{ColumnKind, PROSE, TABLE, TERMS, TermKind};

/// Rows within which a form shows the heads of its columns.
const HEAD: usize = 16;
/// Lines and tables before a part of a form within which its title stands.
const FORM: usize = 8;
/// Levels of a header below its first.
const LEVELS: usize = 3;
/// Characters of a word at the head of a column.
const WORD: usize = 20;
/// Characters of a title.
const TITLE: usize = 40;

/// What the whole table says about all its stretches.
pub(super) struct Context {
    pub block: usize,
    /// 单位：万元 in or before the table.
    pub unit: Option<Unit>,
    /// Where the name of the project stands that the form is about: in a cell, or in a line above the table.
    pub project: Option<Span>,
    /// Whether the form is about the unit as a whole.
    pub whole: bool,
}

impl Context {
    pub fn new(document: &Document, block: usize, lines: &[Line]) -> Self {
        let form = TABLE.form();
        let field = |names: &[String]| {
            lines.iter().take(4).find_map(|line| {
                let mut cells = line.filled();
                let (name, value) = (cells.next()?, cells.next()?);
                // 项目名称 | 示例项目 | 实施单位 | 示例局: another field may stand beside; the head of a list is none.
                let alone = match cells.count() {
                    0 => true,
                    2 => !is_header_word(document.str(value.span)),
                    _ => false,
                };
                (alone && names.contains(&name::normalise(document.str(name.span)))).then_some(value.span)
            })
        };
        let mut inside = lines.iter().take(2).flat_map(Line::filled).map(|entry| document.str(entry.span));
        let before = lines_before(document, block).find_map(|line| unit_line(document.str(line)));
        let names_project = |entry: &Entry| form.project.contains(&name::normalise(document.str(entry.span)));
        // A form that names its project in a cell needs no title to say so.
        let named_inside = lines.iter().take(4).flat_map(Line::filled).any(names_project);
        let titled = || has_marks(document, lines) && !named_inside;
        let project = field(&form.project)
            .or_else(|| project_above(document, block))
            .or_else(|| titled().then(|| project_title(document, block, lines)).flatten());
        Self {
            block,
            unit: before.or_else(|| inside.find_map(unit_line)),
            project,
            whole: project.is_none() && field(&form.agency).is_some(),
        }
    }
}

/// The project that the lines above a form name (项目名称：…). The tables of a form share what stands above the first.
fn project_above(document: &Document, block: usize) -> Option<Span> {
    let is_table = |block: &&Block| matches!(block, Block::Table(_));
    let above = document.blocks.get(..block)?;
    let tables = above.iter().rev().take_while(is_table).count();
    lines_before(document, block - tables).find_map(|line| named_project(document, line))
}

/// Whether a table has a column of weights: a form with indicators, not a list of projects.
fn has_marks(document: &Document, lines: &[Line]) -> bool {
    let mut heads = lines.iter().take(HEAD).flat_map(Line::filled);
    heads.any(|entry| measure(&name::normalise(document.str(entry.span))) == Some("weight"))
}

/// The title of a form of one project, in its first row or among the lines and tables before it; what comes nearest
/// decides, and a title of the whole unit ends the search.
fn project_title(document: &Document, block: usize, lines: &[Line]) -> Option<Span> {
    let lone = |line: &Line| {
        let mut cells = line.filled();
        cells.next().filter(|_| cells.next().is_none()).map(|entry| entry.span)
    };
    let inside = lines.first().and_then(lone);
    let above = document.blocks.get(..block).unwrap_or_default().iter().rev().take(FORM);
    let above = above.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let form = TABLE.form();
    let has = |text: &str, words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
    let mut titles = inside.into_iter().chain(above).filter(|line| {
        let text = document.str(*line);
        let short = text.chars().count() <= TITLE && !text.contains(['，', '。', '；']);
        short && has(text, &form.evaluations)
    });
    let nearest = titles.next()?;
    let text = document.str(nearest);
    (has(text, &form.project_words) && !has(text, &PROSE.whole_unit)).then_some(nearest)
}

/// What follows 项目名称： up to the next gap.
fn named_project(document: &Document, line: Span) -> Option<Span> {
    let text = document.str(line);
    let value = |name: &String| text.strip_prefix(name.as_str())?.trim_start().strip_prefix(['：', ':']);
    let value = TABLE.form().project.iter().find_map(value)?;
    let name = value.split(['\u{3000}', '\t']).map(str::trim).find(|part| !part.is_empty())?;
    let name = name.split("  ").next()?;
    let start = line.start as usize + name.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(Span::new(start, start + name.len()))
}

/// The unit of money in 单位：万元, 金额单位：元, （单位：万元）.
fn unit_line(line: &str) -> Option<Unit> {
    let after = line.rsplit_once("单位")?.1.trim_start().strip_prefix(['：', ':'])?;
    money_unit(after.trim_start())
}

/// The unit of money that a text begins with.
fn money_unit(text: &str) -> Option<Unit> {
    use Unit::{HundredMillionYuan, MillionYuan, TenThousandYuan, ThousandYuan, Yuan};
    let text = text.trim_start_matches("人民币");
    [
        ("万元", TenThousandYuan),
        ("千元", ThousandYuan),
        ("百万元", MillionYuan),
        ("亿元", HundredMillionYuan),
        ("元", Yuan),
    ]
    .into_iter()
    .find_map(|(word, unit)| text.starts_with(word).then_some(unit))
}

/// The unit in the brackets of a header: （万元）, (人), （%）; also 金额：万元.
pub(super) fn bracket_unit(label: &str) -> Option<Unit> {
    let inner = label.rsplit_once(['（', '(', '：', ':'])?.1.trim_start();
    let inner = inner.strip_prefix("单位").map_or(inner, |rest| rest.trim_start_matches(['：', ':']));
    let end = |word: &str| inner.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(['）', ')']));
    if let Some(unit) = money_unit(inner) {
        return Some(unit);
    }
    [("%", Unit::Percent), ("％", Unit::Percent), ("人", Unit::Person), ("分", Unit::Point), ("名", Unit::Person)]
        .into_iter()
        .chain([("m²", Unit::SquareMetre), ("㎡", Unit::SquareMetre), ("平方米", Unit::SquareMetre)])
        .find_map(|(word, unit)| end(word).then_some(unit))
}

/// The counter or measure in the brackets of a header: （户）, (公里).
pub(super) fn bracket_counter(label: &str) -> Option<Unit> {
    let inner = label.trim_end().strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?.1;
    let one = format!("1{}", inner.trim());
    let unit = quantity::read_cell(&one, Span::new(0, one.len()))?.unit?;
    matches!(unit, Unit::Count | Unit::Measure | Unit::PersonTime | Unit::TenThousandCount).then_some(unit)
}

/// How many header rows begin here; 0 if this is a body row.
pub(super) fn heads_at(document: &Document, lines: &[Line], at: usize) -> usize {
    let Some(first) = lines.get(at) else { return 0 };
    let next_has_numbers = || lines.get(at + 1).is_some_and(|next| next.numbers() > 0 && next.filled().count() > 1);
    let opens = at == 0 && first.filled().count() > 1 && first.numbers() == 0 && next_has_numbers();
    if !is_head(document, first) && !opens && !is_head_by_shape(document, lines, at) {
        return 0;
    }
    let mut heads = 1;
    while let Some(line) = lines.get(at + heads).filter(|_| heads <= LEVELS) {
        let above = lines.get(at..at + heads).unwrap_or_default();
        if !(is_index_run(document, line)
            || is_lower_level(document, line)
            || divides(document, line, above)
            || fills_gaps(document, line, first))
        {
            break;
        }
        heads += 1;
    }
    heads
}

/// Whether a row is the head of the rows below it, whatever its words: short texts, each said once, where the rows above
/// and below have figures.
fn is_head_by_shape(document: &Document, lines: &[Line], at: usize) -> bool {
    let (Some(line), Some(before)) = (lines.get(at), at.checked_sub(1).and_then(|before| lines.get(before))) else {
        return false;
    };
    let Some(next) = lines.get(at + 1..).and_then(|after| after.iter().find(|next| !is_index_run(document, next)))
    else {
        return false;
    };
    if line.numbers() > 0
        || before.numbers() < 2
        || next.numbers() < 2
        || !line.filled().all(|entry| is_word(document, entry))
    {
        return false;
    }
    let mut words: Vec<&str> = line.filled().map(|entry| document.str(entry.span)).collect();
    let count = words.len();
    words.sort_unstable();
    words.dedup();
    let is_headed = |entry: &&Entry| line.over(entry.column).is_some_and(|head| !head.is_blank());
    let figures: Vec<&Entry> = next.filled().filter(|entry| entry.number().is_some()).collect();
    // 提升, 提升, 显著 may fill a row of results that are told in words: then the row has the name of an indicator, and
    // the rows around it have few figures.
    words.len() == count && count > 2 && figures.len() > 1 && figures.iter().all(is_headed)
}

/// Whether a line fills what the first row of a header leaves blank: 省级, 县级, 小计 where 预算数 was merged over three
/// columns.
fn fills_gaps(document: &Document, line: &Line, first: &Line) -> bool {
    let blank_above = |entry: &&Entry| first.over(entry.column).is_some_and(Entry::is_blank);
    let filled = line.filled().count();
    let in_gaps = line.filled().filter(blank_above).count();
    let words = line.filled().all(|entry| is_word(document, entry));
    let rest_is_blank =
        first.filled().filter(|entry| line.over(entry.column).is_some_and(|own| !own.is_blank())).count();
    line.numbers() == 0
        && words
        && filled > 1
        && in_gaps > 0
        && in_gaps + rest_is_blank == filled
        && rest_is_blank * 2 <= filled
}

fn is_word(document: &Document, entry: &Entry) -> bool {
    let text = document.str(entry.span);
    text.chars().count() <= WORD && entry.number().is_none() && !text.contains(['。', '；', '，'])
}

/// Gives the cells of a first header row the width that the second shows, where a merged cell was written once and the
/// row is shorter than the others: 序号 | 项目 | 预算数 | 结余 over five columns, of which the second row fills two.
pub(super) fn spread(lines: &mut [Line]) {
    let Some((first, rest)) = lines.split_first_mut() else { return };
    let Some(second) = rest.first() else { return };
    let (short, long) = (first.cells.len(), second.cells.len());
    let unmerged = |line: &Line| line.cells.iter().all(|(_, width)| *width == 1);
    let body = rest.get(1).is_some_and(|line| line.cells.len() == long && line.numbers() > 0);
    if short < 2 || short >= long || second.numbers() > 0 || !body || !unmerged(second) {
        return;
    }
    // One cell of the first row for each blank of the second, and for each run of its words.
    let mut widths: Vec<u32> = Vec::new();
    let mut in_run = false;
    for (entry, _) in &second.cells {
        match (entry.is_blank(), in_run) {
            (false, true) => widths.last_mut().into_iter().for_each(|width| *width += 1),
            _ => widths.push(1),
        }
        in_run = !entry.is_blank();
    }
    if widths.len() != short {
        return;
    }
    let mut column = 0;
    for ((entry, width), own) in first.cells.iter_mut().zip(widths) {
        (entry.column, *width) = (column, own);
        column += own;
    }
}

/// Whether every cell of a line stands below a header cell that is wider than it: the level that divides it.
fn divides(document: &Document, line: &Line, above: &[Line]) -> bool {
    let is_below = |entry: &Entry| above.iter().any(|head| head.width_over(entry.column) > 1);
    let is_word = |entry: &Entry| document.str(entry.span).chars().count() <= WORD && entry.number().is_none();
    line.filled().count() > 1 && line.filled().all(|entry| is_below(entry) && is_word(entry))
}

/// A row of header words: at least two, at least half of what it says, and no amount.
fn is_head(document: &Document, line: &Line) -> bool {
    let words = line.filled().filter(|entry| is_header_word(document.str(entry.span))).count();
    line.numbers() == 0 && words >= 2 && words * 2 >= line.filled().count()
}

/// 1 2 3 4, （1） （2） or 栏次 1 2 3: the numbers of the columns.
pub(super) fn is_index_run(document: &Document, line: &Line) -> bool {
    let mut expected = 1_u32;
    let mut seen = 0;
    for entry in line.filled() {
        let text = document.str(entry.span).trim_matches(['（', '）', '(', ')', '栏']);
        let number = text.split(['=', '＝']).next().and_then(|text| text.trim().parse::<u32>().ok());
        match number {
            Some(number) if number == expected => (expected, seen) = (expected + 1, seen + 1),
            Some(_) => return false,
            None if TABLE.column(text) == Some(ColumnKind::Index) || text == "次" => {}
            None if seen > 0 && !text.contains(['=', '＝']) => return false,
            None => {}
        }
    }
    seen >= 2
}

/// The second level of a header whose first cells are merged from above.
fn is_lower_level(document: &Document, line: &Line) -> bool {
    let blank_start = line.continued || line.cells.first().is_some_and(|(entry, _)| entry.is_blank());
    let fits = |text: &str| is_header_word(text) || is_subject(&name::normalise(text)) || year(text).is_some();
    let mut filled = line.filled().map(|entry| document.str(entry.span)).peekable();
    blank_start && line.numbers() == 0 && line.filled().count() > 1 && filled.peek().is_some() && filled.all(fits)
}

fn is_subject(label: &str) -> bool {
    TERMS.at_start(label).is_some_and(|(term, length)| length == label.len() && term.kind == TermKind::Subject)
}

fn is_header_word(text: &str) -> bool {
    let label = name::normalise(text);
    label.chars().count() <= 20
        && (TABLE.column(&label).is_some() || measure(&label).is_some() || (year(text).is_some() && label.is_empty()))
}

/// The measure a header names: the last one in it, if most of its words are terms.
pub(super) fn measure(label: &str) -> Option<&'static str> {
    let hits = TERMS.find(label);
    let covered: usize = hits.iter().map(|hit| hit.end - hit.start).sum();
    let last = hits.iter().rfind(|hit| hit.term.kind == TermKind::Measure)?;
    let ends = label.len() - last.end <= 2 * '字'.len_utf8();
    (covered * 2 > label.len() && ends).then_some(last.term.key.as_str())
}

/// 上年决算数: the year before, as facts count it; 上年结转 is a figure of this year.
pub(super) fn before(text: &str) -> Option<i16> {
    let last = PROSE.last_year.occur_in(text);
    (last && measure(&name::normalise(text)) != Some("carry_in")).then_some(-1)
}

/// The year in a header.
pub(super) fn year(text: &str) -> Option<i16> {
    let at = text.find("20")?;
    let year = text.get(at..at + 4)?;
    let follows = text.get(at + 4..).is_some_and(|rest| rest.starts_with('年') || rest.is_empty());
    year.parse().ok().filter(|_| follows)
}

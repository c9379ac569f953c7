use super::lines::Line;
use super::{Column, Entry, lines_before};
use crate::document::{Block, Document, Span};
use crate::facts::name;
use crate::quantity::Unit;
use crate::vocabulary::{ColumnKind, PROSE, TABLE, TERMS, TermKind};
use rust_decimal::Decimal;

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
                let is_field = cells.next().is_none() && names.contains(&name::normalise(document.str(name.span)));
                is_field.then_some(value.span)
            })
        };
        let mut inside = lines.iter().take(2).flat_map(Line::filled).map(|entry| document.str(entry.span));
        let before = lines_before(document, block).find_map(|line| unit_line(document.str(line)));
        let names_project = |entry: &Entry| form.project.contains(&name::normalise(document.str(entry.span)));
        // A form that names its project in a cell needs no title to say so.
        let named_inside = lines.iter().take(4).flat_map(Line::filled).any(names_project);
        let project = field(&form.project).or_else(|| project_above(document, block).filter(|_| !named_inside));
        Self {
            block,
            unit: before.or_else(|| inside.find_map(unit_line)),
            project,
            whole: project.is_none() && field(&form.agency).is_some(),
        }
    }
}

/// The project that the lines above a form name (项目名称：…), else the title that says that the form is one of a project.
/// The tables of a form share what stands above the first.
fn project_above(document: &Document, block: usize) -> Option<Span> {
    let is_table = |block: &&Block| matches!(block, Block::Table(_));
    let above = document.blocks.get(..block)?;
    let tables = above.iter().rev().take_while(is_table).count();
    let lines = || lines_before(document, block - tables);
    lines()
        .find_map(|line| named_project(document, line))
        .or_else(|| lines().find(|line| is_of_project(document.str(*line))))
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

/// Whether a title is that of a form of one project.
fn is_of_project(title: &str) -> bool {
    let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
    has(&TABLE.form().project_titles) && !has(&PROSE.whole_unit)
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
fn bracket_unit(label: &str) -> Option<Unit> {
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

/// How many header rows begin here; 0 if this is a body row.
pub(super) fn heads_at(document: &Document, lines: &[Line], at: usize) -> usize {
    let Some(first) = lines.get(at) else { return 0 };
    let next_has_numbers = || lines.get(at + 1).is_some_and(|next| next.numbers() > 0 && next.filled().count() > 1);
    let opens = at == 0 && first.filled().count() > 1 && first.numbers() == 0 && next_has_numbers();
    if !is_head(document, first) && !opens {
        return 0;
    }
    let continues = |line: &&Line| is_index_run(document, line) || is_lower_level(document, line);
    1 + lines.get(at + 1..).unwrap_or_default().iter().take(3).take_while(continues).count()
}

/// A row of header words: at least two, at least half of what it says, and no amount.
fn is_head(document: &Document, line: &Line) -> bool {
    let words = line.filled().filter(|entry| is_header_word(document.str(entry.span))).count();
    line.numbers() == 0 && words >= 2 && words * 2 >= line.filled().count()
}

/// 1 2 3 4, （1） （2） or 栏次 1 2 3: the numbers of the columns.
fn is_index_run(document: &Document, line: &Line) -> bool {
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
fn measure(label: &str) -> Option<&'static str> {
    let hits = TERMS.find(label);
    let covered: usize = hits.iter().map(|hit| hit.end - hit.start).sum();
    let last = hits.iter().rfind(|hit| hit.term.kind == TermKind::Measure)?;
    let ends = label.len() - last.end <= 2 * '字'.len_utf8();
    (covered * 2 > label.len() && ends).then_some(last.term.key.as_str())
}

/// 上年决算数: the year before, as facts count it; 上年结转 is a figure of this year.
fn before(text: &str) -> Option<i16> {
    let last = PROSE.last_year.iter().any(|word| text.contains(word.as_str()));
    (last && measure(&name::normalise(text)) != Some("carry_in")).then_some(-1)
}

/// The year in a header.
fn year(text: &str) -> Option<i16> {
    let at = text.find("20")?;
    let year = text.get(at..at + 4)?;
    let follows = text.get(at + 4..).is_some_and(|rest| rest.starts_with('年') || rest.is_empty());
    year.parse().ok().filter(|_| follows)
}

/// The columns under these header rows, with what the body says about them.
pub(super) fn columns(document: &Document, context: &Context, head: &[Line], body: &[Line]) -> Vec<Column> {
    let width = head.iter().chain(body).flat_map(|line| &line.cells).map(|(entry, _)| entry.column + 1).max();
    let corner = head.first().and_then(|line| line.over(0)).map_or("", |entry| document.str(entry.span));
    let corner_unit = bracket_unit(corner);
    let mut columns: Vec<Column> =
        (0..width.unwrap_or(0)).map(|index| column(document, head, index, corner_unit.or(context.unit))).collect();
    for line in body {
        for entry in line.filled() {
            let quantity = entry.number().filter(|quantity| quantity.unit.is_none_or(|unit| unit != Unit::Percent));
            if let (Some(quantity), Some(column)) = (quantity, columns.get_mut(entry.column as usize)) {
                column.scale = column.scale.max(quantity.value.scale());
            }
        }
    }
    mend_year_columns(&mut columns, body);
    name_planned(&mut columns);
    infer_units(&mut columns, body);
    columns
}

fn column(document: &Document, head: &[Line], index: u32, unit: Option<Unit>) -> Column {
    let cells: Vec<Span> = head
        .iter()
        .filter(|line| !is_index_run(document, line))
        .filter_map(|line| line.over(index))
        .map(|entry| entry.span)
        .filter(|span| !span.is_empty())
        .collect();
    let texts: Vec<&str> = cells.iter().map(|span| document.str(*span)).collect();
    let names: Vec<String> = texts.iter().map(|text| name::normalise(text)).collect();
    let lowest = names.last().map_or("", String::as_str);
    let known = TABLE.column(lowest);
    let found = names.iter().rev().filter(|_| known.is_none_or(|kind| kind == ColumnKind::Money));
    let measure = found.clone().find_map(|name| measure(name));
    let kind = known.or_else(|| measure.map(kind_of)).unwrap_or(ColumnKind::Unknown);
    let own = texts.iter().rev().find_map(|text| bracket_unit(text));
    let default = match kind {
        ColumnKind::Money | ColumnKind::Unknown => unit,
        ColumnKind::People => Some(Unit::Person),
        ColumnKind::Score => Some(Unit::Point),
        _ => None,
    };
    Column {
        index,
        label: cells.last().copied().unwrap_or(Span::new(0, 0)),
        text: names.concat(),
        kind,
        measure,
        subject: names.iter().rev().find_map(|name| subject_in(name)),
        unit: own.or(default),
        unit_inferred: false,
        year: texts.iter().rev().find_map(|text| year(text).or_else(|| before(text))),
        scale: 0,
        mislabelled: false,
    }
}

fn subject_in(name: &str) -> Option<&'static str> {
    let (term, length) = TERMS.at_start(name)?;
    (length == name.len() && term.kind == TermKind::Subject).then_some(term.key.as_str())
}

fn kind_of(measure: &'static str) -> ColumnKind {
    match measure {
        "rate" | "adjust_rate" => ColumnKind::Rate,
        "weight" | "score" => ColumnKind::Score,
        "quota" | "staff" => ColumnKind::People,
        "target" | "actual" => ColumnKind::Indicator,
        _ => ColumnKind::Money,
    }
}

/// Amounts under 预算年度 are the initial budget if the adjusted one stands to the right (FA03).
fn mend_year_columns(columns: &mut [Column], body: &[Line]) {
    let adjusted = columns.iter().find(|column| column.measure == Some("budget")).map(|column| column.index);
    let has_initial = columns.iter().any(|column| column.measure == Some("init"));
    for column in columns.iter_mut().filter(|column| column.kind == ColumnKind::Year) {
        let numbers = || body.iter().filter_map(|line| line.over(column.index)?.number());
        let is_year = |value: Decimal| value >= Decimal::from(1990) && value <= Decimal::from(2100);
        let amounts = numbers().filter(|quantity| !is_year(quantity.value)).count();
        if amounts >= 2 && amounts * 2 > numbers().count() {
            column.mislabelled = true;
            column.kind = ColumnKind::Money;
            column.measure = (adjusted == Some(column.index + 1) && !has_initial).then_some("init");
        }
    }
}

/// 基础数据表: a bare ××年预算数 beside 决算数 is the initial budget (rulebook §5.2), if no other column is.
fn name_planned(columns: &mut [Column]) {
    let has = |key: &str| columns.iter().any(|column| column.measure == Some(key));
    if has("init") || has("budget") || !has("exec") {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.measure == Some("planned") && column.year.is_some()) {
        column.measure = Some("init");
    }
}

/// Where no unit is written at all, amounts of six digits and more are 元 (FA04).
fn infer_units(columns: &mut [Column], body: &[Line]) {
    let money = |column: &Column| column.kind == ColumnKind::Money && column.unit.is_none();
    // A header merged over several columns loses its extent in pasted text: the unit is written once for all.
    let written = columns.iter().filter(|column| column.kind == ColumnKind::Money).find_map(|column| column.unit);
    for column in columns.iter_mut().filter(|column| money(column)) {
        column.unit = written;
    }
    let large = |column: &Column| {
        let mut numbers = body.iter().filter_map(|line| line.over(column.index)?.number());
        numbers.any(|quantity| quantity.unit.is_none() && quantity.value.abs() >= Decimal::from(100_000))
    };
    if columns.iter().any(|column| money(column) && large(column)) {
        for column in columns.iter_mut().filter(|column| money(column)) {
            column.unit = Some(Unit::Yuan);
            column.unit_inferred = true;
        }
    }
}

/// Splits 收入 | 支出 side by side: a panel begins where a column of names follows columns of figures.
pub(super) fn panels(columns: &[Column]) -> Vec<Vec<Column>> {
    use ColumnKind::{Code, Index, Money, Name, Unknown};
    let mut panels: Vec<Vec<Column>> = Vec::new();
    let mut figures = false;
    for (at, column) in columns.iter().enumerate() {
        let leads = matches!(column.kind, Index | Code);
        let name_ahead = columns.get(at..).unwrap_or_default().iter().find(|next| !matches!(next.kind, Index | Code));
        let begins = column.kind == Name || (leads && name_ahead.is_some_and(|next| next.kind == Name));
        if panels.is_empty() || (begins && figures) {
            panels.push(Vec::new());
            figures = false;
        }
        figures |= matches!(column.kind, Money) || (column.kind == Unknown && column.measure.is_some());
        if let Some(panel) = panels.last_mut() {
            panel.push(column.clone());
        }
    }
    panels
}

use super::header::{Context, before, bracket_counter, bracket_unit, is_index_run, measure, year};
use super::lines::Line;
use super::{Column, Entry};
use crate::document::{Document, Span};
use crate::facts::name;
use crate::quantity::{self, Unit};
use crate::vocabulary::{ColumnKind, TABLE, TERMS, TermKind};
use rust_decimal::Decimal;

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
    mend_name_columns(&mut columns, body, corner_unit.or(context.unit));
    mend_year_columns(&mut columns, body);
    mend_rate_columns(&mut columns, body);
    mend_count_columns(document, &mut columns, body);
    name_divided(&mut columns);
    name_planned(&mut columns);
    name_spent(&mut columns);
    infer_marks(document, &mut columns, body);
    infer_units(&mut columns, body);
    columns
}

fn column(document: &Document, head: &[Line], index: u32, unit: Option<Unit>) -> Column {
    let cells = header_cells(document, head, index);
    let texts: Vec<&str> = cells.iter().map(|span| document.str(*span)).collect();
    let names: Vec<String> = texts.iter().map(|text| name::normalise(text)).collect();
    let lowest = names.last().map_or("", String::as_str);
    let counter = texts.last().and_then(|text| bracket_counter(text));
    let own = texts.iter().rev().find_map(|text| bracket_unit(text)).or(counter);
    let known = TABLE.column(lowest);
    let found = names.iter().rev().filter(|_| known.is_none_or(|kind| kind == ColumnKind::Money));
    let measure = found.clone().find_map(|name| measure(name)).filter(|_| !TABLE.is_negated(lowest));
    let kind = known.or_else(|| measure.map(kind_of)).unwrap_or(ColumnKind::Unknown);
    let amount = matches!(kind, ColumnKind::Money | ColumnKind::Unknown);
    let (kind, measure) = if amount && (own == Some(Unit::Percent) || TABLE.is_rate(lowest)) {
        (ColumnKind::Rate, completion(lowest))
    } else if kind == ColumnKind::Unknown && counter.is_some() {
        (ColumnKind::Count, measure)
    } else {
        (kind, measure)
    };
    let default = match kind {
        ColumnKind::Money | ColumnKind::Unknown => unit,
        ColumnKind::People => Some(Unit::Person),
        ColumnKind::Score => Some(Unit::Point),
        _ => None,
    };
    Column {
        index,
        label: cells.last().copied().unwrap_or(Span::new(0, 0)),
        above: cells.iter().rev().nth(1).copied(),
        numbered: numbered(document, head, index),
        lowest: lowest.to_owned(),
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

/// The header cells over a column, top to bottom. A blank one above a filled one belongs to its left neighbour, which
/// was merged over both before it became text.
fn header_cells(document: &Document, head: &[Line], index: u32) -> Vec<Span> {
    let levels: Vec<&Line> = head.iter().filter(|line| !is_index_run(document, line)).collect();
    let filled = |line: &Line| line.over(index).filter(|entry| !entry.is_blank()).map(|entry| entry.span);
    let mut cells = Vec::new();
    for (at, line) in levels.iter().enumerate() {
        let lower = levels.get(at + 1..).unwrap_or_default();
        let is_covered = || lower.iter().any(|line| filled(line).is_some()) && cells.is_empty();
        let blank = line.over(index).is_some_and(Entry::is_blank);
        let merged = || line.filled().take_while(|entry| entry.column < index).last();
        let above = filled(line).or_else(|| merged().filter(|_| blank && is_covered()).map(|entry| entry.span));
        cells.extend(above);
    }
    cells
}

/// The number of a column in the row that numbers them all.
fn numbered(document: &Document, head: &[Line], index: u32) -> Option<Span> {
    let cell = head.iter().find(|line| is_index_run(document, line))?.over(index)?;
    (!cell.is_blank()).then_some(cell.span)
}

/// The rate that a share of the budget is: 完成年初预算%, 占预算数的比例. A share of something else is no known one.
fn completion(label: &str) -> Option<&'static str> {
    let of_budget = |key: &str| matches!(key, "init" | "planned" | "budget");
    let hits = TERMS.find(label);
    let names_budget = hits.iter().any(|hit| of_budget(&hit.term.key));
    (names_budget && TABLE.is_completion(label)).then_some("rate")
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

/// 收入, 支出 and 指标 stand over names as well as over amounts: what stands below decides.
fn mend_name_columns(columns: &mut [Column], body: &[Line], unit: Option<Unit>) {
    for column in columns.iter_mut().filter(|column| column.kind == ColumnKind::Name && column.index > 0) {
        let cells = || body.iter().filter_map(|line| line.over(column.index)).filter(|entry| !entry.is_blank());
        let amounts = cells().filter(|entry| entry.number().is_some()).count();
        if TABLE.is_either(&column.text) && amounts > 0 && amounts == cells().count() {
            column.kind = ColumnKind::Money;
            column.unit = column.unit.or(unit);
        }
    }
}

/// Percentages under 完成年初预算 are rates, whatever amount the words name.
fn mend_rate_columns(columns: &mut [Column], body: &[Line]) {
    let amount = |column: &Column| matches!(column.kind, ColumnKind::Money | ColumnKind::Unknown);
    for column in columns.iter_mut().filter(|column| amount(column)) {
        let units = || body.iter().filter_map(|line| line.over(column.index)?.number()).map(|number| number.unit);
        let shares = units().filter(|unit| *unit == Some(Unit::Percent)).count();
        if shares > 1 && shares * 2 > units().count() {
            column.kind = ColumnKind::Rate;
            column.measure = completion(&column.text);
            column.unit = None;
        }
    }
}

/// 接待批次, 公务用车数, 实有数: whole numbers under 数, 量 or a counter are of people or things, though 单位：万元 stands above
/// them, where amounts beside them have decimals or other columns count too.
fn mend_count_columns(document: &Document, columns: &mut [Column], body: &[Line]) {
    let counts = |column: &Column| matches!(column.kind, ColumnKind::Count | ColumnKind::People);
    let beside = columns.iter().any(|column| counts(column) || column.scale > 0);
    for column in columns.iter_mut().filter(|column| column.kind == ColumnKind::Unknown && column.measure.is_none()) {
        let label = document.str(column.label);
        let numbers = || body.iter().filter_map(|line| line.over(column.index)?.number());
        let bare = numbers().next().is_some() && numbers().all(|number| number.unit.is_none());
        if column.scale > 0 || !bare || bracket_unit(label).is_some() || names_money(&column.lowest) {
            continue;
        }
        let unit = counter_at_end(&column.lowest);
        if unit.is_some() || (beside && column.lowest.ends_with(['数', '量'])) {
            column.kind = if unit == Some(Unit::Person) { ColumnKind::People } else { ColumnKind::Count };
            column.unit = unit.or(Some(Unit::Count));
        }
    }
}

/// The counter with which a header ends: 接待批次, 会议次数. One of a single sign needs 数 behind it, and 到位数 counts nobody.
fn counter_at_end(label: &str) -> Option<Unit> {
    let (stem, least) = label.strip_suffix('数').map_or((label, 2), |stem| (stem, 1));
    let mut units = (least..=2).rev().filter(|length| stem.chars().count() > *length).filter_map(|length| {
        let start = stem.char_indices().rev().nth(length - 1)?.0;
        let one = format!("1{}", stem.get(start..)?);
        let read = quantity::read_cell(&one, Span::new(0, one.len()))?;
        read.unit.filter(|_| read.span.len() == one.len() && !one.ends_with(['位', '名']))
    });
    units.find(|unit| matches!(unit, Unit::Person | Unit::PersonTime | Unit::Count))
}

/// Whether a header speaks of money: 到位资金数, 拨款数.
fn names_money(label: &str) -> bool {
    label.contains(['款', '金', '额', '支', '收', '拨', '付', '预', '决', '费', '资', '价', '元', '账', '债'])
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

/// 执行数 over 省级, 市级 and 小计: the figure is that of the sub-column that adds up the others, and of none where there
/// is none.
fn name_divided(columns: &mut [Column]) {
    let is_divided = |columns: &[Column], column: &Column| {
        let above = column.above?;
        let named =
            |other: &&Column| other.above == Some(above) && other.measure.is_some() && other.measure == column.measure;
        (columns.iter().filter(named).count() > 1).then_some(above)
    };
    let divided: Vec<bool> = columns.iter().map(|column| is_divided(columns, column).is_some()).collect();
    for (column, divided) in columns.iter_mut().zip(divided) {
        let own = measure(&name::normalise(&column.lowest)).is_some();
        if divided && !own && !TABLE.totals_columns(&column.lowest) {
            column.measure = None;
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

/// A bare 支出 beside a budget is what was spent of it, if no other column is.
fn name_spent(columns: &mut [Column]) {
    let has = |key: &str| columns.iter().any(|column| column.measure == Some(key));
    // 计划数 and 完成数 may be of things.
    if has("exec") || !(has("init") || has("budget")) {
        return;
    }
    let is_spent = |column: &&mut Column| {
        column.measure.is_none() && column.kind == ColumnKind::Money && TABLE.is_spending(&column.text)
    };
    let mut spent = columns.iter_mut().filter(is_spent);
    if let (Some(column), None) = (spent.next(), spent.next()) {
        (column.measure, column.subject) = (Some("exec"), None);
    }
}

/// Most lines of a form whose marks are looked for under heads of unknown words.
const MOST_LINES: usize = 200;

/// Weights and marks under heads of unknown words (要点权重, 满分数, 实得分): whole columns in which no mark passes its
/// weight and the weights make up a round share of a hundred.
fn infer_marks(document: &Document, columns: &mut [Column], body: &[Line]) {
    if columns.iter().any(|column| column.measure == Some("weight")) {
        return;
    }
    let is_total = |line: &&Line| {
        line.filled().any(|entry| {
            let name = name::normalise(document.str(entry.span));
            TABLE.is_total(&name) || TABLE.is_subtotal(&name)
        })
    };
    let lines: Vec<&Line> = body.iter().filter(|line| line.numbers() > 0 && !is_total(line)).take(MOST_LINES).collect();
    let value = |line: &Line, column: u32| {
        let number = line.over(column)?.number()?;
        number.unit.is_none_or(|unit| unit == Unit::Point).then_some(number.value)
    };
    let open = |column: &&Column| column.measure.is_none() && column.kind == ColumnKind::Unknown;
    let marks = |column: &&Column| open(column) || column.measure == Some("score");
    let fits = |weight: &Column, score: &Column| {
        let pairs: Option<Vec<(Decimal, Decimal)>> =
            lines.iter().map(|line| value(line, weight.index).zip(value(line, score.index))).collect();
        pairs.filter(|pairs| pairs.len() > 1).is_some_and(|pairs| {
            let within = pairs.iter().all(|(weight, score)| {
                *weight > Decimal::ZERO && *score <= *weight && *score >= *weight / Decimal::TEN
            });
            let sum: Decimal = pairs.iter().map(|(weight, _)| weight).take(MOST_LINES).sum();
            let full = pairs.iter().filter(|(weight, score)| weight == score).count();
            within
                && full > 0
                && sum <= Decimal::ONE_HUNDRED
                && sum >= Decimal::from(50)
                && (sum % Decimal::TEN).is_zero()
        })
    };
    let weights = columns.iter().filter(open);
    let pair = weights.flat_map(|weight| columns.iter().filter(marks).map(move |score| (weight, score)));
    let found = pair.filter(|(weight, score)| weight.index != score.index).find(|(weight, score)| fits(weight, score));
    let Some((weight, score)) = found.map(|(weight, score)| (weight.index, score.index)) else { return };
    for (index, measure) in [(weight, "weight"), (score, "score")] {
        for column in columns.iter_mut().filter(|column| column.index == index) {
            (column.measure, column.kind, column.unit) = (Some(measure), ColumnKind::Score, Some(Unit::Point));
        }
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

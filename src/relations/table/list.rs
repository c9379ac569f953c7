//! What running text says about the rows of a table: entries with score and grade, counts, the mean (S12).

use super::{Input, place, score};
use crate::document::{Block, Span};
use crate::facts::name;
use crate::facts::table::{Column, Entry, Row, Stretch};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign, Verdict};
use crate::vocabulary::{ColumnKind, TABLE, TERMS};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An entry of a list in running text: 3.示例经费。自评得分90分，自评结论一等.
struct Item<'a> {
    title: Span,
    name: String,
    score: &'a Quantity,
    grade: Option<Span>,
}

/// How many tables can be the one the text speaks of; the largest are.
const MOST_LISTS: usize = 3;

/// How often a mean is looked for.
const MOST_MEANS: usize = 3;

/// Relations between the paragraphs and the table that lists what they speak of.
pub(super) fn relate(input: &Input) -> Vec<Relation> {
    let mut lists: Vec<&Stretch> = input.stretches.iter().filter(|stretch| is_list(stretch)).collect();
    if lists.is_empty() {
        return Vec::new();
    }
    lists.sort_by_key(|stretch| Reverse(stretch.rows.len()));
    lists.truncate(MOST_LISTS);
    let items: Vec<Item> = paragraphs(input).filter_map(|paragraph| item(input, paragraph)).collect();
    let mut relations = Vec::new();
    let mut numbers = Vec::new();
    for stretch in &lists {
        relations.extend(entries(input, stretch, &items));
        numbers.extend(counts(input, stretch));
        relations.extend(average(input, stretch));
    }
    // Of several lists each may hold some of what is counted.
    let one = lists.len() == 1;
    relations.extend(numbers.into_iter().map(|number| if one { number } else { number.open() }));
    relations
}

/// A table of named things with their score, and nothing like a form's weights.
fn is_list(stretch: &Stretch) -> bool {
    stretch.measure("score").is_some()
        && stretch.measure("weight").is_none()
        && stretch.kind(ColumnKind::Name).is_some()
        && stretch.rows.iter().filter(|row| row.is_item()).count() >= 2
}

fn paragraphs<'a>(input: &'a Input) -> impl Iterator<Item = Span> + 'a {
    input.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    })
}

/// Entries against rows: the row at the same place if the names fit, else the only row of that name.
fn entries(input: &Input, stretch: &Stretch, items: &[Item]) -> Vec<Relation> {
    let rows: Vec<&Row> = stretch.rows.iter().filter(|row| row.is_item()).collect();
    let mut by_name: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        by_name.entry(row.name.as_str()).or_default().push(row);
    }
    let mut relations = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let here = rows.get(at).filter(|row| name::same(&row.name, &item.name));
        let only = by_name.get(item.name.as_str()).and_then(|named| match named.as_slice() {
            [only] => Some(only),
            _ => None,
        });
        let mistyped = || rows.get(at).filter(|row| alike(&row.name, &item.name));
        let Some(row) = here.or(only).or_else(mistyped) else { continue };
        relations.extend(same_score(input, stretch, item, row));
        relations.extend(same_grade(input, stretch, item, row));
        let stated = Operand::of(input.document, item.score, None, Role::Actual).map(Operand::exact);
        relations.extend(
            stated.zip(item.grade).and_then(|(stated, grade)| score::graded(stated, input.document.str(grade), grade)),
        );
    }
    relations
}

/// Names that share most of their characters: one was mistyped.
fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().filter(|c| b.contains(*c)).count();
    let longest = a.chars().count().max(b.chars().count());
    longest >= 4 && shared * 5 >= longest * 4
}

fn same_score(input: &Input, stretch: &Stretch, item: &Item, row: &Row) -> Option<Relation> {
    let column = stretch.measure("score")?;
    let cell = row.entry(column.index).filter(|entry| entry.number().is_some())?;
    let stated = Operand::of(input.document, item.score, column.unit, Role::Stated)?.exact();
    let listed = input.operand(column, cell, Role::Other)?.exact();
    let mut relation = Relation::same("cross/list-score", Severity::Error, stated, listed);
    // That the two speak of the same thing was checked as well.
    relation.operands.extend([item.title, row.label].map(|name| place(name, &row.name)));
    Some(relation.named(format!("“{}”的得分", row.name)))
}

/// The grade in the text against the grade in the row.
fn same_grade(input: &Input, stretch: &Stretch, item: &Item, row: &Row) -> Option<Relation> {
    let cell = row.entry(stretch.kind(ColumnKind::Grade)?.index).filter(|entry| !entry.is_blank())?;
    let said = item.grade?;
    let (scale, in_text) = TABLE.grade(input.document.str(said))?;
    let (_, in_row) = TABLE.grade(input.document.str(cell.span))?;
    let operand = |span: Span, at: usize| Some(place(span, scale.words.get(at)?));
    let (first, second) = (operand(said, in_text)?, operand(cell.span, in_row)?);
    let mut relation = Relation::same("cross/list-grade", Severity::Error, first, second);
    relation.verdict = if in_text == in_row { Verdict::Holds } else { Verdict::Broken };
    (relation.stated, relation.expected) = (None, None);
    Some(relation.named(format!("“{}”的等级", row.name)))
}

/// A paragraph that names something, then its score, then perhaps its grade, in its first two sentences.
fn item<'a>(input: &'a Input, paragraph: Span) -> Option<Item<'a>> {
    let text = input.document.str(paragraph);
    let end = text.find(['。', '：', '；', '，'])?;
    let head = text.get(..end)?;
    let rest = text.get(end..)?;
    let (from, to) = score_in(rest)?;
    let sentence = rest.find('。').filter(|stop| *stop > from || *stop == 0).unwrap_or(0);
    if from > sentence.max(1) + 12 {
        return None;
    }
    let at = |offset: usize| paragraph.start as usize + end + offset;
    let after = Span::new(at(to), at(rest.len().min(to + 24)));
    let score = input.quantities_in(after).first().filter(|quantity| {
        quantity.span.start as usize <= at(to) + 6 && quantity.unit.is_none_or(|unit| unit == Unit::Point)
    })?;
    let behind = Span::new(score.span.end as usize, paragraph.end as usize);
    let title = Span::new(paragraph.start as usize, paragraph.start as usize + head.len());
    Some(Item { title, name: name::normalise(without_number(head)), score, grade: grade_in(input, behind) })
}

/// The list number before a name; `name::normalise` drops years, so only a number with its mark goes here.
fn without_number(head: &str) -> &str {
    let digits = head.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    digits.strip_prefix(['.', '．', '、']).unwrap_or(head)
}

/// Where the first word for a score stands.
fn score_in(text: &str) -> Option<(usize, usize)> {
    let near: String = text.chars().take(30).collect();
    TERMS.find(&near).into_iter().find(|hit| hit.term.key == "score").map(|hit| (hit.start, hit.end))
}

/// A grade within a few words.
fn grade_in(input: &Input, span: Span) -> Option<Span> {
    let text = input.document.str(span);
    let clause_end = text.char_indices().nth(16).map_or(text.len(), |(at, _)| at);
    let near = text.get(..clause_end)?;
    let words = TABLE.grades().iter().filter(|scale| scale.certain).flat_map(|scale| &scale.words);
    let (at, length) = words.filter_map(|word| Some((near.find(word.as_str())?, word.len()))).min()?;
    let start = span.start as usize + at;
    Some(Span::new(start, start + length))
}

/// 共对N个项目开展了自评 and 一等的项目有N个 against the rows.
fn counts(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let Some(grades) = stretch.kind(ColumnKind::Grade) else { return Vec::new() };
    let mut rows = 0_usize;
    let mut by_grade: BTreeMap<&str, usize> = BTreeMap::new();
    for row in stretch.rows.iter().filter(|row| row.is_item()) {
        rows += 1;
        let cell = row.entry(grades.index).map(|entry| input.document.str(entry.span));
        let word = cell.and_then(|cell| TABLE.grade(cell)).and_then(|(scale, at)| scale.words.get(at));
        if let Some(word) = word {
            *by_grade.entry(word.as_str()).or_default() += 1;
        }
    }
    let mut relations = Vec::new();
    for paragraph in paragraphs(input) {
        let text = input.document.str(paragraph);
        let words = TABLE.list();
        let speaks = |list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
        if !speaks(&words.items) || !speaks(&words.evaluated) {
            continue;
        }
        for quantity in input.quantities_in(paragraph) {
            let is_count = quantity.unit.is_some_and(|unit| unit.dimension() == Dimension::Count);
            let Some(counted) = counted(input, paragraph, quantity).filter(|_| is_count) else { continue };
            let (number, severity, name) = match counted {
                Counted::All => (rows, Severity::Warning, "列表的项目数".to_owned()),
                Counted::Grade(word) => {
                    let number = by_grade.get(word.as_str()).copied().unwrap_or(0);
                    (number, Severity::Error, format!("列表中评为{word}的项目数"))
                }
            };
            relations.extend(count(input, quantity, grades, number, severity, name));
        }
    }
    relations
}

fn count(
    input: &Input,
    quantity: &Quantity,
    column: &Column,
    number: usize,
    severity: Severity,
    name: String,
) -> Option<Relation> {
    let stated = Operand::of(input.document, quantity, None, Role::Stated)?.exact();
    let rows = Expr::Constant(Decimal::from(number));
    let operands = vec![stated, place(column.label, "")];
    Some(Relation::new("cross/list-count", severity, operands, Comparison::Equal, rows).named(name))
}

/// What a number of items counts.
enum Counted {
    All,
    Grade(String),
}

/// What stands around a count: a grade just before it, or 项目 beside it.
fn counted(input: &Input, paragraph: Span, quantity: &Quantity) -> Option<Counted> {
    let text = &input.document.text;
    let before = Span { end: quantity.span.start, ..paragraph }.of(text);
    let clause = before.rfind(['，', '。', '；', '、', '（']).map_or(before, |at| before.get(at..).unwrap_or_default());
    let grades = TABLE.grades().iter().filter(|scale| scale.certain).flat_map(|scale| &scale.words);
    if let Some(word) = grades.into_iter().find(|word| clause.contains(word.as_str())) {
        return Some(Counted::Grade(word.clone()));
    }
    let after = Span { start: quantity.span.end, ..paragraph }.of(text);
    let words = TABLE.list();
    let begins = |list: &[String], text: &str| list.iter().any(|word| text.starts_with(word.as_str()));
    let holds = |list: &[String], text: &str| list.iter().any(|word| text.contains(word.as_str()));
    let near: String = after.chars().take(12).collect();
    let is_all = (begins(&words.items, after) && holds(&words.evaluated, &near)) || holds(&words.number, clause);
    is_all.then_some(Counted::All)
}

/// 平均分 against the mean of the column.
fn average(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let Some(column) = stretch.measure("score") else { return Vec::new() };
    let scores = || {
        let cells = stretch.rows.iter().filter(|row| row.is_item()).filter_map(|row| row.entry(column.index));
        let numbers = cells.filter(|entry: &&Entry| entry.number().is_some());
        numbers.filter_map(|entry| input.operand(column, entry, Role::Part)).map(Operand::exact)
    };
    let mut relations = Vec::new();
    for paragraph in paragraphs(input) {
        let text = input.document.str(paragraph);
        if relations.len() >= MOST_MEANS {
            break;
        }
        for word in &TABLE.list().average {
            let Some(at) = text.find(word.as_str()) else { continue };
            let start = paragraph.start as usize + at + word.len();
            let near = Span::new(start, (start + 9).min(paragraph.end as usize));
            let Some(stated) = input.quantities_in(near).first() else { continue };
            let Some(stated) = Operand::of(input.document, stated, None, Role::Stated) else { continue };
            let operands: Vec<Operand> = std::iter::once(stated).chain(scores()).collect();
            let number = Decimal::from(operands.len().saturating_sub(1));
            let sum = (1..operands.len()).map(|at| (Sign::Plus, Expr::Operand(at))).collect();
            let mean = Expr::Quotient(Box::new(Expr::Sum(sum)), Box::new(Expr::Constant(number)));
            let relation =
                Relation::new("cross/list-average", Severity::Error, operands, Comparison::EqualOrTruncated, mean);
            relations.push(relation.named("平均分 = 各行得分之和 ÷ 行数"));
            break;
        }
    }
    relations
}

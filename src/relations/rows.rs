//! `count/rows`: a number of things (预算单位共5个，见下表) against the numbered rows of the table that lists them.

use super::{Comparison, Expr, Input, Relation, Severity, points};
use crate::document::{Block, Cell, Span, Table};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Id of the rule.
pub const RULE: &str = "count/rows";

/// Lines that may stand between the number and its table: caption, unit, 见下表.
const BETWEEN: usize = 3;

/// Longest such line, in characters.
const LONGEST_CAPTION: usize = 40;

/// Characters around a number among which it is said what is counted.
const REACH: usize = 12;

/// A difference beyond this says that the rows are of something else.
const SLIP: u32 = 2;

/// All numbers of things with the table that follows them.
pub fn relate(input: &Input) -> Vec<Relation> {
    let lists = input.document.tables().filter_map(|(block, table)| Some((block, list(input, table)?)));
    lists.filter_map(|(block, list)| counted(input, block, &list)).collect()
}

/// A table of numbered rows.
struct List {
    /// What its rows name: 项目 for 项目名称.
    thing: String,
    /// How many rows there are.
    rows: u32,
}

/// A table whose 序号 runs from 1 on and whose next column names one thing a row, each once.
fn list(input: &Input, table: &Table) -> Option<List> {
    let tight =
        |cell: &Cell| -> String { input.document.str(cell.span).chars().filter(|c| !c.is_whitespace()).collect() };
    let number = table.cells.iter().find(|cell| tight(cell) == "序号")?;
    let name = table.at(number.row, number.column + number.column_span)?;
    let head = tight(name);
    let thing = head.strip_suffix("名称").unwrap_or(&head).to_owned();
    let mut rows = 0;
    let mut names = BTreeSet::new();
    for row in number.row + number.row_span..table.rows {
        let cells = table.row(row);
        let at = |column: u32| cells.iter().find(|cell| cell.column == column).map(&tight).unwrap_or_default();
        let (first, named) = (at(number.column), at(name.column));
        if first.is_empty() || !first.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if first.parse() != Ok(rows + 1) || named.is_empty() || !names.insert(named) {
            return None;
        }
        rows += 1;
    }
    (rows >= 2 && thing.chars().count() >= 2 && thing.chars().count() <= 6).then_some(List { thing, rows })
}

/// The number in the text right above a list.
fn counted(input: &Input, block: usize, list: &List) -> Option<Relation> {
    let above = input.document.blocks.get(block.saturating_sub(BETWEEN + 1)..block)?;
    for one in above.iter().rev() {
        let Block::Paragraph(paragraph) = one else { return None };
        let text = input.document.str(paragraph.span);
        let start = paragraph.span.range().start;
        let told: Vec<(Span, u32)> = numbers(text, start).collect();
        let mut of_list =
            told.iter().filter(|(span, _)| is_of(list, text, span.range().start - start, span.range().end - start));
        if let Some((span, value)) = of_list.next_back() {
            return relation(*span, *value, list, is_whole(text, span.range().start - start, span.range().end - start));
        }
        if text.chars().count() > LONGEST_CAPTION {
            return None;
        }
    }
    None
}

/// Every small number of things in a paragraph: 5个, 四家.
fn numbers(text: &str, start: usize) -> impl Iterator<Item = (Span, u32)> + '_ {
    let in_digits = text.char_indices().filter_map(move |(at, c)| {
        let before = text.get(..at).unwrap_or_default();
        let alone = c.is_ascii_digit() && !before.ends_with(|c: char| c.is_ascii_digit() || ".,第".contains(c));
        let rest = text.get(at..).filter(|_| alone)?;
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value = rest.get(..len).filter(|digits| digits.len() <= 3)?.parse().ok()?;
        let counter = rest.get(len..)?.chars().next().filter(|c| "个家所处项名座".contains(*c))?;
        Some((Span::new(start + at, start + at + len + counter.len_utf8()), value))
    });
    in_digits.chain(points::in_words(text, start).into_iter().map(|(span, value, _)| (span, value)))
}

/// Whether a number counts what the rows name: its word stands right before the number or behind it.
fn is_of(list: &List, text: &str, from: usize, to: usize) -> bool {
    let clause = |c: char| "，。；：、,;:（(）)".contains(c);
    let before: String =
        text.get(..from).unwrap_or_default().chars().rev().take(REACH).take_while(|c| !clause(*c)).collect();
    let before: String = before.chars().rev().collect();
    let behind: String = text.get(to..).unwrap_or_default().chars().take(REACH).take_while(|c| !clause(*c)).collect();
    let thing = list.thing.as_str();
    let head: String = thing.chars().take(2).collect();
    let tail: String = thing.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let kin = |words: &str| thing.chars().count() > 3 && words.contains(head.as_str());
    // 3个项目 is of projects whatever stands before it: 各单位共3个项目.
    let own = behind.trim_start_matches('的');
    if own.chars().count() >= 2 {
        return own.contains(tail.as_str()) || kin(own);
    }
    before.trim_end_matches(['共', '总', '合', '计', '有']).ends_with(tail.as_str()) || kin(&before)
}

/// Whether the number is of all that the table lists: 共…, or with the table announced right behind; not 其中…, 部分….
fn is_whole(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).unwrap_or_default();
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or(before);
    let clause = sentence.rsplit(['，', ',']).next().unwrap_or(sentence);
    let rest = text.get(to..).unwrap_or_default();
    let behind = rest.split(['。', '；', '\n']).next().unwrap_or(rest);
    let announced = ["见下表", "如下", "见表", "见附表"].iter().any(|word| behind.contains(word))
        || rest.trim_end().ends_with(['：', ':']);
    let partly = ["其中", "部分", "主要", "重点", "等", "另", "抽", "选取", "不含", "除"];
    let partial = partly.iter().any(|word| clause.contains(word) || behind.contains(word));
    (clause.contains('共') || announced) && !partial && !PROSE.last_year.occur_in(clause)
}

fn relation(span: Span, value: u32, list: &List, whole: bool) -> Option<Relation> {
    let right = Expr::Constant(Decimal::from(list.rows));
    let operands = vec![points::operand(span, value)];
    let relation = Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, right)
        .named(format!("表中所列{}的行数", list.thing));
    let near = value.abs_diff(list.rows) <= SLIP;
    Some(if whole && near { relation } else { relation.open() })
}

//! How deep a row stands (层级): by the number before its name, by its code, or by how far it is indented.

use super::lines::Line;
use super::{Column, Entry};
use crate::document::Document;
use crate::vocabulary::ColumnKind;

/// A label with the depth that its number says.
pub(super) struct Numbered<'a> {
    /// Deeper is greater.
    pub depth: u32,
    /// The label behind the number.
    pub rest: &'a str,
}

/// 一、 （一） 1、 1.1 （1） ①, deepest last. 二、三级 is no number: another numeral follows it.
pub(super) fn numbered(label: &str) -> Option<Numbered<'_>> {
    let label = label.trim_start();
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if let Some(inner) = label.strip_prefix(['（', '(']) {
        return [(20, &chinese as &dyn Fn(char) -> bool), (40, &digit)].into_iter().find_map(|(depth, of)| {
            let rest = inner.trim_start_matches(of);
            let closed = rest.strip_prefix(['）', ')']).filter(|_| rest.len() < inner.len())?;
            Some(Numbered { depth, rest: closed })
        });
    }
    if let Some(first) = label.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return Some(Numbered { depth: 50, rest: label.get(first.len_utf8()..).unwrap_or_default() });
    }
    let rest = label.trim_start_matches(chinese);
    if let Some(behind) = rest.strip_prefix(['、', '.', '．']).filter(|_| rest.len() < label.len()) {
        return (!behind.starts_with(chinese)).then_some(Numbered { depth: 10, rest: behind });
    }
    let rest = label.trim_start_matches(digit);
    let mut behind = rest.strip_prefix(['、', '.', '．']).filter(|_| rest.len() < label.len())?;
    let mut depth = 30;
    while behind.starts_with(digit) {
        let after = behind.trim_start_matches(digit);
        depth += 1;
        behind = match after.strip_prefix(['.', '．']) {
            Some(further) => further,
            // 1.1基本工资 is numbered, 1.5米 is a measure: the name of what is numbered has more than one character.
            None => return (after.trim().chars().count() > 1).then_some(Numbered { depth, rest: after }),
        };
    }
    Some(Numbered { depth, rest: behind })
}

/// What a table says about the depth of its rows beside the numbers in their labels.
pub(super) struct Levels {
    /// The column of numbers, where those numbers have several depths: 1, 1.1.
    index: Option<u32>,
    /// The column of names, where some of them are indented and none is numbered, with the indent of the others.
    indented: Option<(u32, u32)>,
}

impl Levels {
    /// Looks at the numbers and the indents of a stretch.
    pub fn new(document: &Document, columns: &[Column], body: &[Line]) -> Self {
        let cells =
            |column: u32| body.iter().filter_map(move |line| line.over(column)).filter(|entry| !entry.is_blank());
        let has_depths = |column: &&Column| {
            let mut depths = cells(column.index).filter_map(|entry| index_depth(document.str(entry.span)));
            depths.next().is_some_and(|first| depths.any(|other| other != first))
        };
        let index = columns.iter().filter(|column| column.kind == ColumnKind::Index).find(has_depths);
        // Blanks before a cell say something only where nothing but its edge stands before them.
        let first = columns.iter().find(|column| column.kind != ColumnKind::Index);
        let indented = first.and_then(|column| {
            let names = || cells(column.index).filter(|entry| entry.number().is_none());
            let least = names().map(|entry| entry.indent).min()?;
            let numbered = names().any(|entry| numbered(document.str(entry.span)).is_some());
            (!numbered && names().any(|entry| entry.indent > least)).then_some((column.index, least))
        });
        Self { index: index.map(|column| column.index), indented }
    }

    /// The depth of a row: its code, its number in the column of numbers, the number in its label, its indent.
    pub fn depth(&self, document: &Document, columns: &[Column], entries: &[Entry], label: &str) -> Option<u32> {
        let cell = |column: u32| entries.iter().find(|entry| entry.column == column);
        let indent = |(column, least): (u32, u32)| cell(column)?.indent.checked_sub(least).filter(|indent| *indent > 0);
        code_depth(document, columns, entries, label)
            .or_else(|| index_depth(document.str(cell(self.index?)?.span)))
            .or_else(|| numbered(label).map(|numbered| numbered.depth))
            .or_else(|| self.indented.and_then(indent).map(|indent| 60 + indent))
    }
}

/// The depth that a cell of a column of numbers says: 1, 1.1, 一, （一）.
fn index_depth(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['.', '、', '．']);
    let named = format!("{text}{}名称", if text.ends_with(['）', ')']) || text.contains('.') { "" } else { "、" });
    let found = numbered(&named)?;
    (found.rest == "名称").then_some(found.depth)
}

/// Functional and economic classes (类款项): each two digits more are one level deeper.
fn code_depth(document: &Document, columns: &[Column], entries: &[Entry], label: &str) -> Option<u32> {
    let coded =
        |entry: &&Entry| columns.iter().any(|column| column.index == entry.column && column.kind == ColumnKind::Code);
    let written: String = entries.iter().filter(coded).map(|entry| document.str(entry.span)).collect();
    let digits = if written.is_empty() { label.chars().take_while(char::is_ascii_digit).collect() } else { written };
    let length = digits.trim().len();
    let is_class = digits.trim().bytes().all(|byte| byte.is_ascii_digit()) && matches!(length, 3 | 5 | 7);
    is_class.then(|| 100 + u32::try_from(length).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_how_deep_a_row_stands() {
        let depth = |label: &str| numbered(label).map(|numbered| numbered.depth);
        assert_eq!(depth("一、工资"), Some(10));
        assert_eq!(depth("（二）津贴"), Some(20));
        assert_eq!((depth("1.工资"), depth("1.1基本工资"), depth("1.1.2津贴")), (Some(30), Some(31), Some(32)));
        assert_eq!((depth("（1）甲"), depth("①乙")), (Some(40), Some(50)));
        assert_eq!((depth("二、三级路"), depth("1.5米"), depth("工资")), (None, None, None));
        assert_eq!(
            (index_depth("1"), index_depth("1.1"), index_depth("一"), index_depth("总")),
            (Some(30), Some(31), Some(10), None)
        );
    }
}

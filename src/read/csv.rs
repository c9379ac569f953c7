//! Separated values (CSV): recognised by their commas, semicolons or bars, read as one sheet.

use super::lines::normalised;
use super::sheet::{self, Sheet, SheetCell};
use crate::document::{Document, Source};
use csv::ReaderBuilder;
use std::borrow::Cow;

/// Cells that are read.
const MOST_CELLS: usize = 2_000_000;

/// What divides the fields of a record; the full-width marks are what a Chinese keyboard makes of the others.
const SEPARATORS: [char; 5] = [',', ';', '|', '，', '；'];

/// The values of a text that is nothing but records of equally many fields; none for any other text.
///
/// A line without a separator may stand above and below them, as a title or a note. Excel's first line `sep=;` names it.
pub(super) fn document(text: &str) -> Option<Document> {
    let text = &normalised(text);
    let (named, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_ascii_lowercase().starts_with("sep=") => {
            (first.trim().chars().nth("sep=".len()), rest)
        }
        _ => (None, text.as_str()),
    };
    if let Some(separator) = named {
        return Some(read(text, separator));
    }
    // Where a line holds tabs and no commas, tabs divide it.
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.contains('\t') {
        return None;
    }
    // Bars at the edge or a line of dashes are those of a table in Markdown.
    let rule = |line: &str| line.contains("--") && line.chars().all(|one| "-|: ".contains(one));
    let marked = text.lines().any(|line| line.trim_start().starts_with('|') || rule(line));
    let separates = |separator: &char| (*separator != '|' || !marked) && is_separated(text, *separator);
    let separator = SEPARATORS.into_iter().find(separates)?;
    Some(read(text, separator))
}

fn read(text: &str, separator: char) -> Document {
    let (mut sheet, mut cut) = (Sheet::default(), false);
    // The crate knows separators of one byte only: another one gives way to a sign that no text holds.
    let text: Cow<str> =
        if separator.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.replace(separator, "\u{1F}")) };
    let delimiter = u8::try_from(separator).ok().filter(u8::is_ascii).unwrap_or(0x1F);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    // The reader passes over blank lines, which nevertheless are rows and divide tables.
    let blank_lines = |from: usize| text.bytes().skip(from).take_while(|byte| *byte == b'\n').count();
    let mut row = 0_u32;
    for record in reader.records().flatten() {
        let from = record.position().map_or(text.len() as u64, csv::Position::byte);
        let blank = usize::try_from(from).map_or(0, blank_lines);
        row = row.saturating_add(u32::try_from(blank).unwrap_or(u32::MAX));
        for (column, field) in (0..).zip(&record) {
            if sheet.cells.len() == MOST_CELLS {
                cut = true;
            } else if !field.trim().is_empty() {
                sheet.cells.push(SheetCell { row, column, text: field.into() });
            }
        }
        row = row.saturating_add(1);
    }
    let mut document = sheet::document(vec![sheet], cut, Source::Csv);
    document.sheets = vec!["CSV".into()];
    document
}

/// Whether most lines have the same number of separators outside quotation marks, and the others none, above or below them.
fn is_separated(text: &str, separator: char) -> bool {
    // Sentences are full of Chinese commas: records of them hold figures on most lines, and no sentence ends there.
    let full_width = !separator.is_ascii();
    let records = records(text, separator);
    let most = |records: &[Record]| records.iter().map(|record| record.commas).max().unwrap_or(0);
    let commas = most(&records);
    let regular = |record: &Record| record.commas == commas;
    let count = records.iter().filter(|record| regular(record)).count();
    let (Some(first), Some(last)) = (records.iter().position(regular), records.iter().rposition(regular)) else {
        return false;
    };
    let body = records.get(first..=last).unwrap_or_default();
    let outside = || records.iter().take(first).chain(records.iter().skip(last + 1));
    commas > 0
        && count > 1
        && count * 3 >= records.len() * 2
        && body.iter().all(regular)
        && outside().all(|record| record.commas == 0)
        && body.first().is_some_and(|header| !header.groups)
        && !body.iter().all(|record| record.groups)
        && !body.iter().any(|record| record.prose)
        && (!full_width || count > 2 && body.iter().filter(|record| record.figures).count() * 2 > count)
}

/// What tells a record from a line of prose.
struct Record {
    commas: usize,
    /// Whether each of its commas may group the digits of a number: 1,234.56.
    groups: bool,
    /// Whether a comma is followed by a space, or the line ends a sentence.
    prose: bool,
    /// Whether one of its fields is nothing but a figure.
    figures: bool,
}

/// The filled records of a text; a field in quotation marks may hold commas and line breaks.
fn records(text: &str, separator: char) -> Vec<Record> {
    let (mut records, mut start, mut quoted) = (Vec::new(), 0, false);
    let mut commas: Vec<usize> = Vec::new();
    let mut end = |start: usize, end: usize, commas: &mut Vec<usize>| {
        let line = text.get(start..end).unwrap_or_default();
        if !line.trim().is_empty() {
            records.push(record(text, line, commas, separator));
        }
        commas.clear();
    };
    for (at, one) in text.char_indices() {
        match one {
            '"' => quoted = !quoted,
            one if one == separator && !quoted => commas.push(at),
            '\n' if !quoted => {
                end(start, at, &mut commas);
                start = at + 1;
            }
            _ => {}
        }
    }
    end(start, text.len(), &mut commas);
    records
}

fn record(text: &str, line: &str, commas: &[usize], separator: char) -> Record {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = |at: usize| text.as_bytes().get(at + 1..).unwrap_or_default();
    let before = |at: usize| text.as_bytes().get(..at).and_then(<[u8]>::last);
    let groups =
        |at: &usize| separator == ',' && before(*at).is_some_and(u8::is_ascii_digit) && digits(after(*at)) == 3;
    let spaced = |at: &usize| separator != '|' && after(*at).first() == Some(&b' ');
    let figure = |field: &str| {
        let field = field.trim_matches(|one: char| one.is_whitespace() || "\"￥¥()（）-".contains(one));
        field.starts_with(|one: char| one.is_ascii_digit())
            && field.chars().all(|one| one.is_ascii_digit() || ".,%".contains(one))
    };
    Record {
        commas: commas.len(),
        groups: !commas.is_empty() && commas.iter().all(groups),
        figures: line.split(separator).any(figure),
        prose: commas.iter().any(spaced) || line.trim_end().ends_with(['。', '；', '！', '？']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_equal_length_are_a_table() {
        let text = "示例县项目支出表\n项目名称,预算,执行率\n送书下乡,\"1,000.00\",52.03%\n\"放映\n（约）\",200,\n合计,\"1,200.00\",\n";
        let document = document(text).unwrap();
        assert_eq!(document.source, Source::Csv);
        let (_, table) = document.tables().next().unwrap();
        let row = |row| table.row(row).iter().map(|cell| document.str(cell.span)).collect::<Vec<_>>();
        assert_eq!([table.rows, table.columns], [4, 3]);
        assert_eq!(row(1), ["送书下乡", "1,000.00", "52.03%"]);
        assert_eq!(row(2), ["放映\n（约）", "200", ""]);
        assert!(document.text.starts_with("示例县项目支出表\n项目名称"));
    }

    #[test]
    fn a_blank_line_counts_as_a_row() {
        let document = document("项目,预算\n甲,1\n\n项目,预算\n乙,2\n").unwrap();
        assert_eq!(document.tables().count(), 2);
        let second = document.tables().nth(1).map(|(_, table)| table.span).unwrap();
        let place = crate::document::Place::Cell { sheet: 0, row: 3, column: 0 };
        assert_eq!(document.origin(second).map(|origin| origin.place), Some(place));
    }

    #[test]
    fn other_separators_divide_as_well() {
        let texts = [
            "项目;预算;决算\n甲;1,010.00;909.00\n合计;1,010.00;909.00\n",
            "项目|预算|决算\n甲|1,010.00|909.00\n合计|1,010.00|909.00\n",
            "sep=;\n项目;预算;决算\n甲;1,010.00;909.00\n合计;1,010.00;909.00\n",
            "项目，预算，决算\n甲，1,010.00，909.00\n合计，1,010.00，909.00\n",
        ];
        for text in texts {
            let document = document(text).unwrap();
            let (_, table) = document.tables().next().unwrap();
            let cells: Vec<&str> = table.row(1).iter().map(|cell| document.str(cell.span)).collect();
            assert_eq!(cells, ["甲", "1,010.00", "909.00"], "{text}");
        }
    }

    #[test]
    fn prose_and_amounts_with_commas_are_none() {
        let texts = [
            "",
            "示例县2024年度自评报告\n全年支出1,234.56万元。\n",
            "年初预算1,234.56\n全年预算2,345.67\n全年执行1,111.22\n",
            "1,234,567\n2,345,678\n",
            "First, we spent it\nThen, we wrote this\n",
            "基本支出12万元,项目支出7万元。\n人员经费3万元,公用经费9万元。\n",
            "项目\t预算,元\n甲\t1,2\n",
            "项目,预算\n",
            "年初预算10万元，上年结转2万元\n全年预算12万元，支出11万元\n结余1万元，按规定管理\n",
            "基本支出12万元；项目支出7万元\n人员经费3万元；公用经费9万元\n",
            "| 项目 | 预算 |\n|---|---|\n| 甲 | 1 |\n",
            "项目,预算\n甲,1,2\n乙\n丙,1,2,3\n",
            "只有一行,\"没有结束\n",
        ];
        for text in texts {
            assert!(document(text).is_none(), "{text:?}");
        }
    }
}

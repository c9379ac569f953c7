//! `complete/blank-cell`: 表中应填的格空着
//!
//! ## What it checks
//! Rows of a form that must be filled (厉行节约保障措施); columns of a list that are blank from top to bottom although the
//! other columns show that there is something to fill in; one blank cell between filled ones in a 三公 row; a person, telephone
//! or text (存在问题) whose cell beside the label is blank; the one row of a scoring table without its mark.
//! ## Why it matters
//! A blank cannot be told from zero, and not from forgotten.
//! ## Stays quiet
//! A blank column of 备注 or 偏差原因; 其他 and 原因, which need not be; columns where zero is what the other columns give; rows that are blank altogether.

use crate::document::{Block, Cell, Span, Table};
use crate::outline::{self, List};
use crate::quantity;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::TABLE;
use crate::vocabulary::outlines::OUTLINES;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/blank-cell",
    severity: Severity::Warning,
    name: ["表中应填的格空着", "Cell left blank"],
    what: [
        "必填行（如厉行节约保障措施）、整列（如结转结余、调整率）、“三公”经费行中间的格、负责人和电话等栏目旁的格，或评分表中唯一一行的得分没有填写。",
        "A row that must be filled, a whole column, a cell amid a 三公 row, the cell beside a person's label, or one mark of all is blank.",
    ],
    why: ["空白分不清是零还是漏填。", "A blank cannot be told from zero, nor from forgotten."],
    source: "绩效自评表填报要求：应填栏目填写齐全",
    bad: "\t项目\t2022年决算数\t2023年预算数\n\t公用经费\t5.00\t6.00\n\t厉行节约保障措施\t\t\n",
    good: "\t项目\t2022年决算数\t2023年预算数\n\t公用经费\t5.00\t6.00\n\t厉行节约保障措施\t控制用车\t压减会议\n",
    judge: Judge::Case(judge),
};

/// Words of a header that say what a column holds.
const BUDGET: &[&str] = &["可执行", "全年预算", "调整后预算", "预算数", "年初预算"];
const ADJUSTED: &[&str] = &["调整后预算", "全年预算"];
const INITIAL: &[&str] = &["年初预算", "预算年度", "年初"];
const SPENT: &[&str] = &["决算", "执行数", "实际支出"];

fn judge(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, table) in case.document.tables() {
        findings.extend(rows(case, table));
        findings.extend(fields(case, table));
        findings.extend(unmarked(case, table));
    }
    for list in &case.outline.lists {
        if let Some(Block::Table(table)) = case.document.blocks.get(list.block) {
            findings.extend(columns(case, list, table));
        }
    }
    findings
}

/// A cell's text without white space.
fn tight(case: &Case, span: Span) -> String {
    case.str(span).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The value of a cell that is a number.
pub(in crate::rules) fn value(case: &Case, span: Span) -> Option<Decimal> {
    quantity::read_cell(&case.document.text, span).map(|quantity| quantity.value)
}

/// Rows that must be filled, and gaps in 三公 rows.
fn rows(case: &Case, table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, cell) in table.cells.iter().enumerate() {
        // Long cells are text, not labels.
        if cell.span.is_empty() || cell.span.len() > 90 {
            continue;
        }
        let label = tight(case, cell.span);
        let right = || table.cells.iter().skip(index + 1).take_while(|other| other.row == cell.row);
        let all_blank = right().next().is_some() && right().all(|other| other.span.is_empty());
        if all_blank && OUTLINES.required_rows.contains(&label) {
            let message = [format!("“{label}”没有填写。"), format!("“{label}” is not filled in.")];
            findings.push(case.note(&RULE, Severity::Warning, message, &[cell.span]));
        } else if all_blank && label.ends_with("效益指标") && cell.row_span == 1 {
            let message = [
                format!("“{label}”整行空白，不适用的请注明“不涉及”。"),
                format!("The row “{label}” is blank. If it does not apply, say so (不涉及)."),
            ];
            findings.push(case.note(&RULE, Severity::Info, message, &[cell.span]));
        } else if OUTLINES.spending_rows.iter().any(|row| label.ends_with(row.as_str())) {
            findings.extend(gap(case, table, cell, &label));
        }
    }
    findings
}

/// Labels of one thing or person in a form, with a blank cell beside them.
fn fields(case: &Case, table: &Table) -> Vec<Finding> {
    let is_text = |cell: &Cell| case.str(cell.span).chars().count() >= LEAST_TEXT && value(case, cell.span).is_none();
    // 存在问题 with its text beside it: rows of one label and one text.
    let told = |row: u32| matches!(table.row(row), [label, text] if !label.span.is_empty() && is_text(text));
    let tells = (0..table.rows).any(told);
    let mut blank: Vec<(Span, String)> = Vec::new();
    for pair in table.cells.windows(2) {
        let [label, beside] = pair else { continue };
        if label.row != beside.row || !beside.span.is_empty() || label.span.is_empty() || label.span.len() > 60 {
            continue;
        }
        let name = tight(case, label.span);
        let name = name.trim_end_matches(['：', ':']).to_owned();
        let alone = table.row(label.row).len() == 2
            && tells
            && OUTLINES.told_rows.iter().any(|word| name.contains(word.as_str()));
        let person = OUTLINES.signed_cells.iter().any(|word| name.ends_with(word.as_str()));
        if person || alone && !name.contains("其他") && !name.contains("原因") {
            blank.push((label.span, name));
        }
    }
    let names: String = blank.iter().map(|(_, name)| format!("“{name}”")).collect();
    let places: Vec<Span> = blank.iter().map(|(span, _)| *span).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let message = [format!("{names}没有填写，请补填。"), format!("Blank beside {names}. Please fill in.")];
    vec![case.note(&RULE, Severity::Warning, message, &places)]
}

/// Least characters of a cell that tells something.
const LEAST_TEXT: usize = 6;

/// A row with a weight and no mark, where every other row with a weight has one.
fn unmarked(case: &Case, table: &Table) -> Option<Finding> {
    let named = |row: u32, words: &[&str]| {
        table.row(row).iter().find(|cell| words.contains(&tight(case, cell.span).as_str())).map(|cell| cell.column)
    };
    let columns =
        |row: u32| Some((named(row, &["分值", "权重", "标准分"])?, named(row, &["得分", "自评得分", "评价得分"])?));
    let (head, (weight, mark)) = (0..table.rows.min(MOST_HEAD)).find_map(|row| Some((row, columns(row)?)))?;
    let mut marked = 0;
    let mut blank = None;
    for row in head + 1..table.rows {
        let cell = |column: u32| table.row(row).iter().find(|cell| cell.column == column);
        let (Some(full), Some(own)) = (cell(weight), cell(mark)) else { continue };
        if value(case, full.span).is_none_or(|full| full.is_zero()) {
            continue;
        }
        match value(case, own.span) {
            Some(_) => marked += 1,
            None if own.span.is_empty() && blank.is_none() => {
                blank = table.row(row).iter().map(|cell| cell.span).find(|span| !span.is_empty())
            }
            // More than one, or words: marks are not given line by line.
            None => return None,
        }
    }
    let place = blank.filter(|_| marked >= LEAST_MARKED)?;
    let message = [
        "这一行有分值而没有得分，其他各行都有得分，请补填。".into(),
        "This row has a weight and no mark, while all others have one. Please fill in.".into(),
    ];
    Some(case.note(&RULE, Severity::Warning, message, &[place]))
}

/// Rows among which the head of a scoring table stands.
const MOST_HEAD: u32 = 40;

/// So many rows with marks say that each should have one.
const LEAST_MARKED: usize = 4;

/// A blank between numbers that are not all zero.
fn gap(case: &Case, table: &Table, label: &Cell, name: &str) -> Option<Finding> {
    let right = table.cells.iter().filter(|other| other.row == label.row && other.column > label.column);
    let cells: Vec<&Cell> = right.collect();
    let filled = |cell: &&Cell| value(case, cell.span).is_some_and(|value| !value.is_zero());
    if is_closed(case, table, &cells) {
        return None;
    }
    let first = cells.iter().position(filled)?;
    let last = cells.iter().rposition(filled)?;
    let inner = cells.get(first..last)?;
    let blank = inner.iter().find(|cell| cell.span.is_empty())?;
    let message = [
        format!("“{name}”一行有数字，中间一格没有填写；没有发生的请填0.00。"),
        format!("The row “{name}” has a blank between its figures. If nothing is to be stated, write 0.00."),
    ];
    Some(case.note(&RULE, Severity::Warning, message, &[label.span.to(blank.span), label.span]))
}

/// Whether the row's 合计 is the sum of its filled cells: what is blank is nothing.
fn is_closed(case: &Case, table: &Table, cells: &[&Cell]) -> bool {
    let Some(total) = cells.first() else { return false };
    let mut head = table.cells.iter().filter(|cell| cell.column == total.column && cell.row < total.row);
    let is_total = head.any(|cell| TABLE.totals_columns(&tight(case, cell.span)));
    let values = || cells.iter().filter_map(|cell| value(case, cell.span));
    let parts = values().skip(1).try_fold(Decimal::ZERO, Decimal::checked_add);
    is_total && values().count() > 1 && parts == value(case, total.span)
}

/// Columns that are blank from top to bottom although another column says that there is something to fill in.
fn columns(case: &Case, list: &List, table: &Table) -> Vec<Finding> {
    let differs = |a: &[&str], b: &[&str]| differ(case, list, table, a, b);
    let any = |words: &[&str]| {
        let cells = list.column(words).map(|column| list.cells(table, column));
        cells.is_some_and(|mut cells| cells.any(|(_, span)| value(case, span).is_some_and(|value| !value.is_zero())))
    };
    let blank = |column: &&outline::Column| {
        let mut cells = list.cells(table, column).peekable();
        cells.peek().is_some() && cells.all(|(_, span)| span.is_empty())
    };
    let wanted = |column: &&outline::Column| match column.header.as_str() {
        header if header.contains("调整率") => differs(INITIAL, ADJUSTED),
        header if header.contains("结转结余") && !header.contains("上年") => differs(BUDGET, SPENT),
        header if header.contains("执行率") => any(BUDGET) && any(SPENT),
        header if header.contains("自评得分") => true,
        _ => false,
    };
    let finding = |column: &outline::Column| {
        let header = &column.header;
        let message = [
            format!("“{header}”一列全部空白，而同表其他列的数字表明应当填写。"),
            format!(
                "The column “{header}” is blank throughout, although other columns show that there is something to state."
            ),
        ];
        case.note(&RULE, Severity::Warning, message, &[column.span])
    };
    list.columns.iter().filter(blank).filter(wanted).map(finding).collect()
}

/// Whether two columns differ in some row. The same column on both sides never differs.
fn differ(case: &Case, list: &List, table: &Table, a: &[&str], b: &[&str]) -> bool {
    let (Some(a), Some(b)) = (list.column(a), list.column(b)) else { return false };
    let in_row = |row: u32, column: u32| outline::cell(table, row, column).and_then(|span| value(case, span));
    list.rows.iter().any(|row| match (in_row(*row, a.column), in_row(*row, b.column)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    })
}

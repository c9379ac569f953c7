//! `disclosure/phone`: 手机号码
//!
//! ## What it checks
//! Mobile numbers: eleven digits that begin with 13 to 19, with no digit beside them.
//! ## Why it matters
//! A report is published; a mobile number is personal information.
//! ## Stays quiet
//! For masked numbers (138****1234), office landlines, and amounts of eleven digits (13545782739.35元).

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/phone",
    severity: Severity::Warning,
    name: ["手机号码", "Mobile number"],
    what: ["文中出现完整的手机号码。", "A complete mobile number stands in the text."],
    why: [
        "报告要公开，手机号码属于个人信息，公开前应隐去中间四位。",
        "The report is published; a mobile number is personal. Mask its middle digits first.",
    ],
    source: "个人信息保护法 第二十五条",
    bad: "填报人：李某　联系电话：13800138000\n",
    good: "填报人：李某　联系电话：138****8000，办公电话0123-5550138\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let amounts = amounts(case);
    let found = digit_runs(&case.document.text).filter(|span| is_mobile(case.str(*span)));
    let found = found.filter(|span| amounts.binary_search(span).is_err());
    // A list of telephone numbers is one thing to mend.
    let table = |span: &Span| case.document.tables().find(|(_, table)| table.span.contains(*span)).map(|(at, _)| at);
    let places: Vec<(Span, Option<usize>)> = found.map(|span| (span, table(&span))).collect();
    let together = |one: &(Span, Option<usize>), other: &(Span, Option<usize>)| one.1.is_some() && one.1 == other.1;
    let spans = |places: &[(Span, Option<usize>)]| places.iter().map(|(span, _)| *span).collect::<Vec<_>>();
    places.chunk_by(together).map(|places| finding(case, &spans(places))).collect()
}

fn finding(case: &Case, places: &[Span]) -> Finding {
    let message = match places.len() {
        1 => [
            "这里有完整的手机号码，公开前请隐去中间四位。".into(),
            "A complete mobile number. Please mask its middle digits before publishing.".into(),
        ],
        count => [
            format!("表中有{count}个完整的手机号码，公开前请隐去中间四位。"),
            format!(
                "The table has {count} complete mobile numbers. Please mask their middle digits before publishing."
            ),
        ],
    };
    case.note(&RULE, Severity::Warning, message, places)
}

/// What makes a number of eleven digits in a cell of its own a telephone's.
const CALLED: [&str; 5] = ["电话", "手机", "联系", "号码", "方式"];

/// Cells that hold eleven digits and nothing else, with no word of a telephone beside or above them: 13545782739元.
fn amounts(case: &Case) -> Vec<Span> {
    let tables = case.document.tables().map(|(_, table)| table);
    let cells = tables.flat_map(|table| table.cells.iter().map(move |cell| (table, cell)));
    let alone = cells.filter(|(_, cell)| is_mobile(case.str(cell.span)));
    let called = |span: Span| CALLED.iter().any(|word| case.str(span).contains(word));
    let amounts = alone.filter(|(table, cell)| {
        let beside = cell.column.checked_sub(1).and_then(|column| table.at(cell.row, column));
        let above = (0..table.rows.min(3)).filter_map(|row| table.at(row, cell.column));
        !above.chain(beside).any(|cell| called(cell.span))
    });
    let mut amounts: Vec<Span> = amounts.map(|(_, cell)| cell.span).collect();
    amounts.sort_unstable();
    amounts
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes.first() == Some(&b'1')
        && bytes.get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
}

/// Runs of ASCII letters and digits that begin with a digit: a number inside a longer code is none.
pub(super) fn digit_runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(|c: char| c.is_ascii_alphanumeric())?;
            let run = text.get(start..)?;
            let len = run.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(run.len());
            at = start + len;
            // 12.34 and 1,234 are amounts, 138****1234 is masked.
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            let after = text.get(at..).and_then(|after| after.chars().next());
            let goes_on = |c: Option<char>| c.is_some_and(|c| ".,，*×_".contains(c));
            let number = run.starts_with(|c: char| c.is_ascii_digit()) && !(goes_on(before) && before != Some('，'));
            let decimals = || text.get(at + 1..).is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
            let ends = match after {
                Some('.' | ',') => !decimals(),
                Some('，') => true,
                after => !goes_on(after),
            };
            if number && ends {
                return Some(Span::new(start, at));
            }
        }
    })
}

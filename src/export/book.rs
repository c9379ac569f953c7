//! The list as a workbook: problems, relations, numbers, and what was not checked.

use super::sheet::{Cell, Sheet, workbook};
use super::{Imprint, Subject, problems};
use crate::report::{Places, QuantityState, Severity, Verdict};
use rust_decimal::Decimal;

/// The workbook of one report.
pub fn write(subject: &Subject, imprint: &Imprint) -> Vec<u8> {
    let places = Places::new(&subject.report.document);
    workbook(&[
        problem_sheet(subject, imprint),
        relations(subject, imprint, &places),
        numbers(subject, &places),
        unchecked(subject, &places),
        about(subject, imprint),
    ])
}

/// The problems alone; the same sheet goes into an annotated workbook.
pub fn problem_sheet(subject: &Subject, imprint: &Imprint) -> Sheet {
    let heads = vec![
        ("序号", 6),
        ("程度", 7),
        ("规则", 22),
        ("位置", 24),
        ("原文", 16),
        ("问题", 50),
        ("算式", 44),
        ("报告值", 14),
        ("相符的值", 14),
        ("相差", 12),
        ("建议", 40),
        ("处理", 18),
        ("规则编号", 22),
    ];
    let rows = problems(subject, imprint).into_iter().map(|problem| {
        let finding = problem.finding;
        vec![
            Cell::count(problem.number),
            problem.severity().into(),
            problem.rule.into(),
            problem.place.as_str().into(),
            problem.written.into(),
            finding.message.zh.as_str().into(),
            finding.equation.as_deref().unwrap_or_default().into(),
            Cell::figure(finding.stated.as_deref()),
            Cell::figure(finding.expected.as_deref()),
            Cell::figure(finding.difference.as_deref()),
            finding.hint.as_ref().map_or("", |hint| &hint.zh).into(),
            problem.state().unwrap_or_default().into(),
            finding.rule.as_ref().into(),
        ]
    });
    Sheet { name: "问题", heads, rows: rows.collect() }
}

fn relations(subject: &Subject, imprint: &Imprint, places: &Places) -> Sheet {
    let heads =
        vec![("序号", 6), ("结论", 10), ("规则", 22), ("关系", 34), ("算式", 60), ("位置", 26), ("规则编号", 22)];
    let rows = (1..).zip(&subject.report.relations).map(|(number, relation)| {
        let place = relation.operands.first().map(|operand| places.of(operand.span).zh);
        vec![
            Cell::count(number),
            verdict(relation.verdict).into(),
            imprint.name(&relation.rule).into(),
            relation.name.as_deref().unwrap_or_default().into(),
            relation.equation.as_str().into(),
            place.unwrap_or_default().into(),
            relation.rule.as_ref().into(),
        ]
    });
    Sheet { name: "关系", heads, rows: rows.collect() }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "相符",
        Verdict::Rounding => "四舍五入",
        Verdict::Broken => "不相符",
        Verdict::Open => "无法判断",
    }
}

fn numbers(subject: &Subject, places: &Places) -> Sheet {
    let document = &subject.report.document;
    let heads = vec![
        ("序号", 6),
        ("含义", 44),
        ("原文", 18),
        ("数值", 16),
        ("单位", 10),
        ("核对情况", 22),
        ("关系数", 8),
        ("位置", 28),
    ];
    let rows = (1..).zip(&subject.report.quantities).map(|(number, quantity)| {
        let written = document.str(quantity.span).trim();
        let (value, unit) = parted(written);
        vec![
            Cell::count(number),
            quantity.meaning().into(),
            written.into(),
            Cell::figure(value.as_deref()),
            unit.into(),
            state(quantity.state).into(),
            Cell::count(quantity.relations.len()),
            places.of(quantity.span).zh.into(),
        ]
    });
    Sheet { name: "数据", heads, rows: rows.collect() }
}

/// A number as written and its unit: `1,322.50万元` is 1322.50 and 万元. A number in words has none.
fn parted(written: &str) -> (Option<String>, &str) {
    let unit = written.trim_start_matches(|one: char| one.is_ascii_digit() || ",.-+ ".contains(one));
    let number = written.get(..written.len() - unit.len()).unwrap_or_default().replace([',', ' '], "");
    let number = number.parse::<Decimal>().ok().map(|_| number);
    (number, unit)
}

fn state(state: QuantityState) -> &'static str {
    match state {
        QuantityState::Checked => "已核对",
        QuantityState::Open => "无法判断",
        QuantityState::Alone => "只出现一次，没有可比的数",
        QuantityState::Unknown => "含义不明",
    }
}

fn unchecked(subject: &Subject, places: &Places) -> Sheet {
    let document = &subject.report.document;
    let heads = vec![("序号", 6), ("类别", 14), ("内容", 50), ("原因", 40), ("位置", 28)];
    let mut rows: Vec<[String; 4]> = Vec::new();
    for note in &document.notes {
        rows.push(["文件".into(), note.zh(), "读取时的情况".into(), String::new()]);
    }
    for section in subject.report.sections.iter().filter(|section| section.heading.is_none()) {
        rows.push(["章节".into(), section.title.clone(), "按模板应有，没有找到".into(), String::new()]);
    }
    for quantity in subject.report.quantities.iter().filter(|quantity| quantity.state != QuantityState::Checked) {
        let what = match quantity.meaning().as_str() {
            "" => document.str(quantity.span).trim().to_owned(),
            meaning => format!("{}（{meaning}）", document.str(quantity.span).trim()),
        };
        rows.push(["数字".into(), what, state(quantity.state).into(), places.of(quantity.span).zh]);
    }
    let rows = (1..).zip(rows).map(|(number, row)| {
        let mut cells = vec![Cell::count(number)];
        cells.extend(row.map(Cell::from));
        cells
    });
    Sheet { name: "未核", heads, rows: rows.collect() }
}

fn about(subject: &Subject, imprint: &Imprint) -> Sheet {
    let summary = &subject.report.summary;
    let year = summary.year.map(|year| year.to_string()).unwrap_or_default();
    let rows = [
        ("文件", subject.file),
        ("文件 SHA-256", subject.sha256),
        ("标题", &summary.title),
        ("单位", summary.unit.as_deref().unwrap_or_default()),
        ("年度", &year),
        ("结论", &subject.verdict()),
        ("程序", &format!("勾稽 {}", imprint.version)),
        ("规则", &imprint.rules),
        ("时间", &imprint.time.shown()),
    ]
    .map(|(what, value)| vec![what.into(), value.into()]);
    Sheet { name: "说明", heads: vec![("项目", 16), ("内容", 80)], rows: rows.into() }
}

/// What is said of one report among many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Errors, warnings and hints that are not set aside; what sorts.
    problems: [usize; 3],
    cells: Vec<Cell>,
}

impl Row {
    /// The row of a report.
    pub fn of(subject: &Subject) -> Self {
        let report = subject.report;
        let problems = [Severity::Error, Severity::Warning, Severity::Info].map(|one| subject.count(one));
        let set_aside = report.findings.len().saturating_sub(problems.iter().sum());
        let agree = report.relations.iter().filter(|relation| relation.agrees()).count();
        let count = |count: u32| Cell::Number(Decimal::from(count));
        let mut cells: Vec<Cell> = vec![
            report.summary.unit.as_deref().unwrap_or_default().into(),
            report.summary.year.map_or("".into(), |year| Cell::Number(Decimal::from(year))),
        ];
        cells.extend(problems.map(Cell::count));
        cells.extend([
            Cell::count(set_aside),
            count(report.coverage.quantities),
            count(report.coverage.checked),
            Cell::count(report.relations.len()),
            Cell::count(agree),
            report.summary.template.as_str().into(),
            subject.file.into(),
            subject.sha256.into(),
        ]);
        Self { problems, cells }
    }
}

/// One workbook over many reports, worst first: what each is, and how many problems it has.
pub fn overview(mut reports: Vec<Row>, imprint: &Imprint) -> Vec<u8> {
    let heads = vec![
        ("序号", 6),
        ("单位", 30),
        ("年度", 8),
        ("错误", 8),
        ("提醒", 8),
        ("提示", 8),
        ("已核实", 8),
        ("数字", 8),
        ("参加核对", 10),
        ("关系", 8),
        ("相符", 8),
        ("模板", 10),
        ("文件", 50),
        ("文件 SHA-256", 68),
    ];
    reports.sort_by_key(|row| std::cmp::Reverse(row.problems));
    let numbered = |(number, row): (usize, Row)| std::iter::once(Cell::count(number)).chain(row.cells).collect();
    let rows = (1..).zip(reports).map(numbered).collect();
    let about = [
        ("程序", format!("勾稽 {}", imprint.version)),
        ("规则", imprint.rules.clone()),
        ("时间", imprint.time.shown()),
    ];
    let about = about.map(|(what, value)| vec![what.into(), value.into()]).into();
    let about = Sheet { name: "说明", heads: vec![("项目", 16), ("内容", 80)], rows: about };
    workbook(&[Sheet { name: "汇总", heads, rows }, about])
}

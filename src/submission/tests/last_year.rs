use super::*;
use crate::report::Severity::{Info, Warning};

/// Last year's report.
fn last() -> String {
    report(2022, "2022年部门决算支出95.00万元，年末结转结余20.50万元。公务接待费决算数3.60万元。")
}

#[test]
fn last_years_figures_are_those_of_last_years_report() {
    let data = |exec: &str| basic_data(2023, &format!("| 部门整体支出 | {exec} | 90.00 | 98.00 |\n"));
    quiet(&[("2023", &data("95.00")), ("2022", &last())]);
    assert_eq!(
        found(&[("2023", &data("96.00")), ("2022", &last())]),
        [("cross/last-year".to_owned(), Warning, "96.00 = 95.00".to_owned())]
    );
}

#[test]
fn what_was_left_is_what_the_next_year_began_with() {
    let this = |carried: &str| report(2023, &format!("2023年部门年初预算支出90.00万元，上年结转{carried}万元。"));
    quiet(&[("2023", &this("20.50")), ("2022", &last())]);
    quiet(&[("2023", &this("20.50").replace("2023", "2024")), ("2022", &last())]);
    let found = found(&[("2022", &last()), ("2023", &this("25.00"))]);
    assert_eq!(found, [("cross/last-year".to_owned(), Warning, "25.00 = 20.50".to_owned())]);
}

#[test]
fn what_was_left_is_compared_where_both_reports_speak_of_the_same_money() {
    let general = |text: &str| format!("二、一般公共预算支出情况\n{text}");
    let this = report(2023, &general("2023年上年结转25.00万元，全年预算数120.00万元。"));
    let last = report(2022, &general("2022年全年执行数95.00万元，年末结转结余20.50万元。"));
    assert_eq!(found(&[("2023", &this), ("2022", &last)])[0].2, "25.00 = 20.50");
    quiet(&[("2023", &this), ("2022", &self::last())]);
}

#[test]
fn changes_are_computed_from_last_years_report() {
    let this = |change: &str| report(2023, &format!("2023年公务接待费决算数3.26万元，{change}。"));
    for agrees in [
        "比上年减少0.34万元",
        "比上年下降9.44%",
        "较上年3.60万元减少0.34万元",
        "比上年有所减少",
        "比年初预算减少1.00万元",
    ] {
        quiet(&[("2023", &this(agrees)), ("2022", &last())]);
    }
    for differs in ["比上年减少0.74万元", "比上年下降18.50%", "较上年4.00万元减少0.74万元", "比上年增加0.34万元"]
    {
        let found = found(&[("2023", &this(differs)), ("2022", &last())]);
        assert_eq!(
            found.iter().map(|it| (it.0.as_str(), it.1)).collect::<Vec<_>>(),
            [("cross/last-year", Warning)],
            "{differs}"
        );
    }
}

#[test]
fn a_report_of_another_unit_or_of_two_years_ago_is_no_last_year() {
    let this = report(2023, "2023年部门年初预算支出90.00万元，上年结转25.00万元。");
    quiet(&[("2023", &this), ("2022", &last().replace("示例县档案馆", "示例县水利局"))]);
    quiet(&[("2023", &this), ("2021", &last().replace("2022", "2021"))]);
}

const RESULTS: &str = "二、绩效情况\n\
    全年接收档案3260卷，接待查阅1180人次，完成数字化扫描42万页，群众满意度达到96%以上。\n\
    2022年开展档案业务培训6期，培训基层档案员240人次，指导12个乡镇规范整理档案。\n";

#[test]
fn results_that_stand_word_for_word_in_last_years_report_are_listed_once() {
    let (this, last) = (report(2023, RESULTS), report(2022, RESULTS));
    let submission = together(&[("今年.docx", &this), ("去年.docx", &last)]);
    let [across] = submission.across.as_slice() else { panic!("{:?}", submission.across) };
    assert_eq!((across.finding.rule.as_ref(), across.finding.severity), ("cross/carried-over", Info));
    assert_eq!(
        across.finding.message.zh,
        "“今年.docx”有2段成效文字与上年的“去年.docx”一字不差（数字也相同），请核对是否写的是本年情况。其中1段还写着2022年。"
    );
    assert_eq!(across.files, [0, 0, 1, 1]);
}

#[test]
fn one_paragraph_or_what_never_changes_is_not_carried_over() {
    let one = RESULTS.replace("培训6期", "培训5期");
    quiet(&[("2023", &report(2023, &one)), ("2022", &report(2022, RESULTS))]);
    let duties = RESULTS.replace("绩效情况", "主要职责");
    quiet(&[("2023", &report(2023, &duties)), ("2022", &report(2022, &duties))]);
    quiet(&[("a", &report(2023, RESULTS)), ("b", &report(2023, RESULTS))]);
}

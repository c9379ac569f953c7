//! What is raised between files, and what is not.

mod last_year;
mod projects;
mod same_year;

use super::*;
use crate::read;

/// A report with these paragraphs on its finances.
fn report(year: u16, text: &str) -> String {
    format!("{year}年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门财务情况\n{text}\n")
}

/// 基础数据表 with these rows, in 万元.
fn basic_data(year: u16, rows: &str) -> String {
    let last = year - 1;
    format!(
        "预算单位名称：示例县档案馆\n{year}年度部门整体支出绩效评价基础数据表（单位：万元）\n\n\
         | 项目 | {last}年决算数 | {year}年预算数 | {year}年决算数 |\n| --- | --- | --- | --- |\n{rows}"
    )
}

/// 整体支出绩效自评表 in `unit`: 年初预算, 全年预算, 执行数, and the total of its marks.
fn form(year: u16, unit: &str, [init, budget, exec]: [&str; 3], score: &str) -> String {
    format!(
        "{year}年度部门整体支出绩效自评表\n\n\
         | 预算单位名称 | 示例县档案馆 |\n| --- | --- |\n\
         | 年度预算申请（{unit}） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |\n\
         | 年度资金总额 | {init} | {budget} | {exec} | 10 | 9.50 |\n\
         | 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n\
         | 产出指标 | 接收档案 | ≥3000卷 | 3260卷 | 90 | 88.00 |\n| 总分 |  |  |  | 100 | {score} |\n"
    )
}

/// 项目支出绩效自评表 of one project in 万元.
fn project(year: u16, name: &str, [init, budget, exec]: [&str; 3]) -> String {
    format!(
        "{year}年度项目支出绩效自评表\n\n\
         | 项目支出名称 | {name} | 实施单位 | 示例县档案馆 |\n| --- | --- | --- | --- |\n\
         | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 |\n| 年度资金总额 | {init} | {budget} | {exec} |\n"
    )
}

fn together(files: &[(&str, &str)]) -> Submission {
    let read = |(name, text): &(&str, &str)| ((*name).to_owned(), read::text(text));
    check_all(files.iter().map(read).collect(), &Options::default())
}

/// Rule, gravity and equation of every finding between the files.
fn found(files: &[(&str, &str)]) -> Vec<(String, crate::report::Severity, String)> {
    let across = together(files).across.into_iter().map(|across| across.finding);
    across.map(|it| (it.rule.into_owned(), it.severity, it.equation.unwrap_or_default())).collect()
}

/// That nothing is raised between the files.
fn quiet(files: &[(&str, &str)]) {
    assert_eq!(found(files), []);
}

#[test]
fn each_file_is_checked_as_if_alone() {
    let texts =
        [report(2023, "2023年部门决算支出98.00万元。"), form(2023, "万元", ["90.00", "100.00", "98.00"], "97.50")];
    let files = [("a", texts[0].as_str()), ("b", texts[1].as_str())];
    for (file, (name, text)) in together(&files).files.iter().zip(files) {
        assert_eq!((file.name.as_str(), &file.report), (name, &crate::check(read::text(text), &Options::default())));
    }
}

#[test]
fn no_file_and_one_file_have_nothing_between_them() {
    quiet(&[]);
    quiet(&[("报告.txt", &report(2023, "2023年部门决算支出98.00万元。"))]);
}

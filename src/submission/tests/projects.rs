use super::*;
use crate::report::Severity::Warning;

/// A list of projects in 基础数据表 with the total of 项目支出.
fn list(rows: &[(&str, &str, &str)], total: [&str; 2]) -> String {
    let rows: String = rows.iter().map(|(name, init, exec)| format!("| {name} | {init} | {exec} |\n")).collect();
    let [init, exec] = total;
    format!(
        "预算单位名称：示例县档案馆\n2023年度项目支出明细表（单位：万元）\n\n\
         | 项目名称 | 年初预算数 | 决算数 |\n| --- | --- | --- |\n{rows}| 合计 | {init} | {exec} |\n"
    )
}

const SCANNING: &str = "档案数字化扫描经费";
const REPAIR: &str = "库房维修专项";

#[test]
fn a_project_form_agrees_with_the_projects_row_in_a_list() {
    let list = list(&[(SCANNING, "20.00", "19.50"), (REPAIR, "15.00", "14.00")], ["35.00", "33.50"]);
    quiet(&[("表", &list), ("项目", &project(2023, SCANNING, ["20.00", "22.00", "19.50"]))]);
    let found = found(&[("表", &list), ("项目", &project(2023, SCANNING, ["20.00", "22.00", "15.90"]))]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_str(), found[0].1), ("cross/files", Warning));
}

#[test]
fn a_project_form_agrees_with_the_report() {
    let report = |exec: &str| report(2023, &format!("{SCANNING}全年预算22.00万元，{SCANNING}决算{exec}万元。"));
    let form = project(2023, SCANNING, ["20.00", "22.00", "19.50"]);
    quiet(&[("报告", &report("19.50")), ("项目", &form)]);
    assert_eq!(found(&[("报告", &report("15.90")), ("项目", &form)]).len(), 1);
}

#[test]
fn the_forms_of_all_projects_add_up_to_the_project_expenditure() {
    let report = |count: &str, total: &str| {
        report(2023, &format!("2023年项目支出决算数{total}万元。\n本单位对全部{count}个项目开展了绩效自评。"))
    };
    let forms =
        [project(2023, SCANNING, ["20.00", "22.00", "19.50"]), project(2023, REPAIR, ["15.00", "15.00", "14.00"])];
    let all = |report: &str| found(&[("报告", report), ("1", &forms[0]), ("2", &forms[1])]);
    assert_eq!(all(&report("2", "33.50")), []);
    assert_eq!(all(&report("3", "40.00")), [], "one project has no form here");
    assert_eq!(all(&report("2", "40.00").replace("全部", "")), [], "others need not have been evaluated");
    let [(rule, severity, equation)] = all(&report("2", "35.30")).try_into().unwrap();
    assert_eq!((rule.as_str(), severity, equation.as_str()), ("cross/files", Warning, "35.30 = 14.00 + 19.50"));
    assert_eq!(all(&report("3", "30.00"))[0].2, "30.00 ≥ 14.00 + 19.50", "more than there is");
}

#[test]
fn forms_are_all_there_are_where_a_list_names_them() {
    let list = |exec: &str| list(&[(SCANNING, "20.00", "19.50"), (REPAIR, "15.00", "14.00")], ["35.00", exec]);
    let forms =
        [project(2023, SCANNING, ["20.00", "22.00", "19.50"]), project(2023, REPAIR, ["15.00", "15.00", "14.00"])];
    let all = |list: &str| found(&[("表", list), ("1", &forms[0]), ("2", &forms[1])]);
    assert_eq!(all(&list("33.50")), []);
    assert_eq!(all(&list("35.30"))[0].2, "35.30 = 14.00 + 19.50");
}

#[test]
fn the_form_of_a_project_is_not_that_of_the_unit() {
    let whole = form(2023, "万元", ["90.00", "100.00", "98.00"], "97.50");
    quiet(&[("整体", &whole), ("项目", &project(2023, SCANNING, ["20.00", "22.00", "19.50"]))]);
}

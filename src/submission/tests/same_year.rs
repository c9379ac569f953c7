use super::*;
use crate::report::Severity::{Error, Warning};

const FIGURES: &str = "2023年部门年初预算支出90.00万元，全年预算支出100.00万元，部门决算支出98.00万元。";

#[test]
fn report_and_form_state_one_total() {
    let table = form(2023, "万元", ["90.00", "100.00", "89.00"], "97.50");
    let files = [("报告.docx", report(2023, FIGURES)), ("附件2.xlsx", table)];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    assert_eq!(found(&files), [("cross/files".to_owned(), Error, "98.00 = 89.00".to_owned())]);
    let submission = together(&files);
    let across = &submission.across[0];
    assert_eq!(
        across.finding.message.zh,
        "“部门整体决算（执行）”在两份材料中不一致：“报告.docx”为98.00万元，“附件2.xlsx”为89.00万元，相差9.00万元。"
    );
    let marked: Vec<&str> = across
        .finding
        .marks
        .iter()
        .zip(&across.files)
        .map(|(mark, file)| submission.files[*file as usize].report.document.str(mark.span))
        .collect();
    assert_eq!(marked, ["98.00万元", "89.00"]);
}

#[test]
fn units_and_written_digits_are_reconciled() {
    let form = |exec: &str| form(2023, "元", ["900000.00", "1000000.00", exec], "97.50");
    let report = report(2023, FIGURES);
    for exec in ["980000.00", "980042.10", "979958.00", "980089.00"] {
        quiet(&[("报告", &report), ("表", &form(exec))]);
    }
    assert_eq!(found(&[("报告", &report), ("表", &form("981500.00"))]).len(), 1);
    assert_eq!(found(&[("报告", &report), ("表", &form("98.00"))]).len(), 1, "万元 under a head of 元");
}

#[test]
fn the_mark_of_the_evaluation_is_one() {
    let report = report(2023, "根据评分，整体支出绩效自评得分97.50分。");
    let with = |score: &str| form(2023, "万元", ["90.00", "100.00", "98.00"], score);
    quiet(&[("报告", &report), ("表", &with("97.50"))]);
    let found = found(&[("报告", &report), ("表", &with("98.50"))]);
    assert_eq!(found, [("cross/files".to_owned(), Error, "97.50 = 98.50".to_owned())]);
}

#[test]
fn the_staff_is_one() {
    let report = report(2023, "核定编制40名，年末在编在岗36人。");
    let data = |staff: &str| {
        format!(
            "预算单位名称：示例县档案馆\n2023年度基础数据表\n\n| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |\n| --- | --- | --- | --- |\n|  | 40 | {staff} | 90% |\n"
        )
    };
    quiet(&[("报告", &report), ("表", &data("36"))]);
    assert_eq!(found(&[("报告", &report), ("表", &data("38"))])[0].2, "36 = 38");
}

#[test]
fn three_public_expenses_and_classes_agree_with_the_basic_data() {
    let report = report(
        2023,
        "2023年“三公”经费决算数14.37万元，其中公务接待费3.12万元。基本支出决算数60.00万元，项目支出决算数38.00万元。",
    );
    let data = |sg: &str, project: &str| {
        basic_data(
            2023,
            &format!(
                "| 三公经费 | 18.00 | 16.00 | {sg} |\n| 1、公务接待 | 4.00 | 4.00 | 3.12 |\n| 项目支出 | 30.00 | 35.00 | {project} |\n"
            ),
        )
    };
    quiet(&[("报告", &report), ("表", &data("14.37", "38.00"))]);
    assert_eq!(
        found(&[("报告", &report), ("表", &data("17.37", "38.00"))]),
        [("cross/files".to_owned(), Error, "14.37 = 17.37".to_owned())]
    );
    assert_eq!(found(&[("报告", &report), ("表", &data("14.37", "83.00"))])[0].2, "38.00 = 83.00");
}

#[test]
fn one_fault_in_three_files_is_one_finding() {
    let report = report(2023, FIGURES);
    let table = form(2023, "万元", ["90.00", "100.00", "89.00"], "97.50");
    let data = basic_data(2023, "| 部门整体支出 | 80.00 | 90.00 | 98.00 |\n");
    let found = found(&[("报告", &report), ("附件1", &data), ("附件2", &table)]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn other_units_other_years_and_other_funds_are_not_compared() {
    let table = form(2023, "万元", ["90.00", "100.00", "89.00"], "97.50");
    let other = table.replace("示例县档案馆", "示例县水利局");
    quiet(&[("报告", &report(2023, FIGURES)), ("表", &other)]);
    quiet(&[("报告", &report(2021, &FIGURES.replace("2023", "2021"))), ("表", &table)]);
    let fiscal = report(2023, "2023年一般公共预算财政拨款支出决算数80.00万元，政府性基金预算支出决算数18.00万元。");
    quiet(&[("报告", &fiscal), ("表", &table)]);
}

#[test]
fn what_is_about_so_or_has_two_values_is_not_compared() {
    let table = form(2023, "万元", ["90.00", "100.00", "89.00"], "97.50");
    quiet(&[("报告", &report(2023, "2023年部门决算支出约98万元。")), ("表", &table)]);
    quiet(&[("报告", &report(2023, "2023年部门决算支出98.00万元。\n2023年部门决算支出89.00万元。")), ("表", &table)]);
}

#[test]
fn what_only_its_surroundings_name_needs_the_rest_to_agree() {
    let said = "2023年年初预算90.00万元，全年预算100.00万元，决算98.00万元。";
    let table = |figures| form(2023, "万元", figures, "97.50");
    let near = found(&[("报告", &report(2023, said)), ("表", &table(["90.00", "100.00", "89.00"]))]);
    assert_eq!(near, [("cross/files".to_owned(), Warning, "98.00 = 89.00".to_owned())]);
    quiet(&[("报告", &report(2023, said)), ("表", &table(["60.00", "70.00", "89.00"]))]);
}

#[test]
fn files_that_agree_on_nothing_speak_of_different_things() {
    let table = form(2023, "万元", ["190.00", "210.00", "189.00"], "97.50");
    quiet(&[("报告", &report(2023, FIGURES)), ("表", &table)]);
}

#[test]
fn a_correction_that_breaks_what_holds_is_not_proposed() {
    let report = report(2023, "2023年部门决算支出98.00万元，其中基本支出60.00万元，项目支出38.00万元。");
    let table = form(2023, "万元", ["90.00", "100.00", "89.00"], "97.50");
    let submission = together(&[("报告", &report), ("表", &table)]);
    let hint = submission.across[0].finding.hint.as_ref().map(|hint| hint.zh.as_str());
    assert!(hint.is_none_or(|hint| !hint.starts_with("若98.00")), "{hint:?}");
}

#[test]
fn the_rate_of_execution_is_one_unless_its_figures_already_differ() {
    let table = form(2023, "万元", ["90.00", "100.00", "98.00"], "97.50");
    let table = table
        .replace("| 全年执行数 | 分值 | 得分 |", "| 全年执行数 | 执行率 | 得分 |")
        .replace("| 98.00 | 10 | 9.50 |", "| 98.00 | 98.00% | 9.50 |");
    let with = |figures: &str, rate: &str| report(2023, &format!("{figures}整体支出预算执行率{rate}。"));
    quiet(&[("报告", &with(FIGURES, "98%")), ("表", &table)]);
    assert_eq!(
        found(&[("报告", &with(FIGURES, "89.00%")), ("表", &table)]),
        [("cross/files".to_owned(), Warning, "89.00% = 98.00%".to_owned())]
    );
    let other = FIGURES.replace("98.00", "89.00");
    assert_eq!(found(&[("报告", &with(&other, "89.00%")), ("表", &table)]).len(), 1);
}

use super::*;
use crate::read;

fn stretches(text: &str) -> (Document, Vec<Stretch>) {
    let document = read::text(text);
    let found = understand_all(&document);
    (document, found)
}

#[test]
fn a_form_is_several_little_tables() {
    let (_, found) = stretches(
        "| 财政供养人员情况(人) | 编制数 | 2023年实际在职人数 | 控制率 |\n| --- | --- | --- | --- |\n\
         |  | 40 | 36 | 90% |\n| 经费控制情况(万元) | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n\
         | 三公经费 | 6.00 | 5.00 | 4.00 |\n| 1、公务接待 | 2.00 | 2.00 | 1.20 |\n",
    );
    assert_eq!(found.len(), 2);
    let measures: Vec<_> = found[1].columns.iter().filter_map(|column| column.measure).collect();
    assert_eq!(measures, ["exec", "init", "exec"]);
    assert_eq!(found[1].columns[1].unit, Some(Unit::TenThousandYuan));
    assert_eq!((found[1].rows[0].subject, found[1].rows[1].parent), (Some("sg"), Some(0)));
}

#[test]
fn amounts_under_a_year_are_the_initial_budget() {
    let (_, found) = stretches(
        "| 序号 | 项目名称 | 预算年度 | 调整后预算数 |\n| --- | --- | --- | --- |\n\
         | 1 | 甲项目 | 700000 | 800000 |\n| 2 | 乙项目 | 250000 | 250000 |\n",
    );
    let column = &found[0].columns[2];
    assert_eq!((column.measure, column.mislabelled, column.unit), (Some("init"), true, Some(Unit::Yuan)));
}

#[test]
fn tables_side_by_side_are_two() {
    let (_, found) = stretches(
        "| 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |\n| --- | --- | --- | --- | --- | --- |\n\
         | 其他收入 | 1 | 3.00 | 教育支出 | 5 | 3.00 |\n",
    );
    let names: Vec<_> = found.iter().map(|stretch| stretch.rows[0].name.as_str()).collect();
    assert_eq!(names, ["其他收入", "教育支出"]);
}

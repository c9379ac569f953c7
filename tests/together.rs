//! The fixtures as people hand them in: report and attachments as files of their own, checked together.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

use gouji::document::Document;
use gouji::outline::Outline;
use gouji::submission::{Submission, check_all};
use gouji::{Options, read};
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "md")).collect();
    texts.sort();
    assert!(!texts.is_empty());
    texts
}

/// A report and each of its attachments as a file.
fn parts(path: &Path) -> Vec<(String, Document)> {
    let whole = read::text(&fs::read_to_string(path).unwrap());
    let outline = Outline::read(&whole);
    let file = |(index, part): (usize, &gouji::outline::Part)| {
        (format!("{}-{index}", path.file_name().unwrap().display()), read::text(whole.str(part.extent)))
    };
    outline.parts.iter().enumerate().map(file).collect()
}

fn said(submission: &Submission) -> Vec<&str> {
    submission.across.iter().map(|across| across.finding.message.zh.as_str()).collect()
}

#[test]
fn right_reports_agree_with_their_attachments() {
    let mut several = 0;
    for path in fixtures("reports") {
        let files = parts(&path);
        several += usize::from(files.len() > 1);
        let submission = check_all(files, &Options::default());
        assert_eq!(said(&submission), Vec::<&str>::new(), "{}", path.display());
    }
    assert!(several >= 4, "too few reports have attachments for this to say anything");
}

#[test]
fn reports_of_many_units_are_not_held_against_each_other() {
    let files = fixtures("reports").iter().flat_map(|path| parts(path)).collect();
    assert_eq!(said(&check_all(files, &Options::default())), Vec::<&str>::new());
}

#[test]
fn a_fault_in_an_attachment_is_seen_against_the_report() {
    let files = parts(&fixtures("faulty").into_iter().find(|path| path.ends_with("hn-long.txt")).unwrap());
    let submission = check_all(files, &Options::default());
    assert_eq!(
        said(&submission),
        ["“三公”经费决算（执行）"].map(|name| format!(
            "“{name}”在两份材料中不一致：“hn-long.txt-0”为14.37万元，“hn-long.txt-1”为17.37万元，相差3.00万元。"
        ))
    );
}

#[test]
fn a_right_report_against_its_faulty_copy_differs_in_what_was_planted() {
    for (name, planted) in [("hn-long.txt", "804.22"), ("gx.txt", "4770000"), ("gd-b.txt", "11,572.85")] {
        let copy = |folder: &str| fixtures(folder).into_iter().find(|path| path.ends_with(name)).unwrap();
        let read = |folder: &str| (folder.to_owned(), read::text(&fs::read_to_string(copy(folder)).unwrap()));
        let submission = check_all(vec![read("reports"), read("faulty")], &Options::default());
        let equations: Vec<&str> =
            submission.across.iter().filter_map(|across| across.finding.equation.as_deref()).collect();
        assert!(equations.iter().any(|equation| equation.contains(planted)), "{name}: {equations:?}");
    }
}

proptest::proptest! {
    /// Words of reports and forms in any order: nothing panics, and every mark is a place of its own file.
    #[test]
    fn every_mark_is_a_place_of_its_file(files in proptest::collection::vec(proptest::collection::vec(0usize..PIECES.len(), 0..40), 0..4)) {
        let text = |pieces: &Vec<usize>| pieces.iter().map(|piece| PIECES[*piece]).collect::<String>();
        let files = files.iter().map(|pieces| (String::from("甲/乙.txt"), read::text(&text(pieces)))).collect();
        let submission = check_all(files, &Options::default());
        for across in &submission.across {
            proptest::prop_assert_eq!(across.files.len(), across.finding.marks.len());
            for (mark, file) in across.finding.marks.iter().zip(&across.files) {
                let document = &submission.files[*file as usize].report.document;
                proptest::prop_assert!(document.text.get(mark.span.range()).is_some());
            }
        }
    }
}

const PIECES: &[&str] = &[
    "2023年度示例县档案馆部门整体支出绩效自评报告\n",
    "2022年度示例县档案馆部门整体支出绩效自评报告\n",
    "预算单位名称：示例县档案馆\n",
    "2023年度项目支出绩效自评表（单位：万元）\n",
    "一、部门财务情况\n",
    "二、一般公共预算支出情况\n",
    "三、政府性基金预算支出情况\n",
    "2023年部门决算支出98.00万元，",
    "部门决算支出89.00万元。",
    "上年结转20.50万元。",
    "年末结转结余25.00万元。",
    "公务接待费决算数3.26万元，",
    "比上年减少0.34万元，下降9.44%。",
    "较上年4.00万元增加",
    "本单位对全部2个项目开展了绩效自评。",
    "自评得分97.50分，预算执行率98%。",
    "核定编制40名，年末在编在岗36人。",
    "约",
    "99999999999999999999999999999",
    "𠮷",
    "。",
    "\n",
    "\n\n",
    "| 项目支出名称 | 示例扫描经费 |\n",
    "| 项目支出名称 | 示例维修专项 |\n",
    "| 项目名称 | 年初预算数 | 全年预算数 | 决算数（元） |\n",
    "| --- | --- |\n",
    "| 年度资金总额 | 20.00 | 22.00 | 19.50 |\n",
    "| 示例扫描经费 | 20.00 | 22.00 | 15.90 |\n",
    "| 示例维修专项 | 0 | -1 | 79228162514264337593543950335 |\n",
    "| 合计 | 35.00 | 37.00 | 35.30 |\n",
];

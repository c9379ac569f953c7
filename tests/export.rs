//! What is handed on by the command line, opened again by other programs than those that wrote it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and one that cannot go on should stop"
)]
#![cfg(feature = "cli")]

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// 2026-12-01, half past eight in the evening in Beijing.
const TIME: &str = "1796128200";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats").join(name)
}

/// An empty folder of the test's own.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("export").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn gouji(arguments: &[&str], paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).args(paths).env("SOURCE_DATE_EPOCH", TIME).output().unwrap()
}

/// Checks files into a folder; what is there then, by name.
fn handed_on(test: &str, arguments: &[&str], files: &[&Path]) -> Vec<(String, Vec<u8>)> {
    let out = folder(test).join("out");
    let output = gouji(&[&["check", "--out", out.to_str().unwrap()], arguments].concat(), files);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty() || !arguments.contains(&"--format"));
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// The file of an ending.
fn ending<'a>(files: &'a [(String, Vec<u8>)], ending: &str) -> &'a [u8] {
    &files.iter().find(|(name, _)| name.ends_with(ending)).unwrap_or_else(|| panic!("no {ending} among the files")).1
}

fn rows(workbook: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_form_is_written_under_unit_year_and_date() {
    let all = ["--annotate", "--format", "xlsx,csv,md,json,html,docx,sarif"];
    let files = handed_on("forms", &all, &[&fixture("same/report.docx")]);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "审核意见.docx",
        "批注.docx",
        "核对报告.html",
        "核对结果.json",
        "核对结果.sarif",
        "问题清单.csv",
        "问题清单.md",
        "问题清单.xlsx",
    ];
    let expected = expected.map(|name| {
        let (what, ending) = name.split_once('.').unwrap();
        format!("示例县林业局2024年_{what}_20261201.{ending}")
    });
    assert_eq!(names, expected);
    let sha256 = "1c3937e37864ff3529d7d833b4c25613b3968b805edbd7d59494551f799c8da0";
    for form in [".csv", ".md", ".json", ".html", ".sarif"] {
        assert!(std::str::from_utf8(ending(&files, form)).unwrap().contains(sha256), "{form}");
    }
    let again = handed_on("forms", &all, &[&fixture("same/report.docx")]);
    assert_eq!(files, again, "the same file at the same time gives the same bytes");
}

#[test]
fn numbers_in_the_list_are_numbers() {
    let files = handed_on("numbers", &["--format", "xlsx,json"], &[&fixture("same/report.docx")]);
    let json: Value = serde_json::from_slice(ending(&files, ".json")).unwrap();
    let problems = rows(ending(&files, ".xlsx"), "问题");
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(problems.len(), findings.len() + 1);
    for (row, finding) in problems.iter().skip(1).zip(findings) {
        assert_eq!(row[5], Data::String(finding["message"]["zh"].as_str().unwrap().into()));
        for (cell, name) in [(&row[7], "stated"), (&row[8], "expected"), (&row[9], "difference")] {
            match finding[name].as_str() {
                Some(number) => assert_eq!(*cell, Data::Float(number.parse().unwrap())),
                None => assert_eq!(*cell, Data::Empty),
            }
        }
    }
    let sheets = ["关系", "数据", "未核", "说明"].map(|sheet| rows(ending(&files, ".xlsx"), sheet).len());
    let lengths = [&json["relations"], &json["document"]["coverage"]["quantities"]];
    let [relations, quantities] = [lengths[0].as_array().unwrap().len(), lengths[1].as_u64().unwrap() as usize];
    assert_eq!([sheets[0], sheets[1]], [relations + 1, quantities + 1]);
    assert_eq!(json["about"]["time"], "2026-12-01T20:30:00+08:00");
}

#[test]
fn a_folder_is_checked_with_an_overview_the_same_by_one_and_by_two() {
    let folder = folder("folder-in");
    for name in ["甲/报告.docx", "乙.docx", "丙.txt"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        let source = if name.ends_with(".txt") { "same/report.txt" } else { "word/report.docx" };
        fs::copy(fixture(source), folder.join(name)).unwrap();
    }
    fs::write(folder.join("~$乙.docx"), "lock").unwrap();
    fs::write(folder.join("图.png"), "\u{89}PNG").unwrap();
    let one = handed_on("folder", &["--format", "csv", "--jobs", "1"], &[&folder]);
    let two = handed_on("folder", &["--format", "csv", "--jobs", "2"], &[&folder]);
    assert_eq!(one, two);
    assert_eq!(one.len(), 4, "two files of one unit get names of their own");
    assert!(one.iter().any(|(name, _)| name == "示例县水利局2024年_问题清单_20261201(2).csv"));
    let overview = rows(ending(&one, ".xlsx"), "汇总");
    let errors: Vec<&Data> = overview.iter().skip(1).map(|row| &row[3]).collect();
    assert_eq!((errors.len(), errors[0]), (3, &Data::Float(5.0)), "the worst comes first");
}

#[test]
fn a_form_that_is_a_file_wants_a_folder() {
    let output = gouji(&["check", "--format", "xlsx"], &[&fixture("same/report.docx")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--out"));
}

#[test]
fn nothing_in_a_report_or_its_name_starts_anything() {
    let folder = folder("hostile-in");
    let report = "<script>alert(1)</script>示例县档案馆2023年度自评报告\n\n\
        =1+1支出合计10万元，其中：=cmd|' /C calc'!A0支出3万元、<img src=x onerror=alert(2)>支出4万元。\n\
        @SUM(A1)人员经费5万元，+公用经费6万元，合计12万元，完成预算的130%。\n";
    let path = folder.join("=1+1 <img src=x onerror=alert(3)> '\" & ](javascript:alert(4)).txt");
    fs::write(&path, report).unwrap();
    let files = handed_on("hostile", &["--annotate", "--format", "xlsx,csv,md,json,html,docx,sarif"], &[&path]);
    let text = |form: &str| std::str::from_utf8(ending(&files, form)).unwrap();
    for (name, _) in &files {
        assert!(!name.starts_with(['=', '+', '-', '@', '.']) && !name.contains(['<', '>', '/', '"', '&']), "{name}");
    }
    let page = text("核对报告_20261201.html");
    assert_eq!(page.matches("<script>").count(), 1, "only its own");
    assert!(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));
    assert!(!text(".md").contains("<img") && !text(".md").replace("\\]", "").contains("]("));
    let mut lines =
        csv::ReaderBuilder::new().flexible(true).from_reader(text(".csv").trim_start_matches('\u{FEFF}').as_bytes());
    let starts = ['=', '+', '@', '\t', '\r'];
    for value in lines.records().flat_map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(
            !value.starts_with(starts) && (!value.starts_with('-') || value.parse::<rust_decimal::Decimal>().is_ok()),
            "{value}"
        );
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(ending(&files, "问题清单_20261201.xlsx"))).unwrap();
    for sheet in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
    }
}

#[test]
fn an_office_s_own_letter_is_filled_in() {
    let folder = folder("letter-in");
    let template = folder.join("模板.docx");
    let built_in = gouji(&["letter"], &[]).stdout;
    fs::write(&template, &built_in).unwrap();
    let path = fixture("same/report.docx");
    let own = handed_on("letter", &["--format", "docx"], &[&path]);
    let given = handed_on("letter", &["--format", "docx", "--letter", template.to_str().unwrap()], &[&path]);
    assert_eq!(own, given);
    let text = gouji::read::bytes(ending(&own, ".docx")).unwrap().text;
    assert!(text.starts_with("关于示例县林业局2024年度部门整体支出绩效自评报告的审核意见\n示例县林业局："), "{text}");
    assert!(text.contains("应予更正（5项）") && text.contains("\n5.表6第18行") && text.contains("2026年12月1日"));
    assert!(!text.contains(['【', '】']));
}

#[test]
fn the_man_page_and_the_completions_know_the_commands() {
    let man = String::from_utf8(gouji(&["man", "check"], &[]).stdout).unwrap();
    assert!(man.contains(".TH") && man.contains("annotate"));
    let bash = String::from_utf8(gouji(&["completions", "bash"], &[]).stdout).unwrap();
    assert!(bash.contains("--annotate"));
}

#[test]
fn a_workbook_comes_back_with_a_sheet_more_and_its_cells_as_they_were() {
    let path = fixture("same/tables.xlsx");
    let files = handed_on("workbook", &["--annotate"], &[&path]);
    let (before, after) = (fs::read(&path).unwrap(), ending(&files, "批注_20261201.xlsx"));
    let names = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec())).unwrap().sheet_names();
    let sheets = names(&before);
    assert_eq!(names(after), [sheets.clone(), vec!["问题".into()]].concat());
    for sheet in sheets {
        assert_eq!(rows(&before, &sheet), rows(after, &sheet));
    }
    assert_eq!(rows(after, "问题")[1][3], Data::String("预算执行情况表!G6".into()));
    let [read, again] = [&before[..], after].map(|bytes| gouji::read::bytes(bytes).unwrap().text);
    assert!(again.starts_with(&read), "the reader reads what it read, and the sheet behind it");
}

#[test]
fn a_pdf_goes_on_behind_its_end() {
    let path = fixture("same/report.pdf");
    let files = handed_on("pdf", &["--annotate"], &[&path]);
    let (before, after) = (fs::read(&path).unwrap(), ending(&files, "批注_20261201.pdf"));
    assert!(after.starts_with(&before), "the file as it was is still in it");
    let added = String::from_utf8_lossy(&after[before.len()..]);
    assert_eq!((added.matches("/Subtype /Highlight").count(), added.matches("/Subtype /Text").count()), (8, 1));
    let [read, again] = [&before[..], after].map(|bytes| gouji::read::bytes(bytes).unwrap());
    assert_eq!(read, again, "notes are no text of the report");
}

#[test]
fn what_cannot_be_added_to_comes_back_as_a_page() {
    for name in ["same/report.odt", "same/report.rtf", "same/report.doc", "same/report.ofd", "same/report.txt"] {
        let files = handed_on("page", &["--annotate"], &[&fixture(name)]);
        let page = std::str::from_utf8(ending(&files, "批注_20261201.html")).unwrap();
        assert!(page.contains("787.30</mark>"), "{name}");
    }
}

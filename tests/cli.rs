//! The command line as its users run it: what it prints, and with which status it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]
#![cfg(feature = "cli")]

use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

const REPORT: &str = "2023年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门财务情况\n\
                      2023年公用经费决算数45.40万元，公务接待费决算数3.26万元。\n";
const TABLE: &str = "<p>预算单位名称：示例县档案馆</p><p>2023年度基础数据表（单位：万元）</p>\
                     <table><tr><th>项目</th><th>2023年决算数</th></tr>\
                     <tr><td>公用经费</td><td>45.40</td></tr><tr><td>公务接待费</td><td>3.62</td></tr></table>";

/// A file of this content, in a folder of the test's own.
fn file(test: &str, name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// An archive of files, none of them packed.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut output = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut output);
    for (name, content) in members {
        let builder = archive.new_file(EntryPath::verbatim(name.as_bytes().to_vec()));
        let (mut entry, config) = builder.compression_method(CompressionMethod::STORE).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    output
}

fn gouji(arguments: &[&str], files: &[&PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).args(files).output().unwrap()
}

fn json(output: &Output) -> Vec<Value> {
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_member_of_an_archive_is_checked_under_its_own_name() {
    let bytes = archive(&[
        ("报告.txt", REPORT.as_bytes()),
        ("附件/图.png", b"\x89PNG\r\n"),
        ("附件/表.html", TABLE.as_bytes()),
    ]);
    let zip = file("members", "材料.zip", &bytes);
    let output = gouji(&["check", "--format", "json"], &[&zip]);
    let names: Vec<String> = json(&output).iter().map(|line| line["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["报告.txt", "附件/表.html"].map(|member| format!("{}/{member}", zip.display())));
    assert_eq!(output.status.code(), Some(2), "the picture could not be read");
    assert!(String::from_utf8_lossy(&output.stderr).contains("材料.zip/附件/图.png: "));
}

#[test]
fn a_place_is_said_where_the_text_is_not_the_file() {
    let (text, page) = (file("place", "a.txt", REPORT.as_bytes()), file("place", "b.html", TABLE.as_bytes()));
    let output = gouji(&["check", "--format", "json"], &[&text, &page]);
    let lines = json(&output);
    assert_eq!(lines.iter().map(|line| &line["document"]["source"]).collect::<Vec<_>>(), ["text", "html"]);
    assert!(!String::from_utf8_lossy(&output.stdout).lines().next().unwrap().contains("\"place\""));
    let wrong = TABLE
        .replace("</table>", "<tr><td>公务接待费</td><td>9.99</td></tr><tr><td>合计</td><td>70.00</td></tr></table>");
    let page = file("place", "c.html", wrong.as_bytes());
    let finding = &json(&gouji(&["check", "--format", "json"], &[&page]))[0]["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["spans"][0]["place"]),
        (&"sum/table".into(), &"表1第5行‘2023年决算数’".into())
    );
}

#[test]
fn files_checked_together_get_one_line_more() {
    let (text, page) =
        (file("together", "报告.txt", REPORT.as_bytes()), file("together", "附件.html", TABLE.as_bytes()));
    let output = gouji(&["check", "--together", "--format", "json"], &[&text, &page]);
    let lines = json(&output);
    assert_eq!(lines.len(), 3);
    let names = [&text, &page].map(|path| path.to_string_lossy().into_owned());
    assert_eq!((&lines[2]["schema"], &lines[2]["files"]), (&1.into(), &names.to_vec().into()));
    let finding = &lines[2]["findings"][0];
    assert_eq!((&finding["rule"], &finding["severity"]), (&"cross/files".into(), &"error".into()));
    assert_eq!(
        finding["spans"].as_array().unwrap().iter().map(|span| &span["file"]).collect::<Vec<_>>(),
        [&names[0], &names[1]]
    );
    assert_eq!(finding["spans"][1]["place"], "表1第3行‘2023年决算数’");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&gouji(&["check", "--format", "json"], &[&text, &page])).len(), 2);
}

#[test]
fn an_office_hands_its_settings_on_as_one_file() {
    let report = file("settings", "a.txt", REPORT.as_bytes());
    let rules = |settings: &str| {
        let settings = file("settings", "office.json", settings.as_bytes());
        let output = gouji(&["check", "--format", "json", "--settings"], &[&settings, &report]);
        let findings = json(&output)[0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let formula = |severity: &str, more: &str| {
        format!(
            "{{\"gouji-settings\": 1, \"formulas\": [{{\"name\": \"接待费占比\", \
             \"formula\": \"公务接待费决算 ≤ 公用经费决算 × 5%\", \"severity\": \"{severity}\"}}]{more}}}"
        )
    };
    assert!(rules(&formula("error", "")).contains(&"own/formula".to_owned()));
    assert!(!rules("{\"gouji-settings\": 1}").contains(&"own/formula".to_owned()));
    assert!(!rules(&formula("error", ", \"off\": [\"own/formula\"]")).contains(&"own/formula".to_owned()));
}

#[test]
fn settings_that_cannot_be_used_are_told_in_plain_words() {
    let report = file("bad-settings", "a.txt", REPORT.as_bytes());
    let settings = file("bad-settings", "office.json", "{\"gouji-settings\": 1, \"公式\": []}".as_bytes());
    let output = gouji(&["check", "--settings"], &[&settings, &report]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "nothing was checked with settings other than those that were asked for");
    assert!(String::from_utf8_lossy(&output.stderr).contains("office.json: 设置里没有“公式”这一项。"));
}

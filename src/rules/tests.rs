//! The registry against the files, and every rule against its own examples.

use super::*;
use crate::{Options, check, read};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// `src/rules/complete/blank_cell.rs` holds `complete/blank-cell`.
fn ids_of_files() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let rules =
        files.filter(|file| fs::read_to_string(file).is_ok_and(|source| source.contains("pub const RULE: Rule")));
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
    rules.map(|file| format!("{}/{}", name(file.parent().unwrap()), name(&file))).collect()
}

#[test]
fn every_rule_file_is_registered_once_under_its_own_name() {
    let registered: Vec<String> = ALL.iter().map(|rule| rule.id.to_string()).collect();
    let once: BTreeSet<String> = registered.iter().cloned().collect();
    assert_eq!(once.len(), registered.len(), "an id is registered twice");
    assert_eq!(once, ids_of_files());
}

/// The settings with which the examples of a rule are checked.
fn options(rule: &Rule) -> Options {
    let formula = |formula: &str| {
        let (name, formula, severity, on) = (String::new(), formula.to_owned(), rule.severity, true);
        crate::settings::OwnFormula { name, formula, severity, on }
    };
    match rule.judge {
        Judge::Formula(own) => Options { formulas: vec![formula(own)], ..Options::default() },
        _ => Options::default(),
    }
}

#[test]
fn a_rule_that_is_off_stays_quiet() {
    for rule in ALL {
        let files = rule.bad.split(NEXT_FILE).map(|text| (String::new(), read::text(text))).collect();
        let off = BTreeSet::from([rule.id.to_owned()]);
        let submission = crate::submission::check_all(files, &Options { off, ..options(rule) });
        let alone = submission.files.iter().flat_map(|file| &file.report.findings);
        let across = submission.across.iter().map(|across| &across.finding);
        assert!(alone.chain(across).all(|finding| finding.rule != rule.id), "{}", rule.id);
    }
}

#[test]
fn every_rule_is_raised_by_its_bad_example_and_silent_on_its_good_one() {
    let raised = |rule: &Rule, text: &str| {
        let files = text.split(NEXT_FILE).map(|text| (String::new(), read::text(text))).collect();
        let submission = crate::submission::check_all(files, &options(rule));
        let alone = submission.files.into_iter().flat_map(|file| file.report.findings);
        let across = submission.across.into_iter().map(|across| across.finding);
        let found = alone.chain(across).find(|finding| finding.rule == rule.id);
        found.map(|finding| (finding.severity, finding.message.zh))
    };
    let mut wrong = Vec::new();
    for rule in ALL {
        match raised(rule, rule.bad) {
            None => wrong.push(format!("{} is not raised by its bad example", rule.id)),
            Some((severity, _)) if severity > rule.severity => {
                wrong.push(format!("{} raises {severity:?}, graver than it says", rule.id));
            }
            Some(_) => {}
        }
        if let Some((_, message)) = raised(rule, rule.good) {
            wrong.push(format!("{} is raised by its good example: {message}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_says_what_it_does_in_both_languages() {
    for rule in ALL {
        for text in [rule.name, rule.what, rule.why] {
            assert!(text.iter().all(|text| !text.trim().is_empty()), "{}", rule.id);
            assert!(text[1].is_ascii() || text[1].chars().any(|c| c.is_ascii_alphabetic()), "{}", rule.id);
        }
        assert!(rule.bad != rule.good, "{}", rule.id);
    }
}

/// 《预算法》, GB/T 9704, 行业惯例：合计等于各行之和: not a number in somebody's notes.
#[test]
fn every_rule_says_where_it_comes_from_in_words_a_reader_knows() {
    for rule in ALL {
        let notes = ["rulebook", "issue", "§"].iter().any(|word| rule.source.contains(word));
        let is_named =
            rule.source.starts_with("GB") || rule.source.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(is_named && !notes, "{}: {}", rule.id, rule.source);
    }
}

proptest::proptest! {
    /// Pieces that the outline and the rules look for, in any order, also cut in two.
    #[test]
    fn nothing_panics_and_every_place_is_in_the_text(pieces in proptest::collection::vec(0usize..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().filter_map(|index| PIECES.get(*index)).copied().collect();
        let report = check(read::text(&text), &Options::default());
        for mark in report.findings.iter().flat_map(|finding| &finding.marks) {
            proptest::prop_assert!(report.document.text.get(mark.span.range()).is_some());
        }
        for section in &report.sections {
            if let (Some(heading), Some(extent)) = (section.heading, section.extent) {
                proptest::prop_assert!(extent.contains(heading));
            }
        }
    }
}

const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\t",
    " ",
    "　",
    "一、",
    "二、",
    "十、",
    "（一）",
    "(三）",
    "1.",
    "2．",
    "（2）",
    "①",
    "第二部分",
    "附件",
    "附件1",
    "附：",
    "附件：1. ",
    "2023年度",
    "报告",
    "自评表",
    "基本情况",
    "存在的问题",
    "改进措施",
    "其他需要说明的情况",
    "无。",
    "。",
    "：",
    "；",
    "序号",
    "项目名称",
    "年初预算数",
    "调整后预算数",
    "主要原因分析",
    "预算年度",
    "合计",
    "1",
    "3",
    "100.00",
    "2023",
    "单位名称：",
    "（盖章）",
    "填报日期：",
    "年 月 日",
    "联系电话：",
    "13800138000",
    "信用代码",
    "91350100M000100Y43",
    "账号：",
    "6222020012345678901",
    "秘密★",
    "解决李示例养老保险",
    "[2023]5号",
    "〔2023〕05号",
    "“",
    "”",
    "是是",
    "降底",
    "××县",
    "（此页为封面）",
    "𠮷",
    "|",
    "| --- |",
    "#",
    "……3",
    "目录",
];

#[test]
fn the_catalogue_beside_the_readme_is_the_one_the_program_prints() {
    let page = include_str!("../../RULES.md");
    assert!(page == super::catalogue(), "RULES.md is old: cargo run -- rules > RULES.md");
}

#[test]
fn every_relation_is_of_a_rule_that_is_explained() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/faulty");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end == "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let report = crate::check(crate::read::text(&text), &crate::Options::default());
        for relation in &report.relations {
            assert!(super::ALL.iter().any(|rule| rule.id == relation.rule), "{} of {}", relation.rule, path.display());
        }
    }
}

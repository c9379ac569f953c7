//! `disclosure/person-in-project`: 项目名称中的个人信息
//!
//! ## What it checks
//! A project's name that joins a person's name with pension, illness, relief or the like.
//! ## Why it matters
//! Published with the list, it tells everybody about that person's affairs.
//! ## Stays quiet
//! For masked names (莫某某), groups of people (退休人员, 高校教师), and names in running text, where leaders and honours belong.

use crate::document::{Block, Span};
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule {
    id: "disclosure/person-in-project",
    severity: Severity::Warning,
    name: ["项目名称中的个人信息", "Personal data in a project's name"],
    what: [
        "项目名称中同时出现个人姓名和养老保险、抚恤、救助等事项。",
        "A project's name joins a person's name with pension, relief, illness or the like.",
    ],
    why: [
        "随汇总表公开会泄露个人信息，应写作“某某”。",
        "Published with the list, it discloses that person's affairs. Mask the name.",
    ],
    source: "个人信息保护法 第二十五条",
    bad: "1.关于解决李示例养老保险及滞纳金的请示。自评得分100分。\n",
    good: "1.关于解决李某某养老保险及滞纳金的请示。自评得分100分。\n2.关于解决高校教师养老保险的请示。自评得分90分。\n",
    judge: Judge::Case(judge),
};

/// Longest name of a project.
const LONGEST: usize = 60;

fn judge(case: &Case) -> Vec<Finding> {
    let titles = case.outline.headings.iter().map(|heading| heading.title);
    let cells = case.outline.lists.iter().flat_map(|list| {
        let table = match case.document.blocks.get(list.block) {
            Some(Block::Table(table)) => Some(table),
            _ => None,
        };
        let name = list.column(&["项目名称", "名称", "项目"]);
        let cells = table.zip(name).map(|(table, name)| list.cells(table, name).map(|(_, span)| span));
        cells.into_iter().flatten()
    });
    let mut people: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for span in titles.chain(cells) {
        if let Some(name) = person(case.str(span)) {
            people.entry(name).or_default().push(span);
        }
    }
    let finding = |places: &Vec<Span>| {
        let message = [
            "项目名称中有个人姓名及其社保、救助等事项，公开前请写作“某某”。".into(),
            "A project's name holds a person's name and private affairs. Please mask the name before publishing."
                .into(),
        ];
        case.note(&RULE, Severity::Warning, message, places)
    };
    people.values().map(finding).collect()
}

/// The name between a verb and a private matter: two or three characters, a surname first, none of them a word for a group.
fn person(project: &str) -> Option<String> {
    let words = &OUTLINES.person;
    if project.chars().count() > LONGEST {
        return None;
    }
    let tight: String = project.chars().filter(|c| !c.is_whitespace()).collect();
    words.verbs.iter().find_map(|verb| {
        let (_, after) = tight.split_once(verb.as_str())?;
        let end = words.matters.iter().filter_map(|matter| after.find(matter.as_str())).min()?;
        let between = after.get(..end)?.trim_end_matches('的');
        let name = words.titles.iter().find_map(|title| between.strip_suffix(title.as_str())).unwrap_or(between);
        let called = name.len() < between.len();
        let count = name.chars().count();
        let surname = name.chars().next().is_some_and(|first| words.surnames.contains(first));
        let group = words.groups.iter().any(|group| name.contains(group.as_str()));
        // Two characters are a name only where 同志 says so; three are one by themselves.
        (surname && !group && (count == 3 || (count == 2 && called))).then(|| name.to_string())
    })
}

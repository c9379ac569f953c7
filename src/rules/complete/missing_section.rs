//! `complete/missing-section`: 缺少模板要求的部分
//!
//! ## What it checks
//! The sections that the report's own template asks for, once enough of its headings were seen to be certain of it.
//! ## Why it matters
//! A finance bureau returns a report that lacks a part of the form.
//! ## Stays quiet
//! Only a note where a first-level heading has an unknown title. When the template is not certain, and for a part under another of its usual titles or at another level.

use crate::document::Span;
use crate::rules::{Case, Finding, Judge, Rule, Severity};
use crate::vocabulary::outlines::OUTLINES;

/// The rule.
pub const RULE: Rule = Rule {
    id: "complete/missing-section",
    severity: Severity::Error,
    name: ["缺少模板要求的部分", "Section missing"],
    what: [
        "识别出报告所用的模板后，逐项核对模板要求的标题。",
        "Once the report's template is certain, every heading it asks for is looked for.",
    ],
    why: ["缺少规定部分的报告会被财政部门退回。", "A finance bureau returns a report that lacks a part of the form."],
    source: "省级财政部门印发的绩效自评报告提纲",
    bad: "一、部门基本情况\n编制8人。\n二、一般公共预算支出情况\n支出80万元。\n三、政府性基金预算支出情况\n无。\n四、国有资本经营预算支出情况\n无。\n五、社会保险基金预算支出情况\n无。\n六、部门整体支出绩效情况\n良好。\n七、存在的问题及原因分析\n预算不细。\n八、部门整体支出绩效自评结果拟应用和公开情况\n公开。\n九、其他需要说明的情况\n无。\n",
    good: "一、部门基本情况\n编制8人。\n二、预算执行情况\n支出80万元。\n三、工作成效\n良好。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let Some(template) = case.outline.template().filter(|_| case.outline.certain) else { return Vec::new() };
    let first = case.outline.headings().map(|(_, heading)| heading.span).next();
    let place: Vec<Span> = first.into_iter().collect();
    let of_level = |level: u8| {
        case.outline.missing.iter().filter(move |(_, own)| *own == level).map(|(key, _)| OUTLINES.title(key))
    };
    // A first-level heading that is not recognised may be the missing section under a title of its own.
    let unknown = case.outline.headings().any(|(_, heading)| heading.level == 1 && heading.key.is_none());
    let severity = match template.missing_is_error {
        _ if unknown => Severity::Info,
        true => Severity::Error,
        false => Severity::Warning,
    };
    let first_level = of_level(1).map(|title| (severity, vec![title]));
    // Short forms drop the whole second level: one note, not one for each.
    let second: Vec<&str> = of_level(2).collect();
    let second_level = Some((Severity::Info, second)).filter(|(_, titles)| !titles.is_empty());
    let finding = |(severity, titles): (Severity, Vec<&str>)| {
        let quoted: String = titles.iter().map(|title| format!("“{title}”")).collect();
        let message = [
            format!("按{}模板应有{quoted}，没有找到。", template.name[0]),
            format!("The {} form asks for {quoted}; not found.", template.name[1]),
        ];
        let mut finding = case.note(&RULE, severity, message, &place);
        finding.id = format!("{}|{quoted}", RULE.id);
        finding
    };
    first_level.chain(second_level).map(finding).collect()
}

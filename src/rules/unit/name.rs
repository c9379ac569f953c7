//! `unit/name`: 单位名称前后不一致
//!
//! ## What it checks
//! The unit of the title against the unit fields and the cell 预算单位名称.
//! ## Why it matters
//! A name with one character wrong is a slip; another name may belong to another report.
//! ## Stays quiet
//! For short and full forms of one name, for its own subordinate units, and where one contains the other.

use crate::document::Span;
use crate::outline::FieldKind;
use crate::rules::{Case, Finding, Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unit/name",
    severity: Severity::Warning,
    name: ["单位名称前后不一致", "Unit's name differs"],
    what: [
        "标题中的单位与单位名称栏只差一个字，或完全不同。",
        "The unit of the title differs from the unit field by one character, or altogether.",
    ],
    why: ["可能是笔误，也可能套用了别的单位的报告。", "A slip, or another unit's report served as a form."],
    source: "行业惯例：报告各处为同一填报单位",
    bad: "2023年度示例县档案馆部门整体支出绩效自评报告\n单位名称：示列县档案馆\n一、部门基本情况\n编制8人。\n",
    good: "2023年度中共示例县委员会组织部部门整体支出绩效自评报告\n单位名称：中共示例县委组织部\n一、部门基本情况\n编制8人。\n",
    judge: Judge::Case(judge),
};

fn judge(case: &Case) -> Vec<Finding> {
    let Some(unit) = case.outline.unit.as_deref() else { return Vec::new() };
    let fields = case.outline.fields.iter().filter(|field| field.kind == FieldKind::Unit && !field.is_blank());
    let findings = fields.filter_map(|field| {
        let name: String = case.str(field.value).chars().filter(|c| !c.is_whitespace()).collect();
        // Own subordinate units, several units at once and remarks are no name.
        let plain = name.chars().count() <= 30 && !name.contains(['、', '，', '（', '(']);
        (plain && !case.outline.is_own_name(&name)).then(|| finding(case, unit, &name, field.value)).flatten()
    });
    findings.collect()
}

fn finding(case: &Case, unit: &str, name: &str, place: Span) -> Option<Finding> {
    if unit.contains(name) || name.contains(unit) {
        return None;
    }
    let differing = unit.chars().zip(name.chars()).filter(|(one, two)| one != two).count();
    let slip = unit.chars().count() == name.chars().count() && differing == 1;
    let severity = if slip { Severity::Warning } else { Severity::Info };
    let message = [
        format!("标题中的单位是“{unit}”，这里是“{name}”，请核对。"),
        format!("The title names “{unit}”; here stands “{name}”. Please check."),
    ];
    let places: Vec<Span> = [Some(place), case.outline.title].into_iter().flatten().collect();
    Some(case.note(&RULE, severity, message, &places))
}

//! `cross/carried-over`: 与上年报告的段落完全相同
//!
//! ## What it checks
//! Paragraphs with results and figures of the year that stand word for word in last year's report.
//! ## Why it matters
//! Last year's report served as a form; what was done this year is not told.
//! ## Stays quiet
//! For one paragraph alone, for short ones, for those without figures, and where nothing changes from year to year: duties,
//! organisation, legal grounds, management rules.
//! ## Bad
//! Two paragraphs of 2023's report that 2022's has word for word.
//! ## Good
//! The same with this year's figures.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/carried-over",
    severity: Severity::Info,
    name: ["与上年报告的段落完全相同", "Paragraphs carried over from last year"],
    what: [
        "一并放入上年报告时，写有工作成效和数字的段落不应与上年一字不差。",
        "With last year's report handed in too: paragraphs on results and their figures should not be last year's.",
    ],
    why: ["多半是套用上年报告时没有改。", "Usually last year's report served as a form and was not rewritten."],
    source: "行业惯例：文字按评价年度重新撰写",
    bad: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n二、绩效情况\n全年接收档案3260卷，接待查阅1180人次，完成数字化扫描42万页，群众满意度达到96%以上。\n全年开展档案业务培训6期，培训基层档案员240人次，指导12个乡镇规范整理档案。\n==== 另一份材料 ====\n2022年度示例县档案馆部门整体支出绩效自评报告\n\n二、绩效情况\n全年接收档案3260卷，接待查阅1180人次，完成数字化扫描42万页，群众满意度达到96%以上。\n全年开展档案业务培训6期，培训基层档案员240人次，指导12个乡镇规范整理档案。\n",
    good: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n二、绩效情况\n全年接收档案2815卷，接待查阅1402人次，完成数字化扫描38万页，群众满意度达到96%以上。\n全年开展档案业务培训5期，培训基层档案员210人次，指导12个乡镇规范整理档案。\n==== 另一份材料 ====\n2022年度示例县档案馆部门整体支出绩效自评报告\n\n二、绩效情况\n全年接收档案3260卷，接待查阅1180人次，完成数字化扫描42万页，群众满意度达到96%以上。\n全年开展档案业务培训6期，培训基层档案员240人次，指导12个乡镇规范整理档案。\n",
    judge: Judge::Together,
};

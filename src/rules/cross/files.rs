//! `cross/files`: 两份材料的同一数字不一致
//!
//! ## What it checks
//! Files handed in together: a figure that two of them state (report, 基础数据表, 自评表, project forms), units reconciled.
//! ## Why it matters
//! Reviewers lay the files side by side; whichever is wrong, the submission comes back.
//! ## Stays quiet
//! Between units, years and sources of money; where a file gives a figure several values itself; where the words do not
//! say whose figure it is and the files agree on nothing else; where rounding explains the difference.
//! ## Bad
//! 2023年度示例县档案馆部门整体支出绩效自评报告 … 公务接待费决算数3.26万元。
//! ==== 另一份材料 ====
//! 2023年度基础数据表 … 公务接待费 3.62
//! ## Good
//! The same with 3.26 in both.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/files",
    severity: Severity::Error,
    name: ["两份材料的同一数字不一致", "One figure, two files, two values"],
    what: [
        "一并报送的材料（自评报告、基础数据表、整体和项目自评表）中，同一单位、同一年度、同一对象、同一指标、同一口径的数字应当一致。",
        "In files handed in together, the same figure of the same unit, year, thing and source of money should be the same.",
    ],
    why: [
        "审核时几份材料是对照着看的，哪一份错了都要退回。",
        "Reviewers lay the files side by side; whichever is wrong, the submission comes back.",
    ],
    source: "行业惯例：同一事实在各份材料中一致",
    bad: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2023年公务接待费决算数3.26万元。\n==== 另一份材料 ====\n预算单位名称：示例县档案馆\n2023年度基础数据表（单位：万元）\n\n| 项目 | 2023年决算数 |\n| --- | --- |\n| 公用经费 | 45.40 |\n| 公务接待费 | 3.62 |\n",
    good: "2023年度示例县档案馆部门整体支出绩效自评报告\n\n一、部门基本情况\n2023年公务接待费决算数3.26万元。\n==== 另一份材料 ====\n预算单位名称：示例县档案馆\n2023年度基础数据表（单位：元）\n\n| 项目 | 2023年决算数 |\n| --- | --- |\n| 公用经费 | 454000.00 |\n| 公务接待费 | 32614.50 |\n",
    judge: Judge::Together,
};

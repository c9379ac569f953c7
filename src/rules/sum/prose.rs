//! `sum/prose`: 文中的合计与所列各项之和不一致
//!
//! ## What it checks
//! A total that a sentence states together with its parts (合计, 其中, 包括, 分别为, 即).
//! ## Why it matters
//! At least one of the numbers is wrong, and the reader cannot know which.
//! ## Stays quiet
//! When rounding of the written digits explains the difference; for 其中 and 主要包括 lists that leave something out; when a
//! part is given as 约 or 余; for people counted under several heads at once.
//! ## Bad
//! 2022年支出合计57.7万元，其中：人员经费12.1万元，公用经费45.4万元。
//! ## Good
//! 2022年支出合计57.5万元，其中：人员经费12.1万元，公用经费45.4万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/prose",
    severity: Severity::Error,
    name: ["文中的合计与所列各项之和不一致", "Total in the text differs from its parts"],
    what: [
        "一句话里写明的合计，与同一句所列各项相加的结果。“其中”可以不列全，所列各项超过合计、或已列出全部类别时才提出。",
        "A total against the sum of the parts that the same sentence gives. A list opened by 其中 may leave parts out; it is raised when the parts exceed the total or name every class there is.",
    ],
    why: [
        "合计和分项至少有一个写错，读者无法判断是哪一个。",
        "At least one of the numbers is wrong, and the reader cannot know which.",
    ],
    source: "行业惯例：各分项之和等于合计",
    bad: "2022年支出合计57.7万元，其中：人员经费12.1万元，公用经费45.4万元。",
    good: "2022年支出合计57.5万元，其中：人员经费12.1万元，公用经费45.4万元。",
    judge: Judge::Relations,
};

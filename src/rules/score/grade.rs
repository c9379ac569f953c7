//! `score/grade`: 等级与得分不符
//!
//! ## What it checks
//! The grade of a row or entry against its score.
//! ## Why it matters
//! The grade decides how the result is used.
//! ## Stays quiet
//! For grades whose limits are not known; where the report prints limits, for grades it prints none for.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "score/grade",
    severity: Severity::Error,
    name: ["等级与得分不符", "Grade does not fit the score"],
    what: [
        "一等（90分以上）、二等（80—90分）、三等（60—80分）、四等（60分以下）；优、良、中、差同此分段，因各地不尽相同，只作提醒。文中写明分段的，按文中的分段。",
        "一等 from 90, 二等 from 80, 三等 from 60, 四等 below; 优良中差 alike, as a warning, since places differ. Limits that the report prints go before these.",
    ],
    why: ["等级决定结果怎样应用。", "The grade decides how the result is used."],
    source: "绩效自评等级：优90分以上，良80至90分，中60至80分，差60分以下；各省另有规定的从其规定",
    bad: "| 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 甲项目 | 88.5 | 一等 |\n\
         | 2 | 乙项目 | 92 | 一等 |\n",
    good: "| 序号 | 项目名称 | 自评得分 | 自评结论（等级） |\n\
         | --- | --- | --- | --- |\n\
         | 1 | 甲项目 | 88.5 | 二等 |\n\
         | 2 | 乙项目 | 92 | 一等 |\n",
    judge: Judge::Relations,
};

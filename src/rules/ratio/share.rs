//! `ratio/share`: 占比与数字不符
//!
//! ## What it checks
//! 占p% against the part before it and the whole of its list.
//! ## Why it matters
//! Shares are easily left behind when an amount is corrected.
//! ## Stays quiet
//! When the last digit was cut off instead of rounded; where the whole is not stated; where it may be another whole than the
//! nearest (占政府采购支出总额).
//! ## Bad
//! 2022年支出合计800.00万元，其中：基本支出600.00万元，占57%；项目支出200.00万元，占25%。
//! ## Good
//! 2022年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/share",
    severity: Severity::Warning,
    name: ["占比与数字不符", "Share does not follow"],
    what: [
        "占比＝分项÷总数。总数可以写在同一段前面的句子里。",
        "Part over whole; the whole may stand earlier in the paragraph.",
    ],
    why: ["占比是结构分析的依据，容易漏改。", "Shares are easily left behind when an amount is corrected."],
    source: "行业惯例：占比＝部分÷总数×100%",
    bad: "2022年支出合计800.00万元，其中：基本支出600.00万元，占57%；项目支出200.00万元，占25%。",
    good: "2022年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。",
    judge: Judge::Relations,
};

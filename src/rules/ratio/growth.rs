//! `ratio/growth`: 增减额或增减率与数字不符
//!
//! ## What it checks
//! 比上年增加D万元，增长P% against the figures of the same sentence.
//! ## Why it matters
//! Direction and size of the change are what the comparison is for.
//! ## Stays quiet
//! When the last digit was cut off instead of rounded; where nothing was before; for 持平; where no figure to compare with is
//! stated; for 百分点.
//! ## Bad
//! 2022年支出合计860.50万元，比上年增加60.50万元，增长8.56%。
//! ## Good
//! 2022年支出合计860.50万元，比上年增加60.50万元，增长7.56%。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/growth",
    severity: Severity::Error,
    name: ["增减额或增减率与数字不符", "Change or its rate does not follow"],
    what: [
        "本年数－上年数＝增减额，增减额÷上年数＝增减率；上年数没有写时由本年数和增减额推出。",
        "Current minus previous is the change; the change over the previous is the rate. A previous figure that is not written follows from the other two.",
    ],
    why: ["增减方向和幅度是同比分析的依据。", "Direction and size of the change are what the comparison is for."],
    source: "行业惯例：增减率＝增减额÷上年数×100%",
    bad: "2022年支出合计860.50万元，比上年增加60.50万元，增长8.56%。",
    good: "2022年支出合计860.50万元，比上年增加60.50万元，增长7.56%。",
    judge: Judge::Relations,
};
